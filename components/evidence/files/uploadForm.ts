/** What keeps a file from being added, and the title a file name suggests. Pure. */

export const uploadLimit = 512 * 1024 * 1024

export function uploadProblem(
  file: { readonly size: number } | undefined,
  title: string,
): 'noFile' | 'empty' | 'tooLarge' | 'noTitle' | undefined {
  if (!file) return 'noFile'
  if (file.size === 0) return 'empty'
  if (file.size > uploadLimit) return 'tooLarge'
  return title.trim() === '' ? 'noTitle' : undefined
}

/** "2026-05_backup-jobs.pdf" → "2026-05 backup-jobs". */
export const titleFromFile = (name: string): string =>
  name
    .replace(/\.[\p{L}\p{N}]{1,8}$/u, '')
    .replace(/[_]+/g, ' ')
    .trim()
    .slice(0, 500)
