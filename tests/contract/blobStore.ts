/** What every blob store keeps. `reopen` opens the same storage again, as after a restart. */

import { beforeEach, describe, expect, it } from 'vitest'
import { encryptBlob } from '~/lib/crypto/blobCrypto'
import { epochKey } from '~/lib/crypto/epoch'
import { concatBytes, toBytes, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import type { BlobRef, BlobStore } from '~/server/store/blobStore'

const workspaceId = sha256Hex('workspace')

/** A really encrypted file of `size` bytes and its id. */
export async function encrypted(size: number, fill = 7): Promise<{ readonly id: string; readonly bytes: Bytes }> {
  const key = await epochKey(toBytes(new Uint8Array(32).fill(1)))
  const parts: Bytes[] = []
  const steps = encryptBlob(new Blob([new Uint8Array(size).fill(fill)]), {
    epochKey: key,
    workspaceId,
    epoch: 1,
    salt: toBytes(new Uint8Array(16).fill(fill)),
  })
  for (;;) {
    const step = await steps.next()
    if (step.done) return { id: step.value, bytes: concatBytes(...parts) }
    parts.push(step.value)
  }
}

const by = 'a'.repeat(32)

/** A file in one piece, with room enough. */
const whole = ({ length }: Uint8Array) => ({
  offset: 0,
  total: length,
  size: length,
  room: 10_000_000,
  restingBefore: 0,
  by,
})

async function* pieces(bytes: Uint8Array, breakAfter = Infinity): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 500) {
    if (at >= breakAfter) throw new Error('connection reset')
    yield bytes.subarray(at, at + 500)
    await Promise.resolve()
  }
}

async function collect(store: BlobStore, ref: BlobRef, from: number, to: number): Promise<Bytes> {
  const parts: Uint8Array[] = []
  for await (const part of (await store.read(ref, { from, to }))!) parts.push(part)
  return concatBytes(...parts)
}

