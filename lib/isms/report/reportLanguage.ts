/** The language of a report: its texts, and its format of days and numbers. */

import type { Kind } from '~/lib/records/registry'
import type { ReportState } from './reportState'

type When = string | number

export interface ReportLanguage {
  /** BCP 47 tag. */
  readonly locale: string
  readonly timeZone: string
  /** The text of a key; `n` selects the plural form. */
  readonly t: (key: string, params?: Readonly<Record<string, unknown>>, n?: number) => string
  readonly has: (key: string) => boolean
  /** Titles of requirements in this language; falls back to the catalogue's. */
  readonly requirementTitle?: (id: string) => string | undefined
  /** The text of a readiness check in this language. */
  readonly checkTitle?: (id: string) => string | undefined
  readonly checkFix?: (id: string) => string | undefined
}

export interface ReportWords extends ReportLanguage {
  /** "12 Feb 2026". */
  readonly day: (when: When | undefined) => string
  /** "12 February 2026". */
  readonly longDay: (when: When) => string
  /** "12 Feb 2026, 16:04". */
  readonly moment: (when: When) => string
  /** "1 June 2026, 09:44". */
  readonly longMoment: (when: When) => string
  readonly number: (value: number, digits?: number) => string
  /** "12,000 EUR". */
  readonly money: (value: number, currency: string | undefined) => string
  readonly label: (kind: Kind, field: string) => string
  /** A field value as text; `name` labels records and persons. */
  readonly value: (kind: Kind, field: string, value: unknown, name: (id: string) => string) => string
  readonly period: (value: string) => string
  /** Code and our own title of a requirement. */
  readonly requirement: (id: string) => { readonly code: string; readonly title: string }
}

export interface ReportContext {
  readonly state: ReportState
  readonly words: ReportWords
  readonly today: string
  /** ISO instant. */
  readonly generatedAt: string
}
