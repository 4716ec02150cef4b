/**
 * Every command an interface can send, with its input and what it answers. This is the whole write road:
 * permission → validation → books → durable, then the answer. Inputs and answers are JSON; bytes travel through
 * the vault by id (`drafts`, `draftFiles`, `blobs`). All fail with a typed `Failure` whose message says what to do.
 */

import type { CaptureMode } from '../capture/record/captureFacts'
import type { JsonValue } from '../shared/json'
import type { FrameworkFacts } from '../isms/framework/frameworkDraft'
import type { PlannedRecord } from '../isms/framework/importPlan'
import type { Locale } from '../shared/locale'
import type { Kind } from '../records/registry'

/**
 * One change of one field. `set` with null unsets; `add`/`remove` for sets and refs; `put` for maps (null removes the
 * entry);
 *  `text` for long text: the engine merges the difference between `base` (what the author saw) and `value`.
 */
export type FieldChange =
  | { readonly op: 'set'; readonly field: string; readonly value: JsonValue }
  | { readonly op: 'add' | 'remove'; readonly field: string; readonly element: string }
  | { readonly op: 'put'; readonly field: string; readonly element: string; readonly value: JsonValue }
  | { readonly op: 'text'; readonly field: string; readonly base: string; readonly value: string }

export interface RecordEdit {
  readonly kind: Kind
  readonly id: string
  readonly changes: readonly FieldChange[]
}

/** One record of an import: a new one, or whole values of one that is here with what the dry run saw in their place. */
export interface ImportEdit {
  readonly op: 'create' | 'update'
  readonly kind: Kind
  readonly id: string
  readonly fields: Readonly<Record<string, JsonValue>>
  readonly seen?: Readonly<Record<string, JsonValue>>
  /** Of an update: the creation of the record was taken back, and it comes back. */
  readonly restore?: true
}

/**
 * One record of the guided start. `add` makes it, or puts an archived one back; `set` changes one that is here as well.
 */
export interface StartEdit {
  readonly op: 'add' | 'set'
  readonly kind: Kind
  readonly id: string
  readonly fields: Readonly<Record<string, JsonValue>>
}

/**
 * Who leaves in the same step: devices that those who leave had let in, and from when on what they signed is doubtful
 * (by owners).
 */
export interface AlsoRemoved {
  readonly alsoDevices?: readonly string[]
  /** Milliseconds. */
  readonly compromisedSince?: number
}

export interface CommandMap {
  // Records (lib/engine/commands/records/recordCommands.ts)
  /** Creates a record; a derived id or singleton id may be given, else one is drawn. Answers its final ref (ID2). */
  'record.create': {
    input: { kind: Kind; id?: string; ref?: string; fields: Readonly<Record<string, JsonValue>> }
    output: { id: string; ref: string }
  }
  /**
   * One command, one undo, for any number of records (bulk edit). Creates derived records that do not exist yet (SoA
   * entries).
   */
  'record.edit': { input: { edits: readonly RecordEdit[] }; output: { changed: number } }
  /**
   * Records of several kinds from one file: all or nothing, one undo; refused where somebody wrote since the dry run
   * (lib/engine/commands/records/recordImport.ts).
   */
  'record.import': { input: { edits: readonly ImportEdit[] }; output: { created: number; updated: number } }
  /** Answers, plan and starter records of the guided start: all or nothing, one undo (lib/engine/commands/startCommands.ts). */
  'start.write': { input: { edits: readonly StartEdit[] }; output: { created: number; restored: number } }
  'record.archive': { input: { kind: Kind; ids: readonly string[] }; output: { changed: number } }
  'record.restore': { input: { kind: Kind; ids: readonly string[] }; output: { changed: number } }
  /**
   * Takes a command back key by key: each goes to its value before iff it still holds the command's (else named in
   * `kept`).
   */
  'command.undo': {
    input: { commandId: string }
    output: { undone: number; kept: readonly { key: string; by: string }[] }
  }
  /** MG1: settles an open conflict by keeping the value in use or writing the other one. */
  'conflict.settle': { input: { trailId: string; use: 'kept' | 'other' }; output: null }
  /**
   * Writes what a dry run planned: the draft's file `plan.json`, and of an evidence index the files dropped along. All
   * or nothing, one undo (lib/engine/commands/records/tableImport.ts).
   */
  'table.import': { input: { draftId: string }; output: { created: number; updated: number } }
  'notSent.retry': { input: { id: string }; output: null }
  'notSent.discard': { input: { id: string }; output: null }

