import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { protocolVersion, readAccessBody } from '~/lib/protocol/access/accessBody'
import { closeCodes, closeMessages, closeReasonOf, isFinalClose } from '~/lib/protocol/wire/closeCodes'
import {
  entryVersion,
  isPlainClass,
  readEntry,
  readHeader,
  signedBytes,
  versionOfEntry,
  writeEntry,
  writeHeader,
} from '~/lib/protocol/log/entry'
import { mostErased, mostReason, readEraseBody, writeEraseBody } from '~/lib/protocol/bodies/eraseBody'
import { readKeyBody } from '~/lib/protocol/bodies/keyBody'
import {
  authBytes,
  frameVersion,
  readClientFrame,
  readRelayFrame,
  writeClientFrame,
  writeRelayFrame,
  type ClientFrame,
  type RelayFrame,
} from '~/lib/protocol/wire/frames'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { presenceVersion, readPresence, presenceBytes, writePresence } from '~/lib/protocol/bodies/presenceFrame'
import { receiptBytes, receiptsDisagree } from '~/lib/protocol/log/receipt'
import { entryClasses } from '~/lib/protocol/access/workspaceRoles'
import { readShownFacts, shownHash, writeShownFacts } from '~/lib/protocol/access/shownFacts'
import { readSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import {
  frozenPlace,
  readStatementPlaintext,
  statementBytes,
  statementVersion,
  writeStatementPlaintext,
} from '~/lib/protocol/bodies/statementPlaintext'
import { readUpdatePlaintext, updateVersion, writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import { tag, tagNames } from '~/lib/protocol/wire/protocolTags'
import {
  malformed,
  readAll,
  readBool,
  readByte,
  readBytes,
  readFixed,
  readList,
  readText,
  readTime,
  readUint,
  writeAll,
  writeBool,
  writeByte,
  writeFixed,
  writeList,
  writeText,
  writeUint,
  type Decoder,
  type Encoder,
} from '~/lib/protocol/wire/wireReader'
import { concatBytes, toHex, utf8, utf8ToString } from '~/lib/shared/bytes'
import { padmeLength, padPlaintext, unpadPlaintext } from '~/lib/shared/padme'
import type { Result } from '~/lib/shared/result'
import * as samples from './samples'

const readers: readonly [RegExp, (bytes: Uint8Array) => Result<unknown>][] = [
  [/^header/, readHeader],
  [/^entry/, readEntry],
  [/^update/, readUpdatePlaintext],
  [/^snapshot/, readSnapshotPlaintext],
  [/^presence/, readPresence],
  [/^erase/, readEraseBody],
  [/^statement/, readStatementPlaintext],
  [/^access/, readAccessBody],
  [/^key/, readKeyBody],
  [/^client/, readClientFrame],
  [/^relay/, readRelayFrame],
]
const readerOf = (name: string) => readers.find(([pattern]) => pattern.test(name))![1]

const values: Readonly<Record<string, unknown>> = {
  'header-v2': samples.header,
  'entry-v2': samples.entry,
  'update-v2': samples.update,
  'snapshot-v2': samples.snapshot,
  'presence-v2': samples.presence,
  'erase-v2': { blobIds: ['a'.repeat(64), 'b'.repeat(64)], reason: 'Taken by mistake' },
  ...Object.fromEntries(samples.statements.map((value) => [`statement-${value.frozen.in}-v2`, value])),
  ...Object.fromEntries(samples.accessBodies.map((value) => [`access-${value.type}-v2`, value])),
  ...Object.fromEntries(samples.keyBodies.map((value) => [`key-${value.type}-v2`, value])),
  ...Object.fromEntries(
    samples.clientFrames.map((value) => [
      `client-${value.kind}${value.kind === 'hello' ? `-${value.speaker.as}` : ''}-v2`,
      value,
    ]),
  ),
  ...Object.fromEntries(samples.relayFrames.map((value) => [`relay-${value.kind}-v2`, value])),
}

/** Refused as what it is not, for this reason. */
const refused = (why: string) => ({
  ok: false,
  error: { type: 'malformed', message: expect.stringContaining(`(${why})`) as unknown },
})

describe('a part of a message', () => {
  const read = <T>(bytes: readonly number[] | Uint8Array, reader: (decoder: Decoder) => T) =>
    readAll(Uint8Array.from(bytes), 'a part', reader)
  const written = (write: (encoder: Encoder) => void) => [...writeAll(write)]
  const most = Number.MAX_SAFE_INTEGER

  it('is a whole number from 0 to the largest safe one, in its shortest form', () => {
    for (const [value, bytes] of [
      [0, [0]],
      [1, [1]],
      [127, [127]],
      [128, [128, 1]],
      [129, [129, 1]],
      [16_384, [128, 128, 1]],
      [most, [255, 255, 255, 255, 255, 255, 255, 15]],
    ] as const) {
      expect(
        written((encoder) => writeUint(encoder, value)),
        `${value}`,
      ).toEqual(bytes)
      expect(read(bytes, readUint), `${value}`).toEqual({ ok: true, value })
    }
    for (const value of [-1, 1.5, Number.NaN, most + 1])
      expect(() => written((encoder) => writeUint(encoder, value))).toThrow(`not a whole number from 0: ${value}`)
    for (const bytes of [
      [128, 0],
      [129, 0],
      [129, 128, 0],
    ])
      expect(read(bytes, readUint)).toMatchObject(refused('number not in its shortest form'))
    expect(read([128, 128, 128, 128, 128, 128, 128, 16], readUint)).toMatchObject(refused('number out of range'))
    expect(read([128, 128, 128, 128, 128, 128, 128, 128, 1], readUint)).toMatchObject(refused('number out of range'))
    for (const bytes of [[], [128], [255, 255]]) expect(read(bytes, readUint)).toMatchObject(refused('ends too early'))
  })

  it('is a moment that a date can name', () => {
    const time = (value: number) =>
      read(
        written((encoder) => writeUint(encoder, value)),
        readTime,
      )
    expect(time(limits.update.time)).toEqual({ ok: true, value: limits.update.time })
    expect(time(limits.update.time + 1)).toMatchObject(refused('a time that no date can name'))
  })

  it('is yes or no, and nothing else', () => {
    expect([true, false].map((value) => written((encoder) => writeBool(encoder, value)))).toEqual([[1], [0]])
    expect([[1], [0]].map((bytes) => read(bytes, readBool))).toEqual([
      { ok: true, value: true },
      { ok: true, value: false },
    ])
    expect(read([2], readBool)).toMatchObject(refused('neither yes nor no'))
    expect(read([], readByte)).toMatchObject(refused('ends too early'))
  })

  it('is as long as its place says', () => {
    expect(() => written((encoder) => writeFixed(encoder, new Uint8Array(3), 4))).toThrow('expected 4 bytes, have 3')
    expect(() => written((encoder) => writeFixed(encoder, new Uint8Array(5), 4))).toThrow('expected 4 bytes, have 5')
    expect(read([1, 2, 3], (decoder) => readFixed(decoder, 3))).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) })
    expect(read([1, 2], (decoder) => readFixed(decoder, 3))).toMatchObject(refused('ends too early'))
    expect(read([2, 1, 2], (decoder) => readBytes(decoder, 2))).toEqual({ ok: true, value: Uint8Array.of(1, 2) })
    expect(read([3, 1, 2, 3], (decoder) => readBytes(decoder, 2))).toMatchObject(
      refused('longer than this place holds'),
    )
    expect(read([2, 0xc3, 0xa4], (decoder) => readText(decoder, 2))).toEqual({ ok: true, value: 'ä' })
    expect(read([2, 0xc3, 0xa4], (decoder) => readText(decoder, 1))).toMatchObject(
      refused('longer than this place holds'),
    )
    expect(read([1, 0xc3], (decoder) => readText(decoder))).toMatchObject(refused('text is not UTF-8'))
    expect(
      read(
        written((encoder) => writeText(encoder, '\ufeffx')),
        (decoder) => readText(decoder),
      ),
    ).toEqual({ ok: true, value: '\ufeffx' })
  })

  it('is a list of as many items as its place and its bytes hold', () => {
    const list = written((encoder) => writeList(encoder, [7, 8], writeByte))
    expect(list).toEqual([2, 7, 8])
    expect(read(list, (decoder) => readList(decoder, readByte, 2))).toEqual({ ok: true, value: [7, 8] })
    expect(read(list, (decoder) => readList(decoder, readByte, 1))).toMatchObject(
      refused('list longer than this place holds'),
    )
    expect(read([3, 7, 8], (decoder) => readList(decoder, readByte))).toMatchObject(
      refused('list longer than its bytes'),
    )
  })

  it('is followed by nothing; what is wrong with the reader is no failure of the bytes', () => {
    expect(read([1, 2], readByte)).toMatchObject(refused('trailing bytes'))
    expect(() => malformed('so')).toThrow('so')
    expect(() =>
      read([1], () => {
        throw new TypeError('a mistake')
      }),
    ).toThrow('a mistake')
  })
})

