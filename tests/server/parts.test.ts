/** The parts of a relay by themselves: who may what, what is written to a socket, how much of anything at once. */

import { generateKeyPairSync } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { readdir, stat, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, it, vi, type Mock } from 'vitest'
import { closeMessages } from '~/lib/protocol/wire/closeCodes'
import { readRelayFrame, type RelayFrame, type Speaker } from '~/lib/protocol/wire/frames'
import { limits as wireLimits } from '~/lib/protocol/wire/protocolLimits'
import { fail, unwrap } from '~/lib/shared/result'
import { fromBase64Url, toBytes, toHex, type Bytes } from '~/lib/shared/bytes'
import { halfOrder } from '~/lib/shared/p256'
import { createClockWatch } from '~/server/clockWatch'
import { bearerOf } from '~/server/http/httpAnswer'
import { extensionCors, isAllowedOrigin, relayOrigins } from '~/server/http/origins'
import type { WorkspaceLog } from '~/server/log/workspaceLog'
import { createMetrics } from '~/server/metrics'
import { createRateLimit } from '~/server/rateLimit'
import { createRelayKey, loadRelayKey } from '~/server/relayKey'
import { defaultRelayLimits } from '~/server/relayLimits'
import { createSlots } from '~/server/slots'
import { createAppends, type AppendsOptions } from '~/server/socket/appends'
import { createOutlet } from '~/server/socket/outlet'
import { prepareFrame } from '~/server/socket/prepareFrame'
import { mayReadBlobs, mayUploadBlobs, rightsOf, speakerKey } from '~/server/socket/rights'
import { createSessions, isSameSecret, memberIdOf, sessionRights, type Session } from '~/server/socket/sessions'
import {
  alice,
  bob,
  carol,
  erin,
  fakeDevice,
  hexId,
  invite,
  join as joins,
  kit,
  must,
  nextEpoch,
  point,
  staffed,
  admit,
  start,
  type World,
} from '../protocol/world'
import { newDevice, found, random, sealed, joinBody, invitation } from './support/people'
import { testFolder } from './support/relay'

const day = 86_400_000
const asDevice = (deviceId: string): Speaker => ({ as: 'device', deviceId })
const asInvite = (name: string, deviceId: string): Speaker => ({
  as: 'invite',
  inviteId: hexId(`invite ${name}`),
  deviceId,
})
const stateOf = (world: World) => world.state.access

afterEach(() => {
  vi.useRealTimers()
})

