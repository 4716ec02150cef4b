/**
 * `import`: a CSV of 10,000 risks from the file chosen to records that are durable ÷ Papa Parse of the same text and
 * one strict Dexie `bulkPut` of the same rows. Real Chromium, the built web app, through its import page; what the
 * person takes to look at the dry run is not counted. The rest is mapping, validation, references, books, outbox,
 * history. Bar: 3.
 */

import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { bench, describe } from 'vitest'
import { assembleRecord, type FlatEntry } from '~/lib/records/assembleRecord'
import { dexieSchema } from '~/lib/records/dexieSchema'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { withColumns } from '~/lib/vault/views/projection'
import { root, startRelay, temporaryFolder, until, webProfile } from '../e2e/driver'
import { found, vaultRows } from '../e2e/support/inPage'
import { tell } from './figure'

const count = 10_000
const bar = 3

const people = (): string =>
  ['Name,Title', ...Array.from({ length: 40 }, (_, n) => `Person ${n},Owner of ${n}`)].join('\n')
const columns = [
  'importKey',
  'title',
  'cause',
  'event',
  'consequence',
  'properties',
  'owner',
  'inherentL',
  'inherentI',
  'currentL',
  'currentI',
  'rationale',
  'assessedOn',
  'option',
  'status',
  'tags',
] as const
type Values = Readonly<Record<(typeof columns)[number], string | number>>
const risk = (n: number): Values => ({
  importKey: `K-${n}`,
  title: `Something that could happen to system ${n} of the organisation`,
  cause: 'A cause that is written in one sentence',
  event: 'The event, as it would be told to somebody',
  consequence: 'What it would cost and whom',
  properties: 'C; A',
  owner: `Person ${n % 40}`,
  inherentL: 1 + (n % 5),
  inherentI: 1 + ((n * 7) % 5),
  currentL: 1 + ((n * 3) % 5),
  currentI: 1 + ((n * 11) % 5),
  rationale: `Seen in ${2020 + (n % 6)}`,
  assessedOn: `2026-0${1 + (n % 9)}-1${n % 9}`,
  option: 'modify',
  status: 'open',
  tags: 'imported',
})
const risks = (): string =>
  [
    columns.join(','),
    ...Array.from({ length: count }, (_, n) => columns.map((name) => `"${risk(n)[name]}"`).join(',')),
  ].join('\n')
/** The rows the import makes of them, as the vault keeps them. */
const rows = (): readonly object[] =>
  Array.from({ length: count }, (_, n) => {
    const { properties: _properties, tags: _tags, ...values } = risk(n)
    const entries: readonly FlatEntry[] = [
      ['kind', 'risk'],
      ['ref', `R-${n + 1}`],
      ['createdAt', '2026-06-01T09:12:44.250Z'],
      ['createdBy', 'pe_0123456789abcdefghijkl'],
      ...Object.entries({ ...values, owner: `pe_${String(n % 40).padStart(22, '0')}`, matrixHash: 'f'.repeat(64) }),
      ['properties/C', true],
      ['properties/A', true],
      ['tags/imported', true],
    ]
    return withColumns(assembleRecord('risk', `r_${String(n).padStart(22, '0')}`, entries), {
      settings: effectiveSettings(undefined),
      conflicts: [],
      statements: [],
    })
  })

interface Spent {
  readonly read: number
  readonly plan: number
  readonly write: number
}

/** Through the page as a person does it: choose, dry run, import. Milliseconds of each part as the page saw them. */
async function importThrough(page: Page, address: string, file: string, kind: string): Promise<Spent> {
  // Opened anew: a page that was at the start before there was a workspace would lead back there.
  await page.goto('about:blank')
  await page.goto(`${address}/#/reports/import?kind=${kind}`)
  const input = await page.waitForSelector('input[type=file]', { timeout: 120_000 })
  /**
   * From an action to what it makes appear, by the page's own clock. Told by the page: who keeps asking takes a
   * processor from what is measured.
   */
  const until_ = (what: string): Promise<number> =>
    page.evaluate(
      (wanted) =>
        new Promise<number>((done, failed) => {
          const look = (): void => {
            const failure = document.querySelector('[role=alert]')?.textContent
            const shown = wanted.startsWith('[')
              ? document.querySelector(wanted) !== null
              : document.body.textContent!.includes(wanted)
            if (!failure && !shown) return
            watch.disconnect()
            if (failure) failed(new Error(failure))
            else done(performance.now())
          }
          const watch = new MutationObserver(look)
          watch.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
          look()
        }),
      what,
    )
  const press = (act: string): Promise<number> =>
    page.evaluate((name) => {
      const at = performance.now()
      document.querySelector<HTMLElement>(`[data-act=${name}]`)!.click()
      return at
    }, act)
  await page.evaluate(() =>
    document
      .querySelector('input[type=file]')!
      .addEventListener('change', () => Object.assign(window, { chosenAt: performance.now() }), { capture: true }),
  )
  await input!.uploadFile(file)
  const read = await until_('[data-act=dry-run]:not([disabled])')
  const chosen = await page.evaluate(() => (window as unknown as { chosenAt: number }).chosenAt)
  const planning = await press('dry-run')
  const planned = await until_('[data-act=commit]:not([disabled])')
  const writing = await press('commit')
  const written = await until_(' imported')
  // The page goes on to the register.
  await page.waitForFunction(() => !location.hash.includes('/reports/import'), { timeout: 20_000 })
  return { read: read - chosen, plan: planned - planning, write: written - writing }
}

