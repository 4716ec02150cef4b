/**
 * The values of a record by the names of its fields, for code that treats every kind alike: what a name stands for is
 * known only while it runs. `V` is what the named fields hold, as the caller knows it from the kind.
 *
 * @example fieldValues(row)['title']
 */
export function fieldValues<V = unknown>(row: object): Readonly<Record<string, V>>
export function fieldValues<V = unknown>(row: object | undefined): Readonly<Record<string, V>> | undefined
export function fieldValues<V>(row: object | undefined): Readonly<Record<string, V>> | undefined {
  return row as Readonly<Record<string, V>> | undefined
}
