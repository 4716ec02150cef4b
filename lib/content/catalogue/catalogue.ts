/** The frameworks that ship with the product (read-only), and helpers for frameworks of any origin. */

import { csf } from './csf'
import { iso27001 } from './iso27001'
import { soc2 } from './soc2'
import type { Framework, Requirement } from './catalogueRequirement'

export const frameworks: readonly Framework[] = [iso27001, soc2, csf]

const byId = new Map(frameworks.flatMap((framework) => framework.requirements).map((requirement) => [requirement.id, requirement]))

/** Undefined for requirements of frameworks that are not shipped (imported or custom ones). */
export const requirementById = (id: string): Requirement | undefined => byId.get(id)

/**
 * Rows of the Statement of Applicability (SOA1) of a shipped or given framework; empty if it has none. For ISO/IEC
 * 27001 these are the reference controls of Annex A, because clauses are mandatory.
 */
export function soaRequirements(framework: string | Framework): readonly Requirement[] {
  const of = typeof framework === 'string' ? frameworks.find(({ id }) => id === framework) : framework
  if (!of?.soa) return []
  return of.requirements.filter(({ assessable, code }) => assessable && (of.id !== iso27001.id || code.startsWith('A.')))
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/**
 * Assessable requirements that match every word of a query, best first: code, then code prefix ("8.13" finds A.8.13),
 * then title, then guidance. Within a rank they keep the order of the given frameworks (by default all shipped ones).
 * `speak` translates a requirement into the displayed language; the query matches both that and English, because many
 * people know the English titles.
 */
export function searchRequirements(query: string, limit = 50, of: readonly Framework[] = frameworks, speak: (requirement: Requirement) => Requirement = (same) => same): readonly Requirement[] {
  const words = folded(query).split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const ranked: { readonly rank: number; readonly requirement: Requirement }[] = []
  for (const { requirements } of of) {
    for (const row of requirements) {
      if (!row.assessable) continue
      const requirement = speak(row)
      const english = byId.get(row.id)
      const ranks = words.map((word) => (english === undefined || english === requirement ? rankOf(word, requirement) : Math.max(rankOf(word, requirement), rankOf(word, english))))
      if (ranks.every((rank) => rank > 0)) ranked.push({ rank: Math.min(...ranks), requirement })
    }
  }
  // The sort is stable, so catalogue order is kept within a rank.
  return ranked.sort((a, b) => b.rank - a.rank).slice(0, limit).map(({ requirement }) => requirement)
}

function rankOf(word: string, { code, title, guidance }: Requirement): number {
  const own = code.toLowerCase()
  const bare = own.replace(/^a\./, '')
  if (own === word || bare === word) return 4
  if (own.startsWith(word) || bare.startsWith(word)) return 3
  if (folded(title).includes(word)) return 2
  return folded(guidance).includes(word) ? 1 : 0
}
