/** The form of a new pack: what is filled in, and the selection it makes. Pure. */

import { addMonths, isDate } from '~/lib/shared/dates'
import type { PackSelection, selectionKinds, Window } from '~/lib/isms/pack/selection'
import { kindOfId, type AnyRecord } from '~/lib/records/registry'

export interface PackFormState {
  readonly by: (typeof selectionKinds)[number]
  /** Of an audit, request, control or framework. */
  readonly id: string
  readonly ids: readonly string[]
  /** Of an audit: the evidence of the requirements it checks, too. */
  readonly withRequirements: boolean
  readonly narrow: boolean
  readonly from: string
  readonly to: string
}

/**
 * The form as a link opens it: `?pack=` with the id of a record, or nothing. An audit or request that asks about a
 * period brings it along.
 */
export function formFor(wanted: string, today: string, period?: Window): PackFormState {
  const kind = kindOfId(wanted)
  const blank: PackFormState = {
    by: 'window',
    id: '',
    ids: [],
    withRequirements: true,
    narrow: period !== undefined,
    from: period?.from ?? addMonths(today, -12),
    to: period?.to ?? today,
  }
  if (kind === 'audit') return { ...blank, by: 'audit', id: wanted }
  if (kind === 'evidenceRequest') return { ...blank, by: 'request', id: wanted }
  if (kind === 'control') return { ...blank, by: 'control', id: wanted }
  if (kind === 'evidence') return { ...blank, by: 'evidence', ids: [wanted] }
  return blank
}

/** `order` and `unfinished` say what is missing; undefined where the form makes a selection. */
export function formProblem({ by, id, ids, narrow, from, to }: PackFormState): 'order' | 'unfinished' | undefined {
  if (by === 'window' || narrow) {
    if (!isDate(from) || !isDate(to)) return 'unfinished'
    if (from > to) return 'order'
  }
  if (by === 'evidence') return ids.length === 0 ? 'unfinished' : undefined
  return by !== 'window' && id === '' ? 'unfinished' : undefined
}

export function selectionOf(form: PackFormState): PackSelection | undefined {
  if (formProblem(form)) return undefined
  const window: Window = { from: form.from, to: form.to }
  if (form.by === 'window') return { by: 'window', window }
  const narrowed = form.narrow ? { window } : {}
  if (form.by === 'evidence') return { by: 'evidence', ids: [...form.ids], ...narrowed }
  if (form.by === 'audit')
    return { by: 'audit', id: form.id, ...(form.withRequirements && { withRequirements: true }), ...narrowed }
  return { by: form.by, id: form.id, ...narrowed }
}

/** The days an audit or a request asks about; undefined where it names none. */
export function periodOf(row: AnyRecord | undefined): Window | undefined {
  const [from, to] =
    row?.kind === 'audit'
      ? [row.windowFrom, row.windowTo]
      : row?.kind === 'evidenceRequest'
        ? [row.periodFrom, row.periodTo]
        : []
  return from !== undefined && to !== undefined && from <= to ? { from, to } : undefined
}

/** `evidence-pack-IA-2026-1-2026-06-01`: nothing in it that a file system refuses. */
export const packName = (what: string | undefined, date: string): string =>
  ['evidence-pack', ...(what ? [what.replace(/[^\p{L}\p{N}._-]+/gu, '-')] : []), date].join('-').slice(0, 80)
