/** Looks at every frame in which the page may show something else than before, while a picture is taken. */

import { deepElements, deepRoots, frameDocument, isFrame, type Root } from './deepDom'

/** A picture that takes longer than this does not come. */
const longest = 10_000

/**
 * A look that takes no longer, in milliseconds, is taken in every frame: rules of a style sheet, the state of a field,
 * a drawing change without a word.
 */
const quick = 50

/**
 * Calls `changed` in each frame where a look costs little (`costs`: milliseconds of the quickest one), else in each that
 * follows a change of an attribute, of the text or of the tree, or that an animation draws; never more than half of the
 * time. Returns what ends it. A class that is switched on and off between two looks at the page would else leave no
 * trace, and neither would the picture of what was hidden just then.
 */
export function watchFrames(changed: () => void, costs: number): () => void {
  const roots = allRoots(document)
  // The quickest look tells what one costs: a busy machine only ever makes one slower, and must not end the looking.
  let least = costs
  let dirty = false
  let ended = false
  let restUntil = 0
  const observer = new MutationObserver(() => {
    dirty = true
  })
  for (const root of roots)
    observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true })
  const began = performance.now()

  function frame(): void {
    if (ended) return
    if (performance.now() - began > longest) return end()
    requestAnimationFrame(frame)
    dirty ||= observer.takeRecords().length > 0 || least <= quick || isAnimated(roots)
    if (!dirty || performance.now() < restUntil) return
    const start = performance.now()
    changed()
    // What the look itself sets and takes back is no change of the page.
    observer.takeRecords()
    dirty = false
    const took = performance.now() - start
    least = Math.min(least, took)
    restUntil = performance.now() + took
  }
  requestAnimationFrame(frame)

  function end(): void {
    ended = true
    observer.disconnect()
  }
  return end
}

/** A document tells of its own animations only, not of those in its frames. */
const isAnimated = (roots: readonly Root[]): boolean =>
  roots.some((root) => root.getAnimations().some(({ playState }) => playState === 'running'))

/** Of frames that the page may look into, too. */
function allRoots(page: Document): readonly Root[] {
  const found = [...deepRoots(page)]
  for (const element of deepElements(page)) {
    const inside = isFrame(element) ? frameDocument(element) : undefined
    if (inside) found.push(...allRoots(inside))
  }
  return found
}
