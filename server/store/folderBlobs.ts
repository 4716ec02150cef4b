/**
 * Encrypted files in a folder: `<workspace>/<id>`, with `.part` while it is being received, `.by` for the device
 * that uploads and `.gone` once erased. Received bytes are synced, checked against the id, and only then renamed
 * into place, so a file under its id is always whole and always the right one.
 */

import { createReadStream } from 'node:fs'
import { mkdir, open, readFile, readdir, rename, rm, stat as statFile, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { verifyBlobId } from '../../lib/crypto/blobs'
import { fail, ok, type Result } from '../../lib/shared/result'
import type { BlobPiece, BlobRef, BlobState, BlobStore } from './blobStore'

/** One upload at a time per blob: a retry ends the half-open connection before it. */
interface Upload {
  readonly stop: () => void
  readonly done: Promise<unknown>
}

export function createFolderBlobs({ folder }: { readonly folder: string }): BlobStore {
  const uploads = new Map<string, Upload>()
  const usages = new Map<string, Promise<number>>()
  const workspaceFolder = (workspaceId: string): string => join(folder, checkedHex(workspaceId))
  const pathOf = ({ workspaceId, id }: BlobRef): string => join(workspaceFolder(workspaceId), checkedHex(id))

  async function stat(ref: BlobRef): Promise<BlobState> {
    const path = pathOf(ref)
    if ((await sizeOf(`${path}.gone`)) !== undefined) return { state: 'erased' }
    const size = await sizeOf(path)
    if (size !== undefined) return { state: 'stored', size, uploadedBy: await readFile(`${path}.by`, 'utf8') }
    const received = await sizeOf(`${path}.part`)
    return received === undefined ? { state: 'absent' } : { state: 'uploading', received }
  }

  function write(ref: BlobRef, piece: BlobPiece): Promise<Result<BlobState>> {
    const path = pathOf(ref)
    const before = uploads.get(path)
    before?.stop()
    let stopped = false
    const done = (async () => {
      await before?.done.catch(() => undefined)
      usages.delete(ref.workspaceId)
      return receive(ref, path, piece, () => stopped)
    })()
    const upload: Upload = { stop: () => { stopped = true }, done }
    uploads.set(path, upload)
    return done.finally(() => {
      usages.delete(ref.workspaceId)
      if (uploads.get(path) === upload) uploads.delete(path)
    })
  }

  async function receive(ref: BlobRef, path: string, piece: BlobPiece, isStopped: () => boolean): Promise<Result<BlobState>> {
    const now = await stat(ref)
    if (now.state === 'stored') return ok(now)
    if (now.state === 'erased') return fail('erased', 'This file was erased by its author or an owner and is not taken again.')
    const received = now.state === 'uploading' ? now.received : 0
    if (piece.offset !== received) {
      return fail('wrongOffset', `The upload goes on at byte ${received}, not ${piece.offset}.`, { detail: { received } })
    }
    await mkdir(workspaceFolder(ref.workspaceId), { recursive: true })
    // 'a' creates the file and never overwrites what an earlier attempt left.
    const file = await open(`${path}.part`, 'a')
    try {
      if (received === 0) await writeFile(`${path}.by`, piece.uploadedBy)
      const appended = await appendBody(file, piece, received, isStopped)
      if (!appended.ok) return appended
      await file.sync()
      if (appended.value < piece.total) return ok({ state: 'uploading', received: appended.value })
    } finally {
      await file.close()
    }
    return publish(ref, path, piece.total)
  }

  async function publish(ref: BlobRef, path: string, size: number): Promise<Result<BlobState>> {
    if (!(await verifyBlobId(createReadStream(`${path}.part`), ref.id)).ok) {
      await rm(`${path}.part`)
      return fail('wrongContent', 'The bytes received are not the file with this id. They were dropped; upload it again.')
    }
    await syncFile(`${path}.by`)
    await rename(`${path}.part`, path)
    await syncFile(workspaceFolder(ref.workspaceId))
    return ok({ state: 'stored', size, uploadedBy: await readFile(`${path}.by`, 'utf8') })
  }

  async function erase(ref: BlobRef): Promise<void> {
    const path = pathOf(ref)
    uploads.get(path)?.stop()
    await uploads.get(path)?.done.catch(() => undefined)
    await mkdir(workspaceFolder(ref.workspaceId), { recursive: true })
    await writeFile(`${path}.gone`, '')
    for (const file of [path, `${path}.part`, `${path}.by`]) await rm(file, { force: true })
    await syncFile(workspaceFolder(ref.workspaceId))
    usages.delete(ref.workspaceId)
  }

  async function measure(workspaceId: string): Promise<number> {
    const names = await readdir(workspaceFolder(workspaceId)).catch(absentAs<string[]>([]))
    const sizes = await Promise.all(names.map((name) => sizeOf(join(workspaceFolder(workspaceId), name))))
    return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
  }

  return {
    open: async () => void (await mkdir(folder, { recursive: true })),
    stat,
    write,
    async read(ref, range) {
      const found = await stat(ref)
      return found.state === 'stored' ? createReadStream(pathOf(ref), { start: range.from, end: range.to }) : undefined
    },
    erase,
    usage(workspaceId) {
      const known = usages.get(workspaceId) ?? measure(workspaceId)
      usages.set(workspaceId, known)
      return known
    },
  }
}

/** The number of bytes now in the file. What arrived before a break stays. */
async function appendBody(file: FileHandle, piece: BlobPiece, received: number, isStopped: () => boolean): Promise<Result<number>> {
  let size = received
  try {
    for await (const bytes of piece.body) {
      if (isStopped()) return fail('takenOver', 'The same file is being uploaded by another request.')
      if (size + bytes.length > piece.total) return fail('tooLong', 'More bytes arrived than were announced.')
      await file.appendFile(bytes)
      size += bytes.length
    }
  } catch (error) {
    await file.sync()
    return fail('interrupted', `The upload broke off at byte ${size}.`, { detail: { received: size, cause: String(error) } })
  }
  return ok(size)
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const sizeOf = async (path: string): Promise<number | undefined> =>
  (await statFile(path).catch(absentAs(undefined)))?.size

/** The value that stands for a file that isn't there; any other error is thrown on. */
const absentAs = <T>(value: T) => (error: NodeJS.ErrnoException): T => {
  if (error.code === 'ENOENT') return value
  throw error
}

/** Names of files come from requests: nothing but 64 digits ever reaches the disk. */
function checkedHex(text: string): string {
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error('not an id of 64 hexadecimal digits')
  return text
}
