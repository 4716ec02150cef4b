/**
 * The changes a full page capture makes to a page, all of them, and how they are taken back. From tile 2 on, fixed
 * elements are hidden and sticky ones lie in the flow, through a constructed style sheet: an injected `<style>` would
 * be refused by many pages' content security policy.
 */

import type { AlterationFacts, Rect } from '../record/captureFacts'
import { deepElements, holds, isDrawn, isPinned, rectOf, type Root } from './deepDom'

const mark = 'data-plumbline-still'

const rules = `
  [${mark}="fixed"] { visibility: hidden !important; opacity: 0 !important; clip-path: inset(100%) !important; transition: none !important; animation: none !important; }
  [${mark}="fixed"] * { visibility: hidden !important; }
  [${mark}="sticky"] { position: relative !important; inset: auto !important; }
  [${mark}="box"] { scroll-behavior: auto !important; scroll-snap-type: none !important; }
  html, body { scroll-behavior: auto !important; scroll-snap-type: none !important; }
`

export interface StillPage {
  /**
   * Finds what is fixed or sticky now; elements that hold `keep` (the box that is followed) stay as they are. `before`:
   * told of what is about to be hidden.
   */
  settle(keep: Element | undefined, before?: (hidden: readonly Element[]) => void): AlterationFacts
  restore(): void
}

export function createStillPage(): StillPage {
  const marked = new Map<Element, 'fixed' | 'sticky' | 'box'>()
  const rects: Rect[] = []
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  const adopted = new Set<Root>()

  function adopt(root: Root): void {
    if (adopted.has(root)) return
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    adopted.add(root)
  }

  return {
    settle(keep, before = () => undefined) {
      // Read everything first, then write: one layout instead of one per element.
      const found: { element: Element; how: 'fixed' | 'sticky' | 'box'; rect: Rect }[] = []
      if (keep && !marked.has(keep)) found.push({ element: keep, how: 'box', rect: rectOf(keep) })
      for (const element of deepElements()) {
        if (marked.has(element) || (keep && holds(element, keep))) continue
        const position = getComputedStyle(element).position
        if (position === 'sticky' || (position === 'fixed' && isDrawn(element) && isPinned(element)))
          found.push({ element, how: position, rect: rectOf(element) })
      }
      before(found.flatMap(({ element, how }) => (how === 'fixed' ? [element] : [])))
      for (const { element, how, rect } of found) {
        element.setAttribute(mark, how)
        marked.set(element, how)
        if (how !== 'box' && rects.length < 100) rects.push(rect)
        adopt(element.getRootNode() as Root)
      }
      adopt(document)
      const kinds = [...marked.values()]
      return {
        fixedHidden: kinds.filter((how) => how === 'fixed').length,
        stickyMadeStatic: kinds.filter((how) => how === 'sticky').length,
        rects: [...rects],
      }
    },
    restore() {
      for (const element of marked.keys()) element.removeAttribute(mark)
      for (const root of adopted) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet)
      marked.clear()
      adopted.clear()
      rects.length = 0
    },
  }
}
