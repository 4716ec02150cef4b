/**
 * One capture as the page sees it: answers the background's requests and owns every change to the page. It puts the
 * page back when it is told to, when its line closes, on `pagehide`, and after ten seconds without a word.
 */

import type { PageState, PreparationFacts, ScrollerFacts } from '../facts'
import type { PageAnswer, PageRequest, PreparationCaps } from '../pageProtocol'
import { pageSilenceLimit } from '../pageProtocol'
import { findScroller, measurePage, pageScroller, pageText, scrollerFacts } from './measurePage'
import { createStillPage } from './stillPage'

/** Text beyond this is cut: search needs words, not a copy of a log viewer. */
const textLimit = 2_000_000

export interface PageSession {
  answer(request: PageRequest): Promise<PageAnswer>
  end(): void
}

export function createPageSession(): PageSession {
  const documentToken = crypto.randomUUID()
  const still = createStillPage()
  const inner = findScroller()
  let followed = inner?.facts.main ? inner.element : undefined
  const start = { x: window.scrollX, y: window.scrollY, inner: inner?.element.scrollTop ?? 0 }
  let mutations = 0
  let hidden = 0
  let ended = false
  // Looking alone must not move a page under its reader.
  let touched = false

  const observer = new MutationObserver((changes) => {
    mutations += changes.length
  })
  observer.observe(document, { subtree: true, childList: true, characterData: true })

  let silence = setTimeout(end, pageSilenceLimit)
  window.addEventListener('pagehide', end)
  const seeVisibility = (): void => {
    if (document.visibilityState === 'hidden') hidden++
  }
  document.addEventListener('visibilitychange', seeVisibility)

  function end(): void {
    if (ended) return
    ended = true
    clearTimeout(silence)
    observer.disconnect()
    window.removeEventListener('pagehide', end)
    document.removeEventListener('visibilitychange', seeVisibility)
    restore()
  }

  function restore(): void {
    if (!touched) return
    touched = false
    still.restore()
    if (followed) followed.scrollTop = start.inner
    window.scrollTo({ left: start.x, top: start.y, behavior: 'instant' })
  }

  function state(): PageState {
    const box = followed ?? pageScroller()
    return {
      document: documentToken,
      url: location.href,
      viewport: { width: window.innerWidth, height: window.innerHeight },
      content: { width: box.scrollWidth, height: box.scrollHeight },
      scroll: followed ? { x: followed.scrollLeft, y: followed.scrollTop } : { x: window.scrollX, y: window.scrollY },
      textLength: pageText().length,
      mutations,
      hidden,
    }
  }

  /** Facts of the box that is followed only because somebody asked; measured anew, for it was moved into view. */
  const asked = (): ScrollerFacts | undefined =>
    inner && followed === inner.element && !inner.facts.main ? { ...scrollerFacts(inner.element, false), followed: true } : undefined

  async function followInner(): Promise<{ readonly following: boolean }> {
    if (!inner?.element.isConnected) return { following: false }
    touched = true
    followed = inner.element
    followed.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
    await twoFrames()
    return { following: true }
  }

  function scroll(y: number): void {
    touched = true
    if (followed) followed.scrollTo({ top: y, behavior: 'instant' })
    else window.scrollTo({ left: 0, top: y, behavior: 'instant' })
  }

  async function prepare(caps: PreparationCaps): Promise<PreparationFacts> {
    const began = performance.now()
    const before = state().content.height
    const step = Math.max(200, Math.floor((followed?.clientHeight ?? window.innerHeight) * 0.8))
    let steps = 0
    let capped = false
    for (let y = 0; y < state().content.height; y += step) {
      if (steps >= caps.steps || performance.now() - began > caps.milliseconds || state().content.height > caps.height) {
        capped = true
        break
      }
      scroll(y)
      steps++
      await pause(60)
    }
    scroll(0)
    await withDeadline(document.fonts.ready, 2_000)
    const imagesPending = await picturesReady(Math.max(500, caps.milliseconds - (performance.now() - began)))
    await twoFrames()
    return { steps, milliseconds: Math.round(performance.now() - began), grewBy: state().content.height - before, imagesPending, capped }
  }

  async function run(request: PageRequest): Promise<PageAnswer> {
    switch (request.type) {
      case 'describe':
        return measurePage(state(), asked())
      case 'followInner':
        return followInner()
      case 'prepare':
        return prepare(request.caps)
      case 'settleFixed': {
        touched = true
        const facts = still.settle(followed)
        await twoFrames()
        return facts
      }
      case 'scrollTo': {
        scroll(request.y)
        await twoFrames()
        await picturesReady(400)
        return state()
      }
      case 'state':
        return state()
      case 'text': {
        const text = pageText()
        return { text: text.slice(0, textLimit), truncated: text.length > textLimit }
      }
      case 'restore':
        restore()
        return { restored: true }
    }
  }

  return {
    answer(request) {
      clearTimeout(silence)
      return run(request).finally(() => {
        clearTimeout(silence)
        if (!ended) silence = setTimeout(end, pageSilenceLimit)
      })
    },
    end,
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Two frames: the first runs what scrolling set off, the second paints it. A hidden tab has no frames, hence the timer. */
const twoFrames = (): Promise<void> =>
  withDeadline(new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))), 500)

async function withDeadline(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  await Promise.race([promise.catch(() => undefined), pause(milliseconds)])
}

/** Waits until the pictures in the document are decoded; answers how many still were not. */
async function picturesReady(milliseconds: number): Promise<number> {
  const waiting = new Set([...document.images].filter((image) => image.src !== '' && image.loading !== 'lazy' && !image.complete))
  await withDeadline(Promise.all([...waiting].map((image) => image.decode().catch(() => undefined).then(() => waiting.delete(image)))), milliseconds)
  return waiting.size
}