  // Statements (lib/engine/commands/statementCommands.ts)
  /**
   * Signs a decision over the present content (ST1-ST3). `expectedHash`: what the signer saw; a different content is
   * refused.
   */
  'statement.sign': {
    input: {
      type: string
      subject: { kind: Kind; id: string }
      profile: string
      expectedHash: string
      decision?: string
      reason?: string
      validUntil?: string
    }
    output: { id: string; contentHash: string }
  }
  'statement.revoke': { input: { id: string; reason?: string }; output: null }

  // Management review (lib/engine/commands/reviewCommands.ts)
  /** MR2: fills the inputs a to g from the vault and freezes them with the review. */
  'review.freezePack': { input: { review: string }; output: { packHash: string; packAsOf: string; bytes: number } }

  // Look of reports (lib/engine/commands/evidence/lookAtFiles.ts)
  /** Keeps a picture (base64url) as the logo of the organisation; `null` takes it away. */
  'look.setLogo': { input: { bytes: string | null }; output: { sha256: string | null } }

  // Readiness (lib/engine/commands/readinessCommands.ts)
  /**
   * Keeps how the checks stand today as the run of this day (isms.md 3.5), with the pack of the review it is kept for.
   */
  'readiness.keep': {
    input: { reason: 'month' | 'audit' | 'soa' | 'asked' } | { reason: 'review'; review: string }
    output: { id: string }
  }

  // Evidence (lib/engine/commands/evidence/evidenceCommands.ts)
  /**
   * Seals a finished draft: hashes, capture.json, signature, record, blobs and capture-seal in one transaction. Applied
   * once per draft.
   */
  'evidence.seal': {
    input: {
      draftId: string
      title?: string
      note?: string
      controls: readonly string[]
      reqs: readonly string[]
      request?: string
      stated?: {
        account?: string
        environment?: string
        coversFrom?: string
        coversTo?: string
        populationNote?: string
      }
    }
    output: { id: string; ref: string; completeness: string }
  }
  /** Adds an uploaded or pasted file (a draft of mode `upload`) with a custody record; integrity only. */
  'evidence.upload': {
    input: {
      draftId: string
      title: string
      note?: string
      controls: readonly string[]
      reqs: readonly string[]
      request?: string
      collectedFrom?: string
    }
    output: { id: string; ref: string }
  }
  /**
   * An owner has the files erased everywhere; record, hashes and reason stay (lib/engine/commands/evidence/evidenceErase.ts).
   */
  'evidence.erase': { input: { id: string; reason: string }; output: { files: number } }
  'evidence.discardDraft': { input: { draftId: string }; output: null }
  /** ES: hands evidence in for a request. */
  'request.submit': { input: { request: string; evidence: readonly string[]; text?: string }; output: { id: string } }

  // Evidence packs (lib/engine/commands/packCommands.ts); the pack itself is written by a worker of the page
  /** SHA-256 of this device's signing key: what an auditor is told in person. Signs nothing. */
  'pack.fingerprint': { input: null; output: { fingerprint: string; role: string } }
  /**
   * The list of members and keys of a pack (`MembersDocument`), signed by this device; raw r‖s in base64url over its
   * canonical bytes.
   */
  'pack.members': { input: null; output: { document: JsonValue; signature: string } }
  /**
   * The manifest of a written pack, signed by this device; raw r‖s in base64url over its UTF-8 bytes. Nothing but a
   * manifest that holds the list of members just signed.
   */
  'pack.sign': { input: { manifest: string }; output: { signature: string } }
  /**
   * Files a written pack: manifest and contents are a draft of mode `pack`. One custody step per evidence that went
   * out.
   */
  'pack.record': {
    input: {
      draftId: string
      title: string
      evidence: readonly string[]
      subjects: readonly string[]
      manifestHash: string
    }
    output: { id: string; ref: string }
  }

  // Statement of Applicability (lib/engine/commands/soaCommands.ts)
  /** SOA8: freezes the live statement into a record with derived id. `existed`: the same content was frozen before. */
  'soa.freeze': {
    input: { framework: string; note?: string }
    output: { id: string; contentHash: string; decisionHash: string; existed: boolean; undecided: number }
  }

