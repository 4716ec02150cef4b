/**
 * Which of the selected evidence goes into a pack, and why the rest does not (isms.md 7.4, EV7, EV10). Nothing is
 * dropped silently: every selected item is in one of the two lists.
 */

import { originalFiles } from '../evidence/integrity'
import type { Evidence, EvidenceFile } from '~/lib/records/kinds/evidence'
import { byRef } from '~/lib/records/refs'
import { isPackRecord, selectedEvidence, type PackSelection, type SelectionState } from './selection'

export interface PackOptions {
  /** Include originals even if a redacted copy exists. */
  readonly withOriginals: boolean
  /** Include evidence marked restricted. */
  readonly withRestricted: boolean
}

/** `redacted`: a redacted copy replaces it. `noFile`: a link, or a record without bytes. */
export const leftOutReasons = ['redacted', 'restricted', 'pending', 'missing', 'corrupt', 'erased', 'noFile'] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

/** What this device holds of a file. */
export type HeldState = 'present' | 'pending' | 'missing' | 'corrupt' | 'erased'

export interface LeftOut {
  readonly evidence: Evidence
  readonly reason: LeftOutReason
  /** Refs of the redacted copies that replace it. */
  readonly instead: readonly string[]
}

export interface PackedEvidence {
  readonly evidence: Evidence
  /** Originals, by name. */
  readonly originals: readonly NamedFile[]
  /** Files derived from them whose bytes are present. */
  readonly derived: readonly NamedFile[]
  /** Names of derived files whose bytes are not present. */
  readonly derivedMissing: readonly string[]
}

export interface NamedFile {
  readonly name: string
  readonly file: EvidenceFile
}

export interface PackPlan {
  readonly packed: readonly PackedEvidence[]
  readonly leftOut: readonly LeftOut[]
}

export interface PlanState extends SelectionState {
  readonly held: (sha256: string) => HeldState
}

const byName = (a: NamedFile, b: NamedFile): number => (a.name < b.name ? -1 : 1)
const byEvidence = (a: { readonly evidence: Evidence }, b: { readonly evidence: Evidence }): number =>
  byRef(a.evidence, b.evidence)

export function packPlan(selection: PackSelection, options: PackOptions, state: PlanState): PackPlan {
  const copies = redactedCopies(state.rows('evidence'))
  const wanted = new Map<string, Evidence>()
  const leftOut: LeftOut[] = []
  for (const evidence of selectedEvidence(selection, state)) {
    const instead = options.withOriginals ? [] : lastCopies(evidence.id, copies)
    if (instead.length === 0) wanted.set(evidence.id, evidence)
    else {
      leftOut.push({ evidence, reason: 'redacted', instead: instead.map(({ ref }) => ref) })
      for (const copy of instead) wanted.set(copy.id, copy)
    }
  }
  const packed: PackedEvidence[] = []
  for (const evidence of wanted.values()) {
    const reason =
      evidence.sensitivity === 'restricted' && !options.withRestricted ? 'restricted' : absence(evidence, state.held)
    if (reason) leftOut.push({ evidence, reason, instead: [] })
    else packed.push(filesOf(evidence, state.held))
  }
  return { packed: packed.sort(byEvidence), leftOut: leftOut.sort(byEvidence) }
}

function redactedCopies(rows: readonly Evidence[]): ReadonlyMap<string, readonly Evidence[]> {
  const copies = new Map<string, Evidence[]>()
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const row of rows)
    if (row.redactedFrom !== undefined && !isPackRecord(row) && !isFirstOfCircle(row, byId))
      copies.set(row.redactedFrom, [...(copies.get(row.redactedFrom) ?? []), row])
  return copies
}

/**
 * Two authors unaware of each other can each name the other's evidence as the original of theirs. The first one created
 * is not a copy, so that it is not exported as one.
 */
function isFirstOfCircle(row: Evidence, byId: ReadonlyMap<string, Evidence>): boolean {
  const seen = new Set<Evidence>()
  let at: Evidence | undefined = row
  while (at && !seen.has(at)) {
    seen.add(at)
    at = byId.get(at.redactedFrom ?? '')
  }
  return at === row && [...seen].every((other) => other === row || madeBefore(row, other))
}
const madeBefore = (a: Evidence, b: Evidence): boolean =>
  (a.createdAt === b.createdAt ? byRef(a, b) : a.createdAt < b.createdAt ? -1 : 1) < 0

/** The copies that replace a piece of evidence; if a copy was redacted again, only the last one. */
function lastCopies(
  id: string,
  copies: ReadonlyMap<string, readonly Evidence[]>,
  seen: ReadonlySet<string> = new Set([id]),
): readonly Evidence[] {
  return (copies.get(id) ?? [])
    .filter((copy) => !seen.has(copy.id))
    .flatMap((copy) => {
      const further = lastCopies(copy.id, copies, new Set([...seen, copy.id]))
      return further.length > 0 ? further : [copy]
    })
}

const worst = ['corrupt', 'erased', 'missing', 'pending'] as const

/** Evidence is included only with all its bytes: an incomplete set of files proves nothing. */
function absence(evidence: Evidence, held: PlanState['held']): LeftOutReason | undefined {
  const originals = originalFiles(evidence)
  if (originals.length === 0) return 'noFile'
  const states = originals.map(([, file]) => held(file.blob.sha256))
  return worst.find((state) => states.includes(state))
}

function filesOf(evidence: Evidence, held: PlanState['held']): PackedEvidence {
  const all = Object.entries(evidence.files)
    .map(([name, file]): NamedFile => ({ name, file }))
    .sort(byName)
  const derived = all.filter(({ file }) => file.part === 'derived')
  return {
    evidence,
    originals: all.filter(({ file }) => file.part === 'original'),
    derived: derived.filter(({ file }) => held(file.blob.sha256) === 'present'),
    derivedMissing: derived.filter(({ file }) => held(file.blob.sha256) !== 'present').map(({ name }) => name),
  }
}
