/** The frameworks that ship with the product, read-only. */

import { iso27001 } from './iso27001'
import type { Framework, Requirement } from './requirement'

export const frameworks: readonly Framework[] = [iso27001]

const byId = new Map(frameworks.flatMap((framework) => framework.requirements).map((requirement) => [requirement.id, requirement]))

/** Undefined for requirements of frameworks that are not shipped (imported or own ones). */
export const requirementById = (id: string): Requirement | undefined => byId.get(id)

/** Rows of the Statement of Applicability of a framework; empty where none is kept. */
export const soaRequirements = (framework: string): readonly Requirement[] =>
  frameworks.find(({ id, soa }) => id === framework && soa)?.requirements.filter(({ assessable, code }) => assessable && code.startsWith('A.')) ?? []

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Assessable requirements that match every word of a query, best first: code, then code prefix ("8.13" finds A.8.13),
 * then title, then guidance. Order within a rank is that of the catalogue. `speak` gives a requirement in the language of
 * who searches; words are looked for in that and in English, which many know the titles by.
 */
export function searchRequirements(query: string, limit = 50, speak: (requirement: Requirement) => Requirement = (requirement) => requirement): readonly Requirement[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const ranked: { readonly rank: number; readonly requirement: Requirement }[] = []
  for (const requirement of byId.values()) {
    if (!requirement.assessable) continue
    const said = speak(requirement)
    const ranks = words.map((word) => (said === requirement ? rankOf(word, requirement) : Math.max(rankOf(word, said), rankOf(word, requirement))))
    if (ranks.every((rank) => rank > 0)) ranked.push({ rank: Math.min(...ranks), requirement: said })
  }
  return ranked
    .sort((a, b) => b.rank - a.rank || a.requirement.order - b.requirement.order)
    .slice(0, limit)
    .map(({ requirement }) => requirement)
}

function rankOf(word: string, { code, title, guidance }: Requirement): number {
  const own = code.toLowerCase()
  const bare = own.replace(/^a\./, '')
  if (own === word || bare === word) return 4
  if (own.startsWith(word) || bare.startsWith(word)) return 3
  if (folded(title).includes(word)) return 2
  return folded(guidance).includes(word) ? 1 : 0
}
