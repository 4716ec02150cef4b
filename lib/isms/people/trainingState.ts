/** Who took part in a training (7.2 c, 7.3, A.6.3). */

import { addPeriod } from '~/lib/shared/dates'
import { isActivePerson, type Person } from '~/lib/records/kinds/person'
import type { Training } from '~/lib/records/kinds/training'
import { counts, isType, revokedIds, type StatementFact } from '../statement/statementFacts'

export interface Attendee {
  readonly person: string
  readonly active: boolean
  /** Day recorded as attended; undefined if not recorded, or only attested. */
  readonly attendedOn: string | undefined
  /** The person signed to having completed it: "signed", not "recorded" (PO6). */
  readonly attested: boolean
}

export interface TrainingFacts {
  readonly attendees: readonly Attendee[]
  readonly done: number
  readonly of: number
  /** Done ÷ active audience; undefined if the audience has no active person. */
  readonly rate: number | undefined
  readonly state: 'planned' | 'late' | 'poor' | 'good'
}

/** Below this share an awareness training has not reached the organisation (7.3-awareness-run). */
export const goodRate = 0.9

/**
 * Rate = people of the audience with `attended` or their own attest ÷ active audience (isms.md 3.1 S). `statements` are
 * those about this training; `kept` resolves a person merged as a duplicate to the kept one (ST12).
 */
export function trainingFacts(
  row: Training,
  persons: ReadonlyMap<string, Person>,
  statements: readonly StatementFact[],
  today: string,
  kept: (personId: string) => string = (one) => one,
): TrainingFacts {
  const revoked = revokedIds(statements)
  const attested = new Set(
    statements
      .filter((one) => counts(one) && isType(one, 'attest') && !revoked.has(one.id))
      .map((one) => one.personId && kept(one.personId)),
  )
  const attended = new Map(Object.entries(row.attended).map(([person, day]) => [kept(person), day]))
  const attendees = row.audience.map((person): Attendee => ({
    person,
    active: ((found) => found !== undefined && isActivePerson(found, today))(persons.get(person)),
    attendedOn: attended.get(kept(person)),
    attested: attested.has(kept(person)),
  }))
  const active = attendees.filter((one) => one.active)
  const done = active.filter((one) => one.attendedOn !== undefined || one.attested).length
  const rate = active.length === 0 ? undefined : done / active.length
  const state =
    rate !== undefined && rate >= goodRate
      ? 'good'
      : row.heldOn !== undefined && row.heldOn <= today
        ? 'poor'
        : row.due !== undefined && row.due < today
          ? 'late'
          : 'planned'
  return { attendees, done, of: active.length, rate, state }
}

/** 7.3-awareness-run: true for an awareness training held in the last twelve months that reached nine in ten. */
export const isAwarenessRun = (
  row: Pick<Training, 'type' | 'heldOn' | 'archivedOn'>,
  facts: Pick<TrainingFacts, 'rate'>,
  today: string,
): boolean =>
  row.archivedOn === undefined &&
  row.type === 'awareness' &&
  row.heldOn !== undefined &&
  row.heldOn <= today &&
  row.heldOn >= addPeriod(today, 'P12M', -1) &&
  (facts.rate ?? 0) >= goodRate