describe('who may open a socket', () => {
  const guest = fakeDevice(30)
  const invited = (): World => must(staffed(), alice.deviceId, invite('guest', 'editor'))
  const rights = (world: World, speaker: Speaker, time = start) => rightsOf(stateOf(world), speaker, time)

  it('is known by the key of the device, of the recovery kit or of the invitation, and nobody else is', () => {
    const { publicKey } = stateOf(invited()).invites[hexId('invite guest')]!
    expect(speakerKey(stateOf(invited()), asDevice(bob.deviceId))).toEqual(fromBase64Url(bob.signKey))
    expect(speakerKey(stateOf(invited()), asDevice(kit.deviceId))).toEqual(fromBase64Url(kit.signKey))
    expect(publicKey).toBe(point(77))
    expect(speakerKey(stateOf(invited()), asInvite('guest', guest.deviceId))).toEqual(fromBase64Url(publicKey))
    expect(speakerKey(stateOf(invited()), asInvite('other', guest.deviceId))).toBeUndefined()
    expect(speakerKey(stateOf(invited()), asDevice(guest.deviceId))).toBeUndefined()
    expect(speakerKey({ ...stateOf(invited()), recovery: null }, asDevice(kit.deviceId))).toBeUndefined()
  })

  it('is a device of a member, with its role; the recovery kit without one; no stranger, nobody who was removed', () => {
    expect(rights(staffed(), asDevice(bob.deviceId))).toEqual({ type: 'granted', accessOnly: false, role: 'lead' })
    expect(rights(staffed(), asDevice(kit.deviceId))).toEqual({ type: 'granted', accessOnly: false, role: undefined })
    expect(rights(staffed(), asDevice(guest.deviceId))).toEqual({ type: 'denied', reason: 'notMember' })
    const gone = must(staffed(), alice.deviceId, {
      type: 'remove',
      memberIds: [hexId('carol')],
      deviceIds: [],
      nextEpoch: nextEpoch(staffed(), { members: [hexId('carol')] }),
    })
    expect(rights(gone, asDevice(carol.deviceId))).toEqual({ type: 'denied', reason: 'removed' })
    expect(rights(gone, asDevice(erin.deviceId))).toMatchObject({ type: 'granted', role: 'viewer' })
  })

  it('is an invitation until it is over, withdrawn, used by another device or no longer holds; it reads access entries only', () => {
    const granted = { type: 'granted', accessOnly: true, role: undefined }
    const end = start + 7 * day
    expect(rights(invited(), asInvite('other', guest.deviceId))).toEqual({ type: 'denied', reason: 'inviteUnknown' })
    expect(rights(invited(), asInvite('guest', guest.deviceId), end - 1)).toEqual(granted)
    expect(rights(invited(), asInvite('guest', guest.deviceId), end)).toEqual({
      type: 'denied',
      reason: 'inviteExpired',
    })
    const withdrawn = must(invited(), alice.deviceId, { type: 'revokeInvite', inviteId: hexId('invite guest') })
    expect(rights(withdrawn, asInvite('guest', guest.deviceId))).toEqual({ type: 'denied', reason: 'inviteWithdrawn' })
    const joined = must(invited(), guest.deviceId, joins('guest', guest))
    expect(rights(joined, asInvite('guest', guest.deviceId), end)).toEqual(granted)
    expect(rights(joined, asInvite('guest', erin.deviceId))).toEqual({ type: 'denied', reason: 'inviteUsed' })
    const here = must(joined, alice.deviceId, admit(joined, 'guest'))
    expect(rights(here, asInvite('guest', guest.deviceId), end)).toEqual(granted)
    const gone = must(here, alice.deviceId, {
      type: 'remove',
      memberIds: [],
      deviceIds: [guest.deviceId],
      nextEpoch: nextEpoch(here, { devices: [guest.deviceId] }),
    })
    expect(rights(gone, asInvite('guest', guest.deviceId))).toEqual({ type: 'denied', reason: 'removed' })
    // Who made it may no longer make it.
    const byBob = must(staffed(), bob.deviceId, invite('guest', 'editor'))
    const without = must(byBob, alice.deviceId, {
      type: 'remove',
      memberIds: [hexId('bob')],
      deviceIds: [],
      nextEpoch: nextEpoch(byBob, { members: [hexId('bob')] }),
    })
    expect(rights(without, asInvite('guest', guest.deviceId))).toEqual({ type: 'denied', reason: 'inviteVoid' })
  })

  it('reads files as a member, sends them in a role that may, and neither with an invitation or a kit', () => {
    const may = (speaker: Speaker) => ((of) => [mayReadBlobs(of), mayUploadBlobs(of)])(rights(invited(), speaker))
    expect(may(asDevice(carol.deviceId))).toEqual([true, true])
    expect(may(asDevice(erin.deviceId))).toEqual([true, false])
    expect(may(asDevice(kit.deviceId))).toEqual([true, false])
    expect(may(asInvite('guest', guest.deviceId))).toEqual([false, false])
    expect(may(asDevice(guest.deviceId))).toEqual([false, false])
  })
})

