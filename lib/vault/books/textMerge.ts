/** Differences between texts: as steps for Y.Text, and carried over to a text that changed meanwhile. */

import diff from 'fast-diff'
import type { TextStep } from '../store/tables'

/** Steps that make `from` read `to`; empty when they are equal. */
export function stepsBetween(from: string, to: string): readonly TextStep[] {
  if (from === to) return []
  const steps: TextStep[] = diff(from, to).map(([kind, part]) =>
    kind === diff.INSERT ? { insert: part } : kind === diff.DELETE ? { delete: part.length } : { retain: part.length },
  )
  const last = steps.at(-1)
  return last && 'retain' in last ? steps.slice(0, -1) : steps
}

/** The text after the steps; a step that runs past the end ends there. */
export function applySteps(text: string, steps: readonly TextStep[]): string {
  let at = 0
  let out = ''
  for (const step of steps) {
    if ('insert' in step) out += step.insert
    else if ('delete' in step) at += step.delete
    else {
      out += text.slice(at, at + step.retain)
      at += step.retain
    }
  }
  return out + text.slice(at)
}

/**
 * Steps for `current` that make there the change an author made from `base` to `value` (MG5): his insertions go in
 * where their surroundings now stand, his deletions delete what is left of it.
 */
export function rebaseSteps(base: string, value: string, current: string): readonly TextStep[] {
  if (base === current) return stepsBetween(base, value)
  const moved = positionsIn(base, current)
  const edits: { readonly at: number; readonly insert?: string; readonly delete?: number }[] = []
  let at = 0
  for (const step of stepsBetween(base, value)) {
    if ('insert' in step) edits.push({ at: moved[at]!.after, insert: step.insert })
    else {
      const length = 'delete' in step ? step.delete : step.retain
      if ('delete' in step) edits.push(...keptRuns(moved, at, at + length))
      at += length
    }
  }
  return stepsAt(edits)
}

interface Place {
  /** Where the character stands in the other text; undefined when it is gone. */
  readonly kept?: number
  /** Where something put before the character belongs. */
  readonly after: number
}

/** For each position of `base` (and its end), its place in `current`. */
function positionsIn(base: string, current: string): readonly Place[] {
  const places: Place[] = []
  let at = 0
  for (const [kind, part] of diff(base, current)) {
    if (kind === diff.INSERT) at += part.length
    else {
      for (let i = 0; i < part.length; i++)
        places.push(kind === diff.EQUAL ? { kept: at + i, after: at + i } : { after: at })
      if (kind === diff.EQUAL) at += part.length
    }
  }
  places.push({ after: at })
  return places
}

/** Deletions of the characters [from, to) that still exist, as runs. */
function keptRuns(places: readonly Place[], from: number, to: number): { at: number; delete: number }[] {
  const runs: { at: number; delete: number }[] = []
  for (let i = from; i < to; i++) {
    const kept = places[i]!.kept
    if (kept === undefined) continue
    const last = runs.at(-1)
    if (last && last.at + last.delete === kept) last.delete += 1
    else runs.push({ at: kept, delete: 1 })
  }
  return runs
}

/** Edits at positions of the present text, which never fall, as one run of steps. */
function stepsAt(
  edits: readonly { readonly at: number; readonly insert?: string; readonly delete?: number }[],
): readonly TextStep[] {
  const steps: TextStep[] = []
  let at = 0
  for (const edit of edits) {
    if (edit.at > at) {
      steps.push({ retain: edit.at - at })
      at = edit.at
    }
    if (edit.insert !== undefined) steps.push({ insert: edit.insert })
    if (edit.delete !== undefined) {
      steps.push({ delete: edit.delete })
      at += edit.delete
    }
  }
  return steps
}