/** The floor in the same browser: parse the text, then one strict transaction with the rows the import makes. */
async function floor(
  page: Page,
  text: string,
  schema: string,
): Promise<{ readonly parse: number; readonly put: number }> {
  return page.evaluate(
    async (csv, stores) => {
      const { Papa, Dexie, floorRows } = window as unknown as {
        Papa: { parse(text: string, options: object): { data: unknown[] } }
        floorRows: object[]
        Dexie: new (
          name: string,
          options: object,
        ) => {
          version(n: number): { stores(schema: object): void }
          open(): Promise<void>
          table(name: string): { bulkPut(rows: object[]): Promise<unknown> }
          delete(): Promise<void>
        }
      }
      const started = performance.now()
      const parsed = Papa.parse(csv, { header: true })
      const parse = performance.now() - started
      if (parsed.data.length !== floorRows.length) throw new Error('not the same rows')
      const db = new Dexie(`floor-${Math.floor(started)}`, { chromeTransactionDurability: 'strict' })
      db.version(1).stores({ risk: stores })
      await db.open()
      const from = performance.now()
      await db.table('risk').bulkPut(floorRows)
      const put = performance.now() - from
      await db.delete()
      return { parse, put }
    },
    text,
    schema,
  )
}

async function measure(): Promise<void> {
  // Builds only what is older than its sources.
  execFileSync(process.execPath, [join(root, 'server', 'dev', 'build.mjs'), 'web', 'relay'], { stdio: 'inherit' })
  const folder = temporaryFolder('bench-import')
  const relay = await startRelay()
  const profile = await webProfile({ width: 1280, height: 800 })
  try {
    const page = await profile.open(`${relay.url}/`)
    const workspaceId = await found(page)
    const file = (name: string, content: string): string => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    page.on('pageerror', (error) => console.log('page:', error))
    await importThrough(page, relay.url, file('people.csv', people()), 'person')
    const text = risks()

    /** Before and after: the machine is not always equally fast. A page of its own, gone while the import runs. */
    const floors: { readonly parse: number; readonly put: number }[] = []
    const require = createRequire(import.meta.url)
    const measureFloor = async (rounds: number): Promise<void> => {
      const beside = await profile.open('about:blank')
      await beside.setBypassCSP(true)
      await beside.goto(`${relay.url}/manifest.webmanifest`)
      for (const path of ['papaparse/papaparse.min.js', 'dexie/dist/dexie.min.js'])
        await beside.evaluate(readFileSync(require.resolve(path), 'utf8'))
      await beside.evaluate((made) => void Object.assign(window, { floorRows: made }), rows())
      for (let round = 0; round < rounds; round++) floors.push(await floor(beside, text, dexieSchema('risk')))
      await beside.close()
    }
    await measureFloor(3)
    const spent = await importThrough(page, relay.url, file('risks.csv', text), 'risk')
    // Behind the answer the entries go into the log, which would be measured along.
    await until(
      async () => (await vaultRows(page, workspaceId, 'outbox')).length === 0,
      'the import to be in the log',
      120_000,
    )
    await measureFloor(2)

    const sum = spent.read + spent.plan + spent.write
    const least = floors.map(({ parse, put }) => parse + put).sort((a, b) => a - b)[2]!
    tell({
      name: 'import',
      value: sum / least,
      bar,
      unit: 'ratio',
      note: `${sum.toFixed(0)} ms (read ${spent.read.toFixed(0)}, dry run ${spent.plan.toFixed(0)}, write ${spent.write.toFixed(0)}) ÷ ${least.toFixed(0)} ms (median of ${floors.map(({ parse, put }) => `${parse.toFixed(0)} + ${put.toFixed(0)}`).join(', ')})`,
    })
  } finally {
    await profile.close()
    await relay.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('import', () => {
  bench('10,000 rows from a CSV to durable records ÷ parsing and putting them', measure, {
    time: 0,
    iterations: 1,
    warmupTime: 0,
    warmupIterations: 0,
  })
})
