import { describe, expect, it } from 'vitest'
import { createEngineClient, parseChannel, serveRpc, type HostFunctions } from '../../../lib/engine/host/rpc'
import { portPair, type Port } from '../../../lib/shared/port'
import { ok } from '../../../lib/shared/result'

/** A host that applies each command id once, and whose context dies as told. */
function restartingHost(dieBefore: number) {
  const applied = new Map<string, number>()
  let calls = 0
  const connect = (): Port => {
    const [page, host] = portPair()
    const functions: HostFunctions = {
      run: async (commandId) => {
        calls++
        if (calls === 1) applied.set(commandId, (applied.get(commandId) ?? 0) + 1) // durable, then the worker dies before it answers
        if (calls <= dieBefore) {
          host.close()
          return new Promise(() => undefined)
        }
        if (!applied.has(commandId)) applied.set(commandId, 1)
        return ok({ id: commandId })
      },
    }
    let receive: ((message: unknown) => void) | undefined
    host.onMessage((message) => {
      if (receive) receive(message)
      else if (parseChannel(message)?.channel === 'rpc') receive = serveRpc(host, functions)
    })
    return page
  }
  return { connect, applied, calls: () => calls }
}

describe('command line between page and engine', () => {
  it('sends the same command id again after the worker died, so the command is applied once', async () => {
    const host = restartingHost(2)
    const client = createEngineClient({ connect: host.connect, newCommandId: () => 'c1' })
    const result = await client.run('relay.syncNow', null)
    expect(result).toEqual({ ok: true, value: { id: 'c1' } })
    expect(host.calls()).toBe(3)
    expect([...host.applied]).toEqual([['c1', 1]])
  })

  it('says so when the engine never answers, instead of waiting for ever', async () => {
    const host = restartingHost(99)
    const client = createEngineClient({ connect: host.connect, newCommandId: () => 'c1', attempts: 2 })
    const result = await client.run('relay.syncNow', null)
    expect(result.ok ? '' : result.error.type).toBe('engineGone')
  })

  it('tells once that the line broke, opens it again when asked, and tells nothing when it closed by itself', async () => {
    const lines: Port[] = []
    const client = createEngineClient({
      connect: () => {
        const [page, host] = portPair()
        lines.push(host)
        return page
      },
      newCommandId: () => 'c1',
    })
    let told = 0
    const stop = client.onBroken(() => told++)
    client.wake()
    client.wake()
    expect(lines).toHaveLength(1)
    lines[0]!.close()
    expect(told).toBe(1)
    client.wake()
    expect(lines).toHaveLength(2)
    client.close()
    expect(told).toBe(1)
    stop()
  })

  it('opens no channel for a message that is not ours', () => {
    const editor = { channel: 'editor', workspaceId: 'w', kind: 'risk', recordId: 'r_1', field: 'event' }
    expect(parseChannel({ plumbline: editor })).toEqual(editor)
    for (const word of ['workspaceId', 'kind', 'recordId', 'field']) {
      expect(parseChannel({ plumbline: { ...editor, [word]: 7 } }), word).toBeUndefined()
      expect(parseChannel({ plumbline: { ...editor, [word]: undefined } }), word).toBeUndefined()
    }
    expect(parseChannel({ plumbline: { ...editor, channel: 'other' } })).toBeUndefined()
    for (const message of ['rpc', null, { plumbline: 'rpc' }, { channel: 'rpc' }])
      expect(parseChannel(message)).toBeUndefined()
    expect(parseChannel({ plumbline: { channel: 'rpc' } })).toEqual({ channel: 'rpc' })
  })

  it('goes to the workspace that the command names, else to the one in use, and tells both ids; what the host throws is thrown here', async () => {
    const calls: unknown[] = []
    const client = createEngineClient({
      connect: () => {
        const [page, host] = portPair()
        let receive: ((message: unknown) => void) | undefined
        host.onMessage((message) => {
          if (receive) receive(message)
          else
            receive = serveRpc(host, {
              run: (...call) => (
                calls.push(call),
                call[2] === 'relay.disconnect' ? Promise.reject(new Error('a bug')) : Promise.resolve(ok(null))
              ),
            })
        })
        return page
      },
      newCommandId: () => 'drawn',
    })
    await client.run('relay.syncNow', null)
    client.workspaceId = 'in use'
    await client.run('relay.syncNow', null)
    await client.run('relay.syncNow', null, { workspaceId: 'named', commandId: 'given' })
    expect(calls).toEqual([
      ['drawn', null, 'relay.syncNow', null],
      ['drawn', 'in use', 'relay.syncNow', null],
      ['given', 'named', 'relay.syncNow', null],
    ])
    // An error loses its words on a line of JSON; it is not taken for a broken line and sent again.
    await expect(client.run('relay.disconnect', null)).rejects.toEqual(expect.anything())
    expect(calls).toHaveLength(4)
    client.close()
  })

  it('gives a command back after as many broken lines as it was told to mend, five unless told', async () => {
    const two = restartingHost(99)
    await createEngineClient({ connect: two.connect, newCommandId: () => 'c1', attempts: 2 }).run('relay.syncNow', null)
    expect(two.calls()).toBe(2)
    const four = restartingHost(4)
    expect(
      await createEngineClient({ connect: four.connect, newCommandId: () => 'c1' }).run('relay.syncNow', null),
    ).toMatchObject({ ok: true })
    expect(four.calls()).toBe(5)
  })

  it('opens a line of its own for an editor: of the workspace named, of the one in use, or of none', async () => {
    const opened: unknown[] = []
    const client = createEngineClient({
      connect: () => {
        const [page, host] = portPair()
        host.onMessage((message) => opened.push(parseChannel(message)))
        return page
      },
      newCommandId: () => 'c1',
    })
    const field = { kind: 'risk', recordId: 'r_1', field: 'event' }
    client.editorPort(field)
    client.workspaceId = 'in use'
    client.editorPort(field)
    client.editorPort({ ...field, workspaceId: 'named' })
    await new Promise((resolve) => setTimeout(resolve))
    expect(opened).toEqual(['', 'in use', 'named'].map((workspaceId) => ({ channel: 'editor', workspaceId, ...field })))
  })

  it('tells a broken line to who still listens, and a command under way on a line that was closed here is given back as broken', async () => {
    const hosts: Port[] = []
    const client = createEngineClient({
      connect: () => {
        const [page, host] = portPair()
        hosts.push(host)
        return page
      },
      newCommandId: () => 'c1',
      attempts: 1,
    })
    const told: string[] = []
    const stop = client.onBroken(() => told.push('first'))
    client.onBroken(() => told.push('second'))
    client.wake()
    stop()
    hosts[0]!.close()
    expect(told).toEqual(['second'])
    const running = client.run('relay.syncNow', null)
    client.close()
    expect(await running).toMatchObject({ ok: false, error: { type: 'engineGone' } })
    expect(told).toEqual(['second'])
  })
})
