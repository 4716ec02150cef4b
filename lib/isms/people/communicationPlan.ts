import type { Communication } from '~/lib/records/kinds/communication'

/** 7.4 asks for internal and external communication: the number of entries on each side, and which side is missing. */
export function communicationPlan(rows: readonly Communication[]): {
  readonly internal: number
  readonly external: number
  readonly missing: readonly ('internal' | 'external')[]
} {
  const count = (direction: 'internal' | 'external'): number =>
    rows.filter((row) => row.archivedOn === undefined && row.direction === direction).length
  const [internal, external] = [count('internal'), count('external')]
  return {
    internal,
    external,
    missing: [...(internal === 0 ? ['internal' as const] : []), ...(external === 0 ? ['external' as const] : [])],
  }
}
