/** Survivors that were looked at: the table of docs/mutations.md, by file and change. */

import type { Mutant } from './mutants'
import { mutationName } from './mutants'

export interface KnownSurvivor {
  readonly file: string
  readonly change: string
  readonly reason: string
}

/** Rows `| file | change | reason |`; a bar inside a change is written `\|`. Other lines are words. */
export function readKnown(markdown: string): readonly KnownSurvivor[] {
  return markdown.split('\n').flatMap((line) => {
    if (!/^\| `/.test(line)) return []
    const cells = line
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) =>
        cell
          .trim()
          .replace(/^`+ ?| ?`+$/g, '')
          .replaceAll('\\|', '|'),
      )
    const [file, change, reason] = cells
    return file && change && reason ? [{ file, change, reason }] : []
  })
}

export const knownReason = (mutant: Mutant, known: readonly KnownSurvivor[]): string | undefined =>
  known.find(({ file, change }) => file === mutant.file && change === mutationName(mutant))?.reason

/** The row to paste for a survivor that was looked at. */
export const knownRow = (mutant: Mutant): string =>
  `| \`${mutant.file}\` | \`\` ${mutationName(mutant).replaceAll('|', '\\|')} \`\` | |`
