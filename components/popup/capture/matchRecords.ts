/** Finds records by ref or words of the title: what begins with the words comes first. Pure, small, no index needed. */

export interface Matchable {
  readonly id: string
  readonly ref: string
  readonly title?: string | undefined
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function matchRecords<T extends Matchable>(rows: readonly T[], query: string, limit: number): readonly T[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  const scored = rows.flatMap((row) => {
    const ref = fold(row.ref)
    const title = fold(row.title ?? '')
    if (!words.every((word) => ref.includes(word) || title.includes(word))) return []
    const first = words[0] ?? ''
    const rank =
      ref === first
        ? 0
        : ref.startsWith(first) || ref.endsWith(`-${first}`)
          ? 1
          : title.startsWith(first)
            ? 2
            : title.includes(` ${first}`)
              ? 3
              : 4
    return [{ row, rank }]
  })
  return scored
    .sort((a, b) => a.rank - b.rank || a.row.ref.localeCompare(b.row.ref, 'en', { numeric: true }))
    .slice(0, limit)
    .map(({ row }) => row)
}
