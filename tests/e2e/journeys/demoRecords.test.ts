/**
 * The demo as it opens on a slow machine, and its records one after the other: no verdict before it is judged, no page
 * that keeps what the one before held.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { navItems, recordPage } from '~/components/shell/navigation'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { demoProfile } from '../demoProfile'
import type { ChromiumProfile } from '../driver'
import { find, has } from '../person'
import { changeFiles, rows, vaultRows } from '../support/inPage'
import { sees } from '../ui'
import { saidVerdicts, watchVerdictsFromStart } from '../support/verdicts'

let profile: ChromiumProfile
let app: Page
const broken: string[] = []

beforeAll(async () => {
  profile = await demoProfile({ width: 1440, height: 900 })
  app = await profile.browser.newPage()
  app.on('pageerror', (error) => broken.push(String(error)))
  app.on('console', (message) => void (message.type() === 'error' && broken.push(message.text())))
})
afterAll(() => profile?.close())

describe('the demo', () => {
  it('shows no verdict and no figure before it is judged, on a machine a quarter as fast', async () => {
    await watchVerdictsFromStart(app)
    await app.emulateCPUThrottling(4)
    await app.goto(`${profile.origin}/app.html#/`)
    await find(app, 'heading', 'Risk map', { timeout: 60_000 })
    await app.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
    await app.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_500)))
    await app.emulateCPUThrottling(null)
    const said = await saidVerdicts(app)
    expect(said.map((words) => words.split(':')[0])).toEqual(
      expect.arrayContaining(['verdict', '0', '1', '2', '3', '4']),
    )
    // Each stood there once, as it stands there now: nothing was taken back.
    const now = await app.evaluate(() => document.querySelector('main')?.textContent ?? '')
    expect(said.filter((words) => !now.includes(words.slice(words.indexOf(': ') + 2)))).toEqual([])
    expect(said.filter((words) => words.startsWith('verdict'))).toHaveLength(1)
  })
})

/**
 * Kinds whose pages differ most: all ordered pairs of them are walked by `npm run e2e -- demoRecords`, those of the
 * first six in every run.
 */
const different: readonly Kind[] = [
  'evidence',
  'risk',
  'policy',
  'control',
  'audit',
  'managementReview',
  'treatmentPlan',
  'incident',
  'supplier',
  'metric',
  'nonconformity',
]
const pairs = process.env['E2E_ALL_SCREENS'] === '1' ? different : different.slice(0, 6)

/** Each ordered pair of `0 … n - 1` once, as one walk that ends where it begins. */
function everyPair(n: number): readonly number[] {
  const left = Array.from({ length: n }, (_, from) =>
    Array.from({ length: n }, (_, to) => to).filter((to) => to !== from),
  )
  const [open, walk]: [number[], number[]] = [[0], []]
  while (open.length > 0) {
    const next = left[open.at(-1)!]!.pop()
    if (next === undefined) walk.push(open.pop()!)
    else open.push(next)
  }
  return walk.reverse()
}

interface Stop {
  readonly kind: Kind
  readonly hash: string
  /** What its heading says; undefined where only the page knows, for records called by what they were made of. */
  readonly heading?: string | undefined
  readonly title: string
}

function stopAt(row: AnyRecord): Stop {
  const { kind, ref } = row
  const title = titleOf(row)
  const heading =
    {
      audit: `${ref} ${title}`,
      managementReview: `${ref} ${title}`,
      policy: title,
      person: title,
      evidence: 'Evidence',
    }[kind as string] ?? ref
  const derived = recordKind(kind).naturalKey || (ref === '' && kind !== 'person')
  return { kind, hash: `#${recordPage(kind, row)}`, ...(derived ? { title: '' } : { heading, title }) }
}

