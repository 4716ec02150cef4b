import { push } from '~/lib/shared/groups'
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { annexA, isoRequirements } from '../framework/useCatalogue'
import { useLiveQuery } from '../engine/useLiveQuery'
import { useRecords } from '../record/useRecords'
import { auditMissing, declaredBy, isAssessed, type AuditFacts, type Missing } from '~/lib/isms/audit/auditCompleteness'
import { programmeCoverage, requiredSet, type ProgrammeCoverage } from '~/lib/isms/audit/coverage'
import { findingState, ncDue, type FindingState, type NcDue } from '~/lib/isms/audit/findingState'
import { isInternal, itemConflicts, type Conflict } from '~/lib/isms/audit/auditIndependence'
import { isReported, reportDue } from '~/lib/isms/audit/reporting'
import { breaksSampling } from '~/lib/isms/audit/sampling'
import { valuesOn, type FieldChangeOnDay } from '~/lib/isms/audit/valueOn'
import { dateInZone } from '~/lib/shared/dates'
import { improvementIdOfFinding, nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import { ncStanding } from '~/lib/isms/improvement/ncState'
import type { Audit } from '~/lib/records/kinds/audit'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { AuditProgramme } from '~/lib/records/kinds/auditProgramme'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Finding } from '~/lib/records/kinds/finding'
import type { Improvement } from '~/lib/records/kinds/improvement'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import { isTopManagementOn } from '~/lib/isms/statement/topManagement'
import { inLogOrder } from '~/lib/shared/logOrder'
import { useControlFacts } from '../control/controlFactsStore'
import { useEvidence } from '../evidence/evidenceStore'
import { useRisks } from '../risk/risksStore'
import { useSettings } from '../workspace/settingsStore'
import { useSoaRows } from '../soa/soaRowsStore'
import { useTasks } from '../task/tasksStore'
import { useSession } from '../workspace/sessionStore'
import { trailOfFields } from '~/lib/vault/history/readTrail'
import { useStatements } from '../statement/statementsStore'

export interface FindingFactsOf {
  readonly state: FindingState
  /** AU6; set while the nonconformity is missing. */
  readonly due: NcDue | undefined
  readonly nonconformity: Nonconformity | undefined
  readonly improvement: Improvement | undefined
}

export interface AuditProgress {
  readonly items: readonly AuditItem[]
  readonly findings: readonly Finding[]
  readonly assessed: number
  readonly missing: readonly Missing[]
  readonly isComplete: boolean
  readonly declared: ReadonlySet<string>
  readonly signature: AuditFacts['signature']
  /** Assessed items whose auditor is not independent (AU3). */
  readonly conflicts: readonly AuditItem[]
  readonly unsampled: readonly AuditItem[]
}

const grouped = <T>(
  rows: readonly T[] | undefined,
  keyOf: (row: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const row of rows ?? []) {
    const key = keyOf(row)
    if (key === undefined) continue
    push(groups, key, row)
  }
  return groups
}

