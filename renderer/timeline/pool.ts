/**
 * Elements that are used again. What is given back stays where it is until `settle`, so that one
 * which leaves on the left can come in again on the right without leaving the document.
 */
export class ElementPool {
  #free: HTMLElement[] = []
  readonly #create: () => HTMLElement

  constructor(create: () => HTMLElement) {
    this.#create = create
  }

  take(parent: HTMLElement): HTMLElement {
    const element = this.#free.pop() ?? this.#create()
    if (element.parentNode !== parent) parent.append(element)
    return element
  }

  give(element: HTMLElement): void {
    this.#free.push(element)
  }

  /** Takes out of the document what nobody took up again. */
  settle(): void {
    for (const element of this.#free) if (element.parentNode) element.remove()
    if (this.#free.length > 400) this.#free.length = 400
  }
}

/** Puts text into an element that holds nothing else, without making a new node each time. */
export function setText(element: HTMLElement, text: string): void {
  const first = element.firstChild
  if (first instanceof Text && !first.nextSibling) {
    if (first.data !== text) first.data = text
  } else element.textContent = text
}
