/**
 * What is said where no connection comes about: every trouble has its sentence and its advice, in both languages, and
 * nothing is verified beside an attempt.
 */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { shortSyncLine } from '~/components/popup/shortSync'
import SyncTroubleNote from '~/components/shell/sync/SyncTroubleNote.vue'
import { syncLine } from '~/components/shell/sync/syncLineWords'
import RecoverySection from '~/components/workspace/keys/RecoverySection.vue'
import SyncSection from '~/components/workspace/sync/SyncSection.vue'
import { syncHeading } from '~/components/workspace/sync/syncCentre'
import { demoNow } from '~/lib/content/demo/demoRecord'
import { closeMessages, type CloseReason } from '~/lib/protocol/wire/closeCodes'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { removedWords } from '~/lib/sync/session/syncWords'
import type { SyncStatus, SyncTrouble, SyncTroubleType } from '~/lib/vault/store/tables'
import { demoSurface, text, type DemoSurface } from '../demoSurface'

vi.mock('@nuxt/ui/components/Button.vue', async () => (await import('../uiParts')).buttonPart)
vi.mock('@nuxt/ui/components/Modal.vue', async () => (await import('../uiParts')).dialogPart)
vi.mock('@nuxt/ui/components/Popover.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('@nuxt/ui/components/DropdownMenu.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('~/components/workspace/members/MemberTable.vue', async () => (await import('../uiParts')).closedPart)

let surface: DemoSurface
beforeAll(async () => {
  surface = await demoSurface()
})
afterAll(() => surface.close())

const host = 'relay.example'
const retryAt = Date.parse(demoNow) + 12_000
const draw = async (trouble: SyncTrouble, message: string | undefined, locale: 'en' | 'de', brief = false) =>
  text(await surface.draw(SyncTroubleNote, { trouble, message, brief }, locale))

/** Title, what happens by itself, what to check: written out, so that a word lost from the tables is missed here. */
const own: readonly (readonly [
  type: SyncTroubleType,
  en: readonly [string, string, string],
  de: readonly [string, string, string],
])[] = [
  [
    'unreachable',
    [
      'Not reachable: relay.example',
      'Working offline, trying again in 12 s.',
      'Check that this device is online, that the relay runs at relay.example, and that its certificate is still valid. A firewall or VPN may be in the way.',
    ],
    [
      'Nicht erreichbar: relay.example',
      'Arbeitet offline, neuer Versuch in 12 s.',
      'Prüfen Sie, ob dieses Gerät online ist, ob das Relay unter relay.example läuft und ob sein Zertifikat noch gilt. Auch eine Firewall oder ein VPN kann im Weg sein.',
    ],
  ],
  [
    'refusedEarly',
    [
      'relay.example refused the connection',
      'Working offline, trying again in 12 s.',
      'Open https://relay.example in a tab: the error shown there is the reason.',
    ],
    [
      'relay.example lehnt die Verbindung ab',
      'Arbeitet offline, neuer Versuch in 12 s.',
      'Öffnen Sie https://relay.example in einem Tab; die Meldung dort nennt den Grund.',
    ],
  ],
  [
    'notARelay',
    [
      'No relay at relay.example',
      'Working offline, trying again in 12 s.',
      'Check the address, and that relay and app have the same version.',
    ],
    [
      'Kein Relay unter relay.example',
      'Arbeitet offline, neuer Versuch in 12 s.',
      'Prüfen Sie die Adresse und ob Relay und App dieselbe Version haben.',
    ],
  ],
  [
    'noSockets',
    [
      'Connection to relay.example is blocked',
      'Working offline, trying again in 12 s.',
      'A proxy in front of relay.example has to allow WebSocket connections.',
    ],
    [
      'Verbindung zu relay.example ist blockiert',
      'Arbeitet offline, neuer Versuch in 12 s.',
      'Ein Proxy vor relay.example muss WebSocket durchlassen.',
    ],
  ],
  [
    'quota',
    [
      'relay.example has no space left',
      'Working offline. Choose Try now to try again.',
      'What you change stays on this device. Ask whoever runs relay.example for more space.',
    ],
    [
      'relay.example hat keinen Platz mehr',
      'Arbeitet offline. „Jetzt versuchen“ startet einen neuen Versuch.',
      'Was Sie ändern, bleibt auf diesem Gerät. Bitten Sie den Betreiber von relay.example um mehr Platz.',
    ],
  ],
  [
    'inviteUnknown',
    [
      'relay.example doesn’t know this invitation yet',
      'Asking again in 12 s.',
      'Ask the person who invited you to open Plumbline there.',
    ],
    [
      'relay.example kennt diese Einladung noch nicht',
      'Neue Anfrage in 12 s.',
      'Bitten Sie die einladende Person, Plumbline dort zu öffnen.',
    ],
  ],
]
const ownTypes: readonly string[] = own.map(([type]) => type)
const refusals = (Object.keys(closeMessages) as CloseReason[]).filter((reason) => !ownTypes.includes(reason))

describe('a trouble', () => {
  it.each(own)('%s has a sentence and an advice of its own', async (type, en, de) => {
    for (const [locale, [title, next, check]] of [
      ['en', en],
      ['de', de],
    ] as const) {
      const drawn = await draw({ type, host, retryAt }, undefined, locale)
      expect(drawn.startsWith(`${title} ${next} `)).toBe(true)
      expect(drawn).toContain(check)
      const brief = await draw({ type, host, retryAt }, undefined, locale, true)
      expect(brief).toBe(`${title} ${next} ${locale === 'en' ? 'What to check' : 'Was prüfen?'}`)
    }
  })

  it.each(refusals)("%s is said in the relay's own words, which name what to do", async (type) => {
    const message = closeMessages[type]
    const en = await draw({ type, host, retryAt }, message, 'en')
    expect(en).toBe(`relay.example refuses this device Working offline. Choose Try now to try again. ${message}`)
    // More than one sentence: what is the matter, and what to do about it.
    expect(message.split('. ').length).toBeGreaterThan(1)
    const de = await draw({ type, host, retryAt }, message, 'de')
    expect(de).toMatch(
      /^relay\.example weist dieses Gerät ab Arbeitet offline\. „Jetzt versuchen“ startet einen neuen Versuch\. \S.*\./,
    )
    expect(de).not.toContain(message)
  })
})

describe('beside an attempt', () => {
  const attempts = (
    [
      'connecting',
      'catchingUp',
      'offline',
      'silent',
      'waitingForAdmission',
      'halted',
      'removed',
      'keyMissing',
      'updateNeeded',
      'none',
    ] as const
  ).flatMap((state): readonly SyncStatus[] => [
    { state, headSeq: 5, relayUrl: 'wss://relay.example' },
    { state, headSeq: 5, relayUrl: 'wss://relay.example', syncedAt: 1, lastHeardAt: 1 },
    { state, headSeq: 5, relayUrl: 'wss://relay.example', syncedAt: 1, trouble: { type: 'unreachable', host } },
  ])

  it('no line of foot, popup or sync centre is that of a device that is level', () => {
    for (const status of attempts)
      for (const waiting of [0, 2]) {
        for (const line of [syncLine(status, waiting, 0, '09:41'), shortSyncLine(status, waiting, 0, '09:41')]) {
          expect(line.tone).not.toBe('ok')
          expect(line.key).not.toMatch(/\.synced$/)
        }
        expect(syncHeading(status, waiting).key).not.toMatch(/^synced/)
      }
  })

  it('the recovery page says of a relay that never answered that it holds nothing yet, in both languages', async () => {
    const said = {
      en: ['A relay is set, but this device has never been in sync with it', 'A relay holds the encrypted log'],
      de: [
        'Ein Relay ist eingerichtet, aber dieses Gerät war noch nie mit ihm abgeglichen',
        'Ein Relay hält das verschlüsselte Protokoll',
      ],
    } as const
    for (const [syncedAt, at] of [
      [undefined, 0],
      [1, 1],
    ] as const) {
      await becomes({
        state: 'connecting',
        headSeq: 5,
        relayUrl: 'wss://relay.example',
        ...(syncedAt !== undefined && { syncedAt }),
      })
      for (const locale of ['en', 'de'] as const) {
        const drawn = text(await surface.draw(RecoverySection, {}, locale))
        expect([drawn.includes(said[locale][0]), drawn.includes(said[locale][1])]).toEqual([at === 0, at === 1])
      }
    }
  })
})

async function becomes(status: SyncStatus): Promise<void> {
  await surface.inPage(() => useSession().vault!.meta.put({ key: 'sync', value: status }))
  await vi.waitFor(() => expect(surface.inPage(() => useSession().sync)).toEqual(status))
}

it('a removed device reads it in the sync centre: who, that what is here stays, whom to ask', async () => {
  await becomes({
    state: 'removed',
    headSeq: 5,
    relayUrl: 'wss://relay.example',
    message: removedWords(undefined, undefined),
    trouble: { type: 'removed', host },
  })
  expect(text(await surface.draw(SyncSection, {}, 'en'))).toMatch(
    /^You were removed from Demo What this device holds stays readable; nothing new arrives\. Ask an owner if that was a mistake\. /,
  )
  expect(text(await surface.draw(SyncSection, {}, 'de'))).toMatch(
    /^Sie wurden aus Demo entfernt Was dieses Gerät hat, bleibt lesbar; Neues kommt nicht an\. Fragen Sie einen Inhaber, falls das ein Versehen war\. /,
  )
})