describe('sessions', () => {
  const logOf = (world: World, workspaceId = 'w1', relayTime = 0) =>
    ({ workspaceId, state: () => world.state, head: () => ({ relayTime }) }) as unknown as WorkspaceLog
  const session = (
    token: string,
    speaker: Speaker,
    workspace = logOf(staffed()),
  ): Session & { readonly takeOver: Mock<() => void> } => ({ token, speaker, workspace, takeOver: vi.fn<() => void>() })
  const sessions = () => createSessions(random)

  it('are found by their token, in their own workspace, until they are removed', () => {
    const all = sessions()
    const one = session('one', asDevice(bob.deviceId))
    all.add(one)
    expect([all.find('one'), all.find('one', 'w1')]).toEqual([one, one])
    expect([all.find('two'), all.find('one', 'w2'), all.find('two', 'w1')]).toEqual([undefined, undefined, undefined])
    all.remove(one)
    expect(all.find('one')).toBeUndefined()
    expect(all.newToken()).toHaveLength(43)
    expect(all.newToken()).not.toBe(all.newToken())
  })

  it('end for the older socket of a device, and for no other: another device, workspace or invitation', () => {
    const all = sessions()
    const [first, ...others] = [
      session('1', asDevice(bob.deviceId)),
      session('2', asDevice(carol.deviceId)),
      session('3', asDevice(bob.deviceId), logOf(staffed(), 'w2')),
      session('4', asInvite('guest', bob.deviceId)),
    ]
    for (const one of [first!, ...others]) all.add(one)
    expect([first!, ...others].map(({ takeOver }) => takeOver.mock.calls.length)).toEqual([0, 0, 0, 0])
    const second = session('5', asDevice(bob.deviceId))
    all.add(second)
    expect([first!, ...others, second].map(({ takeOver }) => takeOver.mock.calls.length)).toEqual([1, 0, 0, 0, 0])
    // The older one leaves late: the newer one is still who is taken over next.
    all.remove(first!)
    const third = session('6', asDevice(bob.deviceId))
    all.add(third)
    expect(second.takeOver).toHaveBeenCalledTimes(1)
    all.remove(third)
    all.add(session('7', asDevice(bob.deviceId)))
    expect(third.takeOver).not.toHaveBeenCalled()
  })

  it('hold an invitation against the later of the clock and the last entry', () => {
    const world = must(staffed(), alice.deviceId, invite('guest', 'editor'))
    const end = start + 7 * day
    const at = (now: number, relayTime: number) =>
      sessionRights(session('1', asInvite('guest', erin.deviceId), logOf(world, 'w1', relayTime)), now).type
    expect([at(start, start), at(end, start), at(start, end)]).toEqual(['granted', 'denied', 'denied'])
  })

  it('count for the member of the device, and for the device where it is no member’s', () => {
    expect(memberIdOf(session('1', asDevice(bob.deviceId)))).toBe(hexId('bob'))
    expect(memberIdOf(session('1', asDevice('f'.repeat(32))))).toBe('f'.repeat(32))
  })

  it('a secret is the same only whole', () => {
    expect(isSameSecret('abc', 'abc')).toBe(true)
    for (const other of ['', 'ab', 'abcd', 'abd', 'ABC']) expect(isSameSecret(other, 'abc')).toBe(false)
  })
})

