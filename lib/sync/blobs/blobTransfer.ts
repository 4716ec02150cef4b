/**
 * Moves files between this device and the relay while a session is open: what waits for upload goes out first, then
 * what is missing here comes in, the review queue before the rest. Everything that travels is encrypted; what arrives
 * is used only when it has the id and the hash its record names. Every id that the log names for a hash is tried, so
 * that nobody hides a file by naming it wrongly.
 *
 * What the relay answers is its unsigned word: that it has no such file, or that it was erased, is shown as the relay's
 * and changes nothing here. Bytes leave a device by an owner's signed entry alone.
 *
 * A file that has not arrived is `pending`, without alarm, because its author may be offline; after seven days it is
 * `missing` (MG15, EV7), and is still asked for at every connection.
 */

import { decryptBlob, encryptBlob, encryptedSize } from '~/lib/crypto/blobCrypto'
import { blobHeaderBytes, readBlobHeader } from '~/lib/crypto/blobParts'
import { sha256HexOf } from '~/lib/crypto/digest'
import { assert } from '~/lib/shared/assert'
import { concatBytes, toBytes, type Bytes } from '~/lib/shared/bytes'
import { fail, ok, unwrap, type Failure, type Result } from '~/lib/shared/result'
import { namesOf, readErased } from '~/lib/vault/log/erasures'
import type { Replica } from '~/lib/vault/replica/replica'
import type { BlobRow } from '~/lib/vault/store/tables'
import { expectFiles } from './expectedFiles'
import type { RelayAddress } from '../connection/relayAddress'
import { dayMs } from '~/lib/shared/dates'

export interface BlobSession {
  readonly address: RelayAddress
  readonly token: string
}

export interface BlobTransferOptions {
  readonly replica: Replica
  readonly fetch: typeof globalThis.fetch
  readonly clock: { now(): number }
  /** SHA-256 of files somebody is about to look at: the review queue. */
  readonly wantFirst?: () => Promise<ReadonlySet<string>>
}

