/**
 * Times at which two members worked offline and their devices synced afterwards: what the merging screens must show
 * (isms.md 4.12). Both sides started from the same state and saw nothing of each other.
 */

import { demoId, type DemoRecord } from './demoRecord'
import type { DemoEdit } from './history'
import { person } from './demoPeople'
import type { DemoStatement } from './statements'
import { demoVulnerabilities } from './treatment'

export interface DemoSide {
  /** Person id of the member. */
  readonly by: string
  /** When it was written on an offline device. */
  readonly wrote: string
  /** When it entered the log. */
  readonly came: string
  readonly records?: readonly DemoRecord[]
  readonly edits?: readonly Pick<DemoEdit, 'kind' | 'id' | 'fields'>[]
  readonly statements?: readonly Pick<DemoStatement, 'type' | 'kind' | 'id' | 'profile' | 'validUntil'>[]
}

export interface DemoMeeting {
  readonly rule: 'MG1' | 'MG8' | 'MG10' | 'MG12'
  readonly sides: readonly [DemoSide, DemoSide]
}

/** Records created only in a meeting. */
export const metRecords = (): ReadonlySet<string> => new Set(demoMeetings().flatMap(({ sides }) => sides.flatMap(({ records = [] }) => records.map(({ id }) => id))))

/** In chronological order. MG15 is not a meeting: EV-B41 exists before its bytes arrive (`demoPending`). */
export const demoMeetings = (): readonly DemoMeeting[] => [
  {
    // The same vulnerability, found by a scan and manually.
    rule: 'MG12',
    sides: [
      { by: person('SE'), wrote: '2026-04-14T09:10:00.000Z', came: '2026-04-14T09:11:00.000Z', records: [demoVulnerabilities().find(({ ref }) => ref === 'VU-2')!] },
      { by: person('PE'), wrote: '2026-04-14T09:40:00.000Z', came: '2026-04-14T12:05:00.000Z', records: [demoVulnerabilities().find(({ ref }) => ref === 'VU-12')!] },
    ],
  },
  {
    // Classification of marketing contacts, set twenty days ago by two people unaware of each other. Still open.
    rule: 'MG1',
    sides: [
      { by: person('SE'), wrote: '2026-05-12T08:20:00.000Z', came: '2026-05-12T08:21:00.000Z', edits: [{ kind: 'asset', id: demoId('AS-21'), fields: { classification: 'public' } }] },
      { by: person('PV'), wrote: '2026-05-12T07:55:00.000Z', came: '2026-05-12T11:30:00.000Z', edits: [{ kind: 'asset', id: demoId('AS-21'), fields: { classification: 'confidential' } }] },
    ],
  },
  {
    // The owner accepts the current level offline; meanwhile it is scored higher.
    rule: 'MG10',
    sides: [
      { by: person('IS'), wrote: '2026-05-13T13:15:00.000Z', came: '2026-05-13T13:15:10.000Z', edits: [{ kind: 'risk', id: demoId('R-12'), fields: { currentL: 3, rationale: 'One account was found open 19 days after the end in the review of the first quarter, a second one in May.' } }] },
      { by: person('HP'), wrote: '2026-05-13T12:50:00.000Z', came: '2026-05-13T16:40:00.000Z', statements: [{ type: 'accept', kind: 'riskAcceptance', id: demoId('RX-3'), profile: 'main', validUntil: '2026-07-31' }] },
    ],
  },
  {
    // The Managing Director approves the scope again; meanwhile the storage room is added on another device.
    rule: 'MG8',
    sides: [
      { by: person('MD'), wrote: '2026-05-20T08:10:00.000Z', came: '2026-05-20T08:10:20.000Z', statements: [{ type: 'approve', kind: 'scope', id: 'sc_main', profile: 'main' }] },
      { by: person('IS'), wrote: '2026-05-20T07:50:00.000Z', came: '2026-05-20T09:05:00.000Z', edits: [{ kind: 'scope', id: 'sc_main', fields: { locations: ['Office, 14 Rostrevor Street', 'Remote work places', 'Storage room, 2 Canal Yard'] } }] },
    ],
  },
]

/** MG15: refs of evidence that is in the register while its bytes are still on the auditor's laptop. */
export const demoPending: ReadonlySet<string> = new Set(['EV-B41'])
