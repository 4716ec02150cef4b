/**
 * Which record a cell means: by its id, ref, former number or exact title. A requirement by its code or full id, a
 * person by name or title. Rows of the same table count as records already.
 */

import { requirementCode } from '~/lib/records/derivedIds'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { titleOf } from '~/lib/records/text/searchText'
import { push } from '../../shared/groups'

export interface Known {
  readonly kind: Kind
  readonly id: string
  readonly ref: string
  readonly legacyRef?: string | undefined
  readonly title: string
  readonly archived: boolean
  /** Of persons: what they are, beside what they are called. */
  readonly role?: string | undefined
}

export type Found = { readonly id: string } | { readonly unknown: true } | { readonly several: readonly string[] }

export interface References {
  add(known: Known): void
  /** `any` finds records of every kind. */
  find(target: Kind | 'any', text: string): Found
  findRequirement(text: string): Found
  /**
   * What `find` reads back: the ref where it tells the record, a person's name where it is the only one, else the id.
   */
  write(target: Kind | 'any', id: string): string
}

export const knownOf = (row: AnyRecord): Known => ({
  kind: row.kind,
  id: row.id,
  ref: row.ref,
  legacyRef: row.legacyRef,
  title: titleOf(row),
  archived: row.archivedOn !== undefined,
  ...(row.kind === 'person' && { role: row.title }),
})

interface Names {
  readonly byRef: Map<string, Known[]>
  readonly byLegacyRef: Map<string, Known[]>
  readonly byTitle: Map<string, Known[]>
  readonly byRole: Map<string, Known[]>
}

const key = (text: string): string =>
  text.normalize('NFC').replace(/^[\s\u200b\u2060\ufeff]+|[\s\u200b\u2060\ufeff]+$/gu, '')

/** `members`: ids that stand for themselves. `requirements`: full ids of every framework there is. */
export function createReferences(options: {
  readonly requirements: Iterable<string>
  readonly members?: Iterable<string>
}): References {
  const names = new Map<Kind | 'any', Names>()
  const byId = new Map<string, Known>()
  const members = new Set(options.members ?? [])
  const codes = new Map<string, string[]>()
  const ids = new Set<string>()
  for (const id of options.requirements) {
    ids.add(id)
    push(codes, requirementCode(id).toLowerCase(), id)
  }

  const namesOf = (target: Kind | 'any'): Names => {
    let found = names.get(target)
    if (!found)
      names.set(target, (found = { byRef: new Map(), byLegacyRef: new Map(), byTitle: new Map(), byRole: new Map() }))
    return found
  }
  function add(known: Known): void {
    byId.set(known.id, known)
    for (const target of [known.kind, 'any'] as const) {
      const { byRef, byLegacyRef, byTitle, byRole } = namesOf(target)
      // Natural keys (a clause, a period) tell nothing apart beyond their own kind.
      if (known.ref !== '' && (target !== 'any' || !recordKind(known.kind).naturalKey))
        push(byRef, known.ref.toUpperCase(), known)
      if (known.legacyRef !== undefined) push(byLegacyRef, key(known.legacyRef), known)
      push(byTitle, key(known.title), known)
      if (known.role !== undefined) push(byRole, key(known.role), known)
    }
  }
  /** Archived records only where no other fits. */
  function one(list: readonly Known[] | undefined): Found | undefined {
    if (!list || list.length === 0) return undefined
    const active = list.filter(({ archived }) => !archived)
    const pick = active.length > 0 ? active : list
    return pick.length === 1 ? { id: pick[0]!.id } : { several: pick.map(({ ref, id }) => ref || id) }
  }
  function find(target: Kind | 'any', text: string): Found {
    const wanted = key(text)
    const exact = byId.get(wanted)
    if ((exact && (target === 'any' || exact.kind === target)) || (target === 'person' && members.has(wanted)))
      return { id: wanted }
    const { byRef, byLegacyRef, byTitle, byRole } = namesOf(target)
    const found =
      one(byRef.get(wanted.toUpperCase())) ??
      one(byLegacyRef.get(wanted)) ??
      one(byTitle.get(wanted)) ??
      one(byRole.get(wanted))
    if (found) return found
    // As tables show it: the ref and the title behind it.
    const [first = '', ...rest] = wanted.split(' ')
    const shown =
      rest.length > 0 && /-\d+$/.test(first)
        ? one(byRef.get(first.toUpperCase())?.filter(({ title }) => key(title) === rest.join(' ')))
        : undefined
    return shown ?? { unknown: true }
  }
  return {
    add,
    find,
    findRequirement(text) {
      const wanted = key(text)
      if (ids.has(wanted)) return { id: wanted }
      const found = codes.get(wanted.toLowerCase()) ?? codes.get(`a.${wanted.toLowerCase()}`) ?? []
      return found.length === 1 ? { id: found[0]! } : found.length === 0 ? { unknown: true } : { several: found }
    },
    write(target, id) {
      const known = byId.get(id)
      if (!known) return id
      const reads = (text: string): boolean =>
        text !== '' &&
        text === text.trim() &&
        !text.includes('\n') &&
        ((found) => 'id' in found && found.id === id)(find(target, text))
      if (known.kind === 'person' && reads(known.title)) return known.title
      return reads(known.ref) ? known.ref : id
    },
  }
}
