/**
 * The values of a record by field name, for code that handles all kinds alike and knows field names only at run time.
 * `V` is the type of the named fields, which the caller knows from the kind.
 *
 * @example fieldValues(row)['title']
 */
export function fieldValues<V = unknown>(row: object): Readonly<Record<string, V>>
export function fieldValues<V = unknown>(row: object | undefined): Readonly<Record<string, V>> | undefined
export function fieldValues<V>(row: object | undefined): Readonly<Record<string, V>> | undefined {
  return row as Readonly<Record<string, V>> | undefined
}
