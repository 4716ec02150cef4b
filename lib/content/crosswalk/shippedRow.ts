/**
 * One shipped pair: code of the source, mark, code of the target, rationale in one line. Marks: `>` the source requires
 * more (superset), `~` they overlap (intersects); confidence is medium, with `!` high, with `?` low.
 */
export type ShippedRow = readonly [source: string, mark: '>' | '~' | '~!' | '~?', target: string, rationale: string]
