/**
 * What a device remembers of a relay (its key, its word, its clock, how it stood last), and what it finds out about an
 * address.
 */

import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogHead } from '~/lib/protocol/log/entry'
import { subprotocol } from '~/lib/protocol/wire/frames'
import type { Receipt } from '~/lib/protocol/log/receipt'
import { unwrap } from '~/lib/shared/result'
import { troubleOf, whatAnswers, type Ask } from '~/lib/sync/connection/connectTrouble'
import type { LogClosed } from '~/lib/sync/connection/logPort'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import {
  createStatusWriter,
  readRelayOffset,
  readRelaySettings,
  readSyncStatus,
  writeRelayOffset,
  writeRelaySettings,
} from '~/lib/sync/connection/relaySettings'
import {
  createRelayWatch,
  createRelayWordWriter,
  forgetRelayWord,
  readRelayProofs,
  readRelayWord,
  type RelayWord,
} from '~/lib/sync/connection/relayWord'
import type { SyncStatus, Vault } from '~/lib/vault/store/tables'
import { createRelayKey } from '~/server/relayKey'
import { freshVault } from '../support/device'

const workspaceId = 'ab'.repeat(32)
const url = 'https://relay.example'
const key = createRelayKey()
const headAt = (seq: number, digit = 'c'): LogHead => ({ seq, chain: digit.repeat(64) })
const receiptAt = (seq: number, digit = 'c', by = key): Receipt => by.receipt(workspaceId, headAt(seq, digit), 5)
const wordAt = (seq: number): RelayWord => ({ url, key: key.publicKey, since: 7, receipt: receiptAt(seq) })

let vault: Vault
beforeEach(async () => {
  vault = await freshVault(workspaceId)
})

describe('the word of a relay, watched', () => {
  function watch(word?: RelayWord) {
    const words: RelayWord[] = []
    return { words, watch: createRelayWatch({ workspaceId, url, word, onWord: (next) => words.push(next) }) }
  }

  it('is pinned at the first meeting, with the moment; afterwards only a farther word is kept', async () => {
    const first = watch()
    const receipt = receiptAt(3)
    expect(await first.watch.greet(key.publicKey, receipt, headAt(3), 99)).toEqual({ ok: true, value: undefined })
    expect(first.words).toEqual([{ url, key: key.publicKey, since: 99, receipt }])
    for (const seq of [2, 3])
      expect(await first.watch.greet(key.publicKey, receiptAt(seq), headAt(seq), 100)).toMatchObject({ ok: true })
    expect(first.words).toHaveLength(1)
    expect(await first.watch.greet(key.publicKey, receiptAt(4), headAt(4), 100)).toMatchObject({ ok: true })
    expect(first.watch.word).toMatchObject({ since: 99, receipt: { seq: 4 } })
  })

  it('with another key, be it longer or of another point, says nothing: nothing is kept', async () => {
    const other = createRelayKey()
    for (const shown of [other.publicKey, new Uint8Array([...key.publicKey, 0]), key.publicKey.subarray(0, 64)]) {
      const { watch: one, words } = watch(wordAt(3))
      expect(await one.greet(shown, receiptAt(4, 'c', other), headAt(4), 1)).toMatchObject({
        ok: false,
        error: { type: 'relayKeyChanged' },
      })
      expect(words).toEqual([])
    }
  })

  it('that is not signed, or for another head, is none; nothing is kept', async () => {
    const cases: readonly (readonly [Receipt, LogHead])[] = [
      [receiptAt(4, 'c', createRelayKey()), headAt(4)],
      [receiptAt(5), headAt(4)],
      [receiptAt(4), headAt(4, 'd')],
    ]
    for (const [receipt, head] of cases) {
      const { watch: one, words } = watch(wordAt(3))
      expect(await one.greet(key.publicKey, receipt, head, 1)).toMatchObject({
        ok: false,
        error: { type: 'badReceipt' },
      })
      expect(await one.hear(receipt, head)).toMatchObject({ ok: false, error: { type: 'badReceipt' } })
      expect(words).toEqual([])
    }
  })

  it('against its own of before is a fork, and both are kept', async () => {
    const { watch: one, words } = watch(wordAt(3))
    const lie = receiptAt(3, 'd')
    expect(await one.hear(lie, headAt(3, 'd'))).toMatchObject({ ok: false, error: { type: 'fork' } })
    expect(words).toMatchObject([{ receipt: { chain: 'c'.repeat(64) }, against: lie }])
  })

  it('for a head that was just reached is kept where it is farther; of a relay that was never greeted nothing is', async () => {
    const { watch: one, words } = watch(wordAt(3))
    for (const seq of [2, 3]) expect(await one.hear(receiptAt(seq), headAt(seq))).toMatchObject({ ok: true })
    expect(words).toEqual([])
    expect(await one.hear(receiptAt(4), headAt(4))).toMatchObject({ ok: true })
    expect(words).toMatchObject([{ receipt: { seq: 4 } }])
    const stranger = watch()
    expect(await stranger.watch.hear(receiptAt(4, 'c', createRelayKey()), headAt(9))).toMatchObject({ ok: true })
    expect(stranger.watch.follow(headAt(4))).toMatchObject({ ok: true })
    stranger.watch.returned(1, 2, 3)
    expect(stranger.words).toEqual([])
  })

  it('holds for the position it names and no other', () => {
    const { watch: one, words } = watch(wordAt(3))
    expect(one.follow(headAt(3))).toMatchObject({ ok: true })
    for (const seq of [2, 4]) expect(one.follow(headAt(seq, 'd'))).toMatchObject({ ok: true })
    expect(one.follow(headAt(3, 'd'))).toMatchObject({ ok: false, error: { type: 'fork' } })
    expect(words).toEqual([])
    one.returned(4, 6, 50)
    expect(words).toEqual([{ ...wordAt(3), receipt: one.word!.receipt, returned: { from: 4, to: 6, at: 50 } }])
  })
})

