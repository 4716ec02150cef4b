/** Files at the relay: they go by an owner's word alone, and not at once for whoever runs the relay. */

import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEraseBody, writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { utf8 } from '~/lib/shared/bytes'
import type { RelayLimits } from '~/server/relayLimits'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import { encrypted } from '../../contract/blobStore'
import { adopt, signIn } from '../../server/support/client'
import { admitMember } from '../../server/support/members'
import { found } from '../../server/support/people'
import { startRelay, testFolder } from '../../server/support/relay'
import { wait } from '../../sync/support/relay'

async function world(role: 'editor' | 'lead' | 'auditor' = 'editor', limits: Partial<RelayLimits> = {}) {
  const folder = await testFolder()
  const relay = await startRelay({ blobs: createFolderBlobs({ folder }), limits })
  const workspace = await found()
  const client = await adopt(relay.origin, workspace)
  const { device, head } = await admitMember(workspace, client, {
    role,
    head: workspace.head,
    accessHash: workspace.alice.prevDeviceHash,
    now: relay.clock.now(),
  })
  const member = await signIn(relay.origin, device)
  const bearer = async (of: typeof client) => ({ Authorization: `Bearer ${(await of.first('welcome')).token}` })
  return {
    folder,
    relay,
    workspace,
    client,
    device,
    head,
    member,
    url: (id: string) => `${relay.origin}/v1/blobs/${workspace.workspaceId}/${id}`,
    bearers: { alice: await bearer(client), member: await bearer(member) },
  }
}

describe('erasing', () => {
  it.each(['editor', 'lead', 'auditor'] as const)(
    'by an %s is refused, of their own files too, and nothing changed: a later upload of the named file is taken',
    async (role) => {
      const { workspace, device, head, member, url, bearers, client } = await world(role)
      const mine = await encrypted(1_000, 3)
      const later = await encrypted(1_000, 4)
      expect((await fetch(url(mine.id), { method: 'PUT', headers: bearers.member, body: mine.bytes })).status).toBe(201)
      const entry = await device.draft('erase', writeEraseBody({ blobIds: [mine.id, later.id], reason: 'mine' }), head)
      expect(await member.append(entry)).toMatchObject({ kind: 'refused', type: 'roleMayNotWrite' })
      expect((await fetch(url(mine.id), { headers: bearers.alice })).status).toBe(200)
      expect((await fetch(url(later.id), { method: 'PUT', headers: bearers.alice, body: later.bytes })).status).toBe(
        201,
      )
      client.close()
      expect((await (await signIn(client.origin, workspace.alice)).first('welcome')).head).toEqual(head)
    },
  )

  it('by an owner holds for all ids it names at once, also where one arrives later', async () => {
    const { workspace, head, url, bearers, client } = await world()
    const [here, later] = [await encrypted(1_000, 3), await encrypted(1_000, 4)]
    await fetch(url(here.id), { method: 'PUT', headers: bearers.member, body: here.bytes })
    await client.store(
      await workspace.alice.write(
        'erase',
        writeEraseBody({ blobIds: [here.id, later.id], reason: 'A person asked for it' }),
        head,
      ),
    )
    expect((await fetch(url(here.id), { headers: bearers.member })).status).toBe(410)
    expect((await fetch(url(later.id), { method: 'PUT', headers: bearers.member, body: later.bytes })).status).toBe(410)
    // The same content under a new id is another decision.
    const anew = await encrypted(1_000, 5)
    expect((await fetch(url(anew.id), { method: 'PUT', headers: bearers.member, body: anew.bytes })).status).toBe(201)
  })

  it('keeps the encrypted bytes on the relay for 30 days, for whoever runs it, and gives them to nobody', async () => {
    const { folder, workspace, head, url, bearers, client, relay } = await world('editor', { sweepMs: 20 })
    const { id, bytes } = await encrypted(1_000)
    await fetch(url(id), { method: 'PUT', headers: bearers.member, body: bytes })
    await client.store(
      await workspace.alice.write('erase', writeEraseBody({ blobIds: [id], reason: 'Taken by mistake' }), head),
    )
    expect((await fetch(url(id), { headers: bearers.alice })).status).toBe(410)
    const names = () => readdir(join(folder, workspace.workspaceId))
    expect((await names()).sort()).toEqual([`${id}.erased`, `${id}.gone`])
    // The relay's own sweeps, with the time that it keeps them by itself.
    relay.clock.advance(30 * 86_400_000 - 60_000)
    await wait(200)
    expect(await names()).toContain(`${id}.erased`)
    relay.clock.advance(60_000)
    await expect.poll(names).toEqual([`${id}.gone`])
    expect((await fetch(url(id), { method: 'PUT', headers: bearers.member, body: bytes })).status).toBe(410)
  })

  it('names ids and a reason, bounded, and nothing else', () => {
    const id = 'a'.repeat(64)
    const ids = Array.from({ length: 65 }, (_, at) => at.toString(16).padStart(64, '0'))
    expect(readEraseBody(writeEraseBody({ blobIds: ids.slice(1), reason: 'r'.repeat(500) }))).toMatchObject({
      ok: true,
    })
    for (const body of [
      { blobIds: [], reason: 'r' },
      { blobIds: ids, reason: 'r' },
      { blobIds: [id, id], reason: 'r' },
      { blobIds: [id], reason: ' ' },
      { blobIds: [id], reason: 'r'.repeat(501) },
      { blobIds: ['A'.repeat(64)], reason: 'r' },
      { blobIds: [id] },
      { blobIds: [id], reason: 'r', more: 1 },
    ])
      expect(readEraseBody(utf8(JSON.stringify(body))), JSON.stringify(body)).toMatchObject({
        ok: false,
        error: { type: 'malformed' },
      })
  })
})
