/** A level log is not all: what is said in every place while files wait or were refused, in both languages. */

import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import EvidenceViewer from '~/components/evidence/files/EvidenceViewer.vue'
import PopupApp from '~/components/popup/PopupApp.vue'
import PopupHead from '~/components/popup/PopupHead.vue'
import FilesNote from '~/components/shell/sync/FilesNote.vue'
import SyncFoot from '~/components/shell/sync/SyncFoot.vue'
import SyncSection from '~/components/workspace/sync/SyncSection.vue'
import { eraseLines } from '~/components/workspace/eraseLines'
import { noFiles } from '~/lib/vault/views/filesOut'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { BlobRow, SyncStatus, Vault } from '~/lib/vault/store/tables'
import { demoSurface, text, type DemoSurface } from '../demoSurface'

vi.mock('@nuxt/ui/components/Button.vue', async () => (await import('../uiParts')).buttonPart)
vi.mock('@nuxt/ui/components/Modal.vue', async () => (await import('../uiParts')).dialogPart)
vi.mock('@nuxt/ui/components/DropdownMenu.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('~/components/workspace/members/MemberTable.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('~/components/popup/capture/CaptureTab.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('~/components/popup/ReviewTab.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('~/components/popup/ReadinessLine.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('~/components/evidence/files/SafeFile.vue', async () => (await import('../uiParts')).closedPart)

let surface: DemoSurface
let vault: Vault
beforeAll(async () => {
  surface = await demoSurface()
  vault = surface.inPage(() => useSession().vault!)
  const synced: SyncStatus = { state: 'synced', headSeq: 12, relayUrl: 'wss://relay.example', syncedAt: 0 }
  await vault.meta.put({ key: 'sync', value: synced })
  await vi.waitFor(() => expect(surface.inPage(() => useSession().sync?.state)).toBe('synced'))
})
afterAll(() => surface.close())

const row = (sha256: string, more: Partial<BlobRow> = {}): BlobRow => ({
  sha256,
  id: sha256,
  size: 3,
  mime: 'image/png',
  bytes: new Blob(['abc']),
  state: 'present',
  epoch: 1,
  salt: new Uint8Array(16),
  upload: 'waiting',
  addedAt: 0,
  ...more,
})
async function places(
  waiting: number,
  refused: number,
  locale: 'en' | 'de',
  full = false,
  damaged = 0,
): Promise<readonly string[]> {
  await vi.waitFor(() => expect(surface.inPage(() => useSession().files)).toEqual({ waiting, refused, full, damaged }))
  const drawn = await Promise.all([
    surface.draw(SyncSection, {}, locale),
    surface.draw(SyncFoot, { narrow: false }, locale),
    surface.draw(PopupHead, {}, locale),
    surface.draw(FilesNote, { brief: true }, locale),
  ])
  return drawn.map(text)
}

it('files that wait are on their way: heading, foot and popup', async () => {
  await vault.blobs.bulkPut([row('a'), row('b')])
  const [centre, foot, popup, note] = await places(2, 0, 'en')
  expect(centre).toMatch(
    /^2 files are on their way The log is level with relay\.example at .*; not all files are there yet\./,
  )
  expect([foot, popup, note]).toEqual([
    expect.stringMatching(/^2 files wait/),
    expect.stringContaining('2 files wait'),
    '',
  ])
  const [zentrum, fuss, aufsatz] = await places(2, 0, 'de')
  expect(zentrum).toMatch(
    /^2 Dateien sind unterwegs Das Protokoll war um .* gleichauf mit relay\.example; noch sind nicht alle Dateien dort\./,
  )
  expect([fuss, aufsatz]).toEqual([
    expect.stringMatching(/^2 Dateien warten/),
    expect.stringContaining('2 Dateien warten'),
  ])
})

it('files that the relay has no room for say so, and what to do', async () => {
  await vault.blobs.update('a', { relayAnswered: 413 })
  const [centre, foot, popup, note] = await places(2, 1, 'en', true)
  expect(centre).toMatch(/^The relay has no room for one file The log is level/)
  expect(centre).toContain(
    'relay.example has no room for 1 file On this device only: others see the record, but not its file. Ask whoever runs relay.example to raise the limit for files, then choose Try now in the sync centre.',
  )
  expect(note).toMatch(
    /^relay\.example has no room for 1 file On this device only: .* Ask whoever runs relay\.example .* What to do$/,
  )
  expect([foot, popup]).toEqual([
    expect.stringMatching(/^Relay full, 1 file waits/),
    expect.stringContaining('Relay full, 1 waits'),
  ])
  const [zentrum, fuss, aufsatz] = await places(2, 1, 'de', true)
  expect(zentrum).toMatch(/^Das Relay hat keinen Platz für eine Datei Das Protokoll/)
  expect(zentrum).toContain(
    'relay.example hat keinen Platz für 1 Datei Nur auf diesem Gerät: Andere sehen den Eintrag, aber nicht seine Datei. Bitten Sie den Betreiber von relay.example, die Grenze für Dateien anzuheben, und wählen Sie dann „Jetzt versuchen“ im Abgleich.',
  )
  expect([fuss, aufsatz]).toEqual([
    expect.stringMatching(/^Relay voll, 1 Datei wartet/),
    expect.stringContaining('Relay voll, 1 wartet'),
  ])
})

it('files that it refused otherwise, too; and all is in the log again once they are out', async () => {
  await vault.blobs.update('a', { relayAnswered: 403 })
  expect(await places(2, 1, 'en')).toEqual([
    expect.stringMatching(
      /^The relay did not take one file .* relay\.example did not take 1 file .*Choose Try now in the sync centre\. If it is refused again, ask whoever runs relay\.example\./,
    ),
    expect.stringMatching(/^Relay refused 1 file/),
    expect.stringContaining('1 file refused'),
    expect.stringContaining('did not take 1 file'),
  ])
  expect((await places(2, 1, 'de'))[0]).toMatch(
    /^Das Relay nimmt eine Datei nicht an .*Lehnt das Relay wieder ab, fragen Sie den Betreiber von relay\.example\./,
  )
  await vault.blobs.bulkPut([row('a', { upload: 'done' }), row('b', { upload: 'done' })])
  expect(await places(0, 0, 'en')).toEqual([
    expect.stringMatching(/^Everything is in the shared log Level with relay\.example/),
    expect.stringMatching(/^Synced/),
    expect.anything(),
    '',
  ])
})

it('files that were changed or lost here before they went out are not said to be in the log', async () => {
  await vault.blobs.bulkPut([row('a', { state: 'corrupt' }), row('b', { bytes: undefined, state: 'pending' })])
  const [centre, foot, popup, note] = await places(0, 0, 'en', false, 2)
  expect(centre).toMatch(
    /^2 files were lost or changed before they went out The log is level with relay\.example at .*; not all files are there yet\./,
  )
  expect(centre).toContain(
    '2 files were lost or changed on this device before they went out Others see the record, but not its file, and relay.example never had it. If you have the file elsewhere, upload it again',
  )
  expect([foot, popup, note]).toEqual([
    expect.stringMatching(/^2 files lost or changed here/),
    expect.stringContaining('2 files lost'),
    expect.stringMatching(/^2 files lost before they were sent Others see/),
  ])
  // A reason to keep this browser profile is not hidden by a loss.
  await vault.blobs.put(row('c', { relayAnswered: 413 }))
  const [both, , , notes] = await places(1, 1, 'en', true, 2)
  for (const said of [
    '2 files were lost or changed on this device',
    'relay.example has no room for 1 file',
    'Keep this browser profile until the files are out.',
  ])
    expect(both).toContain(said)
  for (const said of ['2 files lost before they were sent', 'relay.example has no room for 1 file'])
    expect(notes).toContain(said)
  await vault.blobs.delete('c')
  expect((await places(0, 0, 'de', false, 2))[0]).toMatch(
    /^2 Dateien gingen verloren oder wurden geändert, bevor sie hinausgingen .*relay\.example hatte sie nie\./,
  )
  await vault.blobs.bulkDelete(['a', 'b'])
})

it('the note keeps the place its surroundings give it', async () => {
  await vault.blobs.put(row('c', { relayAnswered: 413 }))
  await places(1, 1, 'en', true)
  for (const brief of [true, false])
    expect(await surface.draw(FilesNote, { brief, class: 'mt-4' }, 'en')).toMatch(/^<div class="[^"]*mt-4/)
  await vault.blobs.delete('c')
})

it('the popup names lost files also while the relay is in trouble, which does not explain them', async () => {
  const draw = async (): Promise<string> => text(await surface.draw(PopupApp, {}, 'en'))
  await vault.meta.put({
    key: 'sync',
    value: {
      state: 'offline',
      headSeq: 12,
      relayUrl: 'wss://relay.example',
      syncedAt: 0,
      trouble: { type: 'unreachable', host: 'relay.example' },
    } as SyncStatus,
  })
  await vault.blobs.bulkPut([row('a', { state: 'corrupt' }), row('b', { relayAnswered: 413 })])
  await vi.waitFor(() =>
    expect(surface.inPage(() => [useSession().sync?.trouble?.type, useSession().files?.damaged])).toEqual([
      'unreachable',
      1,
    ]),
  )
  for (const said of ['Not reachable: relay.example', '1 file lost before it was sent'])
    expect(await draw()).toContain(said)
  await vault.blobs.delete('a')
  await vi.waitFor(() => expect(surface.inPage(() => useSession().files?.damaged)).toBe(0))
  expect(await draw()).not.toContain('no room')
  await vault.blobs.delete('b')
})

it('the viewer says what the relay answered, as its word alone, and what to do about a lack of room', async () => {
  const view = (relayAnswered: number) => ({
    row: { id: 'ev_1', kind: 'evidence', ref: 'EV-1', title: 'A picture', files: {} },
    blobs: 'present',
    relayAnswered,
  })
  expect(text(await surface.draw(EvidenceViewer, { view: view(413) }, 'en'))).toContain(
    'The relay answered 413: it has no room for this file. That is the relay’s word alone: the file stays on this device. Ask whoever runs the relay to raise the limit for files, then choose Try now in the sync centre.',
  )
  expect(text(await surface.draw(EvidenceViewer, { view: view(413) }, 'de'))).toContain(
    'Bitten Sie den Betreiber des Relays, die Grenze für Dateien anzuheben',
  )
  for (const status of [410, 404, 403])
    expect(text(await surface.draw(EvidenceViewer, { view: view(status) }, 'en'))).toContain(
      `The relay answered ${status}. That is the relay’s word alone`,
    )
})

it('who removes a workspace from this device is told of files that are nowhere else, although every change is out', () => {
  const status: SyncStatus = { state: 'synced', headSeq: 12, relayUrl: 'wss://relay.example', syncedAt: 0 }
  const files = { ...noFiles, waiting: 2, refused: 1, full: true }
  expect(eraseLines({ demo: false, status, waiting: 0, files })).toEqual([
    { key: 'remains', n: 0 },
    { key: 'files', n: 2 },
  ])
  expect(eraseLines({ demo: false, status, waiting: 3, files: noFiles })).toEqual([
    { key: 'remains', n: 0 },
    { key: 'waiting', n: 3 },
  ])
  expect(eraseLines({ demo: false, status: undefined, waiting: 0, files })).toEqual([{ key: 'alone', n: 0 }])
  expect(eraseLines({ demo: true, status, waiting: 3, files })).toEqual([{ key: 'demo', n: 0 }])
})