describe('an entry', () => {
  const of = (over: object) => readHeader(writeHeader({ ...samples.header, ...over }))

  it('counts its device and its epoch from 1, and is of this version and of a class that is known', () => {
    expect(of({ deviceSeq: 1, epoch: 1 })).toMatchObject({ ok: true, value: { deviceSeq: 1, epoch: 1 } })
    expect(of({ deviceSeq: 0 })).toMatchObject(refused('device sequence starts at 1'))
    expect(of({ epoch: 0 })).toMatchObject(refused('epochs start at 1'))
    for (const version of [1, 3]) expect(of({ version })).toMatchObject(refused(`version ${version}`))
    const unknown = Uint8Array.from(writeHeader(samples.header))
    unknown[unknown.length - 17] = entryClasses.length
    expect(readHeader(unknown)).toMatchObject(refused('unknown class'))
    expect(readEntry(writeEntry({ ...samples.entry, headerBytes: unknown }))).toMatchObject(refused('header'))
  })

  it('is plain, and has no nonce, where the relay acts on it', () => {
    expect(entryClasses.filter(isPlainClass)).toEqual(['access', 'erase', 'key'])
    for (const entryClass of entryClasses) {
      const headerBytes = writeHeader({ ...samples.header, class: entryClass })
      const reads = [0, 11, 12, 13].map((length) =>
        readEntry(writeEntry({ ...samples.entry, headerBytes, nonce: new Uint8Array(length) })),
      )
      expect(
        reads.map(({ ok }) => ok),
        entryClass,
      ).toEqual([isPlainClass(entryClass), false, !isPlainClass(entryClass), false])
      expect(reads[1]).toMatchObject(refused('nonce length'))
    }
  })

  it('says its version, whatever follows', () => {
    expect(versionOfEntry(writeEntry(samples.entry))).toBe(2)
    expect(versionOfEntry(Uint8Array.of(9, 7, 255, 255))).toBe(7)
    for (const bytes of [[], [9]]) expect(versionOfEntry(Uint8Array.from(bytes))).toBeUndefined()
  })
})