  // Frameworks of one's own (lib/engine/commands/frameworkCommands.ts)
  /**
   * Takes in what a dry run read (`rows`: JSON of requirements and mappings), matched by code; all or nothing, one
   * undo.
   */
  'framework.import': {
    input: { facts: FrameworkFacts; rows: string; turnOn?: boolean }
    output: {
      requirements: Readonly<Record<PlannedRecord['action'], number>>
      mappings: Readonly<Record<PlannedRecord['action'], number>>
    }
  }

  // Access and relay (lib/engine/commands/access/accessCommands.ts)
  'relay.connect': { input: { url: string; createToken?: string }; output: null }
  'relay.disconnect': { input: null; output: null }
  'relay.resetTime': { input: null; output: null }
  'relay.syncNow': { input: null; output: null }
  'invite.create': {
    input: {
      role: string
      personId?: string
      personName?: string
      personTitle?: string
      forOwnDevice?: boolean
      expiresInDays: number
      /** By default the six words; at once only for editors and viewers. */ admit?: 'atOnce' | 'words'
    }
    output: { inviteId: string; link: string }
  }
  'invite.revoke': { input: { inviteId: string }; output: null }
  /** Lets in who joined, if these are the six words they read out. */
  'invite.admit': { input: { inviteId: string; words: string }; output: null }
  /** Somebody who was let in at once was expected: this device asks no more. */
  'invite.seen': { input: { inviteId: string }; output: null }
  'member.setRole': { input: { memberId: string; role: string }; output: null }
  'member.bind': { input: { memberId: string; personId: string }; output: null }
  /** Says, beside who bound them, that a member is that person. */
  'member.confirmPerson': {
    input: { memberId: string; personId: string; alsoPersonIds?: readonly string[] }
    output: null
  }
  /** Removal and the next epoch are one entry (protocol.md 2). */
  'member.remove': { input: { memberId: string } & AlsoRemoved; output: null }
  'device.remove': { input: { deviceId: string } & AlsoRemoved; output: null }
  /** What a device that left before signed from `since` on (milliseconds) is doubtful. By owners. */
  'device.compromised': { input: { deviceId: string; since: number }; output: null }
  /**
   * The next key of the workspace, for exactly those who are here. By owners; also to leave out one that nobody got.
   */
  'key.new': { input: null; output: null }
  'device.name': { input: { deviceId: string; name: string }; output: null }
  /**
   * A new recovery kit; the old words open nothing from here on. `kit` is in the first answer only: its words are never
   * kept.
   */
  'kit.new': { input: null; output: { workspaceId: string; createdAt: number; kit: ShownKit | null } }
  /** Somebody has shown that the words are on paper. */
  'kit.confirm': { input: null; output: null }
  /** Writes an encrypted backup; the file is fetched from the vault's `draftFiles` under the draft id answered. */
  'backup.export': {
    input: null
    output: {
      draftId: string
      fileName: string
      bytes: number
      missingFiles: number
      /** Changes that are in no log yet, so not in the file. */ waiting: number
      /** Id of the kit that opens it. */ kit: string
    }
  }
  'integrity.verify': { input: null; output: { entries: number; failures: readonly string[] } }
  /** Looks at one file on this disk: it is marked where its bytes are not it, and awaited again where they are gone. */
  'integrity.look': { input: { sha256: string }; output: null }
}

/** Commands about this device's set of workspaces (lib/engine/host/host.ts). */
export interface HostCommandMap {
  /**
   * `locale` is the language of what it begins with: the words of the risk method. `kit` is in the first answer only.
   */
  'workspace.create': {
    input: { name: string; personName: string; personTitle?: string; timeZone: string; locale?: Locale }
    output: { workspaceId: string; kit?: ShownKit }
  }
  'workspace.open': { input: { workspaceId: string }; output: null }
  'workspace.erase': { input: { workspaceId: string; confirmName: string }; output: null }
  'workspace.rename': { input: { workspaceId: string; name: string }; output: null }
  /** Opens the demo organisation beside one's own workspaces; made on first use. */
  'demo.open': { input: null; output: { workspaceId: string } }
  /** Starts joining by an invitation link; the workspace row stays `joining` until somebody admits this device. */
  'join.start': { input: { link: string; deviceName?: string }; output: { workspaceId: string } }
  'join.cancel': { input: { workspaceId: string }; output: null }
  /**
   * Opens and checks a backup file (put as draft file of the device database) with the words of the recovery kit, and
   * writes nothing: the person sees where it ends and its relay first.
   */
  'backup.look': { input: { fileKey: string; words: readonly string[] }; output: BackupLook }
  /** `looked`: the `bodyId` of what a person was shown; another file is refused. */
  'backup.restore': {
    input: { fileKey: string; words: readonly string[]; looked?: string }
    output: { workspaceId: string; entries: number; missingFiles: number }
  }
}

