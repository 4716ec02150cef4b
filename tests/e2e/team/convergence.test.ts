/**
 * Two real browsers, one workspace: founded in Chromium, joined by link in Firefox, both edit while the relay is away,
 * and afterwards both hold the same rows and the same history. Nobody's change is lost: links that both added survive,
 * and a value that was overwritten unseen stands in the history of both.
 */

import { rmSync } from 'node:fs'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from '~/lib/shared/json'
import type { StatementRow, TrailRow } from '~/lib/vault/store/tables'
import {
  chromiumProfile,
  firefoxProfile,
  freePort,
  startRelay,
  temporaryFolder,
  until,
  type ChromiumProfile,
  type Profile,
  type RunningRelay,
} from '../driver'
import { done, found, level, run, syncStatus, vaultRows } from '../support/inPage'
import { seededRandom } from '../support/seededRandom'

const kinds = [
  'settings',
  'person',
  'scope',
  'riskMethod',
  'asset',
  'risk',
  'control',
  'soaEntry',
  'evidence',
  'evidenceRequest',
  'evidenceSubmission',
  'task',
  'comment',
] as const

const data = temporaryFolder('relay')
let port: number
let relay: RunningRelay
let chromium: ChromiumProfile
let firefox: Profile
let ada: Page
let bo: Page
let workspaceId: string

beforeAll(async () => {
  port = await freePort()
  ;[relay, chromium, firefox] = await Promise.all([startRelay({ data, port }), chromiumProfile(), firefoxProfile()])
  ada = await chromium.app()
  bo = await firefox.app()
})
afterAll(async () => {
  await Promise.all([chromium?.close(), firefox?.close()])
  await relay?.close()
  rmSync(data, { recursive: true, force: true })
})

interface Row {
  readonly id: string
  readonly title?: string
  readonly controls?: readonly string[]
  readonly status?: string
}

const record = async (page: Page, kind: string, id: string): Promise<Row> =>
  (await vaultRows<Row>(page, workspaceId, kind)).find((row) => row.id === id)!
const create = (page: Page, kind: 'risk' | 'control' | 'task', fields: Record<string, JsonValue>) =>
  done(page, 'record.create', { kind, fields }, workspaceId)
const change = (page: Page, kind: 'risk' | 'control' | 'task', id: string, changes: readonly object[]) =>
  done(page, 'record.edit', { edits: [{ kind, id, changes: changes as never }] }, workspaceId)

/** Both have everything of each other, and nothing waits. */
async function settled(): Promise<void> {
  await Promise.all([level(ada, workspaceId, { relay: true }), level(bo, workspaceId, { relay: true })])
  await until(
    async () => {
      const [a, b] = await Promise.all([head(ada), head(bo)])
      return (
        a === b &&
        (await vaultRows(ada, workspaceId, 'outbox')).length + (await vaultRows(bo, workspaceId, 'outbox')).length === 0
      )
    },
    'both to stand at the same entry',
    30_000,
  )
}
const head = async (page: Page): Promise<string> => {
  const last = (await vaultRows<{ seq: number; chain: string }>(page, workspaceId, 'log')).at(-1)!
  return `${last.seq} ${last.chain}`
}

/**
 * What has to be equal on every device: rows of every kind, histories, statements. Not: what only this device knows.
 */
async function shared(page: Page): Promise<Record<string, unknown>> {
  const rows = await Promise.all(
    kinds.map(
      async (kind) =>
        [
          kind,
          (await vaultRows<Row>(page, workspaceId, kind))
            .map((row) => canonicalJson(row as unknown as JsonValue))
            .sort(),
        ] as const,
    ),
  )
  const trail = (await vaultRows<TrailRow>(page, workspaceId, 'trail'))
    .map(({ n: _, ...row }) => canonicalJson(row as unknown as JsonValue))
    .sort()
  const statements = (await vaultRows<StatementRow>(page, workspaceId, 'statements'))
    .map((row) => canonicalJson(row as unknown as JsonValue))
    .sort()
  return { ...Object.fromEntries(rows), trail, statements }
}

