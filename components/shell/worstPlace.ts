import { navItems, type NavItem } from './navigation'

/** Pages whose badges count what fails or waits in the records themselves; `needsMe` counts some of it again, by person. */
const places = ['soa', 'risks', 'evidence', 'controls', 'tasks', 'audits'] as const

export interface WorstPlace {
  readonly item: NavItem
  readonly count: number
  readonly total: number
}

/** The page with most to settle, and how much there is in all. Of equals the first; Applicability where nothing is. */
export function worstPlace(badges: Readonly<Record<string, number>>): WorstPlace {
  const name = places.reduce<string>((worst, one) => ((badges[one] ?? 0) > (badges[worst] ?? 0) ? one : worst), places[0])
  return { item: navItems.find((item) => item.name === name)!, count: badges[name] ?? 0, total: places.reduce((sum, one) => sum + (badges[one] ?? 0), 0) }
}