describe('the word of a relay, kept', () => {
  it('is one for each address', async () => {
    createRelayWordWriter(vault).set(wordAt(3))
    await vi.waitFor(async () => expect(await readRelayWord(vault, url)).toMatchObject({ receipt: { seq: 3 } }))
    expect(await readRelayWord(vault, 'https://other.example')).toBeUndefined()
  })

  it('is written one at a time, the newest of what waits; one that could not be written stops nothing', async () => {
    const put = vi.spyOn(vault.meta, 'bulkPut')
    put.mockRejectedValueOnce(new Error('no room'))
    const writer = createRelayWordWriter(vault)
    for (const seq of [1, 2, 3]) writer.set(wordAt(seq))
    await writer.idle()
    expect(put.mock.calls.map(([rows]) => (rows[0]!.value as RelayWord).receipt.seq)).toEqual([1, 3])
    writer.set(wordAt(4))
    await writer.idle()
    expect(await readRelayWord(vault, url)).toMatchObject({ receipt: { seq: 4 } })
  })

  it('goes where the relay was distrusted; proof of its two words stays, the newest twenty', async () => {
    const keep = (word: RelayWord) => vault.meta.put({ key: 'relayWord', value: word })
    await forgetRelayWord(vault, true)
    await keep(wordAt(3))
    await forgetRelayWord(vault, false)
    expect([await readRelayWord(vault, url), await readRelayProofs(vault)]).toMatchObject([{ receipt: { seq: 3 } }, []])
    await forgetRelayWord(vault, true)
    expect([await readRelayWord(vault, url), await readRelayProofs(vault)]).toEqual([undefined, []])
    for (let seq = 1; seq <= 21; seq++) {
      await keep({ ...wordAt(seq), against: receiptAt(seq, 'd') })
      await forgetRelayWord(vault, true)
    }
    expect((await readRelayProofs(vault)).map(({ receipt }) => receipt.seq)).toEqual(
      Array.from({ length: 20 }, (_, at) => at + 2),
    )
  })
})