export function blobStoreContract(
  name: string,
  create: () => Promise<{ readonly store: BlobStore; readonly reopen: () => Promise<BlobStore> }>,
): void {
  describe(`${name} keeps the contract of blob stores`, () => {
    let store: BlobStore
    let reopen: () => Promise<BlobStore>
    beforeEach(async () => {
      ;({ store, reopen } = await create())
    })

    it('publishes a whole file and gives back any range of it', async () => {
      const { id, bytes } = await encrypted(5_000)
      const ref = { workspaceId, id }
      expect(await store.stat(ref)).toEqual({ state: 'absent' })
      const written = await store.write(ref, { ...whole(bytes), body: pieces(bytes) })
      expect(written).toEqual({ ok: true, value: { state: 'stored', size: bytes.length } })
      expect(await store.stat(ref)).toEqual({ state: 'stored', size: bytes.length })
      expect(await collect(store, ref, 0, bytes.length - 1)).toEqual(bytes)
      expect(await collect(store, ref, 1_000, 1_999)).toEqual(bytes.slice(1_000, 2_000))
      expect(await store.usage(workspaceId)).toBeGreaterThanOrEqual(bytes.length)
    })

    it('never publishes bytes that are not of the id: a swapped file is dropped, and the right one still taken', async () => {
      const { id, bytes } = await encrypted(3_000)
      const other = await encrypted(3_000, 8)
      const ref = { workspaceId, id }
      for (const wrong of [
        other.bytes,
        toBytes(bytes.slice(0, -1)),
        toBytes(bytes.map((byte, at) => (at === 1_500 ? byte ^ 1 : byte))),
      ]) {
        const written = await store.write(ref, { ...whole(wrong), body: pieces(wrong) })
        expect(written).toMatchObject({ ok: false, error: { type: 'wrongContent' } })
        expect(await store.stat(ref)).toEqual({ state: 'absent' })
        expect(await store.read(ref, { from: 0, to: 1 })).toBeUndefined()
      }
      expect(await store.write(ref, { ...whole(bytes), body: pieces(bytes) })).toMatchObject({
        ok: true,
        value: { state: 'stored' },
      })
    })

    it('goes on after a break where it stopped, also after a restart, and nowhere else', async () => {
      const { id, bytes } = await encrypted(6_000)
      const ref = { workspaceId, id }
      const broken = await store.write(ref, { ...whole(bytes), body: pieces(bytes, 2_000) })
      expect(broken).toMatchObject({ ok: false, error: { type: 'interrupted', detail: { received: 2_000 } } })
      store = await reopen()
      expect(await store.stat(ref, by)).toEqual({ state: 'uploading', received: 2_000 })
      expect(await store.stat(ref)).toEqual({ state: 'absent' })
      for (const offset of [0, 1_999, 2_001]) {
        expect(
          await store.write(ref, {
            ...whole(bytes),
            offset,
            size: bytes.length - offset,
            body: pieces(bytes.subarray(offset)),
          }),
        ).toMatchObject({ ok: false, error: { type: 'wrongOffset', detail: { received: 2_000 } } })
      }
      expect(
        await store.write(ref, {
          ...whole(bytes),
          offset: 2_000,
          size: 1_000,
          body: pieces(bytes.subarray(2_000, 3_000)),
        }),
      ).toEqual({ ok: true, value: { state: 'uploading', received: 3_000 } })
      expect(
        await store.write(ref, {
          ...whole(bytes),
          offset: 3_000,
          size: bytes.length - 3_000,
          body: pieces(bytes.subarray(3_000)),
        }),
      ).toMatchObject({ ok: true, value: { state: 'stored' } })
      expect(await collect(store, ref, 0, bytes.length - 1)).toEqual(bytes)
    })

    it('takes no more than was announced', async () => {
      const { id, bytes } = await encrypted(3_000)
      for (const announced of [
        { total: 1_000, size: 1_000 },
        { total: bytes.length, size: 1_000 },
      ]) {
        const written = await store.write({ workspaceId, id }, { ...whole(bytes), ...announced, body: pieces(bytes) })
        expect(written).toMatchObject({ ok: false, error: { type: 'tooLong' } })
        await store.sweep({ erasedBefore: 0, unfinishedBefore: Date.now() + 60_000 })
      }
    })

    it('answers a second upload of the same file with what is stored', async () => {
      const { id, bytes } = await encrypted(2_000)
      const ref = { workspaceId, id }
      await store.write(ref, { ...whole(bytes), body: pieces(bytes) })
      expect(await store.write(ref, { ...whole(bytes), body: pieces(bytes) })).toEqual({
        ok: true,
        value: { state: 'stored', size: bytes.length },
      })
    })

    it('keeps what several send of one file apart: nobody spoils or stops what another sends, and it is counted once', async () => {
      const { id, bytes } = await encrypted(6_000)
      const ref = { workspaceId, id }
      const other = 'b'.repeat(32)
      let letGo: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      async function* slow(): AsyncGenerator<Uint8Array> {
        yield bytes.subarray(0, 3_000)
        await held
        yield bytes.subarray(3_000)
      }
      const honest = store.write(ref, { ...whole(bytes), body: slow() })
      await expect.poll(() => store.stat(ref, by)).toEqual({ state: 'uploading', received: 3_000 })
      expect(await store.stat(ref, other)).toEqual({ state: 'absent' })
      expect(
        await store.write(ref, { ...whole(bytes), by: other, size: 1_000, body: pieces(new Uint8Array(1_000)) }),
      ).toEqual({ ok: true, value: { state: 'uploading', received: 1_000 } })
      letGo()
      expect(await honest).toEqual({ ok: true, value: { state: 'stored', size: bytes.length } })
      expect(await collect(store, ref, 0, bytes.length - 1)).toEqual(bytes)
      expect(await store.usage(workspaceId)).toBe(bytes.length + 1_000)
      store = await reopen()
      expect(await store.usage(workspaceId)).toBe(bytes.length + 1_000)
      await store.erase(ref)
      expect(await store.usage(workspaceId)).toBe(bytes.length)
    })

    it('survives the same file being sent by several requests at once', async () => {
      const { id, bytes } = await encrypted(40_000)
      const ref = { workspaceId, id }
      const upload = () => store.write(ref, { ...whole(bytes), body: pieces(bytes) })
      await Promise.all([upload(), upload(), upload()])
      for (let i = 0; i < 5; i++) {
        const now = await store.stat(ref, by)
        if (now.state === 'stored') break
        const offset = now.state === 'uploading' ? now.received : 0
        await store.write(ref, {
          ...whole(bytes),
          offset,
          size: bytes.length - offset,
          body: pieces(bytes.subarray(offset)),
        })
      }
      expect(await collect(store, ref, 0, bytes.length - 1)).toEqual(bytes)
    })

    it('erases what never arrived, also in a workspace without any file: it is not taken afterwards', async () => {
      const { id, bytes } = await encrypted(1_000)
      await store.erase({ workspaceId, id })
      expect([await store.stat({ workspaceId, id }), await store.usage(workspaceId)]).toEqual([{ state: 'erased' }, 0])
      expect(await store.write({ workspaceId, id }, { ...whole(bytes), body: pieces(bytes) })).toMatchObject({
        ok: false,
        error: { type: 'erased' },
      })
    })

    it('erases for good: gone now, after a restart, and not to be sent again', async () => {
      const { id, bytes } = await encrypted(2_000)
      const ref = { workspaceId, id }
      await store.write(ref, { ...whole(bytes), body: pieces(bytes) })
      await store.erase(ref)
      await store.erase(ref)
      store = await reopen()
      expect(await store.stat(ref)).toEqual({ state: 'erased' })
      expect(await store.read(ref, { from: 0, to: 1 })).toBeUndefined()
      expect(await store.write(ref, { ...whole(bytes), body: pieces(bytes) })).toMatchObject({
        ok: false,
        error: { type: 'erased' },
      })
    })

    it('keeps what was erased, and uploads that rest, as long as it is told, and gives their room back then', async () => {
      const erased = await encrypted(2_000)
      const kept = await encrypted(1_000, 8)
      const begun = await encrypted(3_000, 9)
      const put = (file: typeof kept, upTo = file.bytes.length) =>
        store.write(
          { workspaceId, id: file.id },
          { ...whole(file.bytes), size: upTo, body: pieces(file.bytes.subarray(0, upTo)) },
        )
      await put(erased)
      await put(kept)
      await put(begun, 500)
      await store.erase({ workspaceId, id: erased.id })
      const before = erased.bytes.length + kept.bytes.length + 500
      await store.sweep({ erasedBefore: Date.now() - 60_000, unfinishedBefore: Date.now() - 60_000 })
      expect(await store.usage(workspaceId)).toBe(before)
      await store.sweep({ erasedBefore: Date.now() + 60_000, unfinishedBefore: Date.now() - 60_000 })
      expect(await store.usage(workspaceId)).toBe(before - erased.bytes.length)
      expect(await store.stat({ workspaceId, id: erased.id })).toEqual({ state: 'erased' })
      expect(await store.stat({ workspaceId, id: begun.id }, by)).toEqual({ state: 'uploading', received: 500 })
      await store.sweep({ erasedBefore: Date.now() + 60_000, unfinishedBefore: Date.now() + 60_000 })
      expect(await store.stat({ workspaceId, id: begun.id }, by)).toEqual({ state: 'absent' })
      expect(await store.usage(workspaceId)).toBe(kept.bytes.length)
      store = await reopen()
      expect(await store.usage(workspaceId)).toBe(kept.bytes.length)
    })

    it('holds the room of a piece only, though the whole has to fit: nobody holds room by announcing', async () => {
      const large = await encrypted(9_000)
      const small = await encrypted(1_000, 8)
      const room = large.bytes.length
      let letGo: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      async function* slow(): AsyncGenerator<Uint8Array> {
        yield large.bytes.subarray(0, 500)
        await held
      }
      const running = store.write(
        { workspaceId, id: large.id },
        { ...whole(large.bytes), size: 2_000, room, body: slow() },
      )
      await expect.poll(() => store.usage(workspaceId)).toBe(2_000)
      const put = (file: typeof large) =>
        store.write({ workspaceId, id: file.id }, { ...whole(file.bytes), room, body: pieces(file.bytes) })
      expect(await put(small)).toMatchObject({ ok: true, value: { state: 'stored' } })
      expect(await put(await encrypted(9_000, 9))).toMatchObject({ ok: false, error: { type: 'quota' } })
      letGo()
      expect(await running).toEqual({ ok: true, value: { state: 'uploading', received: 500 } })
      expect(await store.usage(workspaceId)).toBe(500 + small.bytes.length)
    })

    it('drops uploads that rest where room is short: the oldest first, no more than needed, and none where that is too little', async () => {
      const files = [await encrypted(3_000), await encrypted(3_000, 8), await encrypted(3_000, 9)]
      const begin = async ({ id, bytes }: (typeof files)[number]) => {
        await store.write({ workspaceId, id }, { ...whole(bytes), size: 2_000, body: pieces(bytes.subarray(0, 2_000)) })
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await begin(files[0]!)
      await begin(files[1]!)
      const restingBefore = Date.now()
      await new Promise((resolve) => setTimeout(resolve, 20))
      await begin(files[2]!)
      const states = () => Promise.all(files.map(async ({ id }) => (await store.stat({ workspaceId, id }, by)).state))
      const late = await encrypted(3_000, 10)
      const put = (room: number) =>
        store.write(
          { workspaceId, id: late.id },
          { ...whole(late.bytes), room, restingBefore, body: pieces(late.bytes) },
        )
      expect(await put(5_000)).toMatchObject({ ok: false, error: { type: 'quota' } })
      expect(await states()).toEqual(['uploading', 'uploading', 'uploading'])
      expect(await put(4_000 + late.bytes.length)).toMatchObject({ ok: true, value: { state: 'stored' } })
      expect(await states()).toEqual(['absent', 'uploading', 'uploading'])
      expect(await store.usage(workspaceId)).toBe(4_000 + late.bytes.length)
    })

    it('takes the room of a piece before its first byte, and gives back what did not arrive', async () => {
      const first = await encrypted(3_000)
      const second = await encrypted(3_000, 8)
      const size = first.bytes.length
      let letGo: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      async function* slow(): AsyncGenerator<Uint8Array> {
        yield first.bytes.subarray(0, 1_000)
        await held
        throw new Error('connection reset')
      }
      const running = store.write(
        { workspaceId, id: first.id },
        { ...whole(first.bytes), room: 2 * size - 1, body: slow() },
      )
      await expect.poll(() => store.usage(workspaceId)).toBe(size)
      const put = () =>
        store.write(
          { workspaceId, id: second.id },
          { ...whole(second.bytes), room: 2 * size - 1, body: pieces(second.bytes) },
        )
      expect(await put()).toMatchObject({ ok: false, error: { type: 'quota' } })
      expect(await store.stat({ workspaceId, id: second.id })).toEqual({ state: 'absent' })
      letGo()
      expect(await running).toMatchObject({ ok: false, error: { type: 'interrupted' } })
      expect(await store.usage(workspaceId)).toBe(1_000)
      expect(await put()).toMatchObject({ ok: true, value: { state: 'stored' } })
    })

    it('goes on with an upload near the end of the room: what arrived is counted once', async () => {
      const file = await encrypted(3_000)
      const ref = { workspaceId, id: file.id }
      const size = file.bytes.length
      await store.write(ref, { ...whole(file.bytes), room: size, body: pieces(file.bytes, 2_000) })
      expect(
        await store.write(ref, {
          ...whole(file.bytes),
          offset: 2_000,
          size: size - 2_000,
          room: size - 1,
          body: pieces(file.bytes.subarray(2_000)),
        }),
      ).toMatchObject({ ok: false, error: { type: 'quota' } })
      expect(
        await store.write(ref, {
          ...whole(file.bytes),
          offset: 2_000,
          size: size - 2_000,
          room: size,
          body: pieces(file.bytes.subarray(2_000)),
        }),
      ).toMatchObject({ ok: true, value: { state: 'stored' } })
    })

    it('ends the older of two uploads of one file by one sender, and the newer one goes on where it stopped', async () => {
      const { id, bytes } = await encrypted(6_000)
      const ref = { workspaceId, id }
      const gates: (() => void)[] = []
      async function* slow(from: number): AsyncGenerator<Uint8Array> {
        yield bytes.subarray(from, from + 1_000)
        await new Promise<void>((resolve) => gates.push(resolve))
        yield bytes.subarray(from + 1_000)
      }
      const first = store.write(ref, { ...whole(bytes), body: slow(0) })
      await expect.poll(() => store.stat(ref, by)).toEqual({ state: 'uploading', received: 1_000 })
      const second = store.write(ref, { ...whole(bytes), offset: 1_000, size: bytes.length - 1_000, body: slow(1_000) })
      gates[0]!()
      expect(await first).toMatchObject({ ok: false, error: { type: 'takenOver' } })
      await expect.poll(() => store.stat(ref, by)).toEqual({ state: 'uploading', received: 2_000 })
      // Running uploads are swept by nobody, however old they look.
      await store.sweep({ erasedBefore: 0, unfinishedBefore: Date.now() + 60_000 })
      expect(await store.stat(ref, by)).toEqual({ state: 'uploading', received: 2_000 })
      const third = store.write(ref, {
        ...whole(bytes),
        offset: 2_000,
        size: bytes.length - 2_000,
        body: pieces(bytes.subarray(2_000)),
      })
      gates[1]!()
      expect(await second).toMatchObject({ ok: false, error: { type: 'takenOver' } })
      expect(await third).toEqual({ ok: true, value: { state: 'stored', size: bytes.length } })
      expect(await store.usage(workspaceId)).toBe(bytes.length)
    })

    it('erases a file while it is sent: the sender is told, nothing of it stays, and what others send does', async () => {
      const file = await encrypted(6_000)
      const kept = await encrypted(3_000, 8)
      const ref = { workspaceId, id: file.id }
      let letGo: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      async function* slow(): AsyncGenerator<Uint8Array> {
        yield file.bytes.subarray(0, 1_000)
        await held
        yield file.bytes.subarray(1_000)
      }
      await store.write(
        { workspaceId, id: kept.id },
        { ...whole(kept.bytes), size: 700, body: pieces(kept.bytes.subarray(0, 700)) },
      )
      await store.write(ref, {
        ...whole(file.bytes),
        by: 'b'.repeat(32),
        size: 500,
        body: pieces(file.bytes.subarray(0, 500)),
      })
      const running = store.write(ref, { ...whole(file.bytes), body: slow() })
      await expect.poll(() => store.stat(ref, by)).toEqual({ state: 'uploading', received: 1_000 })
      const erased = store.erase(ref)
      await new Promise((resolve) => setTimeout(resolve, 30))
      letGo()
      expect(await running).toMatchObject({ ok: false, error: { type: 'takenOver' } })
      await erased
      expect([await store.stat(ref, by), await store.stat(ref, 'b'.repeat(32))]).toEqual([
        { state: 'erased' },
        { state: 'erased' },
      ])
      expect(await store.stat({ workspaceId, id: kept.id }, by)).toEqual({ state: 'uploading', received: 700 })
      expect(await store.usage(workspaceId)).toBe(700)
    })

    it('takes no room back from who sends: an upload of one’s own that rests does not make way for itself, nor one that runs', async () => {
      const own = await encrypted(3_000)
      const other = await encrypted(3_000, 8)
      const ref = { workspaceId, id: own.id }
      await store.write(ref, { ...whole(own.bytes), size: 1_000, body: pieces(own.bytes.subarray(0, 1_000)) })
      const restingBefore = Date.now() + 60_000
      const goOn = { ...whole(own.bytes), offset: 1_000, size: own.bytes.length - 1_000, restingBefore }
      expect(
        await store.write(ref, { ...goOn, room: own.bytes.length - 1, body: pieces(own.bytes.subarray(1_000)) }),
      ).toMatchObject({ ok: false, error: { type: 'quota' } })
      expect(await store.stat(ref, by)).toEqual({ state: 'uploading', received: 1_000 })
      let letGo: () => void = () => undefined
      const held = new Promise<void>((resolve) => {
        letGo = resolve
      })
      async function* slow(): AsyncGenerator<Uint8Array> {
        yield own.bytes.subarray(1_000, 2_000)
        await held
        yield own.bytes.subarray(2_000)
      }
      const running = store.write(ref, { ...goOn, body: slow() })
      await expect.poll(() => store.stat(ref, by)).toEqual({ state: 'uploading', received: 2_000 })
      expect(
        await store.write(
          { workspaceId, id: other.id },
          { ...whole(other.bytes), room: own.bytes.length, restingBefore, body: pieces(other.bytes) },
        ),
      ).toMatchObject({ ok: false, error: { type: 'quota' } })
      letGo()
      expect(await running).toMatchObject({ ok: true, value: { state: 'stored' } })
    })

    it('gives the room of a dropped file back, and counts what two sent of one file once', async () => {
      const { id, bytes } = await encrypted(3_000)
      const other = await encrypted(3_000, 8)
      await store.write({ workspaceId, id }, { ...whole(other.bytes), body: pieces(other.bytes) })
      expect(await store.usage(workspaceId)).toBe(0)
      const gates: (() => void)[] = []
      async function* gated(): AsyncGenerator<Uint8Array> {
        yield bytes.subarray(0, 100)
        await new Promise<void>((resolve) => gates.push(resolve))
        yield bytes.subarray(100)
      }
      const both = ['a', 'b'].map((letter) =>
        store.write({ workspaceId, id }, { ...whole(bytes), by: letter.repeat(32), body: gated() }),
      )
      await expect.poll(() => gates.length).toBe(2)
      gates.forEach((open) => open())
      expect((await Promise.all(both)).map((done) => done.ok)).toEqual([true, true])
      expect(await store.usage(workspaceId)).toBe(bytes.length)
      expect(await (await reopen()).usage(workspaceId)).toBe(bytes.length)
    })

    it('counts what is sent at the same moment as what is there afterwards, to the byte, again and again', async () => {
      let there = 0
      for (let n = 1; n <= 25; n++) {
        const { id, bytes } = await encrypted(600, n)
        const gates: (() => void)[] = []
        async function* gated(): AsyncGenerator<Uint8Array> {
          yield bytes.subarray(0, 100)
          await new Promise<void>((resolve) => gates.push(resolve))
          yield bytes.subarray(100)
        }
        const both = ['a', 'b'].map((letter) =>
          store.write({ workspaceId, id }, { ...whole(bytes), by: letter.repeat(32), body: gated() }),
        )
        await expect.poll(() => gates.length, { interval: 1 }).toBe(2)
        gates.forEach((open) => open())
        await Promise.all(both)
        there += bytes.length
      }
      expect([await store.usage(workspaceId), await (await reopen()).usage(workspaceId)]).toEqual([there, there])
    })

    it('takes exactly what was announced, of the piece and of the whole', async () => {
      const { id, bytes } = await encrypted(3_000)
      const ref = { workspaceId, id }
      expect(
        await store.write(ref, { ...whole(bytes), size: 1_000, body: pieces(bytes.subarray(0, 1_000)) }),
      ).toMatchObject({ ok: true, value: { received: 1_000 } })
      expect(
        await store.write(ref, {
          ...whole(bytes),
          offset: 1_000,
          size: 1_000,
          body: pieces(bytes.subarray(1_000, 2_001)),
        }),
      ).toMatchObject({ ok: false, error: { type: 'tooLong' } })
      const { received } = (await store.stat(ref, by)) as { readonly received: number }
      expect(received).toBe(2_000)
      expect(
        await store.write(ref, {
          ...whole(bytes),
          offset: received,
          size: bytes.length,
          body: pieces(new Uint8Array(bytes.length)),
        }),
      ).toMatchObject({ ok: false, error: { type: 'tooLong' } })
    })

    it('keeps workspaces apart and refuses names that are not ids', async () => {
      const { id, bytes } = await encrypted(2_000)
      await store.write({ workspaceId, id }, { ...whole(bytes), body: pieces(bytes) })
      expect(await store.stat({ workspaceId: sha256Hex('another'), id })).toEqual({ state: 'absent' })
      for (const wrong of [
        '../../../etc/passwd',
        '',
        'a'.repeat(63),
        'a'.repeat(65),
        'A'.repeat(64),
        `${'a'.repeat(63)}/`,
      ]) {
        await expect(store.stat({ workspaceId, id: wrong }), wrong).rejects.toThrow(/not an id/)
        await expect(store.stat({ workspaceId: wrong, id }), wrong).rejects.toThrow(/not an id/)
        await expect(store.stat({ workspaceId: sha256Hex('another'), id }, wrong), wrong).rejects.toThrow(/not an id/)
      }
    })
  })
}
