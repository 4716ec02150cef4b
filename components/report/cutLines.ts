/**
 * Where the texts of a piece are cut so that what stands before is at most so high: at the beginning of a line, between
 * words.
 */

export function cutAt(root: HTMLElement, key: string, height: number): readonly number[] {
  const element = root.querySelector<HTMLElement>(`[data-piece="${CSS.escape(key)}"]`)
  const texts = element
    ? element.matches('[data-text]')
      ? [element]
      : [...element.querySelectorAll<HTMLElement>('[data-text]')]
    : []
  const top = element?.getBoundingClientRect().top ?? 0
  return texts.map((text) => lettersAbove(text, top + height))
}

/** Letters whose line ends above a height; all of them where the whole text does. */
function lettersAbove(element: HTMLElement, limit: number): number {
  if (element.getBoundingClientRect().bottom <= limit) return Infinity
  const range = document.createRange()
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  let letters = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeName === 'BR') letters++
    if (node.nodeType !== Node.TEXT_NODE) continue
    const text = node.textContent ?? ''
    const below = (at: number): boolean => {
      range.setStart(node, at)
      range.setEnd(node, Math.min(text.length, at + 1))
      const rect = range.getBoundingClientRect()
      return rect.height > 0 && rect.bottom > limit
    }
    if (text.length > 0 && below(text.length - 1)) {
      let [low, high] = [0, text.length - 1]
      while (low < high) {
        const middle = (low + high) >> 1
        if (below(middle)) high = middle
        else low = middle + 1
      }
      const space = text.lastIndexOf(' ', low)
      // Something always stays above, or nothing would ever become shorter.
      return Math.max(letters + (space > 0 ? space : low), 1)
    }
    letters += text.length
  }
  return letters
}
