import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { receiptBytes, type Receipt } from '~/lib/protocol/log/receipt'
import { createRelayKey } from '~/server/relayKey'
import { createSlots } from '~/server/slots'
import { createFolderBlobs } from '~/server/store/folderBlobs'
import { verifySignature } from '~/server/verifySignature'
import { adopt, Client, hello, signIn } from './support/client'
import { admitMember } from './support/members'
import { found, invitation, newDevice, sealed, type Workspace } from './support/people'
import { startRelay, testFolder } from './support/relay'
import { buildRelay, startRelayProcess } from './support/relayProcess'

async function start(options: Parameters<typeof startRelay>[0] = {}) {
  const key = createRelayKey()
  const relay = await startRelay({ key, ...options })
  const workspace = await found()
  const client = await adopt(relay.origin, workspace)
  const holds = (receipt: Receipt) =>
    verifySignature({
      publicKey: key.publicKey,
      message: receiptBytes(workspace.workspaceId, receipt),
      signature: receipt.signature,
    })
  return { key, relay, workspace, client, holds }
}

/** Signed in, nothing read yet. */
async function welcomed(origin: string, workspace: Workspace): Promise<Client> {
  const client = new Client(origin)
  await hello(client, {
    workspaceId: workspace.workspaceId,
    speaker: { as: 'device', deviceId: workspace.alice.deviceId },
    signKey: workspace.alice.keys.sign.privateKey,
  })
  await client.first('welcome')
  return client
}

describe('relay: receipts', () => {
  it('come with the welcome, each stored entry and each live batch, for the head of that moment, and not with what is read again', async () => {
    const { key, relay, workspace, client, holds } = await start()
    const { device, head } = await admitMember(workspace, client, {
      role: 'viewer',
      head: workspace.head,
      accessHash: workspace.alice.prevDeviceHash,
      now: relay.clock.now(),
    })
    const reader = await signIn(relay.origin, device)
    const welcome = await reader.first('welcome')
    expect(welcome.relayKey).toEqual(key.publicKey)
    expect(welcome.receipt).toMatchObject(head)
    expect(Math.abs(welcome.receipt.time - relay.clock.now())).toBeLessThan(60_000)
    expect(await holds(welcome.receipt)).toBe(true)
    const past = reader.frames.filter((frame) => frame.kind === 'entries')
    expect(past.length).toBeGreaterThan(0)
    expect(past.every((frame) => frame.receipt === undefined)).toBe(true)

    const written = await workspace.alice.write('register', sealed(), head)
    const stored = await client.append(written)
    if (stored.kind !== 'stored') throw new Error(stored.type)
    expect(stored.receipt).toMatchObject({ seq: stored.seq, chain: stored.chain })
    expect(await holds(stored.receipt)).toBe(true)
    await reader.entryAt(stored.seq)
    const live = reader.frames.findLast((frame) => frame.kind === 'entries')
    expect(live?.receipt).toEqual(stored.receipt)
    // Told again, it is vouched for again.
    client.sendBytes(new Uint8Array(0))
    await client.closed
    const again = await signIn(relay.origin, workspace.alice)
    expect(await again.append(written)).toMatchObject({
      kind: 'stored',
      seq: stored.seq,
      receipt: { seq: stored.seq, chain: stored.chain },
    })
  })

  it('are no offer while reading, and none of an invitation', async () => {
    const { key, relay, workspace, client } = await start()
    const ahead = key.receipt(workspace.workspaceId, { seq: 9, chain: 'ab'.repeat(32) }, relay.clock.now())
    client.send({ kind: 'offer', receipt: ahead })
    expect((await client.closed).code).toBe(4400)
    const alice = await signIn(relay.origin, workspace.alice)
    const invite = await invitation(workspace.alice.prevDeviceHash, 'editor', relay.clock.now() + 86_400_000)
    await alice.store(await workspace.alice.write('access', invite.body, workspace.head))
    const joiner = await newDevice(workspace.workspaceId)
    const socket = new Client(relay.origin)
    await hello(socket, {
      workspaceId: workspace.workspaceId,
      speaker: { as: 'invite', deviceId: joiner.deviceId, inviteId: invite.inviteId },
      signKey: invite.signKey,
    })
    await socket.first('welcome')
    socket.send({ kind: 'offer', receipt: ahead })
    expect((await socket.closed).code).toBe(4400)
  })

  it('let few logs be given back at once, each for so long', async () => {
    const { key, relay, workspace } = await start({ limits: { adoptionsAtOnce: 1, adoptMs: 200 } })
    const ahead = key.receipt(workspace.workspaceId, { seq: 9, chain: 'ab'.repeat(32) }, relay.clock.now())
    const first = await welcomed(relay.origin, workspace)
    first.send({ kind: 'offer', receipt: ahead })
    expect(await first.first('bring')).toMatchObject({ what: 'log', fromSeq: 1 })
    const other = await found()
    const second = new Client(relay.origin)
    await hello(second, {
      workspaceId: other.workspaceId,
      speaker: { as: 'founder', deviceId: other.alice.deviceId },
      signKey: other.alice.keys.sign.privateKey,
    })
    await second.first('bring')
    second.send({ kind: 'create', createToken: '', genesis: other.log[0]!.bytes })
    expect((await second.closed).code).toBe(1013)
    expect((await first.closed).code).toBe(4408)
    await adopt(relay.origin, other)
  })
})

describe('relay: what runs by itself', () => {
  it('sweeps erased files and broken uploads after their time', async () => {
    const swept: Parameters<ReturnType<typeof createFolderBlobs>['sweep']>[0][] = []
    const blobs = createFolderBlobs({ folder: await testFolder() })
    const { relay } = await start({
      blobs: { ...blobs, sweep: (limits) => Promise.resolve(void swept.push(limits)) },
      limits: { sweepMs: 20, erasedMs: 5_000, unfinishedMs: 3_000 },
    })
    await vi.waitFor(() => expect(swept.length).toBeGreaterThan(1))
    const { erasedBefore, unfinishedBefore } = swept.at(-1)!
    expect(Math.abs(relay.clock.now() - 5_000 - erasedBefore)).toBeLessThan(1_000)
    expect(unfinishedBefore - erasedBefore).toBe(2_000)
  })

  it('does not start with a key that is none, and says which file', async () => {
    await buildRelay()
    const folder = await testFolder()
    await writeFile(join(folder, 'relay-key.pem'), 'something else')
    await expect(startRelayProcess(folder)).rejects.toThrow(
      /the relay ended with 1: The relay can't start: .*relay-key\.pem is not the P-256 key of a relay/,
    )
  }, 60_000)
})

it('a slot is given back once, whoever gives it', () => {
  const slots = createSlots(2)
  const give = slots.take('a')!
  expect(slots.take('a')).toBeDefined()
  expect(slots.take('a')).toBeUndefined()
  expect(slots.take('b')).toBeDefined()
  give()
  give()
  expect(slots.take('a')).toBeDefined()
  expect(slots.take('a')).toBeUndefined()
})
