/**
 * While somebody types in a document, other parts of the screen update when typing pauses, so that they do not slow it
 * down: a policy of 20,000 words is hashed again with every change. Updates are only delayed, never dropped, and by at
 * most `longestMs`.
 */

const restMs = 400
export const longestMs = 3_000

let began: number | undefined
let last = 0
let timer: ReturnType<typeof setTimeout> | undefined
const waiting = new Map<object, () => void>()

/** Call on every keystroke. */
export function typed(now = performance.now()): void {
  began ??= now
  last = now
  timer ??= setTimeout(look, restMs)
}

function look(): void {
  const now = performance.now()
  const rested = now - last >= restMs
  if (!rested && now - began! < longestMs) {
    timer = setTimeout(look, Math.max(1, Math.min(last + restMs, began! + longestMs) - now))
    return
  }
  timer = undefined
  began = undefined
  const due = [...waiting.values()]
  waiting.clear()
  for (const run of due) run()
}

/** Runs immediately, or when typing pauses; of several calls with the same key only the latest. */
export function whenTypingPauses(key: object, run: () => void): void {
  if (timer === undefined) run()
  else waiting.set(key, run)
}
export const forget = (key: object): void => void waiting.delete(key)
