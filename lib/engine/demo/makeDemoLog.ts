/**
 * The demo's year as a log: the script (lib/content/demo/script.ts) written by the devices of its members. What comes out
 * is entries and files, as if this device had joined a workspace where others worked for fifteen months.
 */

import { sign, type DeviceKeys } from '../../crypto/deviceKeys'
import { demoNow } from '~/lib/content/demo/demoRecord'
import { demoMembers } from '~/lib/content/demo/demoPeople'
import { createReplay, type DemoEffect } from '~/lib/content/demo/demoReplay'
import { demoSteps } from '~/lib/content/demo/script'
import type { Blob as BlobRef } from '~/lib/records/fields'
import { recordKind } from '~/lib/records/registry'
import type { StatementBody } from '~/lib/isms/statement/body'
import type { LogHead } from '~/lib/protocol/log/entry'
import type { SequencedEntry } from '~/lib/protocol/log/chain'
import { statementBytes, writeStatementPlaintext } from '~/lib/protocol/bodies/statementPlaintext'
import { writeUpdatePlaintext } from '~/lib/protocol/bodies/updatePlaintext'
import type { AccessState } from '~/lib/protocol/access/accessState'
import { assert } from '../../shared/assert'
import { toBytes, type Bytes } from '../../shared/bytes'
import { base62Id, type Random } from '../../shared/ids'
import { canonicalBytes } from '../../shared/json'
import { statementId } from '~/lib/vault/log/statementRows'
import type { DemoProgress } from '~/lib/vault/store/demoProgress'
import type { BlobRow } from '~/lib/vault/store/tables'
import type { FileBytes } from '../commands/evidence/evidenceFiles'
import type { BrowserFacts } from '../commandContext'
import { createDemoBooks } from './demoBooks'
import { createDemoFiles } from './demoFiles'
import { foundDemo, type DemoMembers } from './demoMembers'

export interface DemoLogSurroundings {
  readonly random: Random
  readonly browser: BrowserFacts
  /** The pictures drawn at build for an evidence, by its ref. */
  readonly pictures: (ref: string) => Promise<readonly FileBytes[]>
  /** Keys of the device that opens the demo: the only ones that last. */
  readonly own: DeviceKeys
  /** Called after every file and every step. */
  readonly onProgress: (progress: DemoProgress) => void
}

export interface MadeDemo {
  readonly workspaceId: string
  readonly entries: readonly SequencedEntry[]
  readonly files: readonly BlobRow[]
  /** What the access entries add up to: with it this device opens what came before it. */
  readonly access: AccessState
}

export async function makeDemoLog({
  random,
  browser,
  pictures,
  own,
  onProgress,
}: DemoLogSurroundings): Promise<MadeDemo> {
  const members = await foundDemo(random)
  const { log, workspaceId } = members
  const files = createDemoFiles({ workspaceId, epochKey: members.epochKey, random, browser })
  const steps = demoSteps()
  // Pictures are read while the first months are written; nothing needs them before the first evidence.
  const prepared = files.prepare(pictures, (done, of) => onProgress({ stage: 'files', done, of }))
  let isPrepared = false
  prepared.then(
    () => (isPrepared = true),
    () => undefined,
  )
  const writer = createWriter(members, random)
  const replay = createReplay({ filesOf: files.filesOf })
  for (const [index, step] of steps.entries()) {
    await members.comeUpTo(Date.parse(step.at))
    // Everybody who captures has come by the time of the first evidence.
    if (!writer.sealed && step.do === 'write' && step.records.some(({ kind }) => kind === 'evidence')) {
      await prepared
      await files.sealCaptures(members.actor)
      writer.sealed = true
    }
    let answer: BlobRef | undefined
    const effects = replay.run([step])
    for (let next = effects.next(); !next.done; next = effects.next(answer)) {
      const effect = next.value
      answer =
        effect.type === 'file'
          ? await files.store(
              { mime: 'application/json', bytes: new Blob([effect.bytes], { type: 'application/json' }) },
              effect.at,
            )
          : undefined
      await writer.take(effect)
    }
    // One line at a time: as long as pictures are read, that is what is told.
    if (isPrepared) onProgress({ stage: 'sign', done: index + 1, of: steps.length })
  }
  assert(
    demoMembers.every(({ person }) => members.actor(person)),
    'everybody has come',
  )
  await members.letIn(own, Date.parse(demoNow) - 60_000)
  return { workspaceId, entries: log.entries, files: [...files.rows.values()], access: log.access() }
}

interface Writer {
  sealed: boolean
  take(effect: DemoEffect): Promise<void>
}

function createWriter({ log, workspaceId, actor }: DemoMembers, random: Random): Writer {
  const books = createDemoBooks()
  /** Ids of statements by the names the script has for them. */
  const ids = new Map<string, string>()
  /** While two work apart: what both had seen. */
  let seen: LogHead | undefined

  async function write({ by, at, commands }: Extract<DemoEffect, { type: 'write' }>): Promise<void> {
    const { keys, clientId } = actor(by)
    const made = commands
      .map(({ time, changes }) => ({
        commandId: base62Id(random),
        time,
        parts: [...books.write(changes, clientId, seen !== undefined)],
      }))
      .filter(({ parts }) => parts.length > 0)
    const kind = commands[0]?.changes[0]?.kind
    if (made.length > 0 && kind !== undefined)
      await log.append(recordKind(kind).class, writeUpdatePlaintext({ commands: made }), keys, at, seen)
  }

  async function state({ by, at, fact, event, seal }: Extract<DemoEffect, { type: 'statement' }>): Promise<void> {
    const { keys, memberId, personId } = actor(by)
    const content: StatementBody = {
      v: 1,
      workspaceId,
      deviceId: keys.deviceId,
      memberId,
      personId,
      type: fact.type as StatementBody['type'],
      subject: { kind: fact.subjectKind, id: fact.subjectId },
      profile: fact.profile,
      contentHash: fact.contentHash,
      decision: fact.decision,
      reason: fact.reason,
      validUntil: fact.validUntil,
      basedOn: fact.basedOn === undefined ? undefined : ids.get(fact.basedOn),
      event,
      seal,
      time: new Date(fact.time).toISOString(),
    }
    const body: Bytes = canonicalBytes(content)
    ids.set(fact.id, statementId(body))
    const innerSignature = await sign(keys.sign.privateKey, toBytes(statementBytes(body)))
    const frozen = fact.frozen ? { in: 'entry' as const, bytes: toBytes(fact.frozen) } : { in: 'none' as const }
    await log.append('statement', writeStatementPlaintext({ body, innerSignature, frozen }), keys, at, seen)
  }

  return {
    sealed: false,
    async take(effect) {
      if (effect.type === 'write') await write(effect)
      else if (effect.type === 'statement') await state(effect)
      else if (effect.type === 'apart') {
        books.part()
        seen = log.head()
      } else if (effect.type === 'met') seen = undefined
    },
  }
}
