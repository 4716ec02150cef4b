/** What checking a pack found. Plain data: it crosses from the worker to the page. */

import type { SealWord } from '../isms/evidence/integrity'

/** Words of `pack.verify.problem`. */
export const problemCodes = [
  'notABag',
  'badTag',
  'badManifest',
  'missing',
  'extra',
  'hash',
  'damaged',
  'oxum',
  'manifestUnsigned',
  'manifestSignature',
  'manifestSigner',
  'members',
  'membersSignature',
  'sealSignature',
  'sealKey',
  'unknownDevice',
  'otherWorkspace',
  'captureRecord',
  'sealedFile',
  'sealedMissing',
  'sealedExtra',
  'sealedNothing',
  'sealMissing',
  'statement',
  'statementKey',
  'statementWorkspace',
  'statementContent',
  'statementRead',
  'records',
  'frozen',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export interface Problem {
  readonly code: ProblemCode
  readonly path?: string
  readonly ref?: string
  readonly line?: number
}

/** Words of `pack.verify.notCheckedItem`. */
export interface NotChecked {
  readonly what: 'timestamp' | 'derived' | 'derivedMissing'
  readonly n: number
}

export interface EvidenceVerdict {
  readonly ref: string
  readonly title: string
  readonly verdict: SealWord
  /** Files of it in the pack. */
  readonly files: number
  /** Of a seal: who, with which key, when by the word of the device. */
  readonly seal?:
    | {
        readonly deviceId: string
        readonly device: string
        readonly member: string
        readonly fingerprint: string
        readonly capturedAt: string
      }
    | undefined
  readonly problems: readonly Problem[]
  readonly notChecked: readonly NotChecked[]
}

export interface PackReport {
  readonly bag: {
    readonly name: string
    readonly organisation: string
    readonly description: string
    readonly date: string
    readonly software: string
    readonly files: number
    readonly bytes: number
    /** Hexadecimal SHA-256 of the manifest as it lies there. */
    readonly manifestHash: string
  }
  /** Of the pack as a whole; those of an evidence stand with it. */
  readonly problems: readonly Problem[]
  /** Whose list of members it is; undefined where its signature does not hold. */
  readonly signer:
    { readonly fingerprint: string; readonly role: string; readonly name: string; readonly device: string } | undefined
  readonly evidence: readonly EvidenceVerdict[]
  readonly statements: { readonly count: number; readonly bad: number }
  /** `notSigned`: frozen inputs of reviews that nobody signed. */
  readonly records: { readonly count: number; readonly bad: number; readonly notSigned: number }
}

/** Whether nothing in it was found to be other than it says. Whose keys they are is a question of its own. */
export const holds = ({ problems, evidence }: Pick<PackReport, 'problems' | 'evidence'>): boolean =>
  problems.length === 0 && evidence.every((one) => one.problems.length === 0)
