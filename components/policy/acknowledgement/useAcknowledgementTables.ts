import { useI18n } from 'vue-i18n'
import { askedFor, askedPeople, signedVersion, type Asked } from './acknowledgements'
import { dayCell } from '~/components/exchange/import/shownTable'
import { useNames } from '~/lib/live/record/useNames'
import type { Cell } from '~/lib/exchange/tables/cell'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import { dateInZone } from '~/lib/shared/dates'
import type { Attestation, AttestationState } from '~/lib/isms/policy/attestation'
import { useLanguage } from '~/lib/live/ui/languageStore'
import type { PolicyFacts } from '~/lib/live/policy/policiesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface AcknowledgementTables {
  /** The people asked for one policy. */
  readonly people: (facts: PolicyFacts, state: AttestationState | undefined) => OutTable
  /** Person × policy. */
  readonly matrix: (policies: readonly PolicyFacts[], state: AttestationState | undefined) => OutTable
}

/** Acknowledgements as their tables show them, for a file: proof for whoever asks who has read what (7.3, PO6). */
export function useAcknowledgementTables(): AcknowledgementTables {
  const { t } = useI18n()
  const session = useSession()
  const language = useLanguage()
  const names = useNames()
  const asked = (state: AttestationState | undefined): Asked => ({
    nameOf: (id) => session.nameOfPerson(id) ?? id,
    compare: language.format.compare,
    state,
  })
  const stateWord = ({ state }: Attestation): string => t(`policy.ack.state.${state}`)
  const doneOn = ({ state, statement, training }: Attestation): Cell => {
    const signed = statement?.relayTime ?? statement?.time
    return state === 'signed' && signed !== undefined
      ? dayCell(dateInZone(new Date(signed).toISOString(), session.timeZone))
      : state === 'recorded'
        ? dayCell(training?.on)
        : undefined
  }
  return {
    people: (facts, state) => ({
      name: facts.row.ref,
      header: [
        ...(['person', 'state', 'due', 'done'] as const).map((name) => t(`policy.ack.column.${name}`)),
        t('policy.column.version'),
        t('kind.training.one'),
        'SHA-256',
      ],
      rows: askedFor(facts, asked(state)).map((target) => [
        session.nameOfPerson(target.personId) ?? target.personId,
        stateWord(target),
        dayCell(target.due),
        doneOn(target),
        target.state === 'signed' ? signedVersion(facts, target) : facts.inForce?.number,
        target.training && names.value.get(target.training.id)?.ref,
        target.statement?.contentHash,
      ]),
    }),
    matrix: (policies, state) => ({
      name: t('registers.tab.acknowledgements'),
      header: [
        t('policy.ack.column.person'),
        t('policy.ack.column.done'),
        ...policies.map(({ row }) => [row.ref, row.title].filter(Boolean).join(' ')),
      ],
      rows: askedPeople(policies, asked(state)).map((person) => [
        person.name,
        t('policy.ack.ofN', { n: person.done, m: person.own.size }),
        ...policies.map(({ row }) => ((target) => target && stateWord(target))(person.own.get(row.id))),
      ]),
    }),
  }
}