describe('what a message holds', () => {
  it('is of version 2 in all formats, with these bounds', () => {
    expect([protocolVersion, entryVersion, frameVersion, presenceVersion, statementVersion, updateVersion]).toEqual([
      2, 2, 2, 2, 2, 2,
    ])
    expect(limits).toMatchObject({
      entryBytes: 1_048_576,
      frameBytes: 2_097_152,
      signInBytes: 1_024,
      foundingBytes: 8_192,
      frozenBytes: 262_144,
      presenceBytes: 16_384,
    })
  })

  it('of a frame is as long as its place: tokens, words, sentences, features', () => {
    const [welcome, refusal, bye] = (['welcome', 'refused', 'bye'] as const).map((kind) =>
      samples.relayFrames.find((frame) => frame.kind === kind)!,
    )
    const [hello, create] = (['hello', 'create'] as const).map((kind) =>
      samples.clientFrames.find((frame) => frame.kind === kind)!,
    )
    const relay = (frame: object) => readRelayFrame(writeRelayFrame(frame as RelayFrame))
    const client = (frame: object) => readClientFrame(writeClientFrame(frame as ClientFrame))
    const tooLong = refused('longer than this place holds')
    for (const [at, most] of [
      [(length: number) => client({ ...create, createToken: 'x'.repeat(length) }), 256],
      [(length: number) => client({ ...create, genesis: new Uint8Array(length) }), limits.foundingBytes],
      [(length: number) => client({ ...hello, features: ['x'.repeat(length)] }), 32],
      [(length: number) => client({ kind: 'presence', bytes: new Uint8Array(length) }), limits.presenceBytes],
      [(length: number) => relay({ kind: 'presence', bytes: new Uint8Array(length) }), limits.presenceBytes],
      [(length: number) => relay({ ...welcome, token: 'x'.repeat(length) }), 64],
      [(length: number) => relay({ ...refusal, type: 'x'.repeat(length) }), 64],
      [(length: number) => relay({ ...refusal, message: 'x'.repeat(length) }), 2_048],
      [(length: number) => relay({ ...bye, reason: 'x'.repeat(length) }), 2_048],
    ] as const) {
      expect(at(most)).toMatchObject({ ok: true })
      expect(at(most + 1)).toMatchObject(tooLong)
    }
    const features = (count: number) => client({ ...hello, features: Array.from({ length: count }, () => 'x') })
    expect(features(16)).toMatchObject({ ok: true })
    expect(features(17)).toMatchObject(refused('list longer than this place holds'))
  })

  it('of a frame is of a known kind, and no larger than a frame', () => {
    for (const kind of [9, 15]) expect(readClientFrame(Uint8Array.of(kind))).toMatchObject(refused('unknown frame'))
    for (const kind of [0, 15, 26]) expect(readRelayFrame(Uint8Array.of(kind))).toMatchObject(refused('unknown frame'))
    expect(readRelayFrame(Uint8Array.of(17, 2, 0))).toMatchObject(refused('unknown part'))
    const hello = Uint8Array.from(writeClientFrame(samples.clientFrames[0]!))
    hello[34] = 3
    expect(readClientFrame(hello)).toMatchObject(refused('unknown speaker'))
    for (const read of [readClientFrame, readRelayFrame])
      expect(read(new Uint8Array(limits.frameBytes).fill(99))).toMatchObject(refused('unknown frame'))
    // More entries than fit into a frame are refused before one is read.
    const adopt = (count: number) =>
      readClientFrame(
        concatBytes(
          Uint8Array.of(3),
          writeAll((encoder) => writeUint(encoder, count)),
          new Uint8Array(20_000),
        ),
      )
    const fit = Math.floor(limits.frameBytes / 200)
    expect(adopt(fit + 1)).toMatchObject(refused('list longer than this place holds'))
    expect(adopt(fit)).not.toMatchObject(refused('list longer than this place holds'))
  })

  it('of a presence frame is of this version', () => {
    for (const version of [1, 3]) {
      const headerBytes = Uint8Array.from(samples.presence.headerBytes)
      headerBytes[0] = version
      expect(readPresence(writePresence({ ...samples.presence, headerBytes }))).toMatchObject(refused('header'))
    }
  })

  it('of a statement is frozen in the entry up to a bound, and beyond it in a file', () => {
    const { frozenBytes } = limits
    expect([0, frozenBytes, frozenBytes + 1].map(frozenPlace)).toEqual(['entry', 'entry', 'blob'])
    const of = (length: number) =>
      readStatementPlaintext(
        writeStatementPlaintext({ ...samples.statements[0]!, frozen: { in: 'entry', bytes: new Uint8Array(length) } }),
      )
    expect(of(frozenBytes)).toMatchObject({ ok: true, value: { frozen: { in: 'entry' } } })
    expect(of(frozenBytes + 1)).toMatchObject(refused('frozen copy larger than an entry holds'))
    const unknown = Uint8Array.from(writeStatementPlaintext(samples.statements[0]!))
    unknown[unknown.length - 1] = 3
    expect(readStatementPlaintext(unknown)).toMatchObject(refused('frozen copy'))
    unknown[0] = 3
    expect(readStatementPlaintext(unknown)).toMatchObject(refused('version 3'))
  })

  it('of an erasure is 64 files at most, each once, and a reason of up to 500 letters', () => {
    const id = (n: number) => n.toString(16).padStart(64, '0')
    const of = (count: number, reason: string, ids = Array.from({ length: count }, (_, n) => id(n))) =>
      readEraseBody(writeEraseBody({ blobIds: ids, reason })).ok
    expect([mostErased, mostReason]).toEqual([64, 500])
    expect([of(1, 'x'), of(64, 'x'.repeat(500))]).toEqual([true, true])
    expect([
      of(0, 'x'),
      of(65, 'x'),
      of(1, 'x'.repeat(501)),
      of(1, ''),
      of(1, ' \n'),
      of(2, 'x', [id(1), id(1)]),
    ]).toEqual([false, false, false, false, false, false])
    expect(readEraseBody(utf8(JSON.stringify({ reason: 'x', blobIds: [id(1)] })))).toMatchObject(refused('other bytes'))
    expect(readEraseBody(utf8('"x"'))).toMatchObject(refused('other bytes'))
  })

  it('of an invitation link has names of up to 200 letters, cut where it is written', () => {
    const facts = {
      organisation: 'x'.repeat(200),
      inviter: 'y',
      role: 'editor',
      expiresAt: 1,
      salt: 'A'.repeat(22),
    } as const
    expect(readShownFacts(writeShownFacts(facts))).toEqual({ ok: true, value: facts })
    const long = { ...facts, organisation: 'x'.repeat(201) }
    expect(readShownFacts(utf8(JSON.stringify(long)))).toMatchObject({ ok: false, error: { type: 'malformed' } })
    expect(readShownFacts(utf8('{'))).toMatchObject({ ok: false, error: { type: 'malformed' } })
    expect(shownHash(long)).toBe(shownHash(facts))
    expect(shownHash({ ...facts, inviter: 'z' })).not.toBe(shownHash(facts))
  })

  it('of a receipt is signed whole; two of one position with another chain show two histories', () => {
    const receipt = { seq: 5, chain: 'd'.repeat(64), time: 7, signature: new Uint8Array(64) }
    const others = [
      { ...receipt, seq: 6 },
      { ...receipt, time: 8 },
      { ...receipt, chain: 'e'.repeat(64) },
    ]
    const signed = [receipt, ...others].map((one) => toHex(receiptBytes('a'.repeat(64), one)))
    expect(new Set([...signed, toHex(receiptBytes('b'.repeat(64), receipt))]).size).toBe(5)
    expect(
      [receipt, ...others, { ...others[0]!, chain: 'e'.repeat(64) }].map((one) => receiptsDisagree(receipt, one)),
    ).toEqual([false, false, false, true, false])
  })
})

