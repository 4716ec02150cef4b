/**
 * One capture as the page sees it: answers the background's requests and owns every change to the page. It puts the
 * page back when it is told to, when its line closes, on `pagehide`, and after ten seconds without a word.
 */

import type { PageState, PreparationFacts, ScrollerFacts } from '../record/captureFacts'
import type { PageAnswer, PageRequest, PreparationCaps } from './pageProtocol'
import { pageSilenceLimit } from './pageProtocol'
import { deepRoots } from './deepDom'
import { findPainted } from './painted'
import { findScroller, measurePage, pageScroller, pageText, scrollerFacts, textLength } from './measurePage'
import { isBusy, pause, pendingPictures, picturesCome, settle, twoFrames, withDeadline } from './settling'
import { createStillPage } from './stillPage'
import { watchFrames } from './watchFrames'
import { createWitness } from './witness'

/** Text beyond this is cut: search needs words, not a copy of a log viewer. */
const textLimit = 2_000_000
/** Milliseconds that a tile waits for what is in view. */
const settleLimit = 3_000
/** Milliseconds after the last picture in which what blinks is still noticed. */
const lastLook = 300

export interface PageSession {
  answer(request: PageRequest): Promise<PageAnswer>
  end(): void
}

export function createPageSession(): PageSession {
  const documentToken = crypto.randomUUID()
  const still = createStillPage()
  const witness = createWitness()
  const inner = findScroller()
  let followed = inner?.facts.main ? inner.element : undefined
  const start = { x: window.scrollX, y: window.scrollY, inner: inner?.element.scrollTop ?? 0 }
  let mutations = 0
  let hidden = 0
  let ended = false
  // Looking alone must not move a page under its reader.
  let touched = false
  let stopWatching = (): void => undefined
  /** Milliseconds of the quickest look: what costs little is looked at in every frame. */
  let lookCosts = Infinity

  const observer = new MutationObserver((changes) => {
    mutations += changes.length
  })
  const watched = new WeakSet<Node>()
  function watch(): void {
    for (const root of deepRoots()) {
      if (watched.has(root)) continue
      watched.add(root)
      observer.observe(root, { subtree: true, childList: true, characterData: true })
    }
  }
  watch()

  let silence = setTimeout(end, pageSilenceLimit)
  window.addEventListener('pagehide', end)
  const seeVisibility = (): void => {
    if (document.visibilityState === 'hidden') hidden++
  }
  document.addEventListener('visibilitychange', seeVisibility)

  /** Changes that the browser has not told of yet count as well. */
  function flush(): void {
    mutations += observer.takeRecords().length
  }

  function end(): void {
    if (ended) return
    ended = true
    clearTimeout(silence)
    stopWatching()
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
      textLength: textLength(),
      mutations: (flush(), mutations),
      hidden,
      pending: pendingPictures('view').length,
      busy: isBusy(),
    }
  }

  /** Facts of the box that is followed only because somebody asked; measured anew, for it was moved into view. */
  const asked = (): ScrollerFacts | undefined =>
    inner && followed === inner.element && !inner.facts.main
      ? { ...scrollerFacts(inner.element, false), followed: true }
      : undefined

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

  /** Goes down the page so that lazy content comes, in steps that fit the time, and waits at the end for more. */
  async function prepare(caps: PreparationCaps): Promise<PreparationFacts> {
    const began = performance.now()
    const spent = (): number => performance.now() - began
    const before = contentHeight()
    const view = Math.max(200, Math.floor((followed?.clientHeight ?? window.innerHeight) * 0.8))
    const end = (): number => contentHeight() - (followed?.clientHeight ?? window.innerHeight)
    let steps = 0
    let endless = false
    for (let y = 0; ;) {
      scroll(Math.min(y, end()))
      steps++
      await pause(60)
      if (contentHeight() > before + caps.growth || (spent() > caps.milliseconds && contentHeight() > before)) {
        endless = spent() > caps.milliseconds || contentHeight() > before + caps.growth
        break
      }
      if (y < end()) {
        // What is left is passed in as many steps as there is time for, in the worst case in longer ones.
        const left = Math.max(1, Math.floor((caps.milliseconds - spent()) / 65))
        y += Math.max(view, Math.ceil((end() - y) / left))
        continue
      }
      if (!(await grows(caps.patience))) break
      watch()
    }
    scroll(0)
    await withDeadline(document.fonts.ready, 2_000)
    const imagesPending = await picturesCome('page', Math.max(1_000, caps.milliseconds - spent()))
    await twoFrames()
    return { steps, milliseconds: Math.round(spent()), grewBy: contentHeight() - before, imagesPending, endless }
  }

  const contentHeight = (): number => (followed ?? pageScroller()).scrollHeight

  /** At the end of the page: whether more comes within so many milliseconds. */
  async function grows(milliseconds: number): Promise<boolean> {
    const before = contentHeight()
    const until = performance.now() + milliseconds
    while (performance.now() < until) {
      await pause(50)
      if (contentHeight() > before + 2) return true
    }
    return false
  }

  async function run(request: PageRequest): Promise<PageAnswer> {
    switch (request.type) {
      case 'describe':
        return measurePage(state(), { followed: asked(), numbered: (list) => witness.numbered(list) })
      case 'followInner':
        return followInner()
      case 'prepare':
        return prepare(request.caps)
      case 'settleFixed': {
        touched = true
        const facts = still.settle(followed, (hidden) => witness.setAside(hidden))
        await twoFrames()
        return facts
      }
      case 'scrollTo':
        scroll(request.y)
        watch()
        await settle(() => (flush(), mutations), settleLimit)
        return state()
      case 'look': {
        const began = performance.now()
        witness.look(followed)
        lookCosts = Math.min(lookCosts, performance.now() - began)
        stopWatching()
        stopWatching = watchFrames(() => witness.lookAgain(followed), lookCosts)
        return { looked: true }
      }
      case 'kept':
        stopWatching()
        return witness.keep(followed)
      case 'account': {
        // What comes late comes now: content that arrives a moment after the last tile is missing in it.
        stopWatching = watchFrames(() => witness.lookAgain(followed), lookCosts)
        if (request.wait > 0) await grows(request.wait)
        else await pause(lastLook)
        stopWatching()
        return witness.account(followed, request.only)
      }
      case 'state':
        return state()
      case 'painted':
        return findPainted()
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
