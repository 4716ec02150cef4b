/**
 * The review pack: inputs a to g of 9.3.2 as data, frozen with a review (MR2). Figures and lines name records and say
 * how they stood; words are the reader's. Version 1 is what was signed: fields are only ever added.
 */

import { isJsonObject } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import type { Kind } from '~/lib/records/registry'

export const inputLetters = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
export type InputLetter = (typeof inputLetters)[number]

export interface PackFigure {
  readonly key: string
  /** `null`: nothing to count from. */
  readonly value: number | null
  /** "4 of 5". */
  readonly of?: number
  /** By month, oldest first; months without data are `null`, never zero. */
  readonly series?: readonly (number | null)[]
  /** What would be an improvement; a figure without it judges nothing. */
  readonly better?: 'up' | 'down'
  /** The same figure in the pack before. */
  readonly before?: number
}

/** How a line stands, for glyph and reading order. */
export type PackTone = 'good' | 'watch' | 'bad' | 'open' | 'progress' | 'closed'

export interface PackLine {
  readonly id: string
  readonly kind: Kind
  readonly ref: string
  readonly title: string
  readonly tone: PackTone
  /** Word of the state, as its rules call it. */
  readonly state: string
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /** Values of a metric, oldest first; periods without a value are `null`. */
  readonly points?: readonly (number | null)[]
}

export interface PackGroup {
  readonly key: string
  readonly lines: readonly PackLine[]
  /** How many more there are than a pack lists. */
  readonly more?: number
}

export interface PackInput {
  readonly figures: readonly PackFigure[]
  readonly groups: readonly PackGroup[]
}

export interface ReviewPack {
  readonly v: 1
  readonly asOf: string
  /** Day of the complete review before; `null` for the first. */
  readonly since: string | null
  readonly inputs: Readonly<Record<InputLetter, PackInput>>
}

/**
 * MR7: the figure an input is told by in a line, named and not counted off: a list of inputs says "2 done" of
 * improvements, whatever figure happens to stand first. Input d is told by how many figures it has.
 */
const headKeys = { a: 'done', b: 'new', c: 'new', e: 'received', f: 'above', g: 'improved' } as const
export const headFigure = (letter: Exclude<InputLetter, 'd'>, { figures }: PackInput): PackFigure | undefined =>
  figures.find(({ key }) => key === headKeys[letter])

/** A frozen pack as read from its bytes. Fails with `badPack`; a pack of a later version is not guessed at. */
export function parseReviewPack(value: unknown): Result<ReviewPack> {
  const bad = fail('badPack', 'These bytes are no review pack this version can read. Update Plumbline on this device.')
  if (!isJsonObject(value) || value['v'] !== 1 || typeof value['asOf'] !== 'string' || !isJsonObject(value['inputs']))
    return bad
  const inputs = value['inputs']
  const whole = inputLetters.every((letter) => {
    const input = inputs[letter]
    return isJsonObject(input) && Array.isArray(input['figures']) && Array.isArray(input['groups'])
  })
  return whole ? ok(value as unknown as ReviewPack) : bad
}

/** Lines a pack lists per group; the figures always count all. */
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

/** What is otherwise now than when a pack was frozen; inputs where nothing is are left out. */
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
