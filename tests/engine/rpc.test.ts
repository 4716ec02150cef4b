import { describe, expect, it } from 'vitest'
import { createEngineClient, parseChannel, serveRpc, type HostFunctions } from '../../lib/engine/rpc'
import { portPair, type Port } from '../../lib/shared/port'
import { ok } from '../../lib/shared/result'

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
    expect(parseChannel({ plumbline: { channel: 'editor', workspaceId: 'w' } })).toBeUndefined()
    expect(parseChannel('rpc')).toBeUndefined()
    expect(parseChannel({ plumbline: { channel: 'rpc' } })).toEqual({ channel: 'rpc' })
  })
})