describe('the settings of a relay', () => {
  it('are those of a workspace that nobody shares until somebody connects one', async () => {
    expect(await readRelaySettings(vault)).toEqual({ shared: false })
    await writeRelaySettings(vault, { url, shared: true })
    expect(await readRelaySettings(vault)).toEqual({ url, shared: true })
  })

  it('its clock is known at its address, and written again when it is off by more than a tenth of a second', async () => {
    await writeRelaySettings(vault, { url, shared: true })
    expect(await readRelayOffset(vault)).toBeUndefined()
    for (const [offset, kept] of [
      [1_000, 1_000],
      [1_100, 1_000],
      [900, 1_000],
      [1_101, 1_101],
      [1_000, 1_000],
    ] as const) {
      await writeRelayOffset(vault, url, offset)
      expect(await readRelayOffset(vault)).toBe(kept)
    }
    await writeRelaySettings(vault, { url: 'https://other.example', shared: true })
    expect(await readRelayOffset(vault)).toBeUndefined()
  })
})

describe('how a sync stood last', () => {
  const status = (headSeq: number): SyncStatus => ({ state: 'synced', headSeq })

  it('is told and written when it says something new', async () => {
    const told: SyncStatus[] = []
    const put = vi.spyOn(vault.meta, 'put')
    const writer = createStatusWriter(vault, (next) => told.push(next))
    for (const headSeq of [1, 1, 2]) writer.set(status(headSeq))
    await writer.idle()
    expect([told, put.mock.calls.length, writer.current]).toEqual([[status(1), status(2)], 2, status(2)])
    expect(await readSyncStatus(vault)).toEqual(status(2))
  })

  it('survives the run, and does not replace what this one has said already', async () => {
    createStatusWriter(vault).set(status(3))
    await vi.waitFor(async () => expect(await readSyncStatus(vault)).toEqual(status(3)))
    const next = createStatusWriter(vault)
    await next.load()
    expect(next.current).toEqual(status(3))
    const late = createStatusWriter(vault)
    late.set(status(4))
    await late.load()
    expect(late.current).toEqual(status(4))
  })

  it('one that could not be written is followed by the next', async () => {
    vi.spyOn(vault.meta, 'put').mockRejectedValueOnce(new Error('no room'))
    const writer = createStatusWriter(vault)
    writer.set(status(1))
    writer.set(status(2))
    await writer.idle()
    expect(await readSyncStatus(vault)).toEqual(status(2))
  })
})

