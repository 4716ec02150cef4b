/**
 * Whether the bytes behind evidence are present and unchanged (EV1, EV7, EV12). Signatures are verified in lib/crypto.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { canonicalJson } from '../../shared/json'
import type { Evidence, EvidenceFile } from '~/lib/records/kinds/evidence'
import { isType, isVoid, type StatementFact } from '../statement/statementFacts'

/** EV7, best first. */
export const blobStates = ['present', 'pending', 'missing', 'corrupt'] as const
export type BlobState = (typeof blobStates)[number]

export const sealWords = ['sealedTimed', 'sealed', 'integrityOnly', 'failed'] as const
export type SealWord = (typeof sealWords)[number]

/** Original files by name; derived files can be regenerated and prove nothing (EV1). */
export const originalFiles = (
  evidence: Pick<Evidence, 'files'>,
): readonly (readonly [name: string, file: EvidenceFile])[] =>
  Object.entries(evidence.files).filter(([, file]) => file.part === 'original')

/**
 * EV7: the worst state of the original files. `stateOf` returns what is known about the bytes of a hash; `pendingDays`
 * is how long they have been awaited: after more than 7 days pending becomes missing.
 */
export function evidenceBlobState(
  evidence: Pick<Evidence, 'files'>,
  stateOf: (sha256: string) => { readonly state: BlobState; readonly pendingDays?: number },
): BlobState {
  let worst: BlobState = 'present'
  for (const [, file] of originalFiles(evidence)) {
    const { state, pendingDays = 0 } = stateOf(file.blob.sha256)
    const judged = state === 'pending' && pendingDays > 7 ? 'missing' : state
    if (blobStates.indexOf(judged) > blobStates.indexOf(worst)) worst = judged
  }
  return worst
}

/** Result of verifying a seal; unset if there is nothing to verify. */
export interface SealFacts {
  readonly signatureValid?: boolean | undefined
  readonly timestampValid?: boolean | undefined
}

/**
 * EV7. EV2: only a verified timestamp token earns the word "timed"; a token that does not verify fails the entire seal.
 */
export function sealWord({ signatureValid, timestampValid }: SealFacts): SealWord {
  if (signatureValid === false || timestampValid === false) return 'failed'
  if (signatureValid === undefined) return 'integrityOnly'
  return timestampValid ? 'sealedTimed' : 'sealed'
}

/**
 * Verdict on the seals of a capture, signatures only: taken from the first valid one in log order (EV12). Fails if none
 * verifies, or if the sealed record is not the one the evidence names.
 */
export function sealFacts(
  { captureRecord }: Pick<Evidence, 'captureRecord'>,
  statements: readonly StatementFact[],
): SealFacts {
  const seals = inLogOrder(statements.filter((statement) => isType(statement, 'captureSeal')))
  const valid = seals.find((seal) => !isVoid(seal))
  return seals.length === 0
    ? {}
    : { signatureValid: valid !== undefined && valid.contentHash === captureRecord?.sha256 }
}

/** The write-once facts as carried by the first valid capture seal in log order. */
export interface SealedFacts {
  readonly capturedAt: string
  readonly captureRecord: string
  /** SHA-256 of each original file, by name. */
  readonly files: Readonly<Record<string, string>>
}

/** EV12: names of the write-once fields that differ from what was sealed ("altered after sealing"). */
export function alteredAfterSealing(
  evidence: Pick<Evidence, 'capturedAt' | 'captureRecord' | 'files'>,
  sealed: SealedFacts,
): readonly string[] {
  const files = Object.fromEntries(originalFiles(evidence).map(([name, file]) => [name, file.blob.sha256]))
  return [
    ...(evidence.capturedAt === sealed.capturedAt ? [] : ['capturedAt']),
    ...(evidence.captureRecord?.sha256 === sealed.captureRecord ? [] : ['captureRecord']),
    ...(canonicalJson(files) === canonicalJson(sealed.files) ? [] : ['files']),
  ]
}
