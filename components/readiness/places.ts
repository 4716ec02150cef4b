import { fieldValues } from '~/lib/records/fieldValues'
import type { RouteLocationRaw } from 'vue-router'
import { requirementById } from '~/lib/live/framework/useCatalogue'
import { requirementCode } from '~/lib/records/derivedIds'
import type { AnyRecord } from '~/lib/records/registry'
import type { CheckGroup, CheckResult, Phase, ReadinessView, Severity } from '~/lib/isms/readiness/checkResult'
import { recordDrawer, requirementPlace } from '../shell/navigation'

/** Where something that is missing is made, by check; longest beginning wins. */
const missing: readonly (readonly [begins: string, to: RouteLocationRaw])[] = [
  ['4.1-issues', '/context?view=issues'],
  ['4.2-parties', '/context?view=parties'],
  ['4.2', '/context?view=obligations'],
  ['4', '/context'],
  ['5.1', '/roles'],
  ['5.2', '/policies'],
  ['5.3', '/roles'],
  ['6.1.2-method', '/risks?view=method'],
  ['6.1.2', '/risks'],
  ['6.1.3-soa', '/soa'],
  ['6.1.3-treatment', '/treatment'],
  ['6.1.3', '/risks'],
  ['6.2', '/objectives'],
  ['6.3', '/objectives?view=changes'],
  ['7.2', '/people'],
  ['7.3-attestation', '/policies?view=acknowledgements'],
  ['7.3', '/people?view=training'],
  ['7.4', '/people?view=communication'],
  ['7.5-void', '/workspace/integrity'],
  ['7.5-record', '/workspace/integrity'],
  ['7.5', '/policies'],
  ['8.1-tasks', '/tasks'],
  ['8.1-suppliers', '/suppliers'],
  ['8.2', '/risks'],
  ['8.3', '/treatment?view=actions'],
  ['A-assets', '/assets'],
  ['A-obligations', '/context?view=obligations'],
  ['A-continuity', '/tasks'],
  ['A-no-events', '/incidents'],
  ['A', '/controls'],
  ['9.1', '/metrics'],
  ['9.2-requests', '/audits?view=requests'],
  ['9.2', '/audits'],
  ['9.3', '/reviews'],
  ['10.1-trend', '/metrics'],
  ['10.1-static', '/tasks'],
  ['10.1', '/improvements'],
  ['10.2', '/nonconformities'],
  ['SOC-system', '/context'],
  ['SOC-commitments', '/context'],
  ['SOC-conduct', '/policies'],
  ['SOC-fraud', '/risks'],
  ['SOC-external', '/people?view=communication'],
  ['SOC', '/frameworks/soc2-2017r2022'],
]

/** The checks of a view, a group or a phase, as links name them: Stage 2 is what is shown where none is named. */
export const readinessPlace = (
  view: ReadinessView,
  {
    group,
    ...query
  }: { readonly group?: CheckGroup; readonly phase?: Phase; readonly severity?: Severity | undefined } = {},
): RouteLocationRaw => ({
  path: group === undefined ? '/readiness' : `/readiness/${group}`,
  query: {
    ...(view !== 'stage2' && { view }),
    ...Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)),
  },
})

/** What a failing id stands for: a record, a requirement, a person and what they owe, or a word of the check's own. */
export interface Failing {
  readonly id: string
  readonly ref: string
  readonly title: string
  readonly to: RouteLocationRaw
  /** Who can settle it, where the record names somebody. */
  readonly person: string | undefined
}

export const placeOf = (check: string): RouteLocationRaw =>
  missing.filter(([begins]) => check.startsWith(begins)).sort((a, b) => b[0].length - a[0].length)[0]?.[1] ?? '/'

interface Around {
  readonly recordOf: (id: string) => AnyRecord | undefined
  readonly nameOf: (row: AnyRecord) => { readonly ref: string; readonly title: string }
  /** Words for what is no record. */
  readonly word: (id: string) => string
}

const persons = [
  'owner',
  'assignee',
  'responsible',
  'holder',
  'leadAuditor',
  'auditor',
  'raisedBy',
  'collector',
  'chair',
  'tester',
  'capturedBy',
] as const

export function failingOf(check: Pick<CheckResult, 'id'>, id: string, { recordOf, nameOf, word }: Around): Failing {
  const requirement = requirementById(id)
  if (requirement) {
    return { id, ref: requirement.code, title: requirement.title, to: requirementPlace(id), person: undefined }
  }
  const [first, second] = id.split('~')
  const owed = recordOf(id) ?? (second === undefined ? undefined : recordOf(second))
  if (owed) {
    const values = fieldValues(owed)
    const pair = owed.id === id ? undefined : recordOf(first!)
    const named = pair ? first : persons.map((name) => values[name]).find((value) => typeof value === 'string')
    const { ref, title } = nameOf(owed)
    return {
      id,
      ref,
      title: pair ? `${nameOf(pair).title}: ${title}` : title,
      to: recordDrawer(owed.kind, owed),
      person: typeof named === 'string' ? named : undefined,
    }
  }
  return {
    id,
    ref: '',
    title: word(id.includes(':') ? requirementCode(id) : id),
    to: placeOf(check.id),
    person: undefined,
  }
}
