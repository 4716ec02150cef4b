import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useFrameworks } from './frameworks'
import { useImprovement } from './improvement'
import { useIsms } from './isms'
import { useSession } from './session'
import { useRecords } from '../composables/useRecords'
import { evidenceWindow, overlaps } from '../isms/audit/evidenceWindow'
import { criteriaInScope } from '../isms/catalogue/soc2'
import { requirementCode } from '../isms/derivedIds'
import { evidencePattern } from '../isms/evidence/pattern'
import { criterionResult, type CriterionResult, type SocControlFacts, type SocLookups } from '../isms/frameworks/soc2'
import { isCheckOf } from '../isms/frameworks/standing'
import { isPresent } from '../isms/soa/soaIndex'

/** RE8 as pages ask for it, criterion by criterion, over the live records. */
export const useSocState = defineStore('socState', () => {
  const isms = useIsms()
  const store = useFrameworks()
  const session = useSession()
  const audits = useRecords('audit')
  const improvement = useImprovement()

  const scope = computed(() => new Set(criteriaInScope(isms.settings.socCategories ?? []).map(({ id }) => id)))
  const window = computed(() => evidenceWindow(audits.value ?? [], session.today))
  const blockers = computed(() => store.checks.filter(({ status, severity }) => status === 'fail' && severity === 'blocker'))
  const openNcs = computed(() => new Set((improvement.nonconformities ?? []).filter((row) => !['closed', 'withdrawn'].includes(improvement.factsOf(row).standing.state)).flatMap(({ requirement }) => requirement ?? [])))

  const factsById = computed(() => new Map<string, SocControlFacts>())
  const lookups = computed((): SocLookups => {
    const known = factsById.value
    const days = window.value
    return {
      controlsNaming: (id) => (isms.soaIndex.controlsOf.get(id) ?? []).filter(isPresent).map((row) => row.id),
      controlFacts(id) {
        const done = known.get(id)
        if (done) return done
        const control = isms.controlById.get(id)!
        const signed = isms.testsSigned
        const facts: SocControlFacts = {
          operating: control.status === 'operating',
          ineffective: isms.soaIndex.testOf.get(id)?.result === 'ineffective',
          patternRatio: evidencePattern(control, (isms.evidence ?? []).filter((row) => row.controls.includes(id)), { facts: isms.factsOf, settings: isms.settings, today: session.today, window: days })?.ratio,
          testedInWindow: (isms.tests ?? []).some((test, index) => test.control === id && test.testKind === 'operating' && test.archivedOn === undefined && signed[index]?.signed === true && overlaps(test, days)),
        }
        known.set(id, facts)
        return facts
      },
      clauseHasFailingBlocker: (id) => blockers.value.some((check) => isCheckOf(check.id, requirementCode(id))),
      openNcOn: (id) => openNcs.value.has(id),
    }
  })
  /** Undefined for criteria outside of the report's scope. */
  const of = (id: string): CriterionResult | undefined => (scope.value.has(id) ? criterionResult(id, store.graph, isms.settings.socReport, lookups.value) : undefined)
  return { of, window, scope }
})
