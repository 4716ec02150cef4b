import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoRecords } from '../../lib/isms/demo/demoRecords'
import { demoFreezes } from '../../lib/isms/demo/statements'
import { hashedContent } from '../../lib/isms/statements/hashedContent'
import { kindNames, type RowOf } from '../../lib/isms/registry'
import { kindTable, openVault, type Vault } from '../../lib/vault/tables'
import { nodeHost, type NodeHost } from './support/nodeHost'

const picture = (ref: string) => [{ name: 'tile-1.webp', mime: 'image/webp', part: 'original' as const, bytes: new Blob([`picture of ${ref}`], { type: 'image/webp' }) }]

describe('the demo workspace', () => {
  let made: NodeHost
  let vault: Vault
  let workspaceId: string

  beforeAll(async () => {
    made = nodeHost({ pictures: (ref) => Promise.resolve(picture(ref)) })
    const opened = await made.host.run('d1', null, 'demo.open', null)
    expect(opened.ok ? '' : JSON.stringify(opened.error)).toBe('')
    workspaceId = (opened as { value: { workspaceId: string } }).value.workspaceId
    vault = await openVault(workspaceId, made.storage)
  }, 120_000)

  afterAll(async () => {
    vault?.close()
    await made?.host.stop()
  })

  it('holds the whole organisation, each kind in full', async () => {
    const records = demoRecords()
    for (const kind of kindNames) expect([kind, await kindTable(vault, kind).count()]).toEqual([kind, kind === 'soaVersion' ? demoFreezes.length : records.filter((record) => record.kind === kind).length])
  })

  it('is in the log, with nothing left waiting, in the order of the organisation’s own time', async () => {
    expect(await vault.outbox.count()).toBe(0)
    const log = await vault.log.orderBy('seq').toArray()
    expect(log.every((entry) => entry.verdict === 'counts')).toBe(true)
    expect(log.every((entry, index) => index === 0 || entry.relayTime >= log[index - 1]!.relayTime)).toBe(true)
  })

  it('has captures that this device sealed, and reviews that it signed', async () => {
    const evidence = await kindTable<RowOf<'evidence'> & { seal?: string; reviewState?: string; waits?: number }>(vault, 'evidence').toArray()
    const captures = evidence.filter((row) => row.source === 'capture')
    expect(captures).toHaveLength(60)
    expect(captures.filter((row) => row.seal !== 'sealed').map((row) => row.ref)).toEqual([])
    const waiting = evidence.filter((row) => row.waits === 1)
    expect(waiting.length).toBeGreaterThanOrEqual(14)
    expect(waiting.length).toBeLessThanOrEqual(16)
    expect(evidence.filter((row) => row.reviewState === 'accepted').length).toBeGreaterThan(150)
  })

  it('has an approved scope that was changed afterwards, so that the approval shows as stale (ST4)', async () => {
    const [approval] = await vault.statements.where('[subjectKind+subjectId]').equals(['scope', 'sc_main']).toArray()
    const scope = (await kindTable<RowOf<'scope'>>(vault, 'scope').get('sc_main')) as RowOf<'scope'>
    expect(approval).toMatchObject({ type: 'approve', signatureValid: true })
    expect(approval!.contentHash).not.toBe(hashedContent(scope, 'main').contentHash)
    expect(scope.locations).toContain('Storage room, 2 Canal Yard')
  })

  it('is one and the same when opened again, and leaves nothing when thrown away', async () => {
    expect(await made.host.run('d2', null, 'demo.open', null)).toEqual({ ok: true, value: { workspaceId } })
    vault.close()
    expect(await made.host.run('d3', null, 'workspace.erase', { workspaceId, confirmName: 'Quillmere Logistics' })).toEqual({ ok: true, value: null })
    expect((await made.indexedDB.databases()).map(({ name }) => name)).toEqual(['plumbline'])
  })
})
