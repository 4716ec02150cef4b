/** Controls with their evidence and tests (EV, SOA6). */

import { evidenceWindow as windowOf, type EvidenceWindow } from '~/lib/isms/audit/evidenceWindow'
import { testFacts, testState, type TestState } from '~/lib/isms/control/testState'
import { evidenceFacts } from '~/lib/isms/evidence/evidenceFacts'
import { evidencePattern, type Pattern } from '~/lib/isms/evidence/pattern'
import {
  controlEvidence as evidenceOf,
  isIntact,
  isUsable,
  assumeArrived,
  type ControlEvidence,
  type EvidenceFacts,
} from '~/lib/isms/evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { fact, factOfAll, type Reader } from '../readinessReader'
import type { ScoredObject } from '../checkResult'
import { settings, some } from './workspace'

export const liveControl = (read: Reader, id: string): Control | undefined => {
  const row = read.row('control', id)
  return row && row.status !== 'retired' ? row : undefined
}
export const operating = (read: Reader, id: string): Control | undefined => {
  const row = read.row('control', id)
  return row?.status === 'operating' ? row : undefined
}

export const evidenceState = fact((read, id): EvidenceFacts => {
  const row = read.row('evidence', id)
  return row
    ? evidenceFacts(row, {
        statements: read.statements(id),
        held: (sha256) => read.file(sha256),
        today: read.today(),
        timeZone: settings(read).timeZone,
      })
    : { reviewState: 'unreviewed', blobState: 'missing', seal: 'integrityOnly' }
})

/** Which facts of evidence to use: as they are, or as they will be once pending bytes arrive (MG15). */
export type EvidenceAsked = (read: Reader, id: string) => EvidenceFacts
export const evidenceArrived: EvidenceAsked = (read, id) => assumeArrived(evidenceState(read, id))

/** EV1: true if other evidence supersedes it. */
export const isSuperseded = (read: Reader, id: string): boolean =>
  read.referencing('evidence', 'supersedes', id).length > 0
const supersededAmong = (read: Reader, rows: readonly Evidence[]): ReadonlySet<string> =>
  new Set(rows.filter(({ id }) => isSuperseded(read, id)).map(({ id }) => id))

export const linkedEvidence = (read: Reader, control: string): readonly Evidence[] =>
  read.referencing('evidence', 'controls', control)
export const intactEvidence = (read: Reader, control: string, of: EvidenceAsked = evidenceState): readonly Evidence[] =>
  linkedEvidence(read, control).filter(({ id }) => isIntact(of(read, id)))

/** `evidenceState` of a control: the best of its usable evidence. */
export const controlEvidence = fact((read, id): ControlEvidence => {
  const control = read.row('control', id)
  const linked = linkedEvidence(read, id)
  return control
    ? evidenceOf(control, linked, {
        facts: (one) => evidenceState(read, one),
        superseded: supersededAmong(read, linked),
        settings: settings(read),
        today: read.today(),
      })
    : { state: 'none' }
})

/** EV8 for evidence independent of a control, such as a supplier's report. */
export function isUsableEvidence(read: Reader, id: string, of: EvidenceAsked = evidenceState): boolean {
  const row = read.row('evidence', id)
  return (
    row !== undefined &&
    isUsable(row, of(read, id), settings(read), { today: read.today(), superseded: supersededAmong(read, [row]) })
  )
}

/** Whether any of these is usable evidence today, or will be once its bytes arrive (SOA5, MG15). */
export const hasUsableEvidence =
  (read: Reader) =>
  (ids: readonly string[]): boolean =>
    ids.some((id) => isUsableEvidence(read, id, evidenceArrived))

export const controlTest = fact((read, id): TestState => {
  const control = read.row('control', id)
  const tests = read
    .referencing('controlTest', 'control', id)
    .map((test) => testFacts(test, read.statements(test.id), read.today()))
  return control ? testState(control, tests) : { result: 'none', periodTo: undefined, due: undefined }
})

/** EV9, by default over the 12 months up to today. */
export function patternOf(
  read: Reader,
  id: string,
  { of = evidenceState, window }: { readonly of?: EvidenceAsked; readonly window?: EvidenceWindow } = {},
): Pattern | undefined {
  const control = read.row('control', id)
  return (
    control &&
    evidencePattern(control, linkedEvidence(read, id), {
      facts: (one) => of(read, one),
      settings: settings(read),
      today: read.today(),
      ...(window && { window }),
    })
  )
}
export const pattern = fact((read, id) => patternOf(read, id))

/** RE1: the evidence window of the next external audit. */
export const evidenceWindow = factOfAll((read): EvidenceWindow => windowOf(read.rows('audit'), read.today()))

/** RE10: objects needed to judge operation that do not exist. */
export const lackingObjects = factOfAll((read): readonly ScoredObject[] => [
  ...(some(read, 'control', (id) => liveControl(read, id) !== undefined) ? [] : ['controls' as const]),
  ...(some(read, 'control', (id) => operating(read, id) !== undefined) ? [] : ['operating' as const]),
  ...(read.ids('evidence').length > 0 ? [] : ['evidence' as const]),
])
