/** Items under the keys they name, each list in the order of the items. */

/** `keysOf` answers every key an item stands under: none, one or many. */
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

/** Adds to the list under a name, which begins with its first item. */
export function push<K, T>(lists: Map<K, T[]>, name: K, item: T): void {
  const list = lists.get(name)
  if (list) list.push(item)
  else lists.set(name, [item])
}
