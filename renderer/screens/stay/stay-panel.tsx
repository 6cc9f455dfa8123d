export function StayPanel(_: { id: number, onClose(): void }) {
  return null
}