/** What the rules of internal audits (AU1-AU8) say about the audits of this workspace, live. Nothing is stored. */
export const useAudits = defineStore('audits', () => {
  const controlStore = useControlFacts()
  const evidenceStore = useEvidence()
  const riskStore = useRisks()
  const settings = useSettings()
  const soaRows = useSoaRows()
  const taskStore = useTasks()
  const session = useSession()
  const statements = useStatements()
  const audits = useRecords('audit')
  const items = useRecords('auditItem')
  const findings = useRecords('finding')
  const programmes = useRecords('auditProgramme')
  const policies = useRecords('policy')
  const tests = useRecords('controlTest')
  const roles = useRecords('roleAssignment')
  const nonconformities = useRecords('nonconformity')
  const actions = useRecords('correctiveAction')
  const improvements = useRecords('improvement')
  const ready = computed(() => [audits, items, findings, programmes].every((rows) => rows.value !== undefined))

  const order = new Map(isoRequirements().map((requirement) => [requirement.id, requirement.order]))
  const placeOf = (requirement: string | undefined): number => order.get(requirement ?? '') ?? Number.MAX_SAFE_INTEGER
  const itemsByAudit = computed(() =>
    grouped(
      [...(items.value ?? [])].sort(
        (a, b) => placeOf(a.requirement) - placeOf(b.requirement) || a.id.localeCompare(b.id),
      ),
      (row) => row.audit,
    ),
  )
  const findingsByAudit = computed(() =>
    grouped(
      [...(findings.value ?? [])].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
      (row) => row.audit,
    ),
  )
  const findingsByItem = computed(() =>
    grouped(
      [...(findings.value ?? [])].sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)),
      (row) => row.item,
    ),
  )
  const auditById = computed(() => new Map((audits.value ?? []).map((row) => [row.id, row])))
  const requestsByAudit = computed(() => grouped(evidenceStore.requests, (row) => row.audit))

  /**
   * Records whose former owners matter: those that name a requirement with an item in an internal audit that has
   * started.
   */
  const watched = computed(() => {
    const named = new Set(
      (items.value ?? [])
        .filter((row) => row.auditor !== undefined && auditById.value.get(row.audit ?? '')?.performedFrom !== undefined)
        .map((row) => row.requirement ?? ''),
    )
    if (named.size === 0) return []
    const touches = (row: { readonly reqs: readonly string[] }): boolean => row.reqs.some((id) => named.has(id))
    return [
      ...[...(controlStore.controls ?? []), ...(policies.value ?? []), ...(riskStore.risks ?? [])]
        .filter(touches)
        .map((row): [string, string] => [row.id, 'owner']),
      ...(soaRows.entries ?? []).map((row): [string, string] => [row.id, 'owner']),
      ...(roles.value ?? [])
        .filter((row) => row.role === 'ismsLead')
        .flatMap((row): [string, string][] => [
          [row.id, 'holder'],
          [row.id, 'deputy'],
        ]),
    ]
  })
  const history = useLiveQuery(async () => {
    const { vault } = session
    if (!vault) return undefined
    const pairs = watched.value
    const rows = await trailOfFields(vault, pairs)
    return grouped(inLogOrder(rows.filter((row) => !row.lost)), (row) => `${row.recordId}/${row.field}`)
  }, [() => session.vault, () => watched.value.map((pair) => pair.join('/')).join(' ')]).value
  function ownerAt(recordId: string, field: string, day: string): readonly string[] {
    const rows = history.value?.get(`${recordId}/${field}`) ?? []
    return valuesOn(
      rows.map((row): FieldChangeOnDay => ({
        day: dateInZone(new Date(row.time).toISOString(), session.timeZone),
        before: row.before,
        after: row.after,
      })),
      day,
    )
  }

  const independence = computed(() => ({
    controls: controlStore.controls ?? [],
    policies: policies.value ?? [],
    soaEntries: soaRows.entries ?? [],
    tests: tests.value ?? [],
    tasks: taskStore.tasks ?? [],
    risks: riskStore.risks ?? [],
    roles: roles.value ?? [],
    ownerAt,
    today: session.today,
    kept: session.keptPerson,
    onWord: session.onWord.ofPerson,
  }))
  /** AU3 conflicts by item. */
  const conflicts = computed(() => {
    const found = new Map<string, readonly Conflict[]>()
    for (const item of items.value ?? []) {
      const audit = auditById.value.get(item.audit ?? '')
      const own = audit ? itemConflicts(item, audit, independence.value) : []
      if (own.length > 0) found.set(item.id, own)
    }
    return found
  })
  const conflictsOf = (itemId: string): readonly Conflict[] => conflicts.value.get(itemId) ?? []
  /** AU3 conflicts if this person took the item. */
  function conflictsIf(item: AuditItem, auditor: string): readonly Conflict[] {
    const audit = auditById.value.get(item.audit ?? '')
    return audit ? itemConflicts({ requirement: item.requirement, auditor }, audit, independence.value) : []
  }

  const progress = computed(() => new Map((audits.value ?? []).map((audit) => [audit.id, progressOf(audit)])))
  function progressOf(audit: Audit): AuditProgress {
    const own = itemsByAudit.value.get(audit.id) ?? []
    const raised = findingsByAudit.value.get(audit.id) ?? []
    const declared = declaredBy(statements.statementsOf(audit.id), session.onWord)
    const signature = statements.standing(audit, 'main')?.approval.state ?? 'none'
    const missing = auditMissing(audit, { items: own, findings: raised, declared, signature })
    return {
      items: own,
      findings: raised,
      assessed: own.filter(isAssessed).length,
      missing,
      isComplete: missing.length === 0,
      declared,
      signature,
      conflicts: own.filter((item) => isAssessed(item) && conflicts.value.has(item.id)),
      unsampled: own.filter(breaksSampling),
    }
  }

  const coverage = computed(
    () =>
      new Map(
        (programmes.value ?? []).map((programme): [string, ProgrammeCoverage] => [programme.id, coverageOf(programme)]),
      ),
  )
  const coverageOf = (programme: AuditProgramme): ProgrammeCoverage =>
    programmeCoverage(programme, requiredSet(programme, isoRequirements(), soaRows.entries ?? []), {
      audits: audits.value ?? [],
      items: items.value ?? [],
      isComplete: (id) => progress.value.get(id)?.isComplete ?? false,
      hasConflict: (id) => conflicts.value.has(id),
      today: session.today,
    })
  /** The programme that covers today, otherwise the newest. */
  const currentProgramme = computed(() => {
    const rows = [...(programmes.value ?? [])].sort((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))
    return (
      rows.find(
        (row) => row.from !== undefined && row.to !== undefined && row.from <= session.today && session.today <= row.to,
      ) ?? rows[0]
    )
  })

  const actionsByNc = computed(() => grouped(actions.value, (row: CorrectiveAction) => row.nonconformity))
  const ncByFinding = computed(() => {
    const byId = new Map((nonconformities.value ?? []).map((row) => [row.id, row]))
    const linked = grouped(nonconformities.value, (row) => row.finding)
    return (findingId: string): Nonconformity | undefined =>
      byId.get(nonconformityIdOfFinding(findingId)) ?? linked.get(findingId)?.[0]
  })
  function ncWord(row: Nonconformity | undefined, finding: Finding): 'open' | 'closed' | 'withdrawn' | undefined {
    if (!row) return undefined
    const { state } = ncStanding(row, {
      actions: actionsByNc.value.get(row.id) ?? [],
      statements: statements.statementsOf(row.id),
      contentHash: statements.standing(row, 'effectiveness')?.contentHash ?? '',
      today: session.today,
      gap: finding.gap,
    })
    return state === 'closed' || state === 'withdrawn' ? state : 'open'
  }
  const findingFacts = computed(() => {
    const improvementById = new Map((improvements.value ?? []).map((row) => [row.id, row]))
    const present = new Set((nonconformities.value ?? []).map((row) => row.id))
    return new Map(
      (findings.value ?? []).map((row): [string, FindingFactsOf] => {
        const nonconformity = ncByFinding.value(row.id)
        const improvement =
          improvementById.get(improvementIdOfFinding(row.id)) ??
          (improvements.value ?? []).find((one) => one.links.includes(row.id))
        return [
          row.id,
          {
            nonconformity,
            improvement,
            due: ncDue(row, present.has(nonconformityIdOfFinding(row.id)), settings.effective, session.today),
            state: findingState(row, {
              audit: auditById.value.get(row.audit ?? ''),
              nonconformity: ncWord(nonconformity, row),
              improvement:
                improvement && (improvement.status === 'done' || improvement.status === 'rejected' ? 'ended' : 'open'),
              closing: statements.standing(row, 'closing')?.approval ?? { state: 'none' },
            }),
          },
        ]
      }),
    )
  })

  /** AU8, on the day the results were reported (ST12). */
  function reportedOf(audit: Audit): {
    readonly isReported: boolean
    readonly due: string | undefined
    readonly toTop: boolean
  } {
    const isTopManagement = (person: string): boolean =>
      isTopManagementOn(person, audit.reportedOn ?? session.today, {
        members: session.members ?? [],
        roles: statements.roles,
        timeZone: session.timeZone,
      })
    return {
      isReported: isReported(audit, isTopManagement),
      due: audit.performedTo && reportDue(audit.performedTo),
      toTop: audit.distribution.some(isTopManagement),
    }
  }

  /**
   * Number of things that need attention: conflicts, overdue findings, signatures that no longer hold, unreported
   * results.
   */
  const attention = computed(() => {
    const late = [...findingFacts.value.values()].filter((facts) => facts.due?.isOverdue).length
    const broken = (audits.value ?? []).filter(isInternal).reduce((sum, audit) => {
      const own = progress.value.get(audit.id)
      return (
        sum +
        (own?.conflicts.length ?? 0) +
        (audit.status === 'completed' && own?.signature !== 'current' ? 1 : 0) +
        (own?.isComplete &&
        !reportedOf(audit).isReported &&
        reportDue(audit.performedTo ?? session.today) < session.today
          ? 1
          : 0)
      )
    }, 0)
    return late + broken
  })

  const requirementsOf = (programme: AuditProgramme): readonly string[] =>
    requiredSet(programme, isoRequirements(), soaRows.entries ?? [])
  /** Annex A rows that are applicable or inherited according to the Statement of Applicability. */
  const applicableRows = computed(() => {
    const set = new Set(requiredSet({ reqs: [] }, annexA(), soaRows.entries ?? []))
    return annexA().filter((row) => set.has(row.id))
  })

  return {
    audits,
    items,
    findings,
    programmes,
    ready,
    itemsByAudit,
    findingsByAudit,
    findingsByItem,
    requestsByAudit,
    auditById,
    conflicts,
    conflictsOf,
    conflictsIf,
    progress,
    coverage,
    currentProgramme,
    findingFacts,
    reportedOf,
    attention,
    requirementsOf,
    applicableRows,
  }
})
