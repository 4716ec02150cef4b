/**
 * The whole log of this vault judged once more, from its first entry and in memory alone: nothing that was made of it
 * before is asked.
 */

import { push } from '~/lib/shared/groups'
import { applyUpdate, type Doc } from 'yjs'
import { isKind, type Kind } from '~/lib/records/registry'
import { emptyHead, zeroHash } from '~/lib/protocol/log/entry'
import { emptyLogState } from '~/lib/protocol/log/judge'
import { nextVerdicts } from '~/lib/protocol/log/verdictHash'
import { toBytes } from '~/lib/shared/bytes'
import type { Failure } from '~/lib/shared/result'
import { newBookDoc } from '../books/book'
import { createClients } from '../books/clients'
import type { Core } from '../replica/replicaCore'
import { applyCounted } from '../books/countedChanges'
import { judgeEntries, type JudgedEntry } from './judgeEntries'
import { statementId } from './statementRows'
import type { ClientRow } from '../store/tables'
import { isOwnTrouble, unappliable } from './unappliable'
import { readAndVerify } from './verifySignatures'

const batchEntries = 400

/**
 * The hash over all verdicts up to the head (verdictHash.ts). Throws where the log can't be read here, which is no
 * verdict.
 */
export async function replayVerdicts(core: Core): Promise<string> {
  const kept = new Map<string, ClientRow>()
  const stated = new Set<string>()
  const scratch: Core = {
    ...core,
    isStated: (id) => Promise.resolve(stated.has(id)),
    log: emptyLogState(),
    head: { ...emptyHead, relayTime: 0, verdicts: zeroHash },
    clients: createClients((book) => Promise.resolve([...kept.values()].filter((row) => row.book === book))),
    held: undefined,
    heard: new Map(),
  }
  const books = createScratchBooks()
  const found = new Map<number, Failure>()
  while (scratch.head.seq < core.head.seq) {
    const rows = await core.vault.log
      .where('seq')
      .between(scratch.head.seq + 1, core.head.seq, true, true)
      .limit(batchEntries)
      .toArray()
    let read = await readAndVerify(
      core.verifier,
      scratch.log,
      rows.map((row) => ({ ...row, bytes: toBytes(row.bytes) })),
      { singly: true },
    )
    while (read.length > 0) {
      const batch = await judgeEntries(scratch, read, found)
      if (!batch.ok) throw new Error(`the log can't be judged again: ${batch.error.type}`)
      const { entries } = batch.value
      const broken = books.apply(entries)
      if (broken !== undefined) {
        found.set(broken, unappliable())
        scratch.clients.reset()
        continue
      }
      for (const { content } of entries)
        if (content?.type === 'statement') stated.add(statementId(content.plaintext.body))
      for (const row of scratch.clients.changed()) kept.set(`${row.book}/${row.clientId}`, row)
      const { sequenced, after } = entries.at(-1)!
      const verdicts = entries.reduce(
        (before, one) => nextVerdicts(before, one.sequenced.seq, verdictOf(one)),
        scratch.head.verdicts,
      )
      scratch.log = after
      scratch.head = { seq: sequenced.seq, chain: sequenced.chain, relayTime: sequenced.relayTime, verdicts }
      read = read.slice(entries.length)
    }
  }
  return scratch.head.verdicts
}

export const verdictOf = ({ failure }: Pick<JudgedEntry, 'failure'>): string => failure?.type ?? 'counts'

interface ScratchBooks {
  /** The position of an entry that can't be applied: then nothing of these was. */
  apply(entries: readonly JudgedEntry[]): number | undefined
}

function createScratchBooks(): ScratchBooks {
  const docs = new Map<Kind, Doc>()
  /** What went into each, so that one that broke can be made anew. */
  const updates = new Map<Kind, Uint8Array[]>()
  const open = (kind: Kind): Doc => {
    const doc = docs.get(kind) ?? newBookDoc()
    if (!docs.has(kind)) doc.transact(() => updates.get(kind)?.forEach((update) => applyUpdate(doc, update)))
    docs.set(kind, doc)
    return doc
  }
  return {
    apply(entries) {
      const fresh: [Kind, Uint8Array][] = []
      for (const { content, sequenced } of entries) {
        if (content?.type !== 'update') continue
        for (const { book, update, decoded } of content.commands.flatMap(({ parts }) => parts)) {
          if (!isKind(book)) continue
          fresh.push([book, update])
          try {
            applyCounted(open(book), update, decoded)
          } catch (error) {
            if (isOwnTrouble(error)) throw error
            for (const [kind] of fresh) {
              docs.get(kind)?.destroy()
              docs.delete(kind)
            }
            return sequenced.seq
          }
        }
      }
      for (const [kind, update] of fresh) {
        push(updates, kind, update)
      }
      return undefined
    },
  }
}
