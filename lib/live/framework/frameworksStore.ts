import { defineStore } from 'pinia'
import { computed } from 'vue'
import { frameworks as shipped } from './useCatalogue'
import { useRecords } from '../record/useRecords'
import { soaRequirements } from '~/lib/content/catalogue/catalogue'
import { soc2Id } from '~/lib/content/catalogue/soc2'
import type { Framework, Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import { crosswalkGraph } from '~/lib/isms/framework/crosswalkGraph'
import { ownPairs } from '~/lib/content/crosswalk/crosswalkPair'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import { frameworkOf, requirementCode, soaEntryId } from '~/lib/records/derivedIds'
import { isClauseItem } from '~/lib/isms/framework/frameworkClauses'
import { askedOf, isAsked } from '~/lib/isms/framework/asked'
import { gapsOf, type Gap } from '~/lib/isms/framework/gaps'
import { ownFrameworks } from '~/lib/isms/framework/ownFrameworks'
import {
  frameworkPosture,
  posture as postureOf,
  type PostureCounts,
  type RequirementPosture,
} from '~/lib/isms/framework/posture'
import {
  entryProposal,
  linkProposals,
  offeredEvidence,
  type EntryProposal,
  type LinkProposal,
} from '~/lib/isms/framework/proposals'
import { clauseStatus } from '~/lib/isms/framework/requirementStanding'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { useEvidence } from '../evidence/evidenceStore'
import { useIsms } from '../isms/ismsStore'
import { useRisks } from '../risk/risksStore'
import { useSettings } from '../workspace/settingsStore'
import { useSoaRows } from '../soa/soaRowsStore'
import { useReadiness } from '../readiness/readinessStore'
import { useSession } from '../workspace/sessionStore'
import { useSocState } from './socStateStore'

/**
 * All frameworks, shipped and custom, and how far each requirement is met: one assessment, the posture of every
 * framework (XW). Nothing is stored.
 */
export const useFrameworks = defineStore('frameworks', () => {
  const evidenceStore = useEvidence()
  const isms = useIsms()
  const riskStore = useRisks()
  const settings = useSettings()
  const soaRows = useSoaRows()
  const session = useSession()
  const records = useRecords('framework')
  const requirementRecords = useRecords('requirement')
  const mappings = useRecords('crosswalk')
  const policies = useRecords('policy')
  const readiness = useReadiness()
  const soc = useSocState()

  const own = computed(() => ownFrameworks(records.value ?? [], requirementRecords.value ?? []))
  const all = computed((): readonly Framework[] => [...shipped(), ...own.value])
  const on = computed((): ReadonlySet<string> => new Set(settings.effective.frameworks))
  /** Those the workspace must answer, in list order. */
  const active = computed(() => all.value.filter(({ id }) => on.value.has(id)))
  const byId = computed(
    () => new Map(all.value.flatMap(({ requirements }) => requirements.map((row) => [row.id, row] as const))),
  )
  const framework = (id: string | undefined): Framework | undefined => all.value.find((one) => one.id === id)
  const requirement = (id: string): Requirement | undefined => byId.value.get(id)
  const recordOf = (id: string) => records.value?.find(({ frameworkId }) => frameworkId === id)

  const graph = computed(() => crosswalkGraph([...shippedPairs, ...ownPairs(mappings.value ?? [])]))
  const entries = computed(() => new Map((soaRows.entries ?? []).map((row) => [row.id, row])))
  const withSoa = computed(() => new Set(all.value.flatMap((one) => soaRequirements(one).map(({ id }) => id))))
  const checks = computed(() => readiness.results ?? [])

  /** Recreated when anything it reads changes; results within it are cached. */
  const posture = computed(() => {
    const { index } = soaRows
    return postureOf({
      graph: graph.value,
      requirementById: requirement,
      isAnswered: (row) => isAsked(row, settings.effective),
      hasSoa: ({ id }) => withSoa.value.has(id),
      applicability: (id) => entries.value.get(soaEntryId(id))?.applicability,
      controlsOf: (id) => index.controlsOf.get(id) ?? [],
      evidenceOf: (id) => index.evidenceOf.get(id)?.state ?? 'none',
      testOf: (id) => index.testOf.get(id),
      clause: (row) => (isClauseItem(row) ? clauseStatus(row.code, checks.value) : undefined),
      criterionOf: (row) => (row.framework === soc2Id ? (soc.of(row.id) ?? 'unknown') : undefined),
      today: session.today,
    })
  })
  const countsById = computed(
    (): ReadonlyMap<string, PostureCounts> =>
      new Map(active.value.map((one) => [one.id, posture.value.counts(askedOf(one, settings.effective).requirements)])),
  )
  const rowsOf = (of: Framework): readonly RequirementPosture[] =>
    frameworkPosture(askedOf(of, settings.effective), posture.value)

  const byReq = (rows: readonly Evidence[]): ReadonlyMap<string, readonly Evidence[]> => {
    const groups = new Map<string, Evidence[]>()
    for (const row of rows)
      for (const id of row.reqs) ((group) => (group ? group.push(row) : groups.set(id, [row])))(groups.get(id))
    return groups
  }
  const evidenceByReq = computed(() => byReq(evidenceStore.evidence ?? []))
  const offeredByReq = computed(() =>
    byReq(offeredEvidence(evidenceStore.evidence ?? [], (id) => evidenceStore.factsOf(id).reviewState)),
  )
  const lookups = computed(() => ({
    graph: graph.value,
    controlsOf: (id: string) => soaRows.index.controlsOf.get(id) ?? [],
    evidenceOf: (id: string) => offeredByReq.value.get(id) ?? [],
    entryOf: (id: string) => entries.value.get(soaEntryId(id)),
  }))
  const proposals = (id: string): readonly LinkProposal[] => linkProposals(id, lookups.value)
  /** Only for rows of a statement that are still undecided. */
  const decisionProposal = (id: string): EntryProposal | undefined =>
    withSoa.value.has(id) && (entries.value.get(soaEntryId(id))?.applicability ?? 'undecided') === 'undecided'
      ? entryProposal(id, lookups.value)
      : undefined
  const gaps = (of: Framework): readonly Gap[] =>
    gapsOf(rowsOf(of), (id) =>
      proposals(id).some(({ kind, path }) => kind === 'control' && path.relation !== 'possible'),
    )

  /** Records that name the requirement, by kind. */
  const linked = (id: string) => ({
    controls: (soaRows.index.controlsOf.get(id) ?? []).map((row) => row.id),
    risks: (riskStore.risks ?? []).filter((row) => row.reqs.includes(id)).map((row) => row.id),
    evidence: (evidenceByReq.value.get(id) ?? []).map((row) => row.id),
    policies: (policies.value ?? []).filter((row) => row.reqs.includes(id)).map((row) => row.id),
  })
  const ready = computed(
    () =>
      isms.ready &&
      records.value !== undefined &&
      requirementRecords.value !== undefined &&
      mappings.value !== undefined,
  )
  const nameOf = (id: string): { readonly code: string; readonly title: string; readonly framework: string } =>
    ((row) => ({
      code: row?.code ?? requirementCode(id),
      title: row?.title ?? '',
      framework: framework(frameworkOf(id))?.title ?? frameworkOf(id),
    }))(requirement(id))

  return {
    records,
    mappings,
    own,
    all,
    on,
    active,
    framework,
    requirement,
    recordOf,
    graph,
    posture,
    countsById,
    rowsOf,
    proposals,
    decisionProposal,
    gaps,
    linked,
    ready,
    nameOf,
    withSoa,
    entries,
    checks,
  }
})
