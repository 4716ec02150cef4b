/**
 * Whoever meets bytes that are not the file has it marked; a good file is marked by no disk, race or relay for good.
 */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createPinia } from 'pinia'
import { createApp, effectScope } from 'vue'
import { useCaptureRecord } from '~/components/evidence/files/useCaptureRecord'
import { provideSurroundings } from '~/lib/live/engine/engine'
import { useReadFile } from '~/lib/live/evidence/useFile'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { storeFiles } from '~/lib/engine/commands/evidence/evidenceFiles'
import { ok, unwrap } from '~/lib/shared/result'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { createBlobTransfer } from '~/lib/sync/blobs/blobTransfer'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { readFile } from '~/lib/vault/store/fileBytes'
import { openDeviceDb, type DeviceDb } from '~/lib/vault/store/deviceDb'
import { readFilesOut } from '~/lib/vault/views/filesOut'
import { closeEverybody, createWorld, foundBy, random, type Person, type World } from '../../vault/support/person'

const good = new Blob(['a list of backups'])
const other = new Blob(['a list of nothing'])
let world: World
let alice: Person
let sha256: string
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
  sha256 = await add()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await closeEverybody()
})

async function add(): Promise<string> {
  const context = {
    workspaceId: world.workspaceId,
    vault: alice.vault,
    replica: alice.replica,
    random,
    clock: { now: () => world.now },
  }
  const [file] = unwrap(
    await storeFiles(context, [{ name: 'list.txt', mime: 'text/plain', part: 'original', bytes: good }]),
  )
  await alice.vault.blobs.put(file!.row)
  return file!.row.sha256
}
const look = () => alice.must('integrity.look', { sha256 })
const state = async (): Promise<string | undefined> => (await alice.vault.blobs.get(sha256))?.state

describe('a look at a file', () => {
  test('that the disk could not read once leaves it good, and on its way out', async () => {
    const read = vi
      .spyOn(Blob.prototype, 'arrayBuffer')
      .mockRejectedValueOnce(new DOMException('busy', 'NotReadableError'))
    await look()
    expect(read).toHaveBeenCalled()
    expect(await state()).toBe('present')
    expect(await readFile(alice.vault, sha256)).toMatchObject({ type: 'here' })
    expect(await readFilesOut(alice.vault)).toMatchObject({ waiting: 1, damaged: 0 })
  })

  test.each([
    ['a second look', look],
    ['"Verify integrity"', () => alice.must('integrity.verify', null)],
  ])('that found other bytes is taken back by %s once the bytes are the file again', async (_, again) => {
    await alice.vault.blobs.update(sha256, { bytes: other })
    await look()
    expect(await state()).toBe('corrupt')
    await again()
    expect(await state()).toBe('corrupt')
    await alice.vault.blobs.update(sha256, { bytes: good })
    await again()
    expect(await state()).toBe('present')
  })

  test('does not mark good bytes that arrive while it hashes the old ones', async () => {
    await alice.vault.blobs.update(sha256, { bytes: other, state: 'corrupt' })
    const digest = crypto.subtle.digest.bind(crypto.subtle)
    vi.spyOn(crypto.subtle, 'digest').mockImplementationOnce(async (how, data) => {
      const hash = await digest(how, data)
      await alice.vault.blobs.update(sha256, { bytes: good, state: 'present', upload: 'done' })
      return hash
    })
    await look()
    expect(await state()).toBe('present')
  })

  test('two hundred at a time mark it once', async () => {
    await alice.vault.blobs.update(sha256, { bytes: other })
    await Promise.all(Array.from({ length: 200 }, look))
    expect(await state()).toBe('corrupt')
  })

  test.each([['__proto__'], ['constructor'], [''], ['x'.repeat(1e6)], [{ state: 'present' }], [['a']], [5]])(
    'at what is no hash (%#) changes nothing',
    async (nonsense) => {
      const before = await alice.vault.blobs.toArray()
      await alice.run('integrity.look', { sha256: nonsense } as never)
      expect((await alice.vault.blobs.toArray()).map(({ sha256: hash, state: now }) => [hash, now])).toEqual(
        before.map(({ sha256: hash, state: now }) => [hash, now]),
      )
    },
  )
})

test('a relay that keeps its answer back and then sends something else marks no file that was added here meanwhile', async () => {
  const { bytes: _, ...rest } = (await alice.vault.blobs.get(sha256))!
  await alice.vault.blobs.put({ ...rest, state: 'pending', upload: 'none', pendingSince: world.now })
  let answer: (response: Response) => void = () => undefined
  const asked: string[] = []
  const transfer = createBlobTransfer({
    replica: alice.replica,
    clock: { now: () => world.now },
    fetch: ((_url: string, { method = 'GET' }: RequestInit) => {
      asked.push(method)
      return method === 'GET'
        ? new Promise<Response>((resolve) => (answer = resolve))
        : Promise.resolve(new Response(null, { status: 404 }))
    }) as never,
  })
  transfer.connected({ address: unwrap(relayAddress('https://relay.example')), token: 't' })
  transfer.nudge()
  await vi.waitFor(() => expect(asked).toEqual(['GET']))
  await add()
  answer(new Response('garbage', { status: 200 }))
  await transfer.idle()
  await transfer.stop()
  expect(await state()).toBe('present')
  expect(await readFile(alice.vault, sha256)).toMatchObject({ type: 'here' })
  expect(await readFilesOut(alice.vault)).toMatchObject({ damaged: 0 })
})

describe('a page that meets other bytes', () => {
  let deviceDb: DeviceDb
  let sent: unknown[][]
  let inPage: <T>(work: () => T) => T
  beforeEach(async () => {
    deviceDb = openDeviceDb()
    await deviceDb.workspaces.bulkPut(
      ['one', 'two'].map((id) => ({
        id,
        name: id,
        hue: 0,
        demo: false,
        clockOffset: 0,
        createdAt: 0,
        openedAt: 1,
        state: 'open' as const,
        kitConfirmed: true,
      })),
    )
    sent = []
    const run = async (...command: unknown[]) => (sent.push(command), ok(null))
    const app = createApp({ render: () => null }).use(createPinia())
    provideSurroundings(app, {
      client: { workspaceId: null, run, onBroken: () => () => {} },
      platform: {},
      deviceDb,
      now: () => world.now,
    } as never)
    inPage = (work) => app.runWithContext(work)
    Object.assign(inPage(useSession), { vault: alice.vault, workspaceId: 'one' })
    await alice.vault.blobs.update(sha256, { bytes: other })
  })
  afterEach(() => deviceDb.close())

  test('has them marked where the record of a capture is shown beside its seal, too', async () => {
    const scope = effectScope()
    const record = scope.run(() =>
      inPage(() => useCaptureRecord(() => ({ id: 'ev_1', captureRecord: { sha256 } }) as unknown as Evidence)),
    )!
    await vi.waitFor(() => expect(sent.map(([name, input]) => [name, input])).toEqual([['integrity.look', { sha256 }]]))
    expect(record.value).toBeUndefined()
    scope.stop()
  })

  test('has them marked in the workspace that they lie in, although another was opened meanwhile', async () => {
    const reading = inPage(useReadFile)(sha256)
    inPage(useSession).workspaceId = 'two'
    await reading
    expect(sent).toEqual([['integrity.look', { sha256 }, expect.objectContaining({ workspaceId: 'one' })]])
  })
})
