/**
 * Keeps the readiness of a workspace up to date beside everything else the engine does: the checks follow the vault,
 * their results stand in its tables for whoever shows them (also while no page is open), and a run is kept where the
 * trend needs one. It writes views only; a run is an ordinary record, written by an ordinary command.
 */

import { dateInZone } from '~/lib/shared/dates'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import type { Settings } from '~/lib/records/kinds/settings'
import { resultsOf } from '~/lib/isms/readiness/evaluate'
import { completed, type Completed } from '~/lib/isms/readiness/completed'
import { buildIncremental, type Incremental } from '~/lib/isms/readiness/incremental'
import type { CheckResult } from '~/lib/isms/readiness/checkResult'
import { isKind } from '~/lib/records/registry'
import { summaryOf, type SummaryParts } from '~/lib/isms/readiness/summary'
import { canonicalJson } from '~/lib/shared/json'
import { isFollowed, readAll, readHistory, readWritten } from '~/lib/vault/views/readinessFeed'
import { kindTable, type ReadinessRow, type ReadinessSummary, type Vault } from '~/lib/vault/store/tables'
import { watchRows, type ChangedRows } from '~/lib/vault/store/watchRows'

export interface ReadinessKeeper {
  /** Begins, if it has not, and waits until results are as the vault is now. */
  current(): Promise<KeptReadiness>
  /** Begins in the background; calls again are free. */
  wake(): void
  stop(): void
}

export interface KeptReadiness {
  readonly today: string
  readonly results: readonly CheckResult[]
  readonly summary: ReadinessSummary
  /** Audits and reviews that are complete by now. */
  readonly completed: readonly Completed[]
}

/** Before it is kept: not yet tied to a position of the log. */
interface Answer extends Omit<KeptReadiness, 'summary'> {
  readonly parts: SummaryParts
}

export interface KeeperSurroundings {
  readonly vault: Vault
  readonly clock: { now(): number }
  readonly headSeq: () => number
  /** Called when results were written. */
  readonly onKept?: (kept: KeptReadiness) => void
}

/** Milliseconds: changes that come in a row are followed once; a new day is noticed. */
const restMs = 120
const dayCheckIntervalMs = 30_000

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

export function createReadinessKeeper({ vault, clock, headSeq, onKept }: KeeperSurroundings): ReadinessKeeper {
  let following: Promise<Incremental> | undefined
  let pending = new Map<string, Set<string> | 'all'>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let work: Promise<KeptReadiness> | undefined
  let stopped = false
  const followedHistory = new Set<string>()
  const written = new Map<string, string>()

  const unwatch = watchRows(vault, (writes) => {
    if (!following) return
    merge(pending, writes)
    if (pending.size > 0) later()
  })
  const days = setInterval(() => void (following && later()), dayCheckIntervalMs)
  // A Node process under test ends without waiting for the next day.
  if (typeof days === 'object' && 'unref' in days) days.unref()

  function later(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh().catch(ignoreClosed), restMs)
  }

  /** A vault that was closed has nobody who asks any more. */
  function ignoreClosed(error: unknown): void {
    if (vault.isOpen() && !stopped) throw error
  }

  async function zone(): Promise<string> {
    return effectiveSettings(await kindTable<Settings>(vault, 'settings').get('settings_main')).timeZone
  }
  const todayIn = (timeZone: string): string => dateInZone(new Date(clock.now()).toISOString(), timeZone)

  async function begin(): Promise<Incremental> {
    const timeZone = await zone()
    pending = new Map()
    const built = await buildIncremental(await readAll(vault, { today: todayIn(timeZone), timeZone }), pause)
    for (const { id, result } of await vault.readiness.toArray()) written.set(id, canonicalJson(result as never))
    return built
  }

  /** One after the other: a refresh that runs is waited for, then the rest is followed. */
  function refresh(): Promise<KeptReadiness> {
    const next = (work ?? Promise.resolve(undefined)).catch(() => undefined).then(followOnce)
    work = next
    return next
  }

  async function followOnce(): Promise<KeptReadiness> {
    clearTimeout(timer)
    following ??= begin()
    let checks: Incremental
    try {
      checks = await following
    } catch (error) {
      following = undefined
      throw error
    }
    const timeZone = await zone()
    let head: number
    let answer: Answer
    do {
      // Before reading: what is in the log by then has been announced, later entries are followed by the next round.
      head = headSeq()
      const writes: ChangedRows = pending
      pending = new Map()
      const changes = await readWritten(vault, writes, {
        timeZone,
        known: followedHistory,
        present: (table) => (isKind(table) ? checks.sources.ids(table) : checks.sources.statementIds()),
      })
      checks.update({ ...changes, today: todayIn(timeZone) })
      answer = await answerOf(checks)
    } while (pending.size > 0)
    return keep(answer, head)
  }

  /** What is asked last may want history that nothing wanted before, and history may lead to more of it. */
  async function answerOf(checks: Incremental): Promise<Answer> {
    for (;;) {
      const results = resultsOf(checks.outcomes(), checks.reader, checks.sources)
      const answer: Answer = {
        today: checks.reader.today(),
        results,
        parts: summaryOf(results, checks.reader),
        completed: completed(checks.reader),
      }
      const wanted = checks.wanted()
      if (wanted.length === 0) return answer
      for (const id of wanted) followedHistory.add(id)
      checks.update({ history: await readHistory(vault, wanted) })
    }
  }

  async function keep({ today, results, parts, completed }: Answer, head: number): Promise<KeptReadiness> {
    const summary: ReadinessSummary = { asOf: today, headSeq: head, ...parts }
    const kept: KeptReadiness = { today, results, summary, completed }
    if (!stopped) await write(results, summary)
    onKept?.(kept)
    return kept
  }

  /** Only rows that say something else than before: pages follow them. */
  async function write(results: readonly CheckResult[], summary: ReadinessSummary): Promise<void> {
    const texts = results.map((result, order): [ReadinessRow, string] => [
      { id: result.id, order, result },
      canonicalJson(result as never),
    ])
    const put = texts.filter(([row, text]) => written.get(row.id) !== text)
    const gone = [...written.keys()].filter((id) => !results.some((result) => result.id === id))
    await vault.transaction('rw', [vault.readiness, vault.meta], async () => {
      await vault.readiness.bulkPut(put.map(([row]) => row))
      await vault.readiness.bulkDelete(gone)
      await vault.meta.put({ key: 'readiness', value: summary })
    })
    for (const [row, text] of put) written.set(row.id, text)
    for (const id of gone) written.delete(id)
  }

  return {
    current: refresh,
    wake() {
      if (!following && !stopped) later()
    },
    stop() {
      stopped = true
      clearTimeout(timer)
      clearInterval(days)
      unwatch()
    },
  }
}

function merge(into: Map<string, Set<string> | 'all'>, writes: ChangedRows): void {
  for (const [table, keys] of writes) {
    if (!isFollowed(table)) continue
    const before = into.get(table)
    if (keys === 'all' || before === 'all') into.set(table, 'all')
    else into.set(table, new Set([...(before ?? []), ...keys]))
  }
}
