/** The list of exports says of each what its own list says, where that is the file that was filed. */

import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { infoName, packInfoText } from '~/components/pack/packInfo'
import { usePacks } from '~/components/pack/usePacks'
import { manifestName } from '~/lib/isms/pack/selection'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { kindTable } from '~/lib/vault/store/tables'
import { demoSurface, type DemoSurface } from '../demoSurface'

let surface: DemoSurface
beforeAll(async () => {
  surface = await demoSurface()
})
afterAll(() => surface.close())

it('bytes that are not the list that was filed say nothing of a pack', async () => {
  const vault = surface.inPage(() => useSession().vault!)
  const text = packInfoText({
    v: 1,
    description: 'Audit of May',
    selection: { by: 'evidence', ids: [] },
    manifestHash: 'a'.repeat(64),
    zipBytes: 10,
    summary: { evidence: 3, leftOut: [] },
  } as never)
  const sha256 = createHash('sha256').update(text).digest('hex')
  const blob = { sha256, id: 'b'.repeat(64), size: text.length, mime: 'application/json' }
  const file = (hash: string) => ({
    blob: { ...blob, sha256: hash },
    mime: blob.mime,
    size: blob.size,
    part: 'original',
  })
  const held = {
    ...blob,
    bytes: new Blob([text]),
    state: 'present' as const,
    epoch: 1,
    salt: new Uint8Array(16),
    upload: 'done' as const,
    addedAt: 0,
  }
  await vault.blobs.put(held)
  const some = (await kindTable(vault, 'evidence')
    .filter(({ archivedOn }) => archivedOn === undefined)
    .first())!
  await kindTable(vault, 'evidence').put({
    ...some,
    id: 'ev_pack',
    ref: 'EV-900',
    source: 'generated',
    files: { [manifestName]: file('a'.repeat(64)), [infoName]: file(sha256) },
  } as never)
  const packs = surface.inPage(() => usePacks())
  const info = () => packs.value?.find(({ row }) => row.id === 'ev_pack')?.info
  await vi.waitFor(() => expect(packs.value?.map(({ row }) => row.id)).toContain('ev_pack'))
  await vi.waitFor(() => expect(info()?.summary.evidence).toBe(3))
  await vault.blobs.put({ ...held, bytes: new Blob([text.replace('"evidence": 3', '"evidence": 300')]) })
  await vi.waitFor(() =>
    expect(packs.value?.map(({ row, info: said }) => [row.id, said])).toContainEqual(['ev_pack', undefined]),
  )
  await vault.blobs.put(held)
  await vi.waitFor(() => expect(info()?.summary.evidence).toBe(3))
})
