import { expect, it } from 'vitest'
import { de } from '~/components/i18n/de'
import { en } from '~/components/i18n/en'
import { syncLine } from '~/components/shell/sync/syncLineWords'
import { syncHeading, syncSentence } from '~/components/workspace/sync/syncCentre'
import type { SyncStatus } from '~/lib/vault/store/tables'

const at = (messages: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((of, key) => (of as Record<string, unknown> | undefined)?.[key], messages)

it('rules that this program does not know are said in words, in the foot and in the sync centre, before what waits here', () => {
  const status: SyncStatus = { state: 'updateNeeded', headSeq: 12, relayUrl: 'wss://relay.example' }
  expect(syncLine(status, 3, 2, '')).toMatchObject({ key: 'app.sync.updateNeeded', tone: 'warn' })
  expect([syncHeading(status, 3), syncSentence(status, String)]).toEqual([
    { key: 'updateNeeded' },
    { key: 'updateNeeded', params: {} },
  ])
  const said = (messages: unknown): readonly unknown[] =>
    ['app.sync.updateNeeded', 'workspace.sync.heading.updateNeeded', 'workspace.sync.sentence.updateNeeded'].map(
      (path) => at(messages, path),
    )
  expect(said(en)).toEqual([
    'Update needed',
    'Update needed',
    'This workspace follows newer rules than this version of Plumbline knows. Update Plumbline on this device. Until then you can read but not write; changes that wait are sent afterwards.',
  ])
  expect(said(de)).toEqual([
    'Aktualisierung nötig',
    'Aktualisierung nötig',
    expect.stringMatching(
      /^Dieser Arbeitsbereich folgt neueren Regeln, als diese Version von Plumbline kennt\. Aktualisieren Sie Plumbline /,
    ),
  ])
})
