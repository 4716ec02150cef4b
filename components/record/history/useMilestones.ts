import { inLogOrder } from '~/lib/shared/logOrder'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDates } from '~/lib/live/ui/useDates'
import { useSigner } from '~/lib/live/statement/useSigner'
import { useNames } from '~/lib/live/record/useNames'
import { statedAt } from '~/lib/isms/statement/statedAt'
import { useStatements } from '~/lib/live/statement/statementsStore'
import type { StatementRow } from '~/lib/vault/store/tables'

export interface Milestone {
  readonly id: string
  readonly seq: number | undefined
  readonly time: number
  readonly words: string
  readonly reason: string | undefined
  readonly personId: string
  readonly name: string
  /** Counts for nothing: without authority, or not in the log yet. */
  readonly counts: boolean
  readonly notes: string
}

/** A statement in words; `version` is the one an approval made (ST7). */
export function useStatementWords(): (one: StatementRow, version?: number) => Milestone {
  const { t, te } = useI18n()
  const signer = useSigner()
  const dates = useDates()
  return (one, version) => {
    const isVoid = one.voidReason !== undefined || !one.signatureValid
    const word =
      one.type === 'approve' && version !== undefined
        ? t('record.milestone.approveV', { v: version })
        : te(`record.milestone.${one.type}`)
          ? t(`record.milestone.${one.type}`)
          : one.type
    const decision =
      one.decision === undefined
        ? undefined
        : te(`record.milestone.decision.${one.decision}`)
          ? t(`record.milestone.decision.${one.decision}`)
          : one.decision
    return {
      id: one.id,
      seq: one.seq,
      time: statedAt(one),
      reason: one.reason,
      counts: !isVoid && one.seq !== undefined,
      personId: one.personId ?? one.memberId,
      words: [word, decision, one.validUntil && t('record.milestone.until', { date: dates.day(one.validUntil) })]
        .filter(Boolean)
        .join(', '),
      name: signer.name(one),
      notes: [...signer.notes(one), isVoid && t('record.milestone.void'), one.seq === undefined && t('record.waiting')]
        .filter(Boolean)
        .join(', '),
    }
  }
}

/** The version each approval of a record made, by the id of its statement. */
export function useVersionsOf(): (recordId: string) => ReadonlyMap<string, number> {
  const statements = useStatements()
  const names = useNames()
  return (id) => {
    const row = names.value.get(id)
    return new Map(
      (row ? (statements.standing(row)?.versions ?? []) : []).flatMap((version) =>
        version.number === undefined
          ? []
          : ([
              [version.statement.id, version.number],
              [version.renewedBy.id, version.number],
            ] as const),
      ),
    )
  }
}

/** Statements over a record as milestones of its history, newest first, with the version an approval made (ST7). */
export function useMilestones(recordId: () => string | undefined): ComputedRef<readonly Milestone[]> {
  const statements = useStatements()
  const wordsOf = useStatementWords()
  const versionsOf = useVersionsOf()
  return computed(() => {
    const id = recordId()
    if (id === undefined) return []
    const versions = versionsOf(id)
    return inLogOrder(statements.statementsOf(id))
      .reverse()
      .map((one) => wordsOf(one, versions.get(one.id)))
  })
}