describe('what is written to a socket', () => {
  class Stream extends EventEmitter {
    writable = true
    writableLength = 0
    readonly written: Buffer[] = []
    write(bytes: Buffer): void {
      this.written.push(bytes)
    }
  }
  function outletOf(limits = {}) {
    const stream = new Stream()
    const socket = { close: vi.fn(), terminate: vi.fn() }
    const metrics = createMetrics({ processMetrics: false })
    const outlet = createOutlet({
      stream: stream as unknown as Duplex,
      socket,
      limits: { ...defaultRelayLimits, slowReaderBytes: 100, catchUpBytes: 10, ...limits },
      metrics,
    })
    const closes = async () =>
      (await metrics.closes.get()).values.map(({ labels, value }) => `${String(labels.code)} ${value}`)
    const frames = (): readonly RelayFrame[] =>
      stream.written.map((bytes) => unwrap(readRelayFrame(toBytes(bytes.subarray((bytes[1]! & 0x7f) === 126 ? 4 : 2)))))
    return { stream, socket, outlet, closes, frames }
  }

  it('is one whole unmasked message, of any length', () => {
    for (const [length, head] of [
      [0, [0x82, 0]],
      [125, [0x82, 125]],
      [126, [0x82, 126, 0, 126]],
      [65_535, [0x82, 126, 255, 255]],
      [65_536, [0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
    ] as const) {
      const payload = new Uint8Array(length).fill(7)
      const frame = prepareFrame(payload)
      expect([...frame.subarray(0, head.length)]).toEqual([...head])
      expect(frame.length).toBe(head.length + length)
      expect(frame.subarray(head.length).every((byte) => byte === 7)).toBe(true)
    }
  })

  it('cuts a reader with more than its limit waiting, not at it, and writes nothing afterwards', async () => {
    const { stream, socket, outlet, closes } = outletOf()
    stream.writableLength = 100
    outlet.write(Buffer.from('a'))
    expect([outlet.open, socket.terminate.mock.calls.length]).toEqual([true, 0])
    stream.writableLength = 101
    outlet.write(Buffer.from('b'))
    expect([outlet.open, socket.terminate.mock.calls.length, stream.written.length]).toEqual([false, 1, 2])
    outlet.write(Buffer.from('c'))
    outlet.close('removed')
    expect(stream.written).toHaveLength(2)
    expect(socket.close).not.toHaveBeenCalled()
    expect(await closes()).toEqual(['slow 1'])
  })

  it('goes nowhere once the connection is gone or takes nothing more', () => {
    const gone = outletOf()
    gone.stream.emit('close')
    expect(gone.outlet.open).toBe(false)
    gone.outlet.write(Buffer.from('a'))
    const shut = outletOf()
    shut.stream.writable = false
    shut.outlet.write(Buffer.from('a'))
    expect([...gone.stream.written, ...shut.stream.written]).toEqual([])
  })

  it('says why it ends before it does, once, and ends who does not answer', async () => {
    vi.useFakeTimers()
    const { socket, outlet, frames, closes } = outletOf()
    outlet.close('removed')
    expect(frames()).toEqual([{ kind: 'bye', code: 4403, reason: closeMessages.removed }])
    expect(socket.close.mock.calls).toEqual([[4403, 'removed']])
    outlet.close('quota')
    expect([frames().length, socket.close.mock.calls.length, outlet.open]).toEqual([1, 1, false])
    vi.advanceTimersByTime(1_999)
    expect(socket.terminate).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2)
    expect(socket.terminate).toHaveBeenCalledTimes(1)
    expect(await closes()).toEqual(['4403 1'])
  })

  it('ends with a code that is tried again where nothing is wrong with the client', () => {
    for (const [reason, code] of [
      ['restart', 1012],
      ['failed', 1011],
      ['busy', 1013],
    ] as const) {
      const { socket, outlet, frames } = outletOf()
      outlet.close(reason)
      expect(frames()).toEqual([{ kind: 'bye', code, reason }])
      expect(socket.close.mock.calls).toEqual([[code, reason]])
    }
  })

  it('is ready up to its limit, and waits for a reader until it has taken most of it or is gone', async () => {
    const { stream, outlet } = outletOf()
    stream.writableLength = 10
    expect(outlet.isReady()).toBe(true)
    await outlet.drained()
    stream.writableLength = 11
    expect(outlet.isReady()).toBe(false)
    let done = false
    const drained = outlet.drained().then(() => {
      done = true
    })
    // Taken, but not enough.
    stream.emit('drain')
    await new Promise((resolve) => setImmediate(resolve))
    expect(done).toBe(false)
    stream.writableLength = 10
    stream.emit('drain')
    await drained
    expect([stream.listenerCount('drain'), stream.listenerCount('close')]).toEqual([0, 1])
    stream.writableLength = 11
    const gone = outlet.drained()
    stream.emit('close')
    await gone
    stream.writableLength = 0
    expect(outlet.isReady()).toBe(false)
  })
})

describe('how much at once', () => {
  it('a slot that was given back is one again, and a name without any is forgotten', () => {
    const slots = createSlots(2)
    const [first, second] = [slots.take('a')!, slots.take('a')!]
    expect(slots.take('a')).toBeUndefined()
    first()
    const third = slots.take('a')!
    expect(slots.take('a')).toBeUndefined()
    second()
    third()
    third()
    expect([slots.take('a'), slots.take('a'), slots.take('a')].map((give) => give !== undefined)).toEqual([
      true,
      true,
      false,
    ])
    expect(createSlots(0).take('a')).toBeUndefined()
  })

  it('a rate lets through a burst, then as many as come in time; a clock that falls gives none', () => {
    let now = 1_000
    const rate = createRateLimit({ perSecond: 2, burst: 3, now: () => now })
    const taken = () => [rate.take(), rate.take(), rate.take(), rate.take()].filter(Boolean).length
    expect(taken()).toBe(3)
    now += 499
    expect(rate.take()).toBe(false)
    now += 1
    expect([rate.take(), rate.take()]).toEqual([true, false])
    now -= 60_000
    expect(rate.take()).toBe(false)
    now += 60_000
    expect(taken()).toBe(3)
    now += 3_600_000
    expect(taken()).toBe(3)
  })
})

describe('the clock of a relay', () => {
  const day = 86_400_000
  const at = (begin: number, step: number, lastTime: number, slept: number | 'unknown' = 0): string | undefined => {
    let [now, up] = [begin, 5_000]
    const watch = createClockWatch({ now: () => now, uptime: slept === 'unknown' ? undefined : () => up })
    now += step
    up += slept === 'unknown' ? 0 : slept
    return ((refusal) => refusal && `${refusal.failure.type} ${refusal.healedByReset}`)(watch.refusal(lastTime))
  }

  it('is believed up to a day behind the log and a day ahead of its course, and not a millisecond more', () => {
    const begin = 100 * day
    expect([at(begin, 0, begin + day), at(begin, 0, begin + day + 1)]).toEqual([undefined, 'clockPaused true'])
    expect([at(begin, day, begin), at(begin, day + 1, begin)]).toEqual([undefined, 'clockPaused false'])
    // The machine slept, or ran, for that long.
    expect([
      at(begin, 2 * day, begin, 2 * day),
      at(begin, 2 * day, begin, day),
      at(begin, 2 * day + 1, begin, day),
    ]).toEqual([undefined, undefined, 'clockPaused false'])
    // Without the time since its start only a fall is seen.
    expect([at(begin, 9 * day, begin, 'unknown'), at(begin, 0, begin + day + 1, 'unknown')]).toEqual([
      undefined,
      'clockPaused true',
    ])
  })

  it('may jump to the log, where it started more than a day before it', () => {
    const begin = 100 * day
    expect([at(begin, 9 * day, begin + day + 1), at(begin, 9 * day, begin + day)]).toEqual([
      undefined,
      'clockPaused false',
    ])
  })
})

describe('the key of a relay', () => {
  it('is one for two that start at once, readable by its owner only, and leaves no draft behind', async () => {
    const folder = await testFolder()
    const [one, two] = await Promise.all([loadRelayKey(folder), loadRelayKey(folder)])
    expect(one.publicKey).toEqual(two.publicKey)
    expect((await loadRelayKey(folder)).publicKey).toEqual(one.publicKey)
    expect(await readdir(folder)).toEqual(['relay-key.pem'])
    expect((await stat(join(folder, 'relay-key.pem'))).mode & 0o777).toBe(0o600)
    expect(createRelayKey().publicKey).not.toEqual(one.publicKey)
  })

  it('is of the one curve: another, or of another kind, stops the start, and so does a folder that is none', async () => {
    const folder = await testFolder()
    for (const { privateKey } of [
      generateKeyPairSync('ec', { namedCurve: 'secp384r1' }),
      generateKeyPairSync('ed25519'),
    ]) {
      await writeFile(join(folder, 'relay-key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
      await expect(loadRelayKey(folder)).rejects.toThrow(/is not the P-256 key of a relay/)
    }
    await expect(loadRelayKey(join(folder, 'relay-key.pem'))).rejects.toThrow(/ENOTDIR/)
    await expect(loadRelayKey(join(folder, 'none'))).rejects.toThrow(/ENOENT/)
  })

  it('gives its word in the one spelling, and knows it again: for that place, time and workspace', async () => {
    const key = createRelayKey()
    const workspaceId = 'ef'.repeat(32)
    const head = { seq: 3, chain: 'ab'.repeat(32) }
    for (let n = 0; n < 12; n++) {
      const receipt = key.receipt(workspaceId, head, n)
      expect(toHex(receipt.signature.subarray(32)) <= halfOrder.toString(16).padStart(64, '0')).toBe(true)
      expect(await key.isOwn(workspaceId, receipt)).toBe(true)
    }
    const receipt = key.receipt(workspaceId, head, 7)
    for (const other of [
      { ...receipt, seq: 4 },
      { ...receipt, chain: 'cd'.repeat(32) },
      { ...receipt, time: 8 },
    ])
      expect(await key.isOwn(workspaceId, other)).toBe(false)
    expect([await key.isOwn('cd'.repeat(32), receipt), await createRelayKey().isOwn(workspaceId, receipt)]).toEqual([
      false,
      false,
    ])
  })
})

describe('pages that may speak with a relay', () => {
  const request = (headers: Readonly<Record<string, string>>) => ({ headers }) as unknown as IncomingMessage
  const extension = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop'

  it('are its own, the extension, and programs without an origin', () => {
    const own = ['https://relay.example']
    for (const origin of [extension, 'moz-extension://6b5b3a2e-1111-4222-8333-944455566677', 'https://relay.example'])
      expect(isAllowedOrigin(request({ origin }), own)).toBe(true)
    expect(isAllowedOrigin(request({}), own)).toBe(true)
    for (const origin of [
      'null',
      'https://relay.example.evil',
      'http://relay.example',
      `${extension}/x`,
      `https://evil.example/${extension}`,
      'chrome-extension://',
    ])
      expect(isAllowedOrigin(request({ origin }), own)).toBe(false)
  })

  it('get leave of the browser for the extension only, and for the own network only where it asks', () => {
    expect(extensionCors(request({}))).toEqual({})
    expect(extensionCors(request({ origin: 'https://relay.example' }))).toEqual({})
    expect(extensionCors(request({ origin: extension }))).toMatchObject({
      'Access-Control-Allow-Origin': extension,
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Vary': 'Origin',
    })
    expect(extensionCors(request({ origin: extension }))).not.toHaveProperty('Access-Control-Allow-Private-Network')
    expect(
      extensionCors(request({ 'origin': extension, 'access-control-request-private-network': 'false' })),
    ).not.toHaveProperty('Access-Control-Allow-Private-Network')
    expect(
      extensionCors(request({ 'origin': extension, 'access-control-request-private-network': 'true' }))[
        'Access-Control-Allow-Private-Network'
      ],
    ).toBe('true')
  })

  it('call the relay by its configured name alone, or by what this machine is called', () => {
    expect(relayOrigins('https://relay.example', 80)).toEqual(['https://relay.example'])
    expect(relayOrigins(undefined, 8137)).toEqual([
      'http://127.0.0.1:8137',
      'http://localhost:8137',
      'http://[::1]:8137',
    ])
  })

  it('a token is what follows Bearer, and nothing else', () => {
    expect(bearerOf(request({ authorization: 'Bearer abc' }))).toBe('abc')
    for (const authorization of [
      'bearer abc',
      'Bearer ',
      'Bearer a b',
      'Basic abc',
      'xBearer abc',
      `Bearer ${'a'.repeat(513)}`,
    ])
      expect(bearerOf(request({ authorization }))).toBeUndefined()
    expect(bearerOf(request({}))).toBeUndefined()
  })
})

describe('the appends of a socket', () => {
  async function appendsOf(over: Partial<AppendsOptions> = {}) {
    const workspace = await found()
    const said: RelayFrame[] = []
    const closed: string[] = []
    const full = vi.fn()
    const answered = vi.fn()
    const append = vi.fn<WorkspaceLog['append']>()
    const metrics = createMetrics({ processMetrics: false })
    const receipt = { seq: 2, chain: 'cc', time: 1, signature: random(64) }
    const session = (speaker: Speaker): Session => ({
      token: '',
      speaker,
      takeOver: () => undefined,
      workspace: { append, receipt: () => receipt } as unknown as WorkspaceLog,
    })
    const appends = createAppends({
      outlet: { send: (frame: RelayFrame) => void said.push(frame) } as never,
      metrics,
      limits: defaultRelayLimits,
      now: () => 0,
      close: (reason) => void closed.push(reason),
      isClosed: () => false,
      onFull: full,
      onAnswered: answered,
      ...over,
    })
    const refused = async () => (await metrics.entriesRefused.get()).values.map(({ labels }) => labels.reason)
    return {
      workspace,
      alice: workspace.alice,
      appends,
      said,
      closed,
      full,
      answered,
      append,
      receipt,
      refused,
      as: session,
      own: session({ as: 'device', deviceId: workspace.alice.deviceId }),
    }
  }
  const settled = () => new Promise((resolve) => setImmediate(resolve))

  it('are answered with their place and the relay’s word, or with why not', async () => {
    const { alice, workspace, appends, said, append, own, receipt, answered, closed } = await appendsOf()
    const written = await alice.draft('register', sealed(), workspace.head)
    append.mockResolvedValueOnce({ type: 'stored', seq: 2, relayTime: 9, chain: 'cc' })
    await appends.take(written.bytes, own)
    expect(appends.unanswered()).toBe(1)
    await settled()
    append.mockResolvedValueOnce({ type: 'refused', failure: fail('wrongSeq', 'Not the next one.').error })
    await appends.take(written.bytes, own)
    await settled()
    expect(said).toEqual([
      { kind: 'stored', uuid: written.uuid, seq: 2, relayTime: 9, chain: 'cc', receipt },
      { kind: 'refused', uuid: written.uuid, type: 'wrongSeq', message: 'Not the next one.' },
    ])
    expect([appends.unanswered(), answered.mock.calls.length, closed]).toEqual([0, 2, []])
  })

  it('end the socket where there is no room, the store failed, or nothing can be answered to', async () => {
    const { alice, workspace, appends, said, append, own, closed } = await appendsOf()
    const written = await alice.draft('register', sealed(), workspace.head)
    append.mockResolvedValueOnce({ type: 'quota' })
    await appends.take(written.bytes, own)
    await settled()
    append.mockRejectedValueOnce(new Error('disk full'))
    await appends.take(written.bytes, own)
    await settled()
    await appends.take(toBytes(Uint8Array.of(1, 2)), own)
    await appends.take(toBytes(new Uint8Array(wireLimits.entryBytes + 1)), own)
    expect([closed, said, appends.unanswered(), append.mock.calls.length]).toEqual([
      ['quota', 'failed', 'badRequest', 'tooLarge'],
      [],
      0,
      2,
    ])
  })

  it('are of the device that speaks, and of an invitation only its own join', async () => {
    const { alice, workspace, appends, said, append, as, own, refused } = await appendsOf()
    const guest = await newDevice(workspace.workspaceId)
    const [used, other] = [
      await invitation(alice.prevDeviceHash, 'editor', 1),
      await invitation(alice.prevDeviceHash, 'editor', 1),
    ]
    const joins = async (invited: typeof used) =>
      (await guest.draft('access', await joinBody(invited, guest, alice.prevDeviceHash), workspace.head)).bytes
    const invited = as({ as: 'invite', inviteId: used.inviteId, deviceId: guest.deviceId })
    append.mockResolvedValue({ type: 'stored', seq: 2, relayTime: 9, chain: 'cc' })
    await appends.take((await guest.draft('register', sealed(), workspace.head)).bytes, own)
    for (const bytes of [
      await joins(other),
      (await guest.draft('register', sealed(), workspace.head)).bytes,
      (await guest.draft('access', used.body, workspace.head)).bytes,
      (await guest.draft('access', sealed() as Bytes, workspace.head)).bytes,
    ])
      await appends.take(bytes, invited)
    expect(said.map((frame) => frame.kind === 'refused' && frame.type)).toEqual([
      'wrongDevice',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotWrite',
      'roleMayNotWrite',
    ])
    expect(await refused()).toEqual(['wrongDevice', 'roleMayNotWrite'])
    expect(append).not.toHaveBeenCalled()
    await appends.take(await joins(used), invited)
    expect(append).toHaveBeenCalledTimes(1)
  })

  it('stop the reading when as many wait as the client was told, and none of a device that was taken over is written', async () => {
    const { alice, workspace, appends, append, own, full } = await appendsOf()
    append.mockReturnValue(new Promise(() => undefined))
    const { bytes } = await alice.draft('register', sealed(), workspace.head)
    for (let n = 1; n < wireLimits.inFlight; n++) await appends.take(bytes, own)
    expect(full).not.toHaveBeenCalled()
    await appends.take(bytes, own)
    expect([full.mock.calls.length, appends.unanswered()]).toEqual([1, wireLimits.inFlight])
    const over = await appendsOf({ isClosed: () => true })
    await over.appends.take((await over.alice.draft('register', sealed(), over.workspace.head)).bytes, over.own)
    expect([over.append.mock.calls.length, over.appends.unanswered()]).toEqual([0, 0])
  })

  it('wait where they come faster than they may, and are taken then', async () => {
    let now = 0
    const { alice, workspace, appends, append, own } = await appendsOf({
      limits: { ...defaultRelayLimits, entriesPerMinute: 2 },
      now: () => now,
    })
    append.mockReturnValue(new Promise(() => undefined))
    const { bytes } = await alice.draft('register', sealed(), workspace.head)
    await appends.take(bytes, own)
    await appends.take(bytes, own)
    const third = appends.take(bytes, own)
    await new Promise((resolve) => setTimeout(resolve, 70))
    expect(append).toHaveBeenCalledTimes(2)
    now = 30_000
    await third
    expect(append).toHaveBeenCalledTimes(3)
  })
})
