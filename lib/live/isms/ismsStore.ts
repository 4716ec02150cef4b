import { defineStore } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import { annexA, requirementById } from '../framework/useCatalogue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useRecords } from '../record/useRecords'
import { controlHealth as healthOf, type ControlHealth, type HealthFacts } from '~/lib/isms/control/controlHealth'
import { testFacts, testState, type TestState } from '~/lib/isms/control/testState'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { evidenceFacts as factsOfEvidence } from '~/lib/isms/evidence/evidenceFacts'
import { requestState } from '~/lib/isms/evidence/requestState'
import { controlEvidence, supersededIds, type ControlEvidence, type EvidenceFacts } from '~/lib/isms/evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import type { Risk } from '~/lib/records/kinds/risk'
import { asksPeople } from '~/lib/records/merge/fieldMerging'
import { acceptanceFacts } from '~/lib/isms/risk/acceptanceFacts'
import { namesPartner } from '~/lib/isms/risk/closing'
import { methodIn } from '~/lib/isms/risk/methodIn'
import { riskFacts as factsOfOneRisk, type RiskFacts } from '~/lib/isms/risk/riskFacts'
import { soaIndex, type SoaIndex } from '~/lib/isms/soa/soaIndex'
import { rowsFrom, type SoaRow } from '~/lib/isms/soa/soaRows'
import type { RecordLookup } from '~/lib/isms/statement/composites'
import { nextOccurrence, type Occurrence } from '~/lib/records/recurrence/occurrences'
import { useLanguage } from '../ui/languageStore'
import { useSession } from '../workspace/sessionStore'
import { openConflictRows, trailOfFields } from '~/lib/vault/history/readTrail'
import { groupBy } from '~/lib/shared/groups'

export type { RiskFacts }

/**
 * What the rules of lib/isms say about the records of this workspace, live: one computation for dashboard, registers
 * and badges. Nothing is stored.
 */
