import http from 'node:http'

/* A program that talks to the desk over HTTP, with a connection of its own that it keeps. */

export interface HttpAnswer<Body = { [member: string]: unknown, id: number, error: string }> { status: number, body: Body, text: string }

export interface HttpClient {
  token: string | undefined
  /** @throws where the connection breaks before an answer is whole */
  send<Body = HttpAnswer['body']>(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<HttpAnswer<Body>>
  get<Body = HttpAnswer['body']>(path: string): Promise<HttpAnswer<Body>>
  post<Body = HttpAnswer['body']>(path: string, body?: unknown, headers?: Record<string, string>): Promise<HttpAnswer<Body>>
  signIn(username: string, password: string): Promise<string>
  close(): void
}

export function createClient(url: string, token?: string): HttpClient {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const client: HttpClient = {
    token,
    send: <Body>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => new Promise<HttpAnswer<Body>>((resolve, reject) => {
      const payload = body === undefined ? undefined : JSON.stringify(body)
      const request = http.request(`${url}${path}`, {
        method, agent,
        headers: {
          ...(client.token === undefined ? {} : { authorization: `Bearer ${client.token}` }),
          ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
          ...headers,
        },
      }, (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.once('error', reject)
        response.once('end', () => {
          const text = Buffer.concat(pieces).toString('utf8')
          const isJson = response.headers['content-type']?.startsWith('application/json') === true && text !== ''
          resolve({ status: response.statusCode!, text, body: (isJson ? JSON.parse(text) : undefined) as Body })
        })
      })
      request.once('error', reject)
      request.end(payload)
    }),
    get: (path) => client.send('GET', path),
    post: (path, body, headers) => client.send('POST', path, body, headers),
    async signIn(username, password) {
      const { status, body, text } = await client.post<{ token: string }>('/login/', { username, password })
      if (status !== 200) throw new Error(`Signing in: ${status} ${text}`)
      return client.token = body.token
    },
    close: () => agent.destroy(),
  }
  return client
}
