import Fastify from 'fastify'
import { beReady } from './part.ts'

/* What Fastify alone takes to read a JSON body and write one. */

const app = Fastify()
app.post('/echo', (request, reply) => reply.code(201).send(request.body))
const url = await app.listen({ host: '127.0.0.1', port: 0 })
beReady({ url }, () => ({}), () => app.close())
