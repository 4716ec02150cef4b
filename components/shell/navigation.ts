import type { RouteRecordRaw } from 'vue-router'
import type { Kind } from '~/lib/isms/registry'
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
      { name: 'context', path: '/context', icon: 'compass', clause: '4.1', kinds: ['scope'] },
      { name: 'roles', path: '/roles', icon: 'users-round', clause: '5.3', kinds: ['person'] },
      { name: 'policies', path: '/policies', icon: 'scroll-text', clause: '5.2' },
      { name: 'risks', path: '/risks', icon: 'radar', clause: '6.1.2', kinds: ['risk', 'riskMethod'], key: 'k' },
      { name: 'treatment', path: '/treatment', icon: 'route', clause: '6.1.3' },
      { name: 'soa', path: '/soa', icon: 'table-properties', clause: '6.1.3', kinds: ['soaEntry'], key: 's' },
      { name: 'objectives', path: '/objectives', icon: 'target', clause: '6.2' },
    ],
  },
  {
    quadrant: 'do',
    items: [
      { name: 'controls', path: '/controls', icon: 'sliders-horizontal', clause: '8.1', kinds: ['control'], key: 'c' },
      { name: 'evidence', path: '/evidence', icon: 'scan-eye', clause: '8.1', kinds: ['evidence'], key: 'e' },
      { name: 'tasks', path: '/tasks', icon: 'calendar-check', clause: '8.1', kinds: ['task'], key: 't' },
      { name: 'assets', path: '/assets', icon: 'boxes', clause: 'A.5.9', kinds: ['asset'] },
      { name: 'suppliers', path: '/suppliers', icon: 'handshake', clause: 'A.5.19' },
      { name: 'incidents', path: '/incidents', icon: 'siren', clause: 'A.5.24' },
      { name: 'people', path: '/people', icon: 'graduation-cap', clause: '7.2' },
    ],
  },
  {
    quadrant: 'check',
    items: [
      { name: 'metrics', path: '/metrics', icon: 'chart-spline', clause: '9.1' },
      { name: 'audits', path: '/audits', icon: 'clipboard-check', clause: '9.2', kinds: ['evidenceRequest', 'evidenceSubmission'], key: 'a' },
      { name: 'reviews', path: '/reviews', icon: 'gavel', clause: '9.3', key: 'm' },
    ],
  },
  {
    quadrant: 'act',
    items: [
      { name: 'nonconformities', path: '/nonconformities', icon: 'octagon-alert', clause: '10.2' },
      { name: 'improvements', path: '/improvements', icon: 'sprout', clause: '10.1' },
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

/** Where a record opens as a drawer, by what its address shows (its ref, or its id where it has none). */
export function recordDrawer(kind: Kind, row: { readonly id: string; readonly ref: string }): { path: string; query: Record<string, string> } {
  if (kind === 'evidence') return { path: `/evidence/${row.ref || row.id}`, query: {} }
  const query: Record<string, string> = { open: row.ref || row.id }
  if (kind === 'evidenceSubmission') query['view'] = 'submissions'
  if (kind === 'person') query['view'] = 'persons'
  if (kind === 'riskMethod') return { path: '/risks', query: { view: 'method' } }
  if (kind === 'scope') return { path: '/context', query: {} }
  return { path: pathOfKind(kind), query }
}

export const recordPage = (kind: Kind, row: { readonly id: string; readonly ref: string }): string => `${pathOfKind(kind)}/${row.ref || row.id}`

/** Pages of registers whose kinds are not part of this version: they say so, and where to keep the matter meanwhile. */
export const registersToCome = [
  'policies', 'treatment', 'objectives', 'suppliers', 'incidents', 'people', 'metrics', 'reviews', 'nonconformities', 'improvements',
] as const

export const registerRoutes: RouteRecordRaw[] = registersToCome.map((name) => ({
  path: `/${name}`,
  name,
  component: () => import('./RegisterNotKept.vue'),
  props: { name },
}))
