import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useControlFacts } from '../control/controlFactsStore'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useRecords } from '../record/useRecords'
import { useRegisters } from '../record/registersStore'
import { useStatementRows } from '../statement/statementRowsStore'
import { useLanguage } from '../ui/languageStore'
import { useSession } from '../workspace/sessionStore'
import { acceptanceFacts } from '~/lib/isms/risk/acceptanceFacts'
import { namesPartner } from '~/lib/isms/risk/closing'
import { methodIn } from '~/lib/isms/risk/methodIn'
import { riskFacts as judgeRisk, type RiskFacts } from '~/lib/isms/risk/riskFacts'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import type { Risk } from '~/lib/records/kinds/risk'
import { groupBy } from '~/lib/shared/groups'
import { trailOfFields } from '~/lib/vault/history/readTrail'

/** Risks by the method in force, with their treatment and who accepted them (RS, TR); nothing is stored. */
export const useRisks = defineStore('risks', () => {
  const session = useSession()
  const language = useLanguage()
  const statementRows = useStatementRows()
  const controlStore = useControlFacts()
  const registers = useRegisters()
  const risks = useRecords('risk')
  const actions = useRecords('treatmentAction')
  const acceptances = useRecords('riskAcceptance')
  const methods = useRecords('riskMethod')

  const method = computed(() => {
    const own = methods.value?.[0]
    const proposal = methodIn(language.locale)
    return {
      likelihood: own?.likelihood ?? proposal.likelihood,
      impact: own?.impact ?? proposal.impact,
      levels: own?.levels ?? proposal.levels,
      grid: own?.grid ?? proposal.grid,
      acceptMax: own?.acceptMax ?? proposal.acceptMax,
      authority: own?.authority ?? proposal.authority,
      /** False while the workspace uses the default method it started with. */
      own: own?.grid !== undefined,
      record: own,
    }
  })
  const riskById = computed(() => new Map((risks.value ?? []).map((row) => [row.id, row])))
  const actionsOfRisk = computed(() => groupBy(actions.value ?? [], (row) => row.risks))
  /** Records that statements on risks include in their hash (ST2): the method, a risk, its actions. */
  const riskLookup: RecordLookup = {
    get: (kind, id) =>
      kind === 'risk' ? riskById.value.get(id) : kind === 'riskMethod' ? method.value.record : undefined,
    referencing: (kind, field, id) =>
      kind === 'treatmentAction' && field === 'risks' ? (actionsOfRisk.value.get(id) ?? []) : [],
  }
  /** TR5 for each acceptance, by id. */
  const acceptanceById = computed(
    () =>
      new Map(
        (acceptances.value ?? []).map((row) => [
          row.id,
          {
            row,
            facts: acceptanceFacts(row, statementRows.statementsOf.get(row.id) ?? [], riskLookup, session.today),
          },
        ]),
      ),
  )
  const acceptancesOfRisk = computed(() => groupBy([...acceptanceById.value.values()], ({ row }) => row.risk))
  /** Who set the owner of accepted risks (TR4). */
  const ownerChanges = useLiveQuery(async () => {
    const { vault } = session
    return (
      vault &&
      groupBy(
        await trailOfFields(
          vault,
          [...acceptancesOfRisk.value.keys()].map((id) => [id, 'owner']),
        ),
        (row) => (row.lost ? [] : [row.recordId]),
      )
    )
  }, [() => session.vault, () => [...acceptancesOfRisk.value.keys()].join()]).value
  const factsOfRisk = (row: Risk): RiskFacts =>
    judgeRisk(row, {
      method: method.value,
      actions: actions.value && (actionsOfRisk.value.get(row.id) ?? []),
      acceptances: acceptancesOfRisk.value.get(row.id) ?? [],
      statements: statementRows.statementsOf.get(row.id) ?? [],
      operatingControls: row.controls.filter((id) => controlStore.controlById.get(id)?.status === 'operating').length,
      partnerNamed: () =>
        namesPartner(row, actionsOfRisk.value.get(row.id) ?? [], {
          controls: controlStore.controlById,
          suppliers: registers.suppliers ?? [],
          documents: registers.documents ?? [],
        }),
      ownerChanges: () =>
        (ownerChanges.value?.get(row.id) ?? []).map(({ memberId, after, seq }) => ({ memberId, value: after, seq })),
      lookup: riskLookup,
      today: session.today,
    })
  const riskFacts = computed(() => new Map((risks.value ?? []).map((row) => [row.id, factsOfRisk(row)])))
  const ready = computed(
    () =>
      statementRows.ready &&
      controlStore.ready &&
      registers.ready &&
      [risks, actions, acceptances, methods, ownerChanges].every((rows) => rows.value !== undefined),
  )

  return { risks, actions, acceptances, acceptanceById, riskLookup, riskFacts, method, ready }
})
