/**
 * While somebody types in a document, what else the screen shows follows when the hands rest, so that no letter waits
 * for it: a policy of 20,000 words is hashed anew with every change of it. Nothing is left out, only later; never by
 * more than `longestMs`.
 */

const restMs = 400
export const longestMs = 3_000

let began: number | undefined
let last = 0
let timer: ReturnType<typeof setTimeout> | undefined
const waiting = new Map<object, () => void>()

/** Call with every letter typed. */
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

/** Runs at once, or when the hands rest; of several with one key the latest. */
export function whenHandsRest(key: object, run: () => void): void {
  if (timer === undefined) run()
  else waiting.set(key, run)
}
export const forget = (key: object): void => void waiting.delete(key)
