/**
 * Starter texts: policies in own words that an organisation of about forty people can adopt and then make its own. Data
 * only, as Markdown in the form the editor keeps. Rules are numbered through, so that "rule 7" is one rule.
 */

import type { JsonValue } from '../../shared/json'

export type StarterLevel = 'top' | 'topic' | 'procedure' | 'standard'

export interface PolicyStarter {
  readonly name: string
  readonly title: string
  readonly level: StarterLevel
  /** Markdown with `{organisation}` where the name belongs. */
  readonly body: string
  /** Requirements it answers, as ids of the catalogue. */
  readonly reqs: readonly string[]
  /** A period. */
  readonly reviewEvery: string
  /** Whether everybody is to acknowledge it. */
  readonly attest: boolean
}

export interface StarterInput {
  readonly name: string
  readonly title: string
  readonly level: StarterLevel
  /** Codes of ISO/IEC 27001:2022 clauses and Annex A controls. */
  readonly reqs: readonly string[]
  readonly reviewEvery?: string
  readonly attest?: boolean
  readonly purpose: string
  readonly scope: string
  /** Groups of rules under a heading. */
  readonly rules: readonly (readonly [heading: string, rules: readonly string[]])[]
  /** Who, and what he answers for. */
  readonly responsibilities: readonly (readonly [who: string, what: string])[]
  readonly exceptions: string
  readonly review: string
}

/** The parts every starter has, in this order. */
export const starterParts = ['Purpose', 'Scope', 'Rules', 'Responsibilities', 'Exceptions', 'Review'] as const

const part = (heading: (typeof starterParts)[number], text: string): string => `## ${heading}\n\n${text}`

export function defineStarter({ name, title, level, reqs, reviewEvery = 'P12M', attest = true, ...text }: StarterInput): PolicyStarter {
  let number = 0
  const groups = text.rules.map(([heading, rules]) => `### ${heading}\n\n${rules.map((rule) => `${(number += 1)}. ${rule}`).join('\n')}`)
  const body = [
    part('Purpose', text.purpose),
    part('Scope', text.scope),
    part('Rules', groups.join('\n\n')),
    part('Responsibilities', text.responsibilities.map(([who, what]) => `- **${who}** ${what}`).join('\n')),
    part('Exceptions', text.exceptions),
    part('Review', text.review),
  ].join('\n\n')
  return { name, title, level, body, reqs: reqs.map((code) => `iso27001-2022:${code}`), reviewEvery, attest }
}

/** The name where it belongs; "the organisation" while nobody gave one, with a capital where a sentence begins. */
export function fillOrganisation(body: string, organisation: string | undefined): string {
  const name = organisation?.trim()
  return body.replace(/\{organisation\}/g, (_, at: number) => name || (/(^|\n|[.:] |\d\. )$/.test(body.slice(0, at)) ? 'The organisation' : 'the organisation'))
}

/** Fields of the draft that a starter begins: nothing in it is in force until it is approved (PO3). */
export function starterFields(starter: PolicyStarter, organisation: string | undefined, title = starter.title): Readonly<Record<string, JsonValue>> {
  return {
    title: title.trim() || starter.title, level: starter.level, body: fillOrganisation(starter.body, organisation), reviewEvery: starter.reviewEvery, attest: starter.attest, reqs: starter.reqs,
    ...(starter.level === 'top' && { setsObjectives: true, commitsRequirements: true, commitsImprovement: true }),
  }
}

export const wordCount = (body: string): number => body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