export interface BlobTransfer {
  connected(session: BlobSession): void
  disconnected(): void
  /** There may be something to move. */
  nudge(): void
  /** Somebody asks for it: what was given up or put off is tried now. */
  tryAgain(): void
  /**
   * Another relay, or one that lost something: everything that is here is offered again, and what the relay before it
   * said of a file is forgotten.
   */
  sendAll(): Promise<void>
  /** A file as the relay has it, encrypted and unchecked; for what has no row. */
  fetchEncrypted(file: Pick<BlobRow, 'id' | 'size'>): Promise<Result<readonly Uint8Array[]>>
  /** Files that wait for upload. */
  waiting(): Promise<number>
  /** Resolves when nothing is moving. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/** A file whose id and hash are those of its record, and what its encrypted form was made with. */
type Arrived = Required<Pick<BlobRow, 'id' | 'size' | 'bytes' | 'epoch' | 'salt'>>

/** Something came, and it is not the file. */
const wrongBytes: readonly string[] = ['wrongBlob', 'wrongHash', 'notAuthentic', 'malformed']
/** EV7: after this long a pending file counts as missing. */
export const pendingMs = 7 * dayMs
const attempts = 3
const firstWaitMs = 250
const mostWaitMs = 60_000

export function createBlobTransfer(options: BlobTransferOptions): BlobTransfer {
  // Called without `this`: a browser's fetch refuses another one.
  const { replica, clock, fetch } = options
  const { vault } = replica
  let session: BlobSession | undefined
  let running: Promise<void> | undefined
  let again = false
  let abort = new AbortController()
  /** What the relay would not give or take in this session; asked again in the next. */
  const givenUp = new Set<string>()
  /**
   * What was not there yet (its author may be uploading it at this moment) or met a broken line: tried again soon, then
   * less often.
   */
  const waits = new Map<string, { readonly tries: number; readonly at: number }>()
  let later: ReturnType<typeof setTimeout> | undefined

  async function run(): Promise<void> {
    do {
      again = false
      // What was given up is asked for again under a new id.
      for (const sha256 of await expectFiles(vault, replica.head().seq, clock.now())) {
        givenUp.delete(sha256)
        waits.delete(sha256)
      }
      for (let row = await nextUpload(); row && session; row = await nextUpload())
        await settleUpload(row, await attempt(() => upload(row!)))
      for (let row = await nextDownload(); row && session; row = await nextDownload())
        await settleDownload(row, await download(row))
      await markMissing()
    } while (again && session)
    askAgainLater()
  }

  function askAgainLater(): void {
    clearTimeout(later)
    if (!session || waits.size === 0) return
    const next = Math.min(...[...waits.values()].map(({ at }) => at))
    later = setTimeout(start, Math.max(50, next - clock.now()))
  }

  const nextUpload = async (): Promise<BlobRow | undefined> =>
    (await vault.blobs.where('upload').equals('waiting').toArray()).find(
      (row) => row.bytes && row.state !== 'corrupt' && isDue(row),
    )

  const isDue = ({ sha256 }: BlobRow): boolean => !givenUp.has(sha256) && (waits.get(sha256)?.at ?? 0) <= clock.now()

  /** Later again, or in another session, by what went wrong. */
  function putOff({ sha256 }: BlobRow, type: string): void {
    const tries = (waits.get(sha256)?.tries ?? 0) + 1
    if (['absent', 'lost', 'again'].includes(type))
      waits.set(sha256, { tries, at: clock.now() + Math.min(mostWaitMs, firstWaitMs * 2 ** Math.min(tries - 1, 16)) })
    else givenUp.add(sha256)
  }

  async function nextDownload(): Promise<BlobRow | undefined> {
    const rows = (await vault.blobs.where('state').anyOf('pending', 'missing', 'corrupt').toArray()).filter(isDue)
    if (rows.length < 2) return rows[0]
    const first = (await options.wantFirst?.()) ?? new Set()
    return rows.sort((a, b) => Number(first.has(b.sha256)) - Number(first.has(a.sha256)) || b.addedAt - a.addedAt)[0]
  }

  /** Broken lines are mended a few times; what the relay answers is final for this session. */
  async function attempt<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    for (let n = 1; ; n++) {
      try {
        const result = await work()
        if (result.ok || result.error.type !== 'again' || n === attempts) return result
      } catch (error) {
        if (n === attempts || !session) return fail('lost', `The file could not be moved: ${String(error)}`)
      }
    }
  }

  // ── Out ───────────────────────────────────────────────────────────────────────────────────────────────────────

  async function upload(row: BlobRow): Promise<Result<void>> {
    const total = encryptedSize(row.size)
    const known = await ask(row.id, { method: 'HEAD' })
    // A relay, or what stands before it, may answer anything with 200: the file it has is as long as this one.
    if (known.status === 200) return lengthIn(known, 'Content-Length') === total ? ok() : refused(known)
    if (known.status !== 404) return refused(known)
    let offset = Number(known.headers.get('Upload-Offset') ?? 0)
    let at = 0
    for await (const piece of pieces(row)) {
      const from = Math.max(0, offset - at)
      at += piece.length
      if (from >= piece.length) continue
      const body = toBytes(piece.subarray(from))
      const answer = await ask(row.id, {
        method: 'PUT',
        body,
        headers: { 'Content-Range': `bytes ${offset}-${offset + body.length - 1}/${total}` },
      })
      if (answer.status === 429)
        return fail(
          'again',
          'Your devices are sending many files at this moment. This one goes on when others are done.',
        )
      if (answer.status === 409) return fail('again', 'Another upload of the same file went on meanwhile.')
      if (answer.status !== 200 && answer.status !== 201 && answer.status !== 202) return refused(answer)
      if (answer.status !== 202) return lengthIn(answer, 'Upload-Offset') === total ? ok() : refused(answer)
      offset = Number(answer.headers.get('Upload-Offset') ?? at)
    }
    return fail('again', 'The relay did not say that the file is whole.')
  }

