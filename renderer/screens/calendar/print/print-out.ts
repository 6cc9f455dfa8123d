import type { Paper } from '../../../../shared/paper.ts'

/** Opens the system's print dialog. Resolves when it has gone again. */
export async function printOut(paper: Paper): Promise<void> {
  if (window.skranke) return window.skranke.print(paper)
  const { promise, resolve } = Promise.withResolvers<void>()
  window.addEventListener('afterprint', () => resolve(), { once: true })
  window.print()
  return promise
}
