/**
 * The review pack: inputs a to g of 9.3.2 as data, frozen with a review (MR2). Figures and lines name records and their
 * state; the text is up to the reader. Version 1 has been signed: fields may only be added.
 */

import { isJsonObject } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import type { Kind } from '~/lib/records/registry'

export const inputLetters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
export type InputLetter = (typeof inputLetters)[number]

export interface PackFigure {
  readonly key: string
  /** `null`: there is no data to count. */
  readonly value: number | null
  /** "4 of 5". */
  readonly of?: number
  /** By month, oldest first; months without data are `null`, never zero. */
  readonly series?: readonly (number | null)[]
  /** The direction of improvement; without it the figure is not judged. */
  readonly better?: 'up' | 'down'
  /** The same figure in the previous pack. */
  readonly before?: number
}

/** Tone of a line, for icon and reading order. */
export type PackTone = 'good' | 'watch' | 'bad' | 'open' | 'progress' | 'closed'

export interface PackLine {
  readonly id: string
  readonly kind: Kind
  readonly ref: string
  readonly title: string
  readonly tone: PackTone
  /** Name of the state, as its rules define it. */
  readonly state: string
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /** Values of a metric, oldest first; periods without a value are `null`. */
  readonly points?: readonly (number | null)[]
}

export interface PackGroup {
  readonly key: string
  readonly lines: readonly PackLine[]
  /** Number of further lines that are not listed. */
  readonly more?: number
}

export interface PackInput {
  readonly figures: readonly PackFigure[]
  readonly groups: readonly PackGroup[]
}

export interface ReviewPack {
  readonly v: 1
  readonly asOf: string
  /** Day of the previous complete review; `null` for the first. */
  readonly since: string | null
  readonly inputs: Readonly<Record<InputLetter, PackInput>>
}

/**
 * MR7: the figure that summarises an input in one line, by name and not by position: a list of inputs says "2 done" for
 * improvements, whatever figure happens to come first. Input d is summarised by its number of figures.
 */
const headKeys = { a: 'done', b: 'new', c: 'new', e: 'received', f: 'above', g: 'improved' } as const
export const headFigure = (letter: Exclude<InputLetter, 'd'>, { figures }: PackInput): PackFigure | undefined =>
  figures.find(({ key }) => key === headKeys[letter])

/** Parses the bytes of a frozen pack. Fails with `badPack`, also for a pack of a later version. */
export function parseReviewPack(value: unknown): Result<ReviewPack> {
  const bad = fail('badPack', 'These bytes are no review pack this version can read. Update Plumbline on this device.')
  if (!isJsonObject(value) || value['v'] !== 1 || typeof value['asOf'] !== 'string' || !isJsonObject(value['inputs']))
    return bad
  const inputs = value['inputs']
  const isComplete = inputLetters.every((letter) => {
    const input = inputs[letter]
    return isJsonObject(input) && Array.isArray(input['figures']) && Array.isArray(input['groups'])
  })
  return isComplete ? ok(value as unknown as ReviewPack) : bad
}

/** Maximum lines a pack lists per group; the figures always count all. */
export const mostLines = 200

export const group = (key: string, lines: readonly PackLine[]): PackGroup =>
  lines.length <= mostLines ? { key, lines } : { key, lines: lines.slice(0, mostLines), more: lines.length - mostLines }

export interface FigureChange {
  readonly key: string
  readonly before: number | null
  readonly now: number | null
}

export interface LineChange {
  readonly line: PackLine
  readonly change: 'added' | 'gone' | 'changed'
}

export interface PackDifference {
  readonly letter: InputLetter
  readonly figures: readonly FigureChange[]
  readonly lines: readonly LineChange[]
}

/** What changed since a pack was frozen; inputs without changes are left out. */
export function comparePacks(before: ReviewPack, now: ReviewPack): readonly PackDifference[] {
  return inputLetters
    .map((letter): PackDifference => {
      const [old, fresh] = [before.inputs[letter], now.inputs[letter]]
      const figures = fresh.figures.map((figure): FigureChange => ({
        key: figure.key,
        before: old.figures.find(({ key }) => key === figure.key)?.value ?? null,
        now: figure.value,
      }))
      const linesOf = (input: PackInput) =>
        new Map(input.groups.flatMap((one) => one.lines.map((line) => [`${one.key}/${line.id}`, line] as const)))
      const [oldLines, newLines] = [linesOf(old), linesOf(fresh)]
      const lines: LineChange[] = []
      for (const [key, line] of newLines) {
        const was = oldLines.get(key)
        if (!was) lines.push({ line, change: 'added' })
        else if (was.state !== line.state || was.title !== line.title || was.facts['value'] !== line.facts['value'])
          lines.push({ line, change: 'changed' })
      }
      for (const [key, line] of oldLines) if (!newLines.has(key)) lines.push({ line, change: 'gone' })
      return { letter, figures: figures.filter((figure) => figure.before !== figure.now), lines }
    })
    .filter(({ figures, lines }) => figures.length + lines.length > 0)
}