export const useIsms = defineStore('isms', () => {
  const session = useSession()
  const language = useLanguage()
  const risks = useRecords('risk')
  const controls = useRecords('control')
  const evidence = useRecords('evidence')
  const actions = useRecords('treatmentAction')
  const acceptances = useRecords('riskAcceptance')
  const suppliers = useRecords('supplier')
  const documents = useRecords('document')
  const assets = useRecords('asset')
  const tasks = useRecords('task')
  const entries = useRecords('soaEntry')
  const scopes = useRecords('scope')
  const methods = useRecords('riskMethod')
  const requests = useRecords('evidenceRequest')
  const submissions = useRecords('evidenceSubmission')
  const tests = useRecords('controlTest')
  const obligations = useRecords('obligation')
  const comments = useRecords('comment')
  const statements = useLiveQuery(
    () => session.vault?.statements.toArray(),
    () => session.vault,
  ).value
  const blobs = useLiveQuery(
    async () => {
      const { vault } = session
      if (!vault) return undefined
      const [all, odd] = await Promise.all([
        vault.blobs.toCollection().primaryKeys(),
        vault.blobs.where('state').notEqual('present').toArray(),
      ])
      return { all: new Set(all), odd: new Map(odd.map((row) => [row.sha256, row])) }
    },
    () => session.vault,
  ).value
  /** Open conflicts (MG1): two values whose authors had not seen each other's, until somebody settles them. */
  const conflicts = useLiveQuery(
    async () => {
      const { vault } = session
      return vault && openConflictRows(vault)
    },
    () => session.vault,
  ).value

  /** True once everything a verdict depends on is loaded: without tests or suppliers the verdict would be different. */
  const ready = computed(() =>
    [
      risks,
      controls,
      evidence,
      actions,
      acceptances,
      suppliers,
      documents,
      assets,
      tasks,
      entries,
      scopes,
      methods,
      requests,
      submissions,
      tests,
      obligations,
      statements,
      blobs,
      ownerChanges,
    ].every((rows) => rows.value !== undefined),
  )
  const settings = computed(() => effectiveSettings(session.settings))
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
  const statementsOf = computed(() => {
    const groups = new Map<string, NonNullable<typeof statements.value>>()
    for (const row of statements.value ?? []) groups.set(row.subjectId, [...(groups.get(row.subjectId) ?? []), row])
    return groups
  })

  const evidenceFacts = computed(() => {
    const known = blobs.value
    const held = (sha256: string) =>
      known?.odd.get(sha256) ?? (!known || known.all.has(sha256) ? { state: 'present' as const } : undefined)
    return new Map(
      (evidence.value ?? []).map((row): [string, EvidenceFacts] => [
        row.id,
        factsOfEvidence(row, { statements: statementsOf.value.get(row.id) ?? [], held, today: session.today }),
      ]),
    )
  })
  const factsOf = (id: string): EvidenceFacts =>
    evidenceFacts.value.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' }

  const controlById = computed(() => new Map((controls.value ?? []).map((row) => [row.id, row])))
  const evidenceOfControl: ComputedRef<ReadonlyMap<string, ControlEvidence>> = computed(() => {
    const rows = evidence.value ?? []
    const superseded = supersededIds(rows)
    const linked = groupBy(rows, (row) => row.controls)
    return new Map(
      (controls.value ?? []).map((control) => [
        control.id,
        controlEvidence(control, linked.get(control.id) ?? [], {
          facts: factsOf,
          superseded,
          settings: settings.value,
          today: session.today,
        }),
      ]),
    )
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
          { row, facts: acceptanceFacts(row, statementsOf.value.get(row.id) ?? [], riskLookup, session.today) },
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
  const riskFacts = computed(() => new Map((risks.value ?? []).map((row) => [row.id, factsOfRisk(row)])))
  const factsOfRisk = (row: Risk): RiskFacts =>
    factsOfOneRisk(row, {
      method: method.value,
      actions: actions.value && (actionsOfRisk.value.get(row.id) ?? []),
      acceptances: acceptancesOfRisk.value.get(row.id) ?? [],
      statements: statementsOf.value.get(row.id) ?? [],
      operatingControls: row.controls.filter((id) => controlById.value.get(id)?.status === 'operating').length,
      partnerNamed: () =>
        namesPartner(row, actionsOfRisk.value.get(row.id) ?? [], {
          controls: controlById.value,
          suppliers: suppliers.value ?? [],
          documents: documents.value ?? [],
        }),
      ownerChanges: () =>
        (ownerChanges.value?.get(row.id) ?? []).map(({ memberId, after, seq }) => ({ memberId, value: after, seq })),
      lookup: riskLookup,
      today: session.today,
    })

  const testsSigned = computed(() =>
    (tests.value ?? []).map((test) => testFacts(test, statementsOf.value.get(test.id) ?? [], session.today)),
  )
  /** What the rows of the statement share; a decision about one row does not rebuild it. */
  const index: ComputedRef<SoaIndex> = computed(() =>
    soaIndex({
      controls: controls.value ?? [],
      risks: risks.value ?? [],
      evidence: evidence.value ?? [],
      evidenceFacts: factsOf,
      settings: settings.value,
      today: session.today,
      scope: scopes.value?.[0],
      assets: assets.value ?? [],
      tests: testsSigned.value,
      suppliers: suppliers.value ?? [],
      obligations: obligations.value ?? [],
      actions: actions.value ?? [],
    }),
  )
  let rowsBefore: { index: SoaIndex; rows: readonly SoaRow[] } | undefined
  const soa: ComputedRef<readonly SoaRow[]> = computed(() => {
    const rows = rowsFrom(index.value, annexA(), entries.value ?? [], rowsBefore)
    rowsBefore = { index: index.value, rows }
    return rows
  })

  const taskNext = computed(
    () =>
      new Map(
        (tasks.value ?? []).map((row): [string, Occurrence | undefined] => [
          row.id,
          nextOccurrence(row, session.today),
        ]),
      ),
  )
  const requestStates = computed(
    () => new Map((requests.value ?? []).map((row) => [row.id, requestState(row, submissions.value ?? [])])),
  )
  const openConflicts = computed(() => (conflicts.value ?? []).filter((row) => asksPeople(row.field)))
  const conflictsOf = (recordId: string): readonly { readonly id: string; readonly field: string }[] =>
    openConflicts.value.filter((row) => row.recordId === recordId)

  const testsByControl = computed(() => groupBy(testsSigned.value, (test) => test.control))
  const testStateOf = (control: Control): TestState => testState(control, testsByControl.value.get(control.id) ?? [])
  const healthByControl: ComputedRef<ReadonlyMap<string, HealthFacts>> = computed(
    () =>
      new Map(
        (controls.value ?? []).map((control) => [
          control.id,
          healthOf(control, {
            test: testStateOf(control),
            evidence: evidenceOfControl.value.get(control.id)?.state ?? 'none',
            today: session.today,
          }),
        ]),
      ),
  )
  /** Health of a control, from its status, its tests and its evidence. */
  const controlHealth = (control: Control): ControlHealth => healthByControl.value.get(control.id)?.health ?? 'planned'

  return {
    actions,
    acceptances,
    acceptanceById,
    riskLookup,
    risks,
    controls,
    evidence,
    assets,
    tasks,
    entries,
    scopes,
    requests,
    submissions,
    comments,
    statements,
    statementsOf,
    ready,
    settings,
    method,
    evidenceFacts,
    factsOf,
    evidenceOfControl,
    controlById,
    riskFacts,
    soa,
    taskNext,
    requestStates,
    openConflicts,
    conflictsOf,
    controlHealth,
    healthByControl,
    requirementById,
    tests,
    testsSigned,
    testStateOf,
    suppliers,
    obligations,
    soaIndex: index,
  }
})