describe.each(Object.keys(samples.written))('%s', (name) => {
  const bytes = samples.written[name]!
  const read = readerOf(name)

  it('is written as pinned and read back', () => {
    expect(toHex(bytes)).toBe(toHex(samples.pinned(name)))
    expect(read(samples.pinned(name))).toEqual({ ok: true, value: values[name] })
  })

  it('is refused with a byte more, and at every cut', () => {
    expect(read(concatBytes(bytes, Uint8Array.of(0)))).toMatchObject({ ok: false, error: { type: 'malformed' } })
    for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 200)) {
      expect(read(bytes.subarray(0, length)), `cut at ${length}`).toMatchObject({
        ok: false,
        error: { type: 'malformed' },
      })
    }
  })

  it('never throws on changed bytes', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(bytes)
        changed[at] = changed[at]! ^ flip
        expect(typeof read(changed).ok).toBe('boolean')
      }),
      { numRuns: 60 },
    )
  })
})

describe('readers', () => {
  it('never throw on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(24), (random, kind) => {
        for (const [, read] of readers) {
          expect(typeof read(random).ok).toBe('boolean')
          expect(typeof read(concatBytes(Uint8Array.of(kind), random)).ok).toBe('boolean')
        }
      }),
      { numRuns: 500 },
    )
  })

  it('take each number in its shortest form only, so that no entry has two spellings', () => {
    const bytes = samples.written['entry-v2']!
    const length = bytes[0]! + (bytes[1]! - 1) * 128
    expect(length).toBe(samples.entry.headerBytes.length)
    const longer = concatBytes(Uint8Array.of(bytes[0]!, bytes[1]! | 0x80, 0), bytes.subarray(2))
    expect(readEntry(longer)).toMatchObject({ ok: false, error: { type: 'malformed' } })
  })

  it('refuse other versions', () => {
    for (const name of ['header-v2', 'update-v2', 'snapshot-v2', 'statement-none-v2']) {
      const other = Uint8Array.from(samples.written[name]!)
      other[0] = 1
      expect(readerOf(name)(other), name).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
  })

  it('refuse what is too large before reading it', () => {
    const { header, headerBytes, nonce, signature } = samples.entry
    const large = writeEntry({ header, headerBytes, nonce, ciphertext: new Uint8Array(limits.entryBytes), signature })
    expect(readEntry(large)).toMatchObject({ error: { type: 'tooLarge' } })
    // As large as it may be is taken; one byte more is not.
    const around = large.length - limits.entryBytes
    const whole = (length: number) =>
      readEntry(writeEntry({ header, headerBytes, nonce, ciphertext: new Uint8Array(length - around), signature }))
    expect(whole(limits.entryBytes)).toMatchObject({ ok: true })
    expect(whole(limits.entryBytes + 1)).toMatchObject({ error: { type: 'tooLarge' } })
    expect(readClientFrame(new Uint8Array(limits.frameBytes + 1))).toMatchObject({ error: { type: 'tooLarge' } })
    expect(readRelayFrame(new Uint8Array(limits.frameBytes + 1))).toMatchObject({ error: { type: 'tooLarge' } })
    expect(
      readClientFrame(writeClientFrame({ kind: 'presence', bytes: new Uint8Array(limits.presenceBytes + 1) })),
    ).toMatchObject({ error: { type: 'malformed' } })
    const frozen = { in: 'entry', bytes: new Uint8Array(limits.frozenBytes + 1) } as const
    expect(readStatementPlaintext(writeStatementPlaintext({ ...samples.statements[0]!, frozen }))).toMatchObject({
      error: { type: 'malformed' },
    })
  })

  it('want a nonce for sealed classes and none for plain ones', () => {
    const plain = { ...samples.header, class: 'access' } as const
    expect(readEntry(writeEntry({ ...samples.entry, headerBytes: writeHeader(plain) }))).toMatchObject({
      error: { type: 'malformed' },
    })
    expect(readEntry(writeEntry({ ...samples.entry, nonce: new Uint8Array(0) }))).toMatchObject({
      error: { type: 'malformed' },
    })
  })

  it('want at least one command in an update', () => {
    expect(readUpdatePlaintext(writeUpdatePlaintext({ commands: [] }))).toMatchObject({ error: { type: 'malformed' } })
  })

  it('refuse text that is not UTF-8', () => {
    expect(readRelayFrame(Uint8Array.of(24, 0, 2, 0xc3, 0x28))).toMatchObject({ error: { type: 'malformed' } })
  })
})

