/**
 * The changes a full page capture makes to a page, all of them, and how they are taken back. From tile 2 on, fixed
 * elements are hidden and sticky ones lie in the flow, through a constructed style sheet: an injected `<style>` would
 * be refused by many pages' content security policy.
 */

import type { AlterationFacts, Rect } from '../facts'
import { allElements, rectOf } from './measurePage'

const mark = 'data-plumbline-still'

const rules = `
  [${mark}="fixed"] { visibility: hidden !important; }
  [${mark}="fixed"] * { visibility: hidden !important; }
  [${mark}="sticky"] { position: relative !important; inset: auto !important; }
  html { scroll-behavior: auto !important; }
`

export interface StillPage {
  /** Finds what is fixed or sticky now; elements that hold `keep` (the box that is followed) stay as they are. */
  settle(keep: Element | undefined): AlterationFacts
  restore(): void
}

export function createStillPage(): StillPage {
  const marked = new Map<Element, 'fixed' | 'sticky'>()
  const rects: Rect[] = []
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(rules)
  const adopted = new Set<Document | ShadowRoot>()

  function adopt(root: Document | ShadowRoot): void {
    if (adopted.has(root)) return
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    adopted.add(root)
  }

  return {
    settle(keep) {
      // Read everything first, then write: one layout instead of one per element.
      const found: { element: Element; how: 'fixed' | 'sticky'; rect: Rect }[] = []
      for (const element of allElements()) {
        if (marked.has(element) || (keep && element.contains(keep))) continue
        const position = getComputedStyle(element).position
        if (position === 'fixed' || position === 'sticky') found.push({ element, how: position, rect: rectOf(element) })
      }
      for (const { element, how, rect } of found) {
        element.setAttribute(mark, how)
        marked.set(element, how)
        if (rects.length < 100) rects.push(rect)
        const root = element.getRootNode()
        if (root instanceof Document || root instanceof ShadowRoot) adopt(root)
      }
      adopt(document)
      const kinds = [...marked.values()]
      return { fixedHidden: kinds.filter((how) => how === 'fixed').length, stickyMadeStatic: kinds.filter((how) => how === 'sticky').length, rects: [...rects] }
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
