/**
 * The words of what an owner seldom sees: a new recovery kit, a device in doubt, what was not accepted, clocks that
 * disagree.
 */

import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { clockWords } from '~/components/record/history/clockWords'
import DoubtDialog from '~/components/workspace/sync/DoubtDialog.vue'
import GoneDevices from '~/components/workspace/members/GoneDevices.vue'
import NewKeyDialog from '~/components/workspace/keys/NewKeyDialog.vue'
import NewKitDialog from '~/components/workspace/keys/NewKitDialog.vue'
import RecoverySection from '~/components/workspace/keys/RecoverySection.vue'
import RefusedEntry from '~/components/workspace/sync/RefusedEntry.vue'
import { createMessages } from '~/components/i18n'
import { de } from '~/components/i18n/de'
import { en } from '~/components/i18n/en'
import { useFreshKit } from '~/lib/live/workspace/freshKitStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { DeviceRow, RefusedRow } from '~/lib/vault/store/tables'
import { demoSurface, text, type DemoSurface } from '../demoSurface'

vi.mock('@nuxt/ui/components/Button.vue', async () => (await import('../uiParts')).buttonPart)
vi.mock('@nuxt/ui/components/Modal.vue', async () => (await import('../uiParts')).dialogPart)

let surface: DemoSurface
let device: DeviceRow
let name: string
beforeAll(async () => {
  surface = await demoSurface()
  const memberId = surface.inPage(() => useSession().members!.find(({ personId }) => personId !== undefined)!.memberId)
  name = surface.inPage(() => useSession().memberName(memberId))
  const day = Date.parse('2026-05-12T12:00:00.000Z')
  device = {
    deviceId: 'd_gone',
    memberId,
    code: 'B',
    active: false,
    since: 0,
    until: day,
    own: false,
    compromisedSince: Date.parse('2026-05-03T00:00:00.000Z'),
  }
  const own: DeviceRow = { deviceId: 'd_own', memberId, code: '', active: true, since: 0, own: true }
  await surface.inPage(() =>
    useSession().vault!.devices.bulkPut([
      own,
      device,
      { ...device, deviceId: 'd_other', code: 'C', until: day - 86_400_000, compromisedSince: day },
    ]),
  )
  await surface.inPage(() => useSession().vault!.members.update(memberId, { role: 'owner' }))
  await vi.waitFor(() =>
    expect(surface.inPage(() => [useSession().devices?.length, useSession().role])).toEqual([3, 'owner']),
  )
})
afterAll(() => surface.close())

it('a new kit: what it does to the old one and to backups, and that the words are shown once', async () => {
  const open = (locale: 'en' | 'de', failed?: string) =>
    surface.draw(NewKitDialog, { open: true, busy: false, failed }, locale).then(text)
  expect(await open('en', 'The disk is full.')).toBe(
    'Make a new recovery kit? For when the page is lost, was never printed, or somebody else may have seen it. The old kit’s words can’t open anything written from now on, and can’t bring anybody back. Backup files written earlier still open with the old words. Write a new backup afterwards. The new words are shown once. Have a printer or pen and paper at hand. The disk is full. Keep the old kit Make the new kit',
  )
  expect(await open('de')).toBe(
    'Neuen Wiederherstellungsbogen erstellen? Nötig, wenn das Blatt verloren ist, nie gedruckt wurde oder jemand anderes es gesehen haben könnte. Die Wörter des alten Bogens öffnen nichts, was ab jetzt geschrieben wird, und mit ihnen kehrt niemand mehr zurück. Ältere Sicherungsdateien öffnen sich weiter mit den alten Wörtern. Schreiben Sie danach eine neue. Die neuen Wörter werden einmal gezeigt. Halten Sie einen Drucker oder Stift und Papier bereit. Alten Bogen behalten Neuen Bogen erstellen',
  )
  expect(await surface.draw(NewKitDialog, { open: false, busy: false, failed: undefined }, 'en').then(text)).toBe('')
})

it('a new key: asks first, with what stays readable to whoever had the old one', async () => {
  const open = (locale: 'en' | 'de') => surface.draw(NewKeyDialog, { open: true }, locale).then(text)
  for (const [locale, said] of [
    ['en', en.workspace.keys],
    ['de', de.workspace.keys],
  ] as const)
    for (const key of ['askTitle', 'askBody', 'askOld', 'keep', 'new'] as const)
      expect(await open(locale)).toContain(text(said[key]))
  expect(await surface.draw(NewKeyDialog, { open: false }, 'en').then(text)).toBe('')
})

it('the sheet of a kit just made: its 24 words, whose workspace it opens, and that they are shown once', async () => {
  const words = Array.from({ length: 24 }, (_, n) => `word${n + 1}`)
  const workspaceId = surface.inPage(() => useSession().workspaceId!)
  surface.inPage(() =>
    useFreshKit().show({
      words,
      confirmPositions: [2, 9, 17],
      workspaceId,
      createdAt: Date.parse('2026-05-12T12:00:00.000Z'),
    } as never),
  )
  const drawn = text(await surface.draw(RecoverySection, {}, 'en'))
  expect(words.filter((word) => !new RegExp(`\\b${word}\\b`).test(drawn))).toEqual([])
  expect(drawn).toContain(text(en.start.kit.once))
  expect(drawn).toContain(workspaceId)
  expect(text(await surface.draw(RecoverySection, {}, 'de'))).toContain(text(de.start.kit.once))
  surface.inPage(() => useFreshKit().forget())
  expect(text(await surface.draw(RecoverySection, {}, 'en'))).not.toContain('word1')
})