describe('what is signed', () => {
  it('begins with its own tag, ended by NUL, so no message is another one', () => {
    const tags = tagNames.map((name) => utf8ToString(tag(name)))
    expect(tags.every((text) => /^plumbline\/v2\/[a-z]+\0$/.test(text))).toBe(true)
    for (const a of tags) for (const b of tags) expect(a !== b && a.startsWith(b)).toBe(false)
    const auth = authBytes({
      relayNonce: new Uint8Array(32),
      clientNonce: new Uint8Array(32),
      workspaceId: 'a'.repeat(64),
      speaker: { as: 'device', deviceId: 'b'.repeat(32) },
      relayOrigin: 'wss://relay.example',
    })
    const messages = [
      signedBytes(samples.entry),
      statementBytes(samples.statements[0]!.body),
      presenceBytes('a'.repeat(64), samples.presence),
      auth,
    ]
    expect(messages.map((message) => utf8ToString(message.subarray(0, message.indexOf(0) + 1)))).toEqual(
      ['entry', 'statement', 'presence', 'auth'].map((name) => `plumbline/v2/${name}\0`),
    )
  })

  it('covers every part of auth', () => {
    const base = {
      relayNonce: new Uint8Array(32),
      clientNonce: new Uint8Array(32),
      workspaceId: 'a'.repeat(64),
      speaker: { as: 'device', deviceId: 'b'.repeat(32) } as ClientSpeaker,
      relayOrigin: 'wss://relay.example',
    }
    const others = [
      { ...base, relayNonce: new Uint8Array(32).fill(1) },
      { ...base, clientNonce: new Uint8Array(32).fill(1) },
      { ...base, workspaceId: 'c'.repeat(64) },
      { ...base, speaker: { as: 'founder', deviceId: 'b'.repeat(32) } as const },
      { ...base, speaker: { as: 'device', deviceId: 'c'.repeat(32) } as const },
      { ...base, speaker: { as: 'invite', deviceId: 'b'.repeat(32), inviteId: 'd'.repeat(32) } as const },
      { ...base, relayOrigin: 'wss://relay.example:8443' },
    ]
    expect(new Set([base, ...others].map((auth) => toHex(authBytes(auth)))).size).toBe(others.length + 1)
  })
})

