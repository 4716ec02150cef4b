/**
 * What hosts of every context do about captures: the web app answers with what the extension adds, leftovers go at
 * start.
 */

import { afterEach, describe, expect, it } from 'vitest'
import { draftRest, sweepDrafts } from '~/lib/engine/host/sweepDrafts'
import { unwrap } from '~/lib/shared/result'
import { openVault, type DraftRow, type Vault } from '~/lib/vault/store/tables'
import { nodeHost } from '../support/nodeHost'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

describe('a host without a capturing browser', () => {
  it.each(['capture.tab', 'capture.start', 'capture.amend', 'capture.cancel', 'capture.finishSeries'])(
    'answers %s with what the extension adds, and starts no engine for it',
    async (name) => {
      const { host, indexedDB } = nodeHost()
      ends.push(() => host.stop())
      for (const workspaceId of [null, 'w1']) {
        const answer = await host.run('c1', workspaceId, name, {})
        expect(answer).toMatchObject({
          ok: false,
          error: { type: 'notHere', message: expect.stringMatching(/extension adds capture.*upload a file/) },
        })
      }
      expect((await indexedDB.databases()).map((db) => db.name)).not.toContain('plumbline_w1')
    },
  )
})

const row = (id: string, changes: Partial<DraftRow>): DraftRow => ({
  id,
  mode: 'fullPage',
  state: 'captured',
  startedAt: 0,
  updatedAt: 0,
  step: 1,
  steps: 1,
  facts: {},
  links: {},
  ...changes,
})
const put = async (vault: Vault, rows: readonly DraftRow[]): Promise<void> => {
  await vault.drafts.bulkPut([...rows])
  await vault.draftFiles.bulkPut(
    rows.map(({ id }) => ({
      draftId: id,
      name: 'file',
      order: 0,
      mime: 'text/plain',
      part: 'original' as const,
      bytes: new Blob([id]),
    })),
  )
}
const left = async (vault: Vault): Promise<readonly (readonly string[])[]> => [
  (await vault.drafts.toCollection().primaryKeys()).sort(),
  (await vault.draftFiles.toArray()).map(({ draftId }) => draftId).sort(),
]

describe('drafts nobody comes back for', () => {
  it('go a day after their last word, files and all; a capture that waits for its seal stays at any age', async () => {
    const { storage } = nodeHost()
    const vault = await openVault('w1', storage)
    ends.push(() => vault.close())
    const fresh = 1
    await put(vault, [
      row('captured', {}),
      row('sealing', { state: 'sealing' }),
      row('capturing', { state: 'capturing' }),
      row('done', { state: 'done' }),
      row('failed', { state: 'failed' }),
      row('cancelled', { state: 'cancelled' }),
      row('failedNow', { state: 'failed', updatedAt: fresh }),
      row('upload', { mode: 'upload' }),
      row('uploadNow', { mode: 'upload', updatedAt: fresh }),
      row('uploaded', { mode: 'upload', state: 'done' }),
      row('import', { mode: 'import', state: 'done' }),
      row('pack', { mode: 'pack' }),
      row('packed', { mode: 'pack', state: 'done' }),
      row('backup', { mode: 'backup', state: 'done', updatedAt: -500 }),
      row('backupNow', { mode: 'backup', state: 'done', updatedAt: fresh - 500 }),
    ])
    expect(await sweepDrafts(vault, { now: draftRest - 1, clockOffset: -500 })).toBe(0)
    expect(await sweepDrafts(vault, { now: draftRest, clockOffset: -500 })).toBe(6)
    const kept = [
      'backupNow',
      'captured',
      'capturing',
      'done',
      'failedNow',
      'packed',
      'sealing',
      'uploadNow',
      'uploaded',
    ]
    expect(await left(vault)).toEqual([kept, kept])
  })

  it('are looked for when a host starts the workspace', async () => {
    const first = nodeHost()
    const { workspaceId } = unwrap(
      await first.host.run('c1', null, 'workspace.create', { name: 'Quillmere', personName: 'Ada', timeZone: 'UTC' }),
    ) as { workspaceId: string }
    await first.host.stop()
    const vault = await openVault(workspaceId, first.storage)
    await put(vault, [
      row('orphan', { mode: 'upload' }),
      row('live', { mode: 'upload', updatedAt: Date.now() }),
      row('captured', {}),
    ])
    vault.close()
    const second = nodeHost({ indexedDB: first.indexedDB })
    ends.push(() => second.host.stop())
    unwrap(await second.host.run('c2', null, 'workspace.open', { workspaceId }))
    const after = await openVault(workspaceId, first.storage)
    ends.push(() => after.close())
    expect(await left(after)).toEqual([
      ['captured', 'live'],
      ['captured', 'live'],
    ])
  })
})
