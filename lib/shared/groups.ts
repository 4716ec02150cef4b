/** Groups items by the keys they belong to, each list in item order. */

/** `keysOf` returns the keys of an item: none, one or many. */
export function groupBy<T>(
  items: Iterable<T>,
  keysOf: (item: T) => string | readonly string[] | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const keys = keysOf(item)
    if (typeof keys === 'string') push(groups, keys, item)
    else for (const key of keys ?? []) push(groups, key, item)
  }
  return groups
}

/** Appends to the list under a name, creating it if needed. */
export function push<K, T>(lists: Map<K, T[]>, name: K, item: T): void {
  const list = lists.get(name)
  if (list) list.push(item)
  else lists.set(name, [item])
}
