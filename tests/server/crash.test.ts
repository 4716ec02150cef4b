import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { followChain } from '~/lib/protocol/log/chain'
import { emptyHead, type LogHead } from '~/lib/protocol/log/entry'
import { unwrap } from '~/lib/shared/result'
import { encrypted } from '../contract/blobStore'
import { Client, adopt, bring, hello, signIn } from './support/client'
import { found, sealed, type Written } from './support/people'
import { testFolder } from './support/relay'
import { buildRelay, startRelayProcess, type RelayProcess } from './support/relayProcess'

const running: RelayProcess[] = []
const start = async (...args: Parameters<typeof startRelayProcess>): Promise<RelayProcess> => {
  const relay = await startRelayProcess(...args)
  running.push(relay)
  return relay
}
afterEach(async () => {
  for (const relay of running.splice(0))
    if (relay.process.exitCode === null && relay.process.signalCode === null) await relay.end('SIGKILL')
})

beforeAll(buildRelay, 30_000)

/** Every entry connects to the one before it, from the first to the head. */
function expectWholeChain(client: Client): LogHead {
  let at = { ...emptyHead, relayTime: 0 }
  for (const entry of client.entries) {
    unwrap(followChain(at, entry))
    at = entry
  }
  return { seq: at.seq, chain: at.chain }
}

