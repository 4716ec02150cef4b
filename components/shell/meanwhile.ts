import type { registersToCome } from './navigation'

export type RegisterName = (typeof registersToCome)[number]

/** Where the matter of a register is kept as long as this version has no kind for it. */
export const meanwhile: Readonly<Record<RegisterName, { readonly path: string; readonly page: string }>> = {
  policies: { path: '/evidence', page: 'evidence' },
  treatment: { path: '/tasks', page: 'tasks' },
  objectives: { path: '/tasks', page: 'tasks' },
  suppliers: { path: '/assets', page: 'assets' },
  incidents: { path: '/tasks', page: 'tasks' },
  people: { path: '/roles?view=persons', page: 'roles' },
  metrics: { path: '/evidence', page: 'evidence' },
  reviews: { path: '/evidence', page: 'evidence' },
  nonconformities: { path: '/tasks', page: 'tasks' },
  improvements: { path: '/tasks', page: 'tasks' },
}