it('removed devices: whose, when they left, and since when what they signed is in doubt', async () => {
  const drawn = text(await surface.draw(GoneDevices, {}, 'en'))
  expect(drawn).toMatch(/^Removed devices 2 /)
  expect(drawn).toContain(`${name}`)
  expect(drawn).toMatch(/removed 12 May 2026 , in doubt since 3 May 2026 Change…/)
  expect(drawn).toMatch(/removed 11 May 2026 Mark as doubtful…/)
  expect(text(await surface.draw(GoneDevices, {}, 'de'))).toMatch(
    /^Entfernte Geräte 2 .*entfernt 12\. Mai 2026 , zweifelhaft seit 3\. Mai 2026 Ändern … .*entfernt 11\. Mai 2026 Als zweifelhaft kennzeichnen …/,
  )
})

it('a device in doubt: what happens to what it signed, from which moment the day counts, and that nothing may be in doubt', async () => {
  const open = async (locale: 'en' | 'de') =>
    text(
      await surface.draw(
        DoubtDialog,
        { open: true, device, doubtfulSince: device.compromisedSince, name: 'Ada' },
        locale,
      ),
    )
  expect(await open('en')).toMatch(
    /^What Ada signed What a device signed while somebody else may have used it stays\. It is marked as doubtful wherever it is shown, and readiness asks for a new decision\. .*Somebody else may have used it since First day in doubt Counts from 00:00 of this day, .+\. The device was removed on 12 May 2026\. Nothing it signed is in doubt Cancel Save$/,
  )
  expect(await open('de')).toMatch(
    /^Was Ada unterschrieb .*Jemand anderes kann es benutzt haben seit Erster zweifelhafter Tag Gilt ab 00:00 Uhr dieses Tages, .+\. Das Gerät wurde am 12\. Mai 2026 entfernt\. Nichts, was es unterschrieb, ist zweifelhaft/,
  )
  expect(
    await surface.draw(DoubtDialog, { open: true, device, doubtfulSince: device.compromisedSince, name: 'Ada' }, 'en'),
  ).toContain('value="2026-05-03"')
})

it('what was not accepted names its author and its entry, in both languages; without a member, the device', async () => {
  const row: RefusedRow = {
    seq: 1_204,
    uuid: 'u',
    deviceId: 'd_gone',
    memberId: device.memberId,
    class: 'governance',
    verdict: 'roleMayNotWrite',
    message: 'Only an owner does this. Ask one.',
    content: null,
  }
  expect(text(await surface.draw(RefusedEntry, { row }, 'en'))).toBe(
    `Entry 1,204 (governance) by ${name} Only an owner does this. Ask one. The content is kept; owners and leads see it here. Export`,
  )
  expect(text(await surface.draw(RefusedEntry, { row }, 'de'))).toMatch(
    new RegExp(
      `^Eintrag 1\\.204 \\(governance\\) von ${name} (?!Only)\\S.* Der Inhalt bleibt erhalten; Inhaber und Leitungen sehen ihn hier\\. Exportieren$`,
    ),
  )
  expect(text(await surface.draw(RefusedEntry, { row: { ...row, memberId: undefined } }, 'en'))).toMatch(
    new RegExp(`^Entry 1,204 \\(governance\\) by (?!${name})\\S`),
  )
})

it('a change whose clocks disagree says so: ahead, late, or dated by the relay later than this device is', () => {
  const said = (locale: 'en' | 'de') => {
    const { t } = (
      createMessages(locale, locale === 'en' ? en : de) as unknown as {
        global: { t: (key: string, named: object) => string }
      }
    ).global
    const nowMs = Date.parse('2026-06-01T12:00:00.000Z')
    const minute = 60_000
    const words = (time: number, relayTime: number | undefined, seenTime = relayTime) =>
      clockWords(
        { time, ...(relayTime !== undefined && { relayTime }) },
        { seenTime, nowMs, t: (key, named) => t(key, named ?? {}) },
      )
    const at = nowMs - 5 * 1440 * minute
    return [
      words(at + 11 * minute, at),
      words(at - 3 * 60 * minute, at),
      words(at - 4 * 1440 * minute, at),
      words(nowMs, nowMs + 11 * minute),
      words(at - 9 * minute, at),
      words(at - 60 * minute, at, at - 55 * minute),
      words(at, undefined),
    ]
  }
  expect(said('en')).toEqual([
    { ahead: true, short: 'clock 11 min ahead', full: 'This device’s clock ran 11 min ahead of the relay.' },
    {
      ahead: false,
      short: 'in the log 3 h later',
      full: 'Reached the log 3 h later: written offline, or the clock runs behind.',
    },
    {
      ahead: false,
      short: 'in the log 4 d later',
      full: 'Reached the log 4 d later: written offline, or the clock runs behind.',
    },
    {
      ahead: true,
      short: 'relay time doubtful',
      full: 'The relay dated this later than this device’s clock: one of the two clocks is wrong.',
    },
    undefined,
    undefined,
    undefined,
  ])
  expect(said('de').map((words) => words?.short)).toEqual([
    'Uhr 11 Min. vor',
    '3 Std. später im Protokoll',
    '4 T später im Protokoll',
    'Relay-Zeit zweifelhaft',
    undefined,
    undefined,
    undefined,
  ])
  expect(said('de')[0]!.full).toBe('Die Uhr dieses Geräts ging 11 Min. vor gegenüber dem Relay.')
})