describe('what stands at an address', () => {
  const address = unwrap(relayAddress(url))
  const late = () => Promise.reject(new DOMException('', 'TimeoutError'))
  const refuses = () => Promise.reject(new TypeError('Failed to fetch'))
  const says = (status: number, text: string) => () => Promise.resolve(new Response(text, { status }))
  const speaks = (version: string) => says(426, `Speak WebSocket with the subprotocol ${version} here.`)
  /** Answers to what a page may read, and to what it may not. */
  const asking = (readable: () => Promise<Response>, any: () => Promise<Response> = refuses) => {
    const asked: RequestInit[] = []
    const ask: Ask = (_url, init) => (asked.push(init!), init!.mode === 'cors' ? readable() : any())
    return { ask, asked }
  }

  it.each<[string, () => Promise<Response>, () => Promise<Response>, string | undefined]>([
    ['nothing in time', late, refuses, 'unreachable'],
    ['nothing in time to what can’t be read', refuses, late, 'unreachable'],
    ['a refusal, twice', refuses, refuses, 'refusedEarly'],
    [
      'a break that only says it was late',
      () => Promise.reject(Object.assign(new Error(''), { name: 'TimeoutError' })),
      refuses,
      'refusedEarly',
    ],
    ['an end for another cause', () => Promise.reject(new DOMException('', 'AbortError')), refuses, 'refusedEarly'],
    ['a page that nobody may read', refuses, says(200, 'hidden'), 'notARelay'],
    ['a page', says(404, 'Not found'), refuses, 'notARelay'],
    ['nothing in it', () => Promise.resolve(new Response(null, { status: 204 })), refuses, 'notARelay'],
    [
      'a relay’s words with another number',
      says(200, `Speak WebSocket with the subprotocol ${subprotocol} here`),
      refuses,
      'notARelay',
    ],
    ['a relay of another version', speaks('plumbline.v1'), refuses, 'unsupportedVersion'],
    ['a relay of this version', speaks(subprotocol), refuses, undefined],
  ])('%s', async (_what, readable, any, found) => {
    const { ask, asked } = asking(readable, any)
    expect(await whatAnswers(address, ask)).toBe(found)
    expect(asked[0]).toMatchObject({ mode: 'cors', redirect: 'manual', credentials: 'omit', cache: 'no-store' })
    for (const init of asked.slice(1))
      expect(init).toMatchObject({ mode: 'no-cors', redirect: 'follow', credentials: 'omit' })
  })

  it('a page without end is read no further than its beginning', async () => {
    let cancelled = false
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(10)),
      cancel: () => void (cancelled = true),
    })
    expect(await whatAnswers(address, asking(() => Promise.resolve(new Response(body))).ask)).toBe('notARelay')
    expect(cancelled).toBe(true)
  })

  it('the trouble is what the connection itself shows; else what answers, where nothing was heard on it', async () => {
    const why: LogClosed = { code: 1006, reason: 'lost', final: false, message: '' }
    const { ask, asked } = asking(speaks(subprotocol))
    expect(await troubleOf({ ...why, trouble: 'quota', unanswered: true }, address, ask)).toEqual({
      type: 'quota',
      host: 'relay.example',
    })
    expect(await troubleOf(why, address, ask)).toBeUndefined()
    expect(await troubleOf({ ...why, unanswered: true }, address, undefined)).toBeUndefined()
    expect(asked).toEqual([])
    expect(await troubleOf({ ...why, unanswered: true }, address, ask)).toEqual({
      type: 'noSockets',
      host: 'relay.example',
    })
    expect(await troubleOf({ ...why, unanswered: true }, address, asking(late).ask)).toEqual({
      type: 'unreachable',
      host: 'relay.example',
    })
  })
})

describe('an address as a person types it', () => {
  it.each([
    ['localhost', 'http://localhost', 'ws://localhost/v1/sync'],
    ['  127.0.0.1:80 ', 'http://127.0.0.1', 'ws://127.0.0.1/v1/sync'],
    ['[::1]:8137', 'http://[::1]:8137', 'ws://[::1]:8137/v1/sync'],
    ['ws://localhost:1', 'http://localhost:1', 'ws://localhost:1/v1/sync'],
    ['localhostile.example', 'https://localhostile.example', 'wss://localhostile.example/v1/sync'],
    ['HTTPS://Relay.Example', 'https://relay.example', 'wss://relay.example/v1/sync'],
    ['https://localhost', 'https://localhost', 'wss://localhost/v1/sync'],
  ])('%s', (typed, origin, socketUrl) => {
    const address = unwrap(relayAddress(typed))
    expect(address).toMatchObject({ origin, socketUrl, host: origin.split('//')[1] })
    expect(address.blobUrl('w', 'b')).toBe(`${origin}/v1/blobs/w/b`)
  })

  it.each([
    ['  ', 'Enter the address of a relay'],
    ['https://exa mple', 'Enter the address of a relay'],
    ['ftp://localhost', 'A relay address begins with https://.'],
    ['ftp://relay.example', 'A relay address begins with https://.'],
    ['ws://relay.example', 'A relay on another machine needs'],
    ['http://localhost.example', 'A relay on another machine needs'],
    ['https://user@relay.example', 'only a name and a port'],
    ['https://:pass@relay.example', 'only a name and a port'],
    ['https://relay.example/?a', 'only a name and a port'],
    ['https://relay.example/#a', 'only a name and a port'],
    ['https://relay.example/a', 'only a name and a port'],
    ['http://localhost/a', 'only a name and a port'],
  ])('refuses "%s" in words that say why', (typed, words) => {
    expect(relayAddress(typed)).toMatchObject({
      ok: false,
      error: { type: 'badRelayUrl', message: expect.stringContaining(words) as string },
    })
  })
})
