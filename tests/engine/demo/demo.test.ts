import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoState, rowsIn } from '../../../lib/content/demo/demoState'
import { demoNow } from '../../../lib/content/demo/demoRecord'
import { demoMembers, person } from '../../../lib/content/demo/demoPeople'
import { duplicatesById } from '../../../lib/records/merge/mergeDuplicates'
import { kindNames, type AnyRecord, type Kind, type RowOf } from '../../../lib/records/registry'
import { evaluate } from '../../../lib/isms/readiness/evaluate'
import { approvalState } from '../../../lib/isms/statement/approvalState'
import { compositeRecords } from '../../../lib/isms/statement/composites'
import { hashedContent } from '../../../lib/isms/statement/hashedContent'
import { createLogVerification } from '../../../lib/sync/session/verifyLog'
import { toBytes } from '../../../lib/shared/bytes'
import { fieldsSingly } from '../../../lib/vault/history/births'
import type { DemoProgress } from '../../../lib/vault/store/demoProgress'
import { kindTable, openVault, type StatementRow, type TrailRow, type Vault } from '../../../lib/vault/store/tables'
import { nodeHost, type NodeHost } from '../support/nodeHost'

const picture = (ref: string) => [
  {
    name: 'tile-1.webp',
    mime: 'image/webp',
    part: 'original' as const,
    bytes: new Blob([`picture of ${ref}`], { type: 'image/webp' }),
  },
]
const pure = demoState('demo')

function byRecord<T extends { readonly recordId: string }>(
  changes: readonly T[],
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>()
  for (const change of changes) {
    const group = groups.get(change.recordId)
    if (group) group.push(change)
    else groups.set(change.recordId, [change])
  }
  return [...groups]
}

