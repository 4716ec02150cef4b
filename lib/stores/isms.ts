import { defineStore } from 'pinia'
import { computed, type ComputedRef } from 'vue'
import { annexA, requirementById } from '../composables/catalogue'
import { useLiveQuery } from '../composables/useLiveQuery'
import { useRecords } from '../composables/useRecords'
import { daysBetween, dateInZone } from '../isms/dates'
import { effectiveSettings } from '../isms/effectiveSettings'
import { evidenceBlobState, sealWord, type BlobState } from '../isms/evidence/integrity'
import { requestState } from '../isms/evidence/requestState'
import { reviewState } from '../isms/evidence/reviewState'
import { controlEvidence, supersededIds, type ControlEvidence, type EvidenceFacts } from '../isms/evidence/usable'
import type { Control } from '../isms/kinds/control'
import type { Risk } from '../isms/kinds/risk'
import { riskFlags, type RiskFlag } from '../isms/risk/flags'
import { defaultMethod } from '../isms/risk/defaultMethod'
import { isAbove, isLevel, riskLevels, type RiskLevels } from '../isms/risk/level'
import { riskState, type RiskState } from '../isms/risk/state'
import { soaRows, type SoaRow } from '../isms/soa/soaRows'
import { hashedContent } from '../isms/statements/hashedContent'
import { nextOccurrence, type Occurrence } from '../isms/tasks/occurrences'
import { useSession } from './session'

export interface RiskFacts {
  readonly levels: RiskLevels
  readonly state: RiskState
  readonly flags: readonly RiskFlag[]
  /** Worst thing somebody must settle; undefined when nothing fails. */
  readonly problem: 'offScale' | 'unassessed' | 'noOption' | 'notAccepted' | 'noOwner' | undefined
}

/**
 * What the rules of lib/isms say about the records of this workspace, live: one computation for dashboard, registers and
 * badges. Nothing of it is stored.
 */
