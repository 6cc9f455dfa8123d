export function CalendarScreen() {
  return <div />
}