  /** The same bytes every time, made from the stored epoch and salt, so that an upload goes on where it broke. */
  async function* pieces(row: BlobRow): AsyncGenerator<Bytes> {
    const epochKey = replica.epochKey(row.epoch)
    assert(epochKey && row.bytes, 'a file waiting for upload has its bytes and the key it was promised under')
    const parts = encryptBlob(row.bytes, {
      epochKey,
      workspaceId: replica.workspaceId,
      epoch: row.epoch,
      salt: toBytes(row.salt),
    })
    let header: Bytes | undefined
    for (let part = await parts.next(); ; part = await parts.next()) {
      if (part.done) {
        assert(part.value === row.id, 'a file encrypts to the id that its record names')
        return
      }
      // The header is 25 bytes: it goes with the first chunk.
      if (header === undefined) header = part.value
      else {
        yield header.length > 0 ? concatBytes(header, part.value) : part.value
        header = new Uint8Array(0)
      }
    }
  }

  async function settleUpload(row: BlobRow, result: Result<void>): Promise<void> {
    if (!result.ok) return settleRefused(row, result.error)
    waits.delete(row.sha256)
    await vault.blobs.update(row.sha256, { upload: 'done', relayAnswered: undefined })
  }

  /** Asked again later; what the relay said stands beside the file. */
  async function settleRefused(row: BlobRow, { type, detail }: Failure): Promise<void> {
    putOff(row, type)
    if (typeof detail?.status === 'number') await vault.blobs.update(row.sha256, { relayAnswered: detail.status })
  }

  // ── In ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Under the first id whose bytes are those of the record. Where none is, the failure that leaves most hope. */
  async function download(row: BlobRow): Promise<Result<Arrived>> {
    const failures: Failure[] = []
    const erased = await readErased(vault, [row])
    for (const name of namesOf(row).filter(({ id }) => !erased.has(id))) {
      const arrived = await attempt(() => downloadAs(row, name))
      if (arrived.ok) return arrived
      failures.push(arrived.error)
    }
    return { ok: false, error: failures.find(({ type }) => !wrongBytes.includes(type)) ?? failures[0]! }
  }

  async function downloadAs(row: BlobRow, { id, size }: Pick<BlobRow, 'id' | 'size'>): Promise<Result<Arrived>> {
    const encrypted = await fetchWhole({ id, size })
    if (!encrypted.ok) return encrypted
    const parts: Bytes[] = []
    const opened = await decryptBlob(
      encrypted.value,
      {
        workspaceId: replica.workspaceId,
        id,
        epochKeyOf: (epoch) => Promise.resolve(replica.epochKey(epoch)),
      },
      (plaintext) => void parts.push(plaintext),
    )
    if (!opened.ok) return opened
    const bytes = new Blob(parts, { type: row.mime })
    const { epoch, salt } = unwrap(readBlobHeader(firstBytes(encrypted.value, blobHeaderBytes)))
    return (await sha256HexOf(bytes)) === row.sha256
      ? ok({ id, size: bytes.size, bytes, epoch, salt })
      : fail('wrongHash', 'The file is not the one its record names. It is not used; tell the owner.')
  }

  /** All bytes, going on by range where a line broke. */
  async function fetchWhole(row: Pick<BlobRow, 'id' | 'size'>): Promise<Result<readonly Uint8Array[]>> {
    const total = encryptedSize(row.size)
    const parts: Uint8Array[] = []
    let received = 0
    for (let breaks = 0; received < total;) {
      const answer = await ask(row.id, { headers: received > 0 ? { Range: `bytes=${received}-` } : {} })
      if (answer.status === 404)
        return fail('absent', 'The file has not arrived at the relay yet.', { detail: { status: 404 } })
      if ((answer.status !== 200 && answer.status !== 206) || !answer.body) return refused(answer)
      if (answer.status === 200) parts.length = received = 0
      const before = received
      let whole = true
      try {
        for (const reader = answer.body.getReader(); ;) {
          const { done, value } = await reader.read()
          if (done) break
          parts.push(value)
          received += value.length
          // No more is read than the file can have.
          if (received > total) {
            await reader.cancel()
            break
          }
        }
      } catch (error) {
        if (++breaks >= attempts || !session) throw error
        whole = false
      }
      // A relay that sends less or more than the file is: decrypting says so. A line that broke says nothing of the
      // file.
      if (whole && answer.status === 200 && received !== total) break
      if (received > total) break
      // A piece of nothing is an answer, too, and could be given for ever.
      if (whole && received === before && ++breaks >= attempts) break
    }
    return ok(parts)
  }