describe('Chromium and Firefox', () => {
  let riskId: string
  let controls: readonly string[]

  it('Ada founds, connects and invites; Bo joins and has it all', async () => {
    workspaceId = await found(ada)
    controls = await Promise.all(
      ['Backups', 'Access reviews', 'Logging'].map(async (title) => (await create(ada, 'control', { title })).id),
    )
    riskId = (await create(ada, 'risk', { title: 'Loss of the backups', controls: [controls[0]!] })).id
    await done(ada, 'relay.connect', { url: relay.url }, workspaceId)
    await level(ada, workspaceId, { relay: true })
    const { link } = await done(
      ada,
      'invite.create',
      { role: 'editor', personName: 'Bo Haugen', expiresInDays: 7, admit: 'atOnce' },
      workspaceId,
    )
    // The relay lets in only whom it has read of.
    await level(ada, workspaceId, { relay: true })
    expect((await done(bo, 'join.start', { link })).workspaceId).toBe(workspaceId)
    await until(
      async () => (await vaultRows<Row>(bo, workspaceId, 'risk')).length === 1,
      'the risk at Bo',
      20_000,
    ).catch(async () => {
      throw new Error(
        `Bo is not let in. Bo: ${JSON.stringify(await syncStatus(bo, workspaceId))}. Ada: ${JSON.stringify(await syncStatus(ada, workspaceId))}`,
      )
    })
    await settled()
    expect(await shared(bo)).toEqual(await shared(ada))
  })

  it('both edit while the relay is away: rows, histories and statements are equal afterwards', async () => {
    await relay.kill()
    await Promise.all([
      (async () => {
        await change(ada, 'risk', riskId, [
          { op: 'set', field: 'title', value: 'Loss of all backups' },
          { op: 'add', field: 'controls', element: controls[1]! },
        ])
        await change(ada, 'control', controls[2]!, [{ op: 'set', field: 'title', value: 'Logging by Ada' }])
      })(),
      (async () => {
        await change(bo, 'risk', riskId, [
          { op: 'set', field: 'title', value: 'Backups are lost' },
          { op: 'add', field: 'controls', element: controls[2]! },
        ])
        await change(bo, 'control', controls[1]!, [{ op: 'set', field: 'title', value: 'Access reviews by Bo' }])
      })(),
    ])
    // Both made records, with the same next number in mind.
    const next = seededRandom(7)
    const made: string[] = []
    for (let n = 0; n < 12; n++) {
      const page = next(2) === 0 ? ada : bo
      const title = `Offline ${n} of ${page === ada ? 'Ada' : 'Bo'}`
      made.push(title)
      await create(page, 'task', { title })
    }
    expect((await vaultRows(ada, workspaceId, 'outbox')).length).toBeGreaterThan(0)
    expect((await vaultRows(bo, workspaceId, 'outbox')).length).toBeGreaterThan(0)
    expect((await record(ada, 'risk', riskId)).title).toBe('Loss of all backups')
    expect((await record(bo, 'risk', riskId)).title).toBe('Backups are lost')

    relay = await startRelay({ data, port })
    await Promise.all([run(ada, 'relay.syncNow', null, workspaceId), run(bo, 'relay.syncNow', null, workspaceId)])
    await settled()

    expect(await shared(bo)).toEqual(await shared(ada))
    expect((await vaultRows<Row>(ada, workspaceId, 'task')).map(({ title }) => title).sort()).toEqual(made.sort())
    const refs = (await vaultRows<{ ref: string }>(bo, workspaceId, 'task')).map(({ ref }) => ref)
    expect(new Set(refs).size).toBe(made.length)
    for (const page of [ada, bo]) {
      expect(await vaultRows(page, workspaceId, 'notSent')).toEqual([])
      expect([...(await record(page, 'risk', riskId)).controls!].sort()).toEqual([...controls].sort())
    }
  })

  it('the value that was overwritten unseen is in both histories, and settling it reaches the other', async () => {
    for (const page of [ada, bo]) {
      const history = (await vaultRows<TrailRow>(page, workspaceId, 'trail')).filter(
        ({ recordId, field }) => recordId === riskId && field === 'title',
      )
      expect(history.map(({ after }) => after).sort()).toEqual([
        'Backups are lost',
        'Loss of all backups',
        'Loss of the backups',
      ])
      const conflict = history.filter(({ conflict }) => conflict === 'risk')
      expect(conflict).toHaveLength(1)
      expect(conflict[0]!.concurrent).toBe(true)
      const visible = (await record(page, 'risk', riskId)).title
      expect([conflict[0]!.after, conflict[0]!.rival!.value].sort()).toEqual([
        'Backups are lost',
        'Loss of all backups',
      ])
      expect(['Backups are lost', 'Loss of all backups']).toContain(visible)
    }
    const open = (await vaultRows<TrailRow>(bo, workspaceId, 'trail')).find(({ conflict }) => conflict === 'risk')!
    await done(bo, 'conflict.settle', { trailId: open.id, use: 'kept' }, workspaceId)
    await until(
      async () => !(await vaultRows<TrailRow>(ada, workspaceId, 'trail')).some(({ conflict }) => conflict === 'risk'),
      'the conflict to be settled at Ada',
      20_000,
    )
    await settled()
    expect(await shared(bo)).toEqual(await shared(ada))
    for (const page of [ada, bo]) expect((await done(page, 'integrity.verify', null, workspaceId)).failures).toEqual([])
  })
})
