/** Captures every page of the corpus by the extension's own commands and reads the sealed tiles back. */

import { createHash } from 'node:crypto'
import type { Page } from 'puppeteer-core'
import { until } from '../driver'
import { done, found, vaultRows } from '../support/inPage'
import type { BlobRow, DraftRow } from '~/lib/vault/store/tables'
import { readCodes } from './code'
import type { CorpusPage } from './pages'

export interface Outcome {
  readonly page: CorpusPage
  readonly verdict: string
  readonly note: string
  readonly tiles: number
  /** Codes of the page that no sealed tile shows. */
  readonly missing: readonly number[]
  readonly milliseconds: number
}

export type Captured = { readonly wrong: 'silentLoss' | 'falseAlarm' | 'unsaid' | undefined } & Outcome

/** What a verdict is worth against what was really read. */
export function judge(outcome: Outcome): Captured {
  const { page, verdict, missing, note } = outcome
  const lacks = missing.length > 0 || page.holds !== undefined
  const wrong =
    verdict === 'complete' && lacks
      ? 'silentLoss'
      : verdict !== 'complete' && !lacks && !page.wavers
        ? 'falseAlarm'
        : page.says && !page.says.test(note)
          ? 'unsaid'
          : undefined
  return { ...outcome, wrong }
}

export interface CorpusRun {
  capture(page: CorpusPage): Promise<Outcome>
}

/** `tab`: the page that is captured; the right to see it is granted already. */
export async function corpusRun(app: Page, tab: Page, tabId: number, site: string): Promise<CorpusRun> {
  const workspaceId = await found(app)
  const draftOf = (id: string): Promise<DraftRow | undefined> =>
    app.evaluate(
      async (database, draftId) => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const open = indexedDB.open(database)
          open.onsuccess = () => resolve(open.result)
        })
        const row = await new Promise<never>((resolve) => {
          const got = db.transaction('drafts').objectStore('drafts').get(draftId)
          got.onsuccess = () => resolve(got.result as never)
        })
        db.close()
        return row
      },
      `plumbline_${workspaceId}`,
      id,
    )

  return {
    async capture(page) {
      const began = Date.now()
      // Of some documents (a picture, plain XML) the driver never hears that they have come; what is shown is asked of
      // the tab.
      const address = `${site}/corpus/${page.name}`
      await tab.goto(address, { waitUntil: 'domcontentloaded', timeout: 5_000 }).catch(() => undefined)
      await until(() => tab.url() === address, `the tab to show ${page.name}`)
      await new Promise((resolve) => setTimeout(resolve, 300))
      const { draftId } = await done(app, 'capture.start', {
        tabId,
        workspaceId,
        mode: 'fullPage',
        controls: [],
        reqs: [],
      })
      let draft: DraftRow | undefined
      await until(
        async () => {
          draft = await draftOf(draftId)
          return draft !== undefined && ['done', 'failed', 'cancelled'].includes(draft.state)
        },
        `the capture of ${page.name} to end`,
        120_000,
      )
      const facts = draft!.facts as unknown as {
        completeness?: string
        completenessNote?: string
        pages?: { tiles: { name: string }[] }[]
      }
      const tiles = facts.pages?.flatMap((one) => one.tiles.map(({ name }) => name)) ?? []
      const read = new Set<number>()
      for (const png of await originals(app, workspaceId, draft!.evidenceId ?? '', tiles))
        for (const n of await readCodes(png)) read.add(n)
      return {
        page,
        verdict: draft!.state === 'done' ? (facts.completeness ?? 'unknown') : draft!.state,
        note: facts.completenessNote ?? draft!.failure?.message ?? '',
        tiles: tiles.length,
        missing: page.codes.filter((n) => !read.has(n)),
        milliseconds: Date.now() - began,
      }
    },
  }
}

/** The sealed bytes of the tiles, checked against the hashes that the evidence names. */
export async function originals(
  app: Page,
  workspaceId: string,
  evidenceId: string,
  names: readonly string[],
): Promise<readonly Buffer[]> {
  const row = (
    await vaultRows<{ id: string; files: Record<string, { blob: { sha256: string } }> }>(app, workspaceId, 'evidence')
  ).find(({ id }) => id === evidenceId)
  const wanted = names.flatMap((name) => row?.files[name]?.blob.sha256 ?? [])
  const bytes = await app.evaluate(
    async (database, hashes) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const open = indexedDB.open(database)
        open.onsuccess = () => resolve(open.result)
      })
      const out: string[] = []
      for (const hash of hashes) {
        const row_ = await new Promise<BlobRow | undefined>((resolve) => {
          const got = db.transaction('blobs').objectStore('blobs').get(hash)
          got.onsuccess = () => resolve(got.result as BlobRow | undefined)
        })
        const plain = row_?.bytes as unknown
        const array = new Uint8Array(plain instanceof Blob ? await plain.arrayBuffer() : (plain as ArrayBuffer))
        let text = ''
        for (let i = 0; i < array.length; i += 0x8000) text += String.fromCharCode(...array.subarray(i, i + 0x8000))
        out.push(btoa(text))
      }
      db.close()
      return out
    },
    `plumbline_${workspaceId}`,
    wanted,
  )
  return bytes.map((text, index) => {
    const png = Buffer.from(text, 'base64')
    if (createHash('sha256').update(png).digest('hex') !== wanted[index])
      throw new Error('a sealed tile is not what its hash says')
    return png
  })
}

export const lineOf = (one: Captured): string =>
  `  ${one.wrong ?? 'failed'} ${one.page.name}: ${one.verdict}, ${one.missing.length} codes missing. ${one.note}`

/** The figures of a run, in words. */
export function figures(browser: string, outcomes: readonly Captured[]): string {
  const count = (verdict: string): number => outcomes.filter((one) => one.verdict === verdict).length
  const wrong = (kind: Captured['wrong']): readonly Captured[] => outcomes.filter((one) => one.wrong === kind)
  const whole = outcomes.filter(
    ({ page, missing }) => missing.length === 0 && page.holds === undefined && !page.wavers,
  ).length
  const lines = outcomes.filter((one) => one.wrong ?? one.verdict === 'failed').map(lineOf)
  return [
    `${browser}: ${outcomes.length} pages · complete ${count('complete')} · partial ${count('partial')} · unknown ${count('unknown')} · failed ${count('failed')} · silent losses ${wrong('silentLoss').length} · false alarms ${wrong('falseAlarm').length} of ${whole} shown whole · reasons not said ${wrong('unsaid').length} · ${Math.round(outcomes.reduce((sum, one) => sum + one.milliseconds, 0) / 1000)} s`,
    ...lines,
  ].join('\n')
}