export const useIsms = defineStore('isms', () => {
  const session = useSession()
  const risks = useRecords('risk')
  const controls = useRecords('control')
  const evidence = useRecords('evidence')
  const assets = useRecords('asset')
  const tasks = useRecords('task')
  const entries = useRecords('soaEntry')
  const scopes = useRecords('scope')
  const methods = useRecords('riskMethod')
  const requests = useRecords('evidenceRequest')
  const submissions = useRecords('evidenceSubmission')
  const comments = useRecords('comment')
  const statements = useLiveQuery(() => session.vault?.statements.toArray(), () => session.vault).value
  const blobs = useLiveQuery(async () => {
    const { vault } = session
    if (!vault) return undefined
    const [all, odd] = await Promise.all([vault.blobs.toCollection().primaryKeys(), vault.blobs.where('state').notEqual('present').toArray()])
    return { all: new Set(all), odd: new Map(odd.map((row) => [row.sha256, row])) }
  }, () => session.vault).value
  /** Open conflicts (MG1): two values of which neither author had seen the other's, until somebody settles them. */
  const conflicts = useLiveQuery(async () => {
    const { vault } = session
    return vault && (await vault.trail.orderBy('conflict').toArray())
  }, () => session.vault).value

  const ready = computed(() => [risks, controls, evidence, tasks, entries, scopes, methods, statements, blobs].every((rows) => rows.value !== undefined))
  const settings = computed(() => effectiveSettings(session.settings))
  const method = computed(() => {
    const own = methods.value?.[0]
    return {
      likelihood: own?.likelihood ?? defaultMethod.likelihood, impact: own?.impact ?? defaultMethod.impact, levels: own?.levels ?? defaultMethod.levels,
      grid: own?.grid ?? defaultMethod.grid, acceptMax: own?.acceptMax ?? defaultMethod.acceptMax, authority: own?.authority ?? defaultMethod.authority,
      /** False while the workspace lives with the proposal it started from. */
      own: own?.grid !== undefined, record: own,
    }
  })
  const statementsOf = computed(() => {
    const groups = new Map<string, NonNullable<typeof statements.value>>()
    for (const row of statements.value ?? []) groups.set(row.subjectId, [...(groups.get(row.subjectId) ?? []), row])
    return groups
  })

  const evidenceFacts = computed(() => {
    const known = blobs.value
    const stateOf = (sha256: string): { state: BlobState; pendingDays?: number } => {
      const odd = known?.odd.get(sha256)
      if (odd) return { state: odd.state === 'erased' ? 'missing' : odd.state, ...(odd.pendingSince !== undefined && { pendingDays: daysBetween(dateInZone(new Date(odd.pendingSince).toISOString()), session.today) }) }
      return { state: !known || known.all.has(sha256) ? 'present' : 'pending' }
    }
    return new Map((evidence.value ?? []).map((row): [string, EvidenceFacts] => {
      const own = statementsOf.value.get(row.id) ?? []
      const seal = own.find((statement) => statement.type === 'captureSeal')
      const reviewed = own.some((statement) => statement.profile === 'review')
      return [row.id, {
        reviewState: reviewed ? reviewState(row, own, hashedContent(row, 'review').contentHash).state : 'unreviewed',
        blobState: evidenceBlobState(row, stateOf),
        seal: sealWord({ signatureValid: seal?.signatureValid }),
      }]
    }))
  })
  const factsOf = (id: string): EvidenceFacts => evidenceFacts.value.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' }

  const controlById = computed(() => new Map((controls.value ?? []).map((row) => [row.id, row])))
  const evidenceOfControl: ComputedRef<ReadonlyMap<string, ControlEvidence>> = computed(() => {
    const rows = evidence.value ?? []
    const superseded = supersededIds(rows)
    return new Map((controls.value ?? []).map((control) => [
      control.id,
      controlEvidence(control, rows.filter((row) => row.controls.includes(control.id)), { facts: factsOf, superseded, settings: settings.value, today: session.today }),
    ]))
  })

  const riskFacts = computed(() => new Map((risks.value ?? []).map((row) => [row.id, factsOfRisk(row)])))
  function factsOfRisk(row: Risk): RiskFacts {
    const levels = riskLevels(row, method.value)
    const state = riskState(row, levels, method.value, { actions: undefined, hasValidAcceptance: false, today: session.today })
    const operating = row.controls.filter((id) => controlById.value.get(id)?.status === 'operating').length
    return { levels, state, flags: riskFlags(row, levels, { operatingControls: operating }), problem: problemOf(row, levels) }
  }
  function problemOf(row: Risk, levels: RiskLevels): RiskFacts['problem'] {
    if (row.status === 'closed') return undefined
    if (levels.current.level === 'offScale') return 'offScale'
    if (!isLevel(levels.current.level)) return 'unassessed'
    if (!isAbove(levels.current.level, method.value)) return undefined
    if (row.owner === undefined) return 'noOwner'
    if (row.option === undefined) return 'noOption'
    return isAbove(levels.effectiveResidual, method.value) ? 'notAccepted' : undefined
  }

  const soa: ComputedRef<readonly SoaRow[]> = computed(() => soaRows({
    requirements: annexA, entries: entries.value ?? [], controls: controls.value ?? [], risks: risks.value ?? [], evidence: evidence.value ?? [], evidenceFacts: factsOf,
    settings: settings.value, today: session.today, scope: scopes.value?.[0], assets: assets.value ?? [],
  }))

  const taskNext = computed(() => new Map((tasks.value ?? []).map((row): [string, Occurrence | undefined] => [row.id, nextOccurrence(row, session.today)])))
  const requestStates = computed(() => new Map((requests.value ?? []).map((row) => [row.id, requestState(row, submissions.value ?? [])])))
  const openConflicts = computed(() => (conflicts.value ?? []).filter((row) => row.element === undefined))
  const conflictsOf = (recordId: string): readonly { readonly id: string; readonly field: string }[] => openConflicts.value.filter((row) => row.recordId === recordId)

  /** How a control stands: what is said about it, then what proves it. */
  const controlHealth = (control: Control): 'failing' | 'attention' | 'ok' | 'planned' => {
    if (control.status === 'degraded') return 'failing'
    if (control.status === 'planned' || control.status === 'inProgress' || control.status === undefined) return 'planned'
    return evidenceOfControl.value.get(control.id)?.state === 'fresh' ? 'ok' : 'attention'
  }

  return {
    risks, controls, evidence, assets, tasks, entries, scopes, requests, submissions, comments, statements, statementsOf, ready, settings, method, evidenceFacts, factsOf,
    evidenceOfControl, controlById, riskFacts, soa, taskNext, requestStates, openConflicts, conflictsOf, controlHealth, requirementById,
  }
})
