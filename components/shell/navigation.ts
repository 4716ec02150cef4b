import { frameworkOf, parentsOf, requirementCode } from '~/lib/records/derivedIds'
import { recordKind, type Kind } from '~/lib/records/registry'
import type { Quadrant } from '../glyph/QuadrantGlyph.vue'
import type { IconName } from '../theme/icons'

/** The navigation of ux.md 2: groups by plan-do-check-act, clause numbers at the end of each item. */
export interface NavItem {
  readonly name: string
  readonly path: string
  readonly icon: IconName
  readonly clause?: string
  /** Kinds this page holds, for the palette and for links to records. */
  readonly kinds?: readonly Kind[]
  /** Pressed after `G`. */
  readonly key?: string
}

export interface NavGroup {
  readonly quadrant?: Quadrant
  readonly items: readonly NavItem[]
}

export const navigation: readonly NavGroup[] = [
  {
    items: [
      { name: 'dashboard', path: '/', icon: 'gauge', key: 'd' },
      { name: 'needsMe', path: '/needs-me', icon: 'inbox', key: 'n' },
      { name: 'readiness', path: '/readiness', icon: 'list-checks', key: 'r' },
    ],
  },
  {
    quadrant: 'plan',
    items: [
      {
        name: 'context',
        path: '/context',
        icon: 'compass',
        clause: '4.1',
        kinds: ['scope', 'issue', 'interestedParty', 'obligation'],
      },
      { name: 'roles', path: '/roles', icon: 'users-round', clause: '5.3', kinds: ['roleAssignment', 'person'] },
      {
        name: 'policies',
        path: '/policies',
        icon: 'scroll-text',
        clause: '5.2',
        kinds: ['policy', 'document', 'exception'],
      },
      {
        name: 'risks',
        path: '/risks',
        icon: 'radar',
        clause: '6.1.2',
        kinds: ['risk', 'riskMethod', 'threat', 'vulnerability'],
        key: 'k',
      },
      {
        name: 'treatment',
        path: '/treatment',
        icon: 'route',
        clause: '6.1.3',
        kinds: ['treatmentPlan', 'treatmentAction', 'riskAcceptance'],
      },
      {
        name: 'soa',
        path: '/soa',
        icon: 'table-properties',
        clause: '6.1.3',
        kinds: ['soaEntry', 'soaVersion'],
        key: 's',
      },
      { name: 'objectives', path: '/objectives', icon: 'target', clause: '6.2', kinds: ['objective', 'change'] },
    ],
  },
  {
    quadrant: 'do',
    items: [
      {
        name: 'controls',
        path: '/controls',
        icon: 'sliders-horizontal',
        clause: '8.1',
        kinds: ['control', 'controlTest'],
        key: 'c',
      },
      {
        name: 'evidence',
        path: '/evidence',
        icon: 'scan-eye',
        clause: '8.1',
        kinds: ['evidence', 'captureRecipe'],
        key: 'e',
      },
      { name: 'tasks', path: '/tasks', icon: 'calendar-check', clause: '8.1', kinds: ['task'], key: 't' },
      { name: 'assets', path: '/assets', icon: 'boxes', clause: 'A.5.9', kinds: ['asset'] },
      { name: 'suppliers', path: '/suppliers', icon: 'handshake', clause: 'A.5.19', kinds: ['supplier'] },
      { name: 'incidents', path: '/incidents', icon: 'siren', clause: 'A.5.24', kinds: ['incident'] },
      {
        name: 'people',
        path: '/people',
        icon: 'graduation-cap',
        clause: '7.2',
        kinds: ['competence', 'training', 'communication'],
      },
    ],
  },
  {
    quadrant: 'check',
    items: [
      { name: 'metrics', path: '/metrics', icon: 'chart-spline', clause: '9.1', kinds: ['metric', 'measurement'] },
      {
        name: 'audits',
        path: '/audits',
        icon: 'clipboard-check',
        clause: '9.2',
        kinds: ['audit', 'auditProgramme', 'auditItem', 'finding', 'evidenceRequest', 'evidenceSubmission'],
        key: 'a',
      },
      {
        name: 'reviews',
        path: '/reviews',
        icon: 'gavel',
        clause: '9.3',
        kinds: ['managementReview', 'decision'],
        key: 'm',
      },
    ],
  },
  {
    quadrant: 'act',
    items: [
      {
        name: 'nonconformities',
        path: '/nonconformities',
        icon: 'octagon-alert',
        clause: '10.2',
        kinds: ['nonconformity', 'correctiveAction'],
      },
      {
        name: 'improvements',
        path: '/improvements',
        icon: 'sprout',
        clause: '10.1',
        kinds: ['improvement', 'feedback'],
      },
    ],
  },
]