describe('the demo workspace', () => {
  let made: NodeHost
  let vault: Vault
  let workspaceId: string
  let began: number
  const building: unknown[] = []
  const progress: DemoProgress[] = []
  let statements: readonly StatementRow[]
  let trail: readonly TrailRow[]
  const rows = new Map<Kind, readonly AnyRecord[]>()
  const row = <K extends Kind>(kind: K, ref: string): RowOf<K> =>
    rows.get(kind)!.find((one) => one.ref === ref || one.id === ref) as AnyRecord as RowOf<K>

  beforeAll(async () => {
    made = nodeHost({ pictures: (ref) => Promise.resolve(picture(ref)) })
    const writes = (row: { readonly key?: string; readonly value?: unknown } | undefined): void => {
      if (row?.key === 'demoBuilding') building.push(row.value)
      else if (row?.key === 'demoProgress') progress.push(row.value as DemoProgress)
    }
    made.deviceDb.preferences.hook('creating', (_, row) => writes(row))
    made.deviceDb.preferences.hook('updating', (changes, _, row) => writes({ ...row, ...(changes as object) }))
    const before = Date.now()
    // Asked for twice at once, it is made once.
    const [opened, again] = await Promise.all([
      made.host.run('d1', null, 'demo.open', null),
      made.host.run('d1-again', null, 'demo.open', null),
    ])
    expect(again).toEqual(opened)
    began = before
    expect(opened.ok ? '' : JSON.stringify(opened.error)).toBe('')
    workspaceId = (opened as { value: { workspaceId: string } }).value.workspaceId
    vault = await openVault(workspaceId, made.storage)
    for (const kind of kindNames) rows.set(kind, await kindTable<AnyRecord>(vault, kind).toArray())
    statements = await vault.statements.toArray()
    trail = fieldsSingly(await vault.trail.toArray())
  }, 180_000)

  afterAll(async () => {
    vault?.close()
    await made?.host.stop()
  })

  /** What the script says of a record, without what only keys, files and devices give. */
  function told(one: AnyRecord): unknown {
    const fields: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(one)) {
      if (
        [
          'refSort',
          'conflicts',
          'reviewState',
          'waits',
          'freshUntil',
          'seal',
          'files',
          'captureRecord',
          'deviceNames',
          'contentHash',
          'frozen',
          'pack',
          'packHash',
        ].includes(name) ||
        value === undefined
      )
        continue
      fields[name] = value
    }
    // The frozen statements name pictures by their bytes.
    return one.kind === 'soaVersion' ? { ...fields, id: '', ref: '' } : fields
  }

  it('has one row, marked, on whose clock the fixed day is today; nothing of the making is left beside it', async () => {
    const [one, ...others] = await made.deviceDb.workspaces.toArray()
    expect(others).toEqual([])
    expect(one).toMatchObject({
      id: workspaceId,
      name: 'Quillmere Logistics',
      demo: true,
      hue: 205,
      kitConfirmed: true,
      state: 'open',
    })
    expect(Date.parse(demoNow) - one!.clockOffset).toBeGreaterThanOrEqual(began)
    expect(Date.parse(demoNow) - one!.clockOffset).toBeLessThanOrEqual(Date.now())
    expect((await made.deviceDb.preferences.toArray()).filter(({ key }) => !key.startsWith('founding/'))).toEqual([])
    // While it was made, this device knew which one to throw away, should its worker die.
    expect(building).toEqual([workspaceId])
  })

  it('tells how far the making is, each stage from its beginning to no more than its end', () => {
    expect(progress.length).toBeGreaterThan(2)
    expect(progress.some(({ stage }) => stage === 'check')).toBe(true)
    for (const { done, of } of progress) expect([done > 0, done <= of]).toEqual([true, true])
  })

  it('holds the records of the script, each as it stands there', () => {
    for (const kind of kindNames) {
      const byId = (a: AnyRecord, b: AnyRecord): number => (JSON.stringify(told(a)) < JSON.stringify(told(b)) ? -1 : 1)
      expect([...rows.get(kind)!].sort(byId).map(told), kind).toEqual(
        [...(rowsIn(pure, kind) as readonly AnyRecord[])].sort(byId).map(told),
      )
    }
  })

  it('is in the log, with nothing left waiting, in the order of the organisation’s own time; every entry counts and every signature holds', async () => {
    expect(await vault.outbox.count()).toBe(0)
    const log = await vault.log.orderBy('seq').toArray()
    expect(log.filter((entry) => entry.verdict !== 'counts')).toEqual([])
    expect(log.every((entry, index) => index === 0 || entry.relayTime >= log[index - 1]!.relayTime)).toBe(true)
    const verification = createLogVerification(workspaceId)
    for (const entry of log)
      expect(await verification.add({ ...entry, bytes: toBytes(entry.bytes) })).toMatchObject({
        ok: true,
        value: { verdict: { counts: true } },
      })
  })

  it('ST6, ST12: has the statements of every member, signed by their own devices, none of them void', async () => {
    const place = ({
      type,
      subjectKind,
      subjectId,
      personId,
      decision,
    }: Pick<StatementRow, 'type' | 'subjectKind' | 'subjectId' | 'personId' | 'decision'>): string =>
      `${type} ${subjectKind} ${subjectKind === 'soaVersion' ? '' : subjectId} ${personId} ${decision ?? ''}`
    expect(statements.filter(({ signatureValid, voidReason }) => !signatureValid || voidReason !== undefined)).toEqual(
      [],
    )
    expect(statements.map(place).sort()).toEqual(pure.statements.map(place).sort())
    const hashes = (list: readonly Pick<StatementRow, 'subjectKind' | 'contentHash' | 'type'>[]): readonly string[] =>
      list
        .filter(({ subjectKind }) => !['evidence', 'soaVersion', 'managementReview'].includes(subjectKind))
        .map(({ contentHash, type }) => `${type} ${contentHash}`)
        .sort()
    expect(hashes(statements)).toEqual(hashes(pure.statements))
    const top = ({
      type,
      subjectKind,
      subjectId,
      asTopManagement,
    }: Pick<StatementRow, 'type' | 'subjectKind' | 'subjectId' | 'asTopManagement'>): boolean =>
      type === 'approve' && subjectKind === 'scope' && subjectId !== '' && asTopManagement === true
    expect(statements.filter(top)).toHaveLength(3)

    const members = await vault.members.toArray()
    expect(members.map(({ personId, role, active }) => [personId, role, active]).sort()).toEqual(
      demoMembers.map((member) => [member.person, member.role, true]).sort(),
    )
    const devices = await vault.devices.toArray()
    expect(devices).toHaveLength(demoMembers.length + 1)
    const own = devices.find((device) => device.own)!
    expect(members.find(({ memberId }) => memberId === own.memberId)).toMatchObject({
      personId: person('IS'),
      role: 'lead',
    })
    expect(statements.some(({ deviceId }) => deviceId === own.deviceId)).toBe(false)
    // Nobody else's keys are here.
    expect(await vault.keys.toCollection().primaryKeys()).toEqual(['device'])
  })

  it('RE1: fails the checks that the script’s state fails, with the same records', async () => {
    const answers = (results: ReturnType<typeof evaluate>): unknown =>
      results
        .filter(({ status }) => status === 'fail')
        .map(({ id, severity, failing }) => [id, severity, failing.filter((one) => !one.startsWith('sv_'))])
    const here = evaluate({
      today: pure.today,
      put: [...rows.values()].flat(),
      statements,
      members: (await vault.members.toArray()).map(({ memberId, role, personId, active }) => ({
        memberId,
        role,
        active,
        ...(personId !== undefined && { personId }),
      })),
      conflicts: trail
        .filter(({ conflict }) => conflict !== undefined)
        .map(({ id, recordId, field, relayTime }) => ({
          id,
          recordId,
          field,
          day: new Date(relayTime!).toISOString().slice(0, 10),
        })),
      files: (await vault.blobs.toArray()).map(
        ({ sha256, state, pendingSince }) =>
          [sha256, { state, ...(pendingSince !== undefined && { pendingSince }) }] as const,
      ),
      history: byRecord([...trail].sort((a, b) => a.seq! - b.seq!)),
    })
    const there = evaluate({
      today: pure.today,
      put: pure.rows,
      statements: pure.statements,
      members: pure.members,
      conflicts: pure.conflicts,
      files: [...pure.blobs],
      history: byRecord(pure.changes),
    })
    expect(answers(here)).toEqual(answers(there))
    expect(here.filter(({ status }) => status === 'fail')).toHaveLength(35)
  })

  it('has captures sealed by who took them', () => {
    const evidence = rows.get('evidence') as unknown as readonly (RowOf<'evidence'> & {
      readonly seal: string
      readonly reviewState: string
      readonly waits: number
    })[]
    const captures = evidence.filter(({ source }) => source === 'capture')
    expect(captures).toHaveLength(60)
    expect(captures.filter(({ seal }) => seal !== 'sealed').map(({ ref }) => ref)).toEqual([])
    for (const { id, capturedBy } of captures)
      expect(statements.find(({ type, subjectId }) => type === 'captureSeal' && subjectId === id)?.personId).toBe(
        capturedBy,
      )
    expect(evidence.filter(({ waits }) => waits === 1)).toHaveLength(14)
    expect(evidence.filter(({ reviewState }) => reviewState === 'accepted')).toHaveLength(220)
  })

  describe('shows what merging looks like', () => {
    const standing = (kind: Kind, ref: string, profile = 'main') => {
      const one = row(kind, ref) as AnyRecord
      const lookup = {
        get: (of: Kind, id: string) => rows.get(of)?.find((other) => other.id === id),
        referencing: (of: Kind, field: string, id: string) =>
          rows
            .get(of)!
            .filter((other) =>
              [(other as unknown as Record<string, string | readonly string[]>)[field] ?? []].flat().includes(id),
            ),
      }
      const { contentHash } = hashedContent(one, profile, compositeRecords(one, profile, lookup))
      return approvalState(
        statements.filter(({ subjectId }) => subjectId === one.id),
        { profile, contentHash, today: pure.today },
      ).state
    }

    it('MG1: two classified an asset apart; one value stands on all devices, both are told', () => {
      const open = trail.filter(({ conflict }) => conflict !== undefined)
      expect(open.map(({ recordId, field }) => [recordId, field])).toEqual([
        [row('asset', 'AS-21').id, 'classification'],
      ])
      expect([open[0]!.after, open[0]!.rival?.value, row('asset', 'AS-21').classification]).toEqual([
        'confidential',
        'public',
        'confidential',
      ])
      expect(open[0]!.memberId).not.toBe(open[0]!.rival!.memberId)
    })
    it('MG8, MG10: an approval and an acceptance that were overtaken are stale', () => {
      expect(standing('scope', 'sc_main')).toBe('stale')
      expect(standing('riskAcceptance', 'RX-3')).toBe('stale')
      expect(row('risk', 'R-12')).toMatchObject({ currentL: 3, currentI: 5 })
    })
    it('MG12: one weakness was recorded twice', () => {
      const found = duplicatesById(rows.get('vulnerability')!)
      expect([...found.keys()].sort()).toEqual(
        [row('vulnerability', 'VU-12').id, row('vulnerability', 'VU-2').id].sort(),
      )
    })
    it('MG15: a record is here before its bytes', async () => {
      const [file] = Object.values(row('evidence', 'EV-B41').files)
      expect(await vault.blobs.get(file!.blob.sha256)).toMatchObject({ state: 'pending' })
      expect(await vault.blobs.where('state').equals('pending').count()).toBe(2)
    })
    it('MG16: what was written offline came later than it was written', () => {
      const late = trail.find(({ recordId, field }) => recordId === 'sc_main' && field === 'locations')
      expect(late).toBeDefined()
      expect(trail.some(({ recordId, time, relayTime }) => recordId === 'sc_main' && relayTime! - time > 600_000)).toBe(
        true,
      )
    })
  })

  it('is one and the same when opened again, and leaves nothing when thrown away', async () => {
    expect(await made.host.run('d2', null, 'demo.open', null)).toEqual({ ok: true, value: { workspaceId } })
    vault.close()
    expect(
      await made.host.run('d3', null, 'workspace.erase', { workspaceId, confirmName: 'Quillmere Logistics' }),
    ).toEqual({ ok: true, value: null })
    expect((await made.indexedDB.databases()).map(({ name }) => name)).toEqual(['plumbline'])
  })
})
