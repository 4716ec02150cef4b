/**
 * One shipped pair: code of the source, mark, code of the target, why in one line. Marks: `>` the source asks more
 * (superset), `~` they overlap (intersects); confidence is medium, with `!` high, with `?` low.
 */
export type ShippedRow = readonly [source: string, mark: '>' | '~' | '~!' | '~?', target: string, rationale: string]