export type CommandName = keyof CommandMap
export type CommandInput<N extends CommandName> = CommandMap[N]['input']
export type CommandOutput<N extends CommandName> = CommandMap[N]['output']
export type HostCommandName = keyof HostCommandMap

/** What the capture surfaces show of the tab in front. */
export interface TabFacts {
  readonly tabId: number
  readonly windowId: number
  readonly url: string
  readonly title: string
  /** activeTab (or the optional host permission) lets this tab be captured now. */
  readonly granted: boolean
  /** Browser pages, stores, viewers: the browser lets no extension see them. */
  readonly forbidden: boolean
  /** Milliseconds of the last capture of this address in the workspace. */
  readonly seenAt?: number
  readonly lastMode?: CaptureMode
  /** Preselected links with the reason each is suggested. */
  readonly suggested: readonly {
    readonly kind: Kind
    readonly id: string
    readonly ref: string
    readonly title: string
    readonly why: 'address' | 'lastCapture' | 'request' | 'fromControl'
    readonly preselected: boolean
  }[]
  /** A site captured before proposes its workspace; another one asks first. */
  readonly otherWorkspace?: { readonly id: string; readonly name: string }
  /** "This list has 5 pages": what the page says of its length, when it says so. */
  readonly listPages?: number
  /** Measured in the page, to prefill the form; nothing of it is stated by itself. */
  readonly hints?: { readonly account?: string; readonly environment?: 'production' | 'staging' | 'test' }
  /** A list that scrolls inside the page and that a full page capture does not follow. */
  readonly innerList?: { readonly label: string }
}

/** Capture commands, answered by the extension's background only. */
export interface CaptureCommandMap {
  'capture.tab': { input: { tabId?: number }; output: TabFacts | null }
  /**
   * Starts a capture; progress is the draft row. With `series` the capture becomes the next page of that running
   * series;
   *  with `inner` a full page capture follows the list inside the page.
   */
  'capture.start': {
    input: {
      tabId: number
      workspaceId: string
      mode: CaptureMode
      controls: readonly string[]
      reqs: readonly string[]
      request?: string
      title?: string
      note?: string
      stated?: CommandMap['evidence.seal']['input']['stated']
      series?: string
      startsSeries?: boolean
      inner?: boolean
    }
    output: { draftId: string }
  }
  /** Facts and links corrected while it runs are sealed with it; `request: null` takes it off its request. */
  'capture.amend': {
    input: {
      draftId: string
      title?: string
      note?: string
      controls?: readonly string[]
      reqs?: readonly string[]
      request?: string | null
      stated?: CommandMap['evidence.seal']['input']['stated']
    }
    output: null
  }
  'capture.cancel': { input: { draftId: string; keep: boolean }; output: null }
  /** Ends a series: all pages become one evidence. */
  'capture.finishSeries': { input: { draftId: string }; output: { id: string; ref: string } }
}

export type AllCommands = CommandMap & HostCommandMap & CaptureCommandMap

/** What an answer holds of a new kit: the only time its words leave the function that drew them. */
export interface ShownKit {
  readonly words: readonly string[]
  /** Positions from 1 that are asked back. */
  readonly confirmPositions: readonly number[]
}

/**
 * What a person decides on before anything is restored: who wrote the file is not known, and it chose where it ends and
 * the relay.
 */
export interface BackupLook {
  /** Names the very file that was looked at. */
  readonly bodyId: string
  readonly workspaceId: string
  readonly name: string
  readonly entries: number
  /** When the last of them was taken in, in milliseconds since 1970. */
  readonly lastAt: number
  /** Members as of its end. */
  readonly members: number
  /** Where the workspace is connected to once it is restored; none: it stays on this device. */
  readonly relayUrl?: string
}