describe('padding', () => {
  it('is of the PADMÉ series and comes off again', () => {
    expect([0, 1, 2, 8, 9, 10, 33, 100, 1000, 1_000_000].map(padmeLength)).toEqual([
      0, 1, 2, 8, 10, 10, 36, 104, 1024, 1_015_808,
    ])
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (plaintext) => {
        const padded = padPlaintext(plaintext)
        expect(padmeLength(padded.length)).toBe(padded.length)
        expect(padded.length).toBeLessThanOrEqual(Math.ceil((plaintext.length + 1) * 1.12) + 1)
        expect(unpadPlaintext(padded)).toEqual({ ok: true, value: plaintext })
      }),
    )
  })

  it('is refused in any other form', () => {
    for (const bad of [[], [0, 0], [1, 2, 3], [1, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]]) {
      expect(unpadPlaintext(Uint8Array.from(bad))).toMatchObject({ ok: false, error: { type: 'badPadding' } })
    }
  })
})

describe('close codes', () => {
  it('of ours are final but for an invitation that may still come, have a message, and others are retried', () => {
    for (const [reason, code] of Object.entries(closeCodes)) {
      expect(isFinalClose(code), reason).toBe(reason !== 'inviteUnknown')
      expect(closeReasonOf(code)).toBe(reason)
      expect(closeMessages[reason as keyof typeof closeMessages]).toMatch(/\.$/)
    }
    expect([1000, 1006, 1011, 1013, 4399, 4500].some(isFinalClose)).toBe(false)
    expect([4400, 4499].every(isFinalClose)).toBe(true)
  })
})

type ClientSpeaker = Extract<ClientFrame, { kind: 'hello' }>['speaker']
