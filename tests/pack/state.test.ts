/** What a pack is made from, read from the tables of a vault: names, what is held, what the log carries itself. */

import { beforeEach, describe, expect, it } from 'vitest'
import { readPackState } from '~/lib/pack/packState'
import type { AnyRecord } from '~/lib/records/registry'
import { utf8 } from '~/lib/shared/bytes'
import { kindTable, openVault, type Vault } from '~/lib/vault/store/tables'
import { row } from '../isms/rows'
import { statementRow } from './handmade'

let vault: Vault
let names = 0
beforeEach(async () => {
  vault = await openVault(`pack-state-${names++}`)
  return () => vault.close()
})
const put = async (...rows: readonly AnyRecord[]): Promise<void> => {
  for (const one of rows) await kindTable<AnyRecord>(vault, one.kind).put({ ...one, waits: 0 } as never)
}
const state = () => readPackState(vault, 'w')

describe('what a pack is made from', () => {
  it('is nothing in an empty vault, as of the first day', async () => {
    const empty = await state()
    expect([empty.organisation, empty.asOf, empty.workspaceId, empty.rows('control'), empty.statementsOf('x')]).toEqual(
      ['', '1970-01-01T00:00:00.000Z', 'w', [], []],
    )
    expect([empty.held('a'), await empty.blob('a'), empty.nameOf('0123456789'), empty.nameOfPerson('x')]).toEqual([
      'pending',
      undefined,
      '01234567',
      undefined,
    ])
  })

  it('are the records that are not archived, by ref, then by id', async () => {
    await put(
      ...[
        ['c_3', 'C-10'],
        ['c_2', 'C-2'],
        ['c_b', 'C-1'],
        ['c_a', 'C-1'],
      ].map(([id, ref]) => row('control', id!, { ref: ref! })),
      row('control', 'c_0', { ref: 'C-0', archivedOn: '2026-01-01' }),
      row('scope', 'sc_main', { orgName: 'Quillmere' }),
    )
    const { rows, lookup, organisation } = await state()
    expect(rows('control').map(({ id }) => id)).toEqual(['c_a', 'c_b', 'c_2', 'c_3'])
    expect(organisation).toBe('Quillmere')
    // Archived ones still have their names.
    expect(lookup.get('control', 'c_0')?.ref).toBe('C-0')
    expect([lookup.get('risk', 'c_0'), lookup.get('control', 'c_9')]).toEqual([undefined, undefined])
  })

  it('finds who names a record, in a field of one and of many', async () => {
    await put(
      row('evidence', 'ev_1', { controls: ['c_1', 'c_2'], redactedFrom: 'ev_0' }),
      row('evidence', 'ev_2', { controls: ['c_2'] }),
    )
    const { lookup } = await state()
    const naming = (field: string, id: string) => lookup.referencing('evidence', field, id).map((one) => one.id)
    expect([
      naming('controls', 'c_2'),
      naming('controls', 'c_1'),
      naming('redactedFrom', 'ev_0'),
      naming('supersedes', 'ev_0'),
      naming('controls', 'c_9'),
    ]).toEqual([['ev_1', 'ev_2'], ['ev_1'], ['ev_1'], [], []])
    expect(lookup.referencing('captureRecipe', 'title', 'x')).toEqual([])
  })

  it('has the statements of each record, and takes the record of a seal from the log where its file is not here', async () => {
    const frozen = utf8('{"v":1}')
    for (const one of [
      statementRow({ id: 'st_1', seq: 1, subjectId: 'ev_1' }),
      statementRow({ id: 'st_2', seq: 2, subjectId: 'ev_1', type: 'captureSeal', contentHash: 'sealed', frozen }),
      statementRow({ id: 'st_3', seq: 3, subjectId: 'ev_2', type: 'approve', contentHash: 'approved', frozen }),
      statementRow({ id: 'st_4', seq: 4, subjectId: 'ev_2', type: 'captureSeal', contentHash: 'bare' }),
    ])
      await vault.statements.put(one)
    await vault.blobs.bulkPut([
      { sha256: 'here', state: 'present', bytes: new Blob(['here']) },
      { sha256: 'gone', state: 'missing' },
      { sha256: 'bad', state: 'corrupt' },
    ] as never)
    const { statementsOf, held, blob } = await state()
    expect([statementsOf('ev_1').map(({ id }) => id), statementsOf('ev_2').map(({ id }) => id)]).toEqual([
      ['st_1', 'st_2'],
      ['st_3', 'st_4'],
    ])
    expect(['here', 'gone', 'bad', 'sealed', 'approved', 'bare', 'other'].map(held)).toEqual([
      'present',
      'missing',
      'corrupt',
      'present',
      'pending',
      'pending',
      'pending',
    ])
    expect(await (await blob('sealed'))!.text()).toBe('{"v":1}')
    expect(await (await blob('here'))!.text()).toBe('here')
    expect([await blob('approved'), await blob('gone')]).toEqual([undefined, undefined])
  })

  it('calls people by their names: a person, a member by its person, a member by what the workspace calls it', async () => {
    await put(
      row('person', 'pe_1', { name: 'Ada' }),
      row('settings', 'settings_main', { memberNames: { m_2: 'Bo', m_3: 'Cy' } }),
    )
    await vault.members.bulkPut([
      { memberId: 'm_1', personId: 'pe_1' },
      { memberId: 'm_2' },
      { memberId: 'm_3', personId: 'pe_gone' },
      { memberId: 'm_longer_than_eight' },
    ] as never)
    const { nameOf, nameOfPerson } = await state()
    expect(['pe_1', 'm_1', 'm_2', 'm_3', 'm_longer_than_eight'].map(nameOf)).toEqual([
      'Ada',
      'Ada',
      'Bo',
      'Cy',
      'm_longer',
    ])
    expect([nameOfPerson('pe_1'), nameOfPerson('m_1')]).toEqual(['Ada', undefined])
  })

  it('names requirements by the catalogue, else by the workspace’s own, else not at all', async () => {
    await put(
      row('framework', 'fw_1', { frameworkId: 'own', title: 'Own rules' }),
      row('requirement', 'rq_1', {
        framework: 'own',
        code: 'X.1',
        title: 'Backups twice',
        group: 'Operation',
        order: 7,
      }),
    )
    const { requirement, frameworkTitle } = await state()
    expect(requirement('iso27001-2022:A.8.13')).toMatchObject({
      id: 'iso27001-2022:A.8.13',
      framework: 'iso27001-2022',
      code: 'A.8.13',
      title: expect.stringMatching(/./) as string,
      group: expect.stringMatching(/./) as string,
    })
    expect(requirement('iso27001-2022:A.8.13').order).toBeLessThan(1e6)
    expect(requirement('own:X.1')).toEqual({
      id: 'own:X.1',
      framework: 'own',
      code: 'X.1',
      title: 'Backups twice',
      group: 'Operation',
      order: 7,
    })
    expect(requirement('own:X.2')).toEqual({
      id: 'own:X.2',
      framework: 'own',
      code: 'X.2',
      title: '',
      group: '',
      order: Number.MAX_SAFE_INTEGER,
    })
    expect([frameworkTitle('own'), frameworkTitle('none')]).toEqual(['Own rules', 'none'])
    expect(frameworkTitle('iso27001-2022')).toContain('27001')
  })

  it('stands as of the last change: of the log by its clock, or of what waits by this device’s', async () => {
    await vault.log.bulkPut([
      { seq: 1, relayTime: Date.parse('2026-06-03T00:00:00Z') },
      { seq: 2, relayTime: Date.parse('2026-06-02T00:00:00Z') },
    ] as never)
    expect((await state()).asOf).toBe('2026-06-02T00:00:00.000Z')
    await vault.outbox.put({ uuid: 'u', deviceSeq: 1, at: Date.parse('2026-06-04T00:00:00Z') } as never)
    expect((await state()).asOf).toBe('2026-06-04T00:00:00.000Z')
    await vault.log.put({ seq: 3, relayTime: Date.parse('2026-06-05T00:00:00Z') } as never)
    expect((await state()).asOf).toBe('2026-06-05T00:00:00.000Z')
  })
})