  async function settleDownload(row: BlobRow, result: Result<Arrived>): Promise<void> {
    if (!result.ok) {
      await settleRefused(row, result.error)
      // What was added here meanwhile is not what came.
      if (wrongBytes.includes(result.error.type))
        await vault.blobs
          .where('sha256')
          .equals(row.sha256)
          .and(({ state }) => state === row.state)
          .modify({ state: 'corrupt' })
      return
    }
    waits.delete(row.sha256)
    await vault.blobs.update(row.sha256, {
      ...result.value,
      state: 'present',
      upload: 'done',
      pendingSince: undefined,
      relayAnswered: undefined,
    })
  }

  async function markMissing(): Promise<void> {
    const limit = clock.now() - pendingMs
    await vault.blobs
      .where('state')
      .equals('pending')
      .and((row) => (row.pendingSince ?? row.addedAt) < limit)
      .modify({ state: 'missing' })
  }

  // ── Requests ──────────────────────────────────────────────────────────────────────────────────────────────────

  function ask(
    id: string,
    init: { readonly method?: string; readonly body?: Bytes; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<Response> {
    if (!session) return Promise.reject(new Error('no session'))
    const { address, token } = session
    return fetch(address.blobUrl(replica.workspaceId, id), {
      ...init,
      headers: { ...init.headers, Authorization: `Bearer ${token}` },
      signal: abort.signal,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    })
  }

  function start(): void {
    if (!session) return
    if (running) {
      again = true
      return
    }
    running = run()
      .catch((error: unknown) => console.error('files', error))
      .finally(() => {
        running = undefined
        if (again) start()
      })
  }

  return {
    connected(opened) {
      session = opened
      abort = new AbortController()
      givenUp.clear()
      waits.clear()
    },
    disconnected() {
      session = undefined
      clearTimeout(later)
      abort.abort()
    },
    nudge: start,
    tryAgain() {
      givenUp.clear()
      waits.clear()
      start()
    },
    async sendAll() {
      await vault.blobs.where('upload').equals('waiting').modify({ relayAnswered: undefined })
      await vault.blobs
        .where('upload')
        .equals('done')
        .and(({ bytes, salt, state }) => bytes !== undefined && state !== 'corrupt' && salt.length === 16)
        .modify({ upload: 'waiting' })
    },
    fetchEncrypted: (file) => attempt(() => fetchWhole(file)),
    waiting: () =>
      vault.blobs
        .where('upload')
        .equals('waiting')
        .and((row) => row.bytes !== undefined && row.state !== 'corrupt' && !givenUp.has(row.sha256))
        .count(),
    async idle() {
      while (running) await running
    },
    async stop() {
      session = undefined
      clearTimeout(later)
      abort.abort()
      while (running) await running
    },
  }
}

function firstBytes(parts: readonly Uint8Array[], length: number): Uint8Array {
  const few: Uint8Array[] = []
  for (let held = 0; held < length && few.length < parts.length; held += few.at(-1)!.length)
    few.push(parts[few.length]!)
  return concatBytes(...few).subarray(0, length)
}

const lengthIn = (answer: Response, header: string): number => Number(answer.headers.get(header) ?? NaN)

const refused = (answer: Response): Result<never> =>
  answer.status === 401
    ? fail('lost', 'The session with the relay ended.')
    : fail('refused', `The relay did not take the request for a file (${answer.status}).`, {
        detail: { status: answer.status },
      })
