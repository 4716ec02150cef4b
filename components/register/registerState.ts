/** What a register shows: search, filters and sort, kept in the address so that links and Back restore them. */

export interface RegisterState {
  readonly search: string
  /** Field or facet name → values of which one must match. */
  readonly filters: Readonly<Record<string, readonly string[]>>
  readonly sort: { readonly name: string; readonly descending: boolean } | undefined
}

export interface Facet<R> {
  readonly name: string
  readonly label: string
  readonly valuesOf: (row: R) => readonly string[]
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export interface SortColumn<R> {
  readonly name: string
  readonly sortValue: (row: R) => string | number | undefined
}

type Query = Readonly<Record<string, string | null | undefined | readonly (string | null)[]>>
const one = (value: Query[string]): string =>
  Array.isArray(value) ? (value[0] ?? '') : ((value as string | null | undefined) ?? '')

/** `?q=…&f=owner:pe_1,pe_2;level:3&sort=-current` → state. What can't be read is left out. */
export function readRegisterState(query: Query): RegisterState {
  const filters: Record<string, readonly string[]> = {}
  for (const part of one(query['f']).split(';')) {
    const at = part.indexOf(':')
    const values = part
      .slice(at + 1)
      .split(',')
      .filter(Boolean)
      .map(decodeURIComponent)
    if (at > 0 && values.length > 0) filters[part.slice(0, at)] = values
  }
  const sort = one(query['sort'])
  return {
    search: one(query['q']),
    filters,
    sort: sort === '' ? undefined : { name: sort.replace(/^-/, ''), descending: sort.startsWith('-') },
  }
}

/** The inverse; empty parts are undefined so that they leave the address. */
export function writeRegisterState(state: RegisterState): Record<'q' | 'f' | 'sort', string | undefined> {
  const parts = Object.entries(state.filters)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `${name}:${values.map(encodeURIComponent).join(',')}`)
  return {
    q: state.search.trim() === '' ? undefined : state.search,
    f: parts.length === 0 ? undefined : parts.join(';'),
    sort: state.sort && `${state.sort.descending ? '-' : ''}${state.sort.name}`,
  }
}

/** Rows that pass search (every word) and all filters. */
export function filterRows<R>(
  rows: readonly R[],
  state: RegisterState,
  facets: readonly Facet<R>[],
  textOf: (row: R) => string,
): readonly R[] {
  const words = state.search.toLowerCase().split(/\s+/).filter(Boolean)
  const active = facets.filter((facet) => (state.filters[facet.name]?.length ?? 0) > 0)
  if (words.length === 0 && active.length === 0) return rows
  return rows.filter((row) => {
    if (!active.every((facet) => facet.valuesOf(row).some((value) => state.filters[facet.name]!.includes(value))))
      return false
    if (words.length === 0) return true
    const text = textOf(row).toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/**
 * Sorted by one column, rows without a value last whatever the direction; ties by ref, so that the order is always the
 * same.
 */
export function sortRows<R extends { readonly ref: string; readonly id: string }>(
  rows: readonly R[],
  column: SortColumn<R> | undefined,
  descending: boolean,
): readonly R[] {
  if (!column) return rows
  const turn = descending ? -1 : 1
  return [...rows]
    .map((row) => ({ row, value: column.sortValue(row) }))
    .sort((a, b) => {
      if (a.value === undefined || b.value === undefined)
        return Number(a.value === undefined) - Number(b.value === undefined) || collator.compare(a.row.ref, b.row.ref)
      const order =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : collator.compare(String(a.value), String(b.value))
      return order * turn || collator.compare(a.row.ref, b.row.ref) || (a.row.id < b.row.id ? -1 : 1)
    })
    .map(({ row }) => row)
}

/** Which rows of a long list stand in the window, with some to spare above and below. */
export function windowOf(
  count: number,
  {
    scrollTop,
    height,
    rowHeight,
    spare = 12,
    from = 100,
  }: {
    readonly scrollTop: number
    readonly height: number
    readonly rowHeight: number
    readonly spare?: number
    readonly from?: number
  },
): { readonly start: number; readonly end: number } {
  if (count <= from) return { start: 0, end: count }
  const start = Math.max(0, Math.floor(scrollTop / rowHeight) - spare)
  return { start, end: Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + spare) }
}
