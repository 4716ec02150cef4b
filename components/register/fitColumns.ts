import type { FieldType } from '~/lib/records/fields'

/** What a column asks of the width of a register. */
export interface WantedColumn {
  readonly name: string
  readonly width?: number
  readonly type?: FieldType
  /** Stays beside a drawer while anything does: what the rows are sorted by. */
  readonly kept?: boolean
}
export interface FittedColumn {
  readonly name: string
  readonly width: number
}

/** A person without the name: the avatar alone; with it from 120 px on (ux.md 3). */
export const avatarWidth = 44
export const nameWidth = 124
/** A linked record with its title; narrower columns show its ref alone. */
export const titledWidth = 190
/** What the head of a column takes. */
export const headWidth = (label: string): number => Math.max(60, Math.round(label.length * 7) + 26)
const widest: Readonly<Partial<Record<FieldType, number>>> = { person: 206, ref: 260, refs: 200, text: 260 }
/** Texts that may be cut a little before a column is given up: their start tells enough. */
const narrowest: Readonly<Partial<Record<FieldType, number>>> = { ref: 96, text: 110 }

/** Pixels a title asks for: the longest one, with room for a signal; a rough measure of the letters is enough. */
export const titleWidth = (titles: readonly string[]): number =>
  Math.min(460, Math.max(130, Math.max(0, ...titles.map((title) => title.length)) * 6.7 + 40))

/**
 * Widths of the columns of a register within `room` (without tick, glyph and ref), so that nothing scrolls sideways and
 * no title is cut while space is free (ux.md 7). What is too much is taken from names of persons first, then from
 * texts; with `drop` the last columns that still do not fit are left out, because a drawer shows them. What is free
 * goes to the title until it is whole, then to names and texts.
 */
export function fitColumns({
  room,
  title,
  columns,
  drop,
}: {
  readonly room: number
  readonly title: number
  readonly columns: readonly WantedColumn[]
  readonly drop: boolean
}): readonly FittedColumn[] {
  const least = Math.min(title, 300)
  const wanted = columns.map((column) => ({ name: column.name, type: column.type, width: column.width ?? 120 }))
  const over = (list: readonly { readonly width: number }[]): number =>
    list.reduce((sum, column) => sum + column.width, 0) + least - room
  const narrow = (type: FieldType, to: number, list: typeof wanted): void => {
    for (const column of [...list].reverse()) {
      const excess = over(list)
      if (excess <= 0) return
      if (column.type !== type || column.width <= to) continue
      column.width = to === avatarWidth ? avatarWidth : Math.max(to, column.width - excess)
    }
  }
  const squeeze = (list: typeof wanted): typeof wanted => {
    narrow('person', nameWidth, list)
    for (const [type, to] of Object.entries(narrowest)) narrow(type as FieldType, to, list)
    narrow('person', avatarWidth, list)
    return list
  }
  let shown = squeeze(wanted.map((column) => ({ ...column })))
  let left: readonly WantedColumn[] = columns
  while (drop && left.length > 0 && over(shown) > 0) {
    const goes = left.findLast((column) => !column.kept) ?? left.at(-1)
    left = left.filter((column) => column !== goes)
    shown = squeeze(
      wanted.filter(({ name }) => left.some((column) => column.name === name)).map((column) => ({ ...column })),
    )
  }

  let free = room - title - shown.reduce((sum, column) => sum + column.width, 0)
  for (const column of shown) {
    const most = column.type === undefined || column.width <= avatarWidth ? undefined : widest[column.type]
    if (free <= 0 || most === undefined || most <= column.width) continue
    const more = Math.min(free, most - column.width)
    column.width += more
    free -= more
  }
  return shown.map(({ name, width }) => ({ name, width }))
}
