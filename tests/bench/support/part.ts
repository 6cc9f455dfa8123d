/** What a part's process was started with. */
export function setUpOf<T>(): T {
  return JSON.parse(process.argv[2]!) as T
}

/** Processor time this process has taken, in microseconds. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Says that the part is ready, and answers questions until the bench lets go of it. */
export function beReady(ready: unknown, answer: (question: never) => unknown, close: () => unknown = () => {}): void {
  process.on('message', (question) => void Promise.resolve(answer(question as never)).then((value) => process.send!(value as object)))
  process.once('disconnect', () => void Promise.resolve(close()).finally(() => process.exit(0)))
  process.send!({ ready })
}
