/**
 * Waits until what is in view has come: pictures, fonts, finite animations, a moment without change. Caps always hold.
 */

import { createPatience, deepElements, isDrawn } from './deepDom'

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

/**
 * Two frames: the first runs what scrolling set off, the second paints it. A hidden tab has no frames, hence the timer.
 */
export const twoFrames = (): Promise<void> =>
  withDeadline(new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))), 500)

export async function withDeadline(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  await Promise.race([promise.catch(() => undefined), pause(milliseconds)])
}

/** Pictures that have an address and no pixels yet; of those in view only, or of the whole page. */
export function pendingPictures(where: 'view' | 'page'): readonly HTMLImageElement[] {
  const found: HTMLImageElement[] = []
  for (const element of deepElements(document, createPatience(1_000))) {
    if (element.localName !== 'img') continue
    const image = element as HTMLImageElement
    if (
      image.complete ||
      (image.currentSrc === '' && image.getAttribute('src') === null && image.srcset === '') ||
      !isDrawn(image)
    )
      continue
    if (where === 'page' || inView(image)) found.push(image)
  }
  return found
}

function inView(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect()
  return right >= 0 && bottom >= 0 && left < window.innerWidth && top < window.innerHeight
}

/** Lets lazy pictures load now, in view or not; answers how many had not come in time. */
export async function picturesCome(where: 'view' | 'page', milliseconds: number): Promise<number> {
  const waiting = new Set(pendingPictures(where))
  for (const image of waiting) if (image.loading === 'lazy') image.loading = 'eager'
  await withDeadline(
    Promise.all(
      [...waiting].map((image) =>
        image
          .decode()
          .catch(() => undefined)
          .then(() => waiting.delete(image)),
      ),
    ),
    milliseconds,
  )
  return waiting.size
}

const loadingWords =
  /^(?:loading|please wait|fetching|lädt|wird geladen|laden|chargement|cargando)(?:\s[\p{L} ]{0,24})?[.… ]*$/iu

/** Whether something in view says that it is still loading. */
export function isBusy(): boolean {
  for (const element of deepElements(document, createPatience(500))) {
    const says =
      element.getAttribute('aria-busy') === 'true' ||
      (element.localName === 'progress' && !element.hasAttribute('value')) ||
      (element.getAttribute('role') === 'progressbar' && !element.hasAttribute('aria-valuenow')) ||
      (element.firstElementChild === null &&
        (element.textContent ?? '').length < 48 &&
        loadingWords.test((element.textContent ?? '').trim()) &&
        !/^(?:script|style|title|option|button|a)$/.test(element.localName))
    if (says && inView(element) && isDrawn(element)) return true
  }
  return false
}

/** Finite animations under way end, so that nothing is pictured half faded in. */
async function animationsEnd(milliseconds: number): Promise<void> {
  const running = document
    .getAnimations()
    .filter(
      (animation) =>
        animation.playState === 'running' && animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
    )
  if (running.length > 0) await withDeadline(Promise.all(running.map((animation) => animation.finished)), milliseconds)
}

const quiet = 150

/** Until nothing changed for a moment and nothing in view is still loading, or time is up. */
export async function settle(changes: () => number, milliseconds: number): Promise<void> {
  const end = performance.now() + milliseconds
  const left = (): number => Math.max(0, end - performance.now())
  await twoFrames()
  await Promise.all([
    picturesCome('view', left()),
    animationsEnd(Math.min(1_000, left())),
    withDeadline(document.fonts.ready, Math.min(1_000, left())),
  ])
  for (let seen = -1; left() > 0;) {
    const now = changes()
    if (now === seen && !isBusy()) return
    seen = now
    await pause(Math.min(quiet, left()))
  }
}
