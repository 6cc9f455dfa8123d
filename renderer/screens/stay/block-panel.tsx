export function BlockPanel(_: { id: number, onClose(): void }) {
  return null
}
