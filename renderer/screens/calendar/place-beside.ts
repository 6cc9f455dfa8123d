/** Puts a card below a place on the screen, or above where there is no room below; never off the screen. */
export function placeBeside(card: HTMLElement, box: DOMRect): void {
  const { offsetWidth, offsetHeight } = card
  const below = box.bottom + 6
  card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - offsetWidth - 8))}px`
  card.style.top = `${Math.max(8, below + offsetHeight > innerHeight - 8 ? box.top - offsetHeight - 6 : below)}px`
}