/** Goes there as a link does; empty once the page is that record's, else what stands there instead. */
const goTo = (stop: Stop): Promise<string> =>
  app.evaluate(
    async ({ hash, heading, title }) => {
      const before = document.querySelector('main h1')?.textContent?.trim() ?? ''
      location.hash = hash
      const end = performance.now() + 6_000
      for (;;) {
        const main = document.querySelector<HTMLElement>('main')
        const said = main?.querySelector('h1')?.textContent?.trim() ?? ''
        const words =
          (main?.textContent ?? '') +
          [...(main?.querySelectorAll('input, textarea') ?? [])]
            .map((field) => (field as HTMLInputElement).value)
            .join(' ')
        if (words.includes('Something went wrong')) return 'Something went wrong'
        if (
          (heading === undefined
            ? said !== '' && said !== before && !words.includes('is not here')
            : said === heading) &&
          words.includes(title)
        )
          return ''
        if (performance.now() > end) return `headed "${said}", ${words.includes(title) ? 'with' : 'without'} "${title}"`
        await new Promise((resolve) => setTimeout(resolve, 4))
      }
    },
    { ...stop },
  )

describe('the page of a record', () => {
  const stops: Stop[] = []

  beforeAll(async () => {
    const [{ id: workspaceId } = { id: '' }] = await rows<{ id: string; demo: boolean }>(app, 'plumbline', 'workspaces')
    for (const kind of navItems.flatMap((item) => item.kinds ?? [])) {
      const [row] = await vaultRows<AnyRecord>(app, workspaceId, kind)
      if (!row) continue
      stops.push(stopAt(row))
    }
  })

  it('is there for a record of each kind', async () => {
    expect(stops.length).toBeGreaterThan(35)
    const wrong: string[] = []
    for (const stop of stops) {
      const said = await goTo(stop)
      if (said) wrong.push(`${stop.kind} ${stop.hash}: ${said}`)
    }
    expect(wrong).toEqual([])
    expect(broken).toEqual([])
  })

  it('is that of the record asked for, whichever kind stood there before: all ordered pairs of those that differ most', async () => {
    const chosen = pairs.map((kind) => stops.find((stop) => stop.kind === kind)!)
    expect(chosen.length).toBeGreaterThanOrEqual(6)
    const walk = everyPair(chosen.length)
    expect(new Set(walk.slice(1).map((to, at) => `${walk[at]} ${to}`)).size).toBe(chosen.length * (chosen.length - 1))
    const wrong: string[] = []
    for (const [at, to] of walk.entries()) {
      const said = await goTo(chosen[to]!)
      if (said) wrong.push(`${at === 0 ? '' : chosen[walk[at - 1]!]!.kind} → ${chosen[to]!.kind}: ${said}`)
    }
    expect(wrong).toEqual([])
    expect(broken).toEqual([])
  }, 300_000)

  it('shows no other record, and nothing to decide about, at an address that none carries', async () => {
    await goTo(stops.find(({ kind }) => kind === 'evidence')!)
    for (const path of ['evidence/EV-9999', 'risks/R-9999', 'audits/IA-2026-99']) {
      await app.evaluate((hash) => void (location.hash = hash), `#/${path}`)
      await sees(app, `No record carries ${path.split('/')[1]!}.`)
      expect(await has(app, 'button', /^Accept/)).toBe(false)
    }
  })

  it('shows no picture whose bytes on this disk are not the file that the evidence names, and calls it sealed no longer', async () => {
    const [{ id: workspaceId } = { id: '' }] = await rows<{ id: string; demo: boolean }>(app, 'plumbline', 'workspaces')
    const pictured = (await vaultRows<Evidence>(app, workspaceId, 'evidence')).find(({ files }) =>
      Object.values(files ?? {}).some(({ mime, part }) => mime.startsWith('image/') && part === 'original'),
    )!
    const hashes = Object.values(pictured.files!).map(({ blob }) => blob.sha256)
    expect(await goTo(stopAt(pictured))).toBe('')
    await app.waitForFunction(() => document.querySelector('figure[data-file] img') !== null)
    await changeFiles(app, workspaceId, hashes)
    await app.reload()
    await sees(app, 'The file differs from what was signed')
    expect(await app.evaluate(() => document.querySelector('figure[data-file] img'))).toBeNull()
    // Whoever meets it has the engine look: nothing beside the picture says otherwise.
    await app.waitForFunction(
      () => !/Unchanged since/.test(document.body.innerText) && document.body.innerText.includes('Failed'),
    )
  })
})
