/**
 * What the background asks of the page script and what it answers, as unions. The page script lives beside hostile
 * content but in the extension's own isolated world; its answers are still parsed where they enter.
 */

import { isJsonObject } from '~/lib/shared/json'
import { fail, ok, type Result } from '~/lib/shared/result'
import type {
  AlterationFacts,
  CoverageFacts,
  PageFacts,
  PageState,
  PaintedFacts,
  PreparationFacts,
} from '../record/captureFacts'

/** Name of the port between background and page script. */
export const pagePortName = 'plumbline-capture-page'
/** Without a word for so long the page script restores the page and forgets the capture. */
export const pageSilenceLimit = 10_000

export interface PreparationCaps {
  /** Milliseconds at most, by how many px a page may grow under it, and how long the end is waited at for more. */
  readonly milliseconds: number
  readonly growth: number
  readonly patience: number
}

export type PageRequest =
  | { readonly type: 'describe' }
  /** From now on the largest box that scrolls by itself is followed, not the page. */
  | { readonly type: 'followInner' }
  /** Scrolls through the page so that lazy content loads, waits for fonts and pictures, goes back to the top. */
  | { readonly type: 'prepare'; readonly caps: PreparationCaps }
  /** Hides what is fixed and unsticks what is sticky; repeated calls find what came since. */
  | { readonly type: 'settleFixed' }
  | { readonly type: 'scrollTo'; readonly y: number }
  /** A picture is about to be taken: what counts as shown must stand there before it and after it. */
  | { readonly type: 'look' }
  /** The picture just taken is kept: the page script remembers what it shows. */
  | { readonly type: 'kept' }
  /** The coverage map, after waiting so many ms for what comes late; `only` of the box that is followed. */
  | { readonly type: 'account'; readonly wait: number; readonly only: boolean }
  | { readonly type: 'state' }
  /** What an archive has to hold. */
  | { readonly type: 'painted' }
  | { readonly type: 'text' }
  | { readonly type: 'restore' }

interface Answers {
  describe: PageFacts
  followInner: { readonly following: boolean }
  prepare: PreparationFacts
  settleFixed: AlterationFacts
  scrollTo: PageState
  look: { readonly looked: true }
  kept: { readonly covered: number; readonly seen: number }
  account: CoverageFacts
  state: PageState
  painted: PaintedFacts
  text: { readonly text: string; readonly truncated: boolean }
  restore: { readonly restored: true }
}

export type PageAnswerOf<R extends PageRequest> = Answers[R['type']]
export type PageAnswer = Answers[PageRequest['type']]

export interface PageCall {
  readonly id: number
  readonly request: PageRequest
}

export type PageReply =
  | { readonly id: number; readonly ok: true; readonly answer: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string }

const requestTypes: readonly string[] = [
  'describe',
  'followInner',
  'prepare',
  'settleFixed',
  'scrollTo',
  'look',
  'kept',
  'account',
  'state',
  'painted',
  'text',
  'restore',
] satisfies PageRequest['type'][]

export function parsePageCall(message: unknown): PageCall | undefined {
  if (!isJsonObject(message) || typeof message.id !== 'number' || !isJsonObject(message.request)) return undefined
  const { type, y, wait, only } = message.request
  if (typeof type !== 'string' || !requestTypes.includes(type)) return undefined
  if (type === 'scrollTo' && typeof y !== 'number') return undefined
  if (type === 'account' && (!isLength(wait) || typeof only !== 'boolean')) return undefined
  return message as unknown as PageCall
}

export function parsePageReply(message: unknown): PageReply | undefined {
  if (!isJsonObject(message) || typeof message.id !== 'number') return undefined
  if (message.ok === true) return message as unknown as PageReply
  return message.ok === false && typeof message.message === 'string' ? (message as unknown as PageReply) : undefined
}

const isSize = (value: unknown): boolean => isJsonObject(value) && isLength(value.width) && isLength(value.height)
const isLength = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0

function isState(value: unknown): value is PageState {
  return (
    isJsonObject(value) &&
    typeof value.document === 'string' &&
    typeof value.url === 'string' &&
    isSize(value.viewport) &&
    isSize(value.content) &&
    isJsonObject(value.scroll) &&
    typeof value.scroll.y === 'number' &&
    typeof value.scroll.x === 'number' &&
    typeof value.textLength === 'number' &&
    typeof value.mutations === 'number' &&
    typeof value.hidden === 'number' &&
    typeof value.pending === 'number' &&
    typeof value.busy === 'boolean'
  )
}

const areWords = (value: unknown): boolean => Array.isArray(value) && value.every((word) => typeof word === 'string')

const isRegion = (value: unknown): boolean =>
  isJsonObject(value) && typeof value.kind === 'string' && typeof value.label === 'string' && isJsonObject(value.rect)

const checks: Readonly<Record<PageRequest['type'], (answer: unknown) => boolean>> = {
  describe: (a) =>
    isJsonObject(a) && isState(a.state) && typeof a.title === 'string' && typeof a.devicePixelRatio === 'number',
  followInner: (a) => isJsonObject(a) && typeof a.following === 'boolean',
  prepare: (a) => isJsonObject(a) && typeof a.steps === 'number' && typeof a.endless === 'boolean',
  settleFixed: (a) =>
    isJsonObject(a) &&
    typeof a.fixedHidden === 'number' &&
    typeof a.stickyMadeStatic === 'number' &&
    Array.isArray(a.rects),
  scrollTo: isState,
  look: (a) => isJsonObject(a) && a.looked === true,
  kept: (a) => isJsonObject(a) && isLength(a.covered) && isLength(a.seen),
  account: (a) =>
    isJsonObject(a) &&
    Array.isArray(a.regions) &&
    a.regions.every(isRegion) &&
    isLength(a.more) &&
    isLength(a.marks) &&
    isLength(a.missing) &&
    Array.isArray(a.quotes) &&
    isLength(a.changed) &&
    typeof a.whole === 'boolean',
  state: isState,
  painted: (a) =>
    isJsonObject(a) &&
    Array.isArray(a.addresses) &&
    a.addresses.every(areWords) &&
    areWords(a.fonts) &&
    isLength(a.styles) &&
    typeof a.whole === 'boolean',
  text: (a) => isJsonObject(a) && typeof a.text === 'string' && typeof a.truncated === 'boolean',
  restore: (a) => isJsonObject(a) && a.restored === true,
}

/** The answer to a request, or `pageGone` when it is not what that request is answered with. */
export function parseAnswer<R extends PageRequest>(request: R, answer: unknown): Result<PageAnswerOf<R>> {
  return checks[request.type](answer)
    ? ok(answer as PageAnswerOf<R>)
    : fail('pageGone', 'The page answered something unexpected. Reload it and capture again.')
}