describe('relay process', () => {
  it('has every acknowledged entry after SIGKILL, in the place it was told, without gaps', async () => {
    const folder = await testFolder()
    const workspace = await found()
    const acknowledged = new Map<string, { seq: number; chain: string }>()
    let last = 1
    for (const killAfterMs of [40, 5, 90, 17, 60, 33]) {
      const relay = await start(folder)
      const client = last === 1 ? await adopt(relay.origin, workspace) : await signIn(relay.origin, workspace.alice)
      const head = expectWholeChain(client)
      const byUuid = new Map(client.entries.map((entry) => [entry.seq, entry.chain]))
      for (const { seq, chain } of acknowledged.values()) expect(byUuid.get(seq)).toBe(chain)
      expect(head.seq).toBeGreaterThanOrEqual(last)

      // What was in flight may be in the log or not: the relay's word on our own chain decides.
      const welcome = await client.first('welcome')
      workspace.alice.deviceSeq = welcome.deviceSeq
      workspace.alice.prevDeviceHash = welcome.prevDeviceHash
      const written: Written[] = []
      for (let i = 0; i < 400; i++) written.push(await workspace.alice.write('register', sealed(300), head))
      for (const { bytes } of written) client.send({ kind: 'append', entry: bytes })
      await new Promise((resolve) => setTimeout(resolve, killAfterMs))
      await relay.end('SIGKILL')
      await client.closed
      for (const frame of client.frames) {
        if (frame.kind !== 'stored') continue
        acknowledged.set(frame.uuid, { seq: frame.seq, chain: frame.chain })
        last = Math.max(last, frame.seq)
      }
    }
    expect(acknowledged.size).toBeGreaterThan(20)
    const relay = await start(folder)
    const reader = await signIn(relay.origin, workspace.alice)
    const head = expectWholeChain(reader)
    expect(head.seq).toBeGreaterThanOrEqual(last)
    expect(new Set([...acknowledged.values()].map(({ seq }) => seq)).size).toBe(acknowledged.size)
  }, 60_000)

  it('answers what it received and says that it restarts on SIGTERM, then ends with 0', async () => {
    const folder = await testFolder()
    const workspace = await found()
    const relay = await start(folder)
    const client = await adopt(relay.origin, workspace)
    const written: Written[] = []
    for (let i = 0; i < 50; i++) written.push(await workspace.alice.write('register', sealed(300), workspace.head))
    for (const { bytes } of written) client.send({ kind: 'append', entry: bytes })
    await client.answerTo(written[0]!.uuid)
    const code = await relay.end('SIGTERM')
    expect(code).toBe(0)
    // 1012 is not final: clients come back by themselves.
    expect((await client.closed).code).toBe(1012)
    expect(relay.output()).toContain('"msg":"stopped"')
    const stored = client.frames.filter((frame) => frame.kind === 'stored').length
    const again = await start(folder)
    const reader = await signIn(again.origin, workspace.alice)
    // Nothing is in the log that was not answered: a drained relay leaves no doubt.
    expect(expectWholeChain(reader).seq).toBe(1 + stored)
  })

  it('goes on after having been stopped and continued', async () => {
    const relay = await start(await testFolder())
    const workspace = await found()
    const client = await adopt(relay.origin, workspace)
    relay.process.kill('SIGSTOP')
    const written = await workspace.alice.write('register', sealed(), workspace.head)
    client.send({ kind: 'append', entry: written.bytes })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(client.frames.some((frame) => frame.kind === 'stored')).toBe(false)
    relay.process.kill('SIGCONT')
    expect(await client.answerTo(written.uuid)).toMatchObject({ kind: 'stored', seq: 2 })
  })

  it('keeps files and the received part of one through SIGKILL', async () => {
    const folder = await testFolder()
    const workspace = await found()
    const relay = await start(folder)
    const client = await adopt(relay.origin, workspace)
    const headers = { Authorization: `Bearer ${(await client.first('welcome')).token}` }
    const whole = await encrypted(4_000, 1)
    const part = await encrypted(4_000, 2)
    const path = (id: string) => `/v1/blobs/${workspace.workspaceId}/${id}`
    await fetch(relay.origin + path(whole.id), { method: 'PUT', headers, body: whole.bytes })
    await fetch(relay.origin + path(part.id), {
      method: 'PUT',
      headers: { ...headers, 'Content-Range': `bytes 0-1999/${part.bytes.length}` },
      body: part.bytes.slice(0, 2_000),
    })
    await relay.end('SIGKILL')

    const again = await start(folder)
    const back = await signIn(again.origin, workspace.alice)
    const fresh = { Authorization: `Bearer ${(await back.first('welcome')).token}` }
    expect((await fetch(again.origin + path(whole.id), { headers })).status).toBe(401)
    expect(
      new Uint8Array(await (await fetch(again.origin + path(whole.id), { headers: fresh })).arrayBuffer()),
    ).toEqual(new Uint8Array(whole.bytes))
    const head = await fetch(again.origin + path(part.id), { method: 'HEAD', headers: fresh })
    expect([head.status, head.headers.get('upload-offset')]).toEqual([404, '2000'])
    const rest = await fetch(again.origin + path(part.id), {
      method: 'PUT',
      headers: { ...fresh, 'Content-Range': `bytes 2000-${part.bytes.length - 1}/${part.bytes.length}` },
      body: part.bytes.slice(2_000),
    })
    expect(rest.status).toBe(201)
  })

  it('says in a sentence why it can’t start', async () => {
    await expect(start(await testFolder(), { PLUMBLINE_PORT: 'eighty' })).rejects.toThrow(
      /ended with 78: The relay can't start:\s+PLUMBLINE_PORT is the port/,
    )
    const first = await start(await testFolder())
    await expect(start(await testFolder(), { PLUMBLINE_PORT: new URL(first.origin).port })).rejects.toThrow(
      /ended with 1: .*is taken.*PLUMBLINE_PORT/,
    )
    const folder = await testFolder()
    await start(folder)
    await expect(start(folder)).rejects.toThrow(/ended with 1: .*PLUMBLINE_DATA/)
    await expect(start(await testFolder(), { PLUMBLINE_WEB: '/nowhere/at/all' })).rejects.toThrow(
      /ended with 1: .*PLUMBLINE_WEB/,
    )
  })

  it('tells nothing of a founder without the token on its output', async () => {
    const relay = await start(await testFolder(), {
      PLUMBLINE_CREATE_TOKEN: 'a-long-enough-token',
      PLUMBLINE_LOG_LEVEL: 'trace',
    })
    const workspace = await found()
    const client = new Client(relay.origin)
    await hello(client, {
      workspaceId: workspace.workspaceId,
      speaker: { as: 'founder', deviceId: workspace.alice.deviceId },
      signKey: workspace.alice.keys.sign.privateKey,
    })
    await bring(client, workspace.log, { createToken: 'guess' })
    expect((await client.closed).code).toBe(4405)
    await adopt(relay.origin, workspace, { createToken: 'a-long-enough-token' })
    expect(relay.output()).not.toMatch(/a-long-enough-token|guess/)
    expect(relay.output()).not.toContain(workspace.workspaceId)
  })
})