export const footItems: readonly NavItem[] = [
  { name: 'frameworks', path: '/frameworks', icon: 'library' },
  { name: 'reports', path: '/reports', icon: 'file-output' },
  { name: 'workspace', path: '/workspace', icon: 'settings-2' },
]

export const navItems: readonly NavItem[] = [...navigation.flatMap((group) => group.items), ...footItems]

/** The page that holds a kind. */
export const pathOfKind = (kind: Kind): string => navItems.find((item) => item.kinds?.includes(kind))?.path ?? '/'

/** The tab of its page that holds a kind (`?view=`); kinds of the first tab need none. */
const viewOfKind: Partial<Readonly<Record<Kind, string>>> = {
  issue: 'issues',
  interestedParty: 'parties',
  obligation: 'obligations',
  person: 'persons',
  document: 'documents',
  exception: 'exceptions',
  riskMethod: 'method',
  threat: 'threats',
  vulnerability: 'vulnerabilities',
  treatmentAction: 'actions',
  riskAcceptance: 'acceptances',
  soaVersion: 'versions',
  change: 'changes',
  controlTest: 'tests',
  captureRecipe: 'recipes',
  training: 'training',
  communication: 'communication',
  measurement: 'measurements',
  auditProgramme: 'programme',
  finding: 'findings',
  evidenceRequest: 'requests',
  evidenceSubmission: 'submissions',
  decision: 'decisions',
  correctiveAction: 'actions',
  feedback: 'feedback',
}

/** Where a record opens as a drawer, by what its address shows (its ref, or its id where it has none). */
export function recordDrawer(
  kind: Kind,
  row: { readonly id: string; readonly ref: string },
): { path: string; query: Record<string, string> } {
  if (kind === 'evidence') return { path: `/evidence/${row.ref || row.id}`, query: {} }
  // An item of a checklist is looked at on the page of its audit.
  if (kind === 'auditItem')
    return { path: `${pathOfKind('audit')}/${parentsOf(row.id)[0] ?? ''}`, query: { item: row.ref } }
  if (kind === 'soaEntry') return { path: '/soa', query: { row: row.ref } }
  const ofFramework = frameworkPlace(kind, row.id)
  if (ofFramework) return ofFramework
  const view = viewOfKind[kind]
  const query: Record<string, string> = view === undefined ? {} : { view }
  // The one record of its kind is the page itself.
  return {
    path: pathOfKind(kind),
    query: kind === 'riskMethod' || kind === 'scope' ? query : { ...query, open: addressOf(kind, row) },
  }
}

/** Frameworks of one's own, their requirements and mappings are looked at in the catalogue. */
function frameworkPlace(kind: Kind, id: string): { path: string; query: Record<string, string> } | undefined {
  const [of = ''] = parentsOf(id)
  if (kind === 'framework') return { path: `/frameworks/${of}`, query: {} }
  return kind === 'requirement' || kind === 'crosswalk'
    ? { path: `/frameworks/${frameworkOf(of)}`, query: { at: requirementCode(of) } }
    : undefined
}

/** Natural keys (a clause, a period) are not unique: such records are addressed by id. */
const addressOf = (kind: Kind, row: { readonly id: string; readonly ref: string }): string =>
  recordKind(kind).naturalKey ? row.id : row.ref || row.id

export const recordPage = (kind: Kind, row: { readonly id: string; readonly ref: string }): string =>
  frameworkPlace(kind, row.id)?.path ?? `${pathOfKind(kind)}/${addressOf(kind, row)}`

/** Where a record of a kind is begun: the page of its register, which asks what it has to (`?new=`). */
export function recordNew(kind: Kind): { path: string; query: Record<string, string> } {
  if (kind === 'evidence') return { path: '/evidence', query: { upload: '1' } }
  const view = kind === 'soaVersion' ? undefined : viewOfKind[kind]
  return { path: pathOfKind(kind), query: { ...(view !== undefined && { view }), new: kind } }
}

/**
 * Where a requirement is looked at: a control of Annex A in the Statement of Applicability, others in their framework.
 */
export function requirementPlace(id: string): { path: string; query: Record<string, string> } {
  const code = requirementCode(id)
  const framework = frameworkOf(id)
  if (framework === 'iso27001-2022' && code.startsWith('A.')) return { path: '/soa', query: { row: code } }
  return { path: `/frameworks/${framework}`, query: { at: code } }
}
