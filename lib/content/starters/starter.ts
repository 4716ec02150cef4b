/**
 * Starter texts: policies in our own words that an organisation of about forty people can adopt and adapt. Data only,
 * as Markdown in the form the editor stores. Rules are numbered consecutively, so that "rule 7" is unambiguous.
 */

import type { JsonValue } from '~/lib/shared/json'
import type { Locale } from '~/lib/shared/locale'

export type StarterLevel = 'top' | 'topic' | 'procedure' | 'standard'

export interface PolicyStarter {
  readonly name: string
  readonly title: string
  readonly level: StarterLevel
  /** The language it is written in. */
  readonly locale: Locale
  /** Markdown with `{organisation}` as a placeholder. */
  readonly body: string
  /** Requirements it addresses, as catalogue ids. */
  readonly reqs: readonly string[]
  /** Review interval, as a period. */
  readonly reviewEvery: string
  /** Whether everybody should acknowledge it. */
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
  /** Who, and their responsibility. */
  readonly responsibilities: readonly (readonly [who: string, what: string])[]
  readonly exceptions: string
  readonly review: string
}

/** The parts every starter has, in this order. */
export const starterParts = ['Purpose', 'Scope', 'Rules', 'Responsibilities', 'Exceptions', 'Review'] as const
const headings: Readonly<Record<Locale, readonly string[]>> = { en: starterParts, de: ['Zweck', 'Geltungsbereich', 'Regeln', 'Verantwortlichkeiten', 'Ausnahmen', 'Überprüfung'] }

export function defineStarter({ name, title, level, reqs, reviewEvery = 'P12M', attest = true, ...text }: StarterInput, locale: Locale = 'en'): PolicyStarter {
  let number = 0
  const groups = text.rules.map(([heading, rules]) => `### ${heading}\n\n${rules.map((rule) => `${(number += 1)}. ${rule}`).join('\n')}`)
  const parts = [text.purpose, text.scope, groups.join('\n\n'), text.responsibilities.map(([who, what]) => `- **${who}** ${what}`).join('\n'), text.exceptions, text.review]
  const body = parts.map((part, index) => `## ${headings[locale][index]}\n\n${part}`).join('\n\n')
  return { name, title, level, locale, body, reqs: reqs.map((code) => `iso27001-2022:${code}`), reviewEvery, attest }
}

/**
 * Replaces the placeholder by the name, or by "the organisation" if there is none, capitalised at the start of a
 * sentence. German also needs a case: `{organisation:dat}` is the form after "von" and "bei".
 */
export function fillOrganisation(body: string, organisation: string | undefined, locale: Locale = 'en'): string {
  const name = organisation?.trim()
  return body.replace(/\{organisation(:dat)?\}/g, (_, dative: string | undefined, at: number) => {
    const word = locale === 'de' ? (dative ? 'der Organisation' : 'die Organisation') : 'the organisation'
    return name || (/(^|\n|[.:] |\d\. )$/.test(body.slice(0, at)) ? word[0]!.toUpperCase() + word.slice(1) : word)
  })
}

/** Fields of the draft created from a starter: nothing in it is in force until it is approved (PO3). */
export function starterFields(starter: PolicyStarter, organisation: string | undefined, title = starter.title): Readonly<Record<string, JsonValue>> {
  return {
    title: title.trim() || starter.title, level: starter.level, body: fillOrganisation(starter.body, organisation, starter.locale), reviewEvery: starter.reviewEvery, attest: starter.attest, reqs: starter.reqs,
    ...(starter.level === 'top' && { setsObjectives: true, commitsRequirements: true, commitsImprovement: true }),
  }
}

export const wordCount = (body: string): number => body.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
