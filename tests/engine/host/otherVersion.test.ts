import Dexie from 'dexie'
import { expect, it } from 'vitest'
import { vaultName } from '~/lib/vault/store/tables'
import { openProfile } from '../../sync/support/profile'

/** A vault as another version left it: its tables counted higher, its log begun in that version. */
async function leftBy(version: 1 | 3): Promise<{ readonly answer: unknown; readonly untouched: unknown }> {
  const profile = await openProfile('Alice')
  const id = 'ab'.repeat(32)
  const storage = profile.storage
  const old = new Dexie(vaultName(id), storage)
  old.version(5).stores({ log: 'seq', keys: 'id' })
  await old.table('log').add({ seq: 1, bytes: Uint8Array.of(2, version, 0) })
  old.close()
  await profile.deviceDb.workspaces.add({
    id,
    name: 'Quillmere',
    hue: 1,
    demo: false,
    clockOffset: 0,
    createdAt: 1,
    openedAt: 1,
    state: 'open',
    kitConfirmed: true,
  })
  const answer = await profile.host.run('c1', id, 'record.create', { kind: 'risk', fields: { title: 'A risk' } })
  const again = await new Dexie(vaultName(id), storage).open()
  const untouched = { version: again.backendDB().version, log: await again.table('log').toArray() }
  again.close()
  await profile.stop()
  return { answer, untouched }
}

it('a workspace of the first protocol is refused with a sentence and left as it is', async () => {
  expect(await leftBy(1)).toMatchObject({
    answer: {
      ok: false,
      error: {
        type: 'oldWorkspace',
        message: expect.stringContaining('This workspace was made by an early version of Plumbline'),
      },
    },
    untouched: { version: 50, log: [{ seq: 1 }] },
  })
})

it('a workspace that a newer version has opened asks for an update', async () => {
  expect(await leftBy(3)).toMatchObject({
    answer: {
      ok: false,
      error: { type: 'newerVersion', message: expect.stringContaining('A newer version of Plumbline has opened') },
    },
  })
})
