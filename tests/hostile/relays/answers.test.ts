/** Answers of a relay that never end, or never begin: a device gives them up. */

import { afterEach, expect, it } from 'vitest'
import { unwrap } from '~/lib/shared/result'
import { foundDevice, type Device } from '../../sync/support/device'
import { startRelay, until, type TestRelay } from '../../sync/support/relay'

let device: Device | undefined
let relay: TestRelay | undefined
afterEach(async () => {
  await device?.stop()
  await relay?.close()
})

it.each([
  ['a piece of nothing, for ever', 206, () => new Uint8Array(0), 20],
  ['more than the file can have, without an end', 200, () => new Uint8Array(100_000), 1],
])('a file whose relay sends %s is given up, and the engine goes on', async (_what, status, piece, most) => {
  relay = await startRelay()
  let asked = 0
  let pulled = 0
  device = await foundDevice('Alice', {
    fetch: (url, init) => {
      if (init?.method !== undefined) return fetch(url, init)
      asked++
      const ends = piece().length === 0
      return Promise.resolve(
        new Response(
          new ReadableStream({
            pull: (controller) => {
              pulled += piece().length
              if (ends) controller.close()
              else controller.enqueue(piece())
            },
          }),
          { status },
        ),
      )
    },
  })
  unwrap(await device.sync.connectRelay(relay.url))
  await until(() => device!.status()?.state === 'synced', 'synced')
  const file = { sha256: 'ab'.repeat(32), id: 'cd'.repeat(32), size: 5_000, mime: 'image/png' }
  await device.create('evidence', {
    'title': 'A picture',
    'files/picture.png': { blob: file, mime: 'image/png', size: 5_000, part: 'original' } as never,
  })
  await until(() => asked > 0, 'asked')
  await device.sync.stop()
  expect(asked).toBeLessThanOrEqual(most)
  expect(pulled).toBeLessThan(1_000_000)
  expect((await device.vault.blobs.get(file.sha256))?.bytes).toBeUndefined()
})
