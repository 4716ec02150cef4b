/** Reads of evidence with everything a surface says about it: few indexed queries, one transaction, no writes. */

import { originalFiles } from '~/lib/isms/evidence/integrity'
import type { Comment } from '~/lib/records/kinds/comment'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { EvidenceRequest } from '~/lib/records/kinds/evidenceRequest'
import type { BlobRow, StatementRow, Vault } from '~/lib/vault/store/tables'
import { blobStateOf, reviewFacts, sealState, type BlobState, type ReviewFacts, type SealState } from './evidenceStates'
import { groupBy } from '~/lib/shared/groups'

export interface EvidenceView {
  readonly row: Evidence
  readonly statements: readonly StatementRow[]
  readonly comments: readonly Comment[]
  readonly blobs: BlobState
  /** Of an original that was erased: the owner's entry. */
  readonly erased?: NonNullable<BlobRow['erased']>
  /** What the relay answered about a file that is not here. Its unsigned word. */
  readonly relayAnswered?: number
  readonly seal: SealState
  readonly review: ReviewFacts
  /** Earliest due day of the requests it is linked to. */
  readonly requestDue?: string
}

const evidenceTable = (vault: Vault) => vault.table<Evidence, string>('evidence')

/** Statements, comments, files and requests of some evidence, in one read transaction. */
export async function readViews(
  vault: Vault,
  rows: readonly Evidence[],
  now: number,
): Promise<readonly EvidenceView[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const hashes = [...new Set(rows.flatMap((row) => Object.values(row.files).map((file) => file.blob.sha256)))]
  const requestIds = [...new Set(rows.flatMap((row) => row.subjects.filter((id) => id.startsWith('er_'))))]
  const [statements, comments, blobs, requests] = await vault.transaction(
    'r',
    [vault.statements, vault.blobs, vault.table('comment'), vault.table('evidenceRequest')],
    () =>
      Promise.all([
        vault.statements
          .where('[subjectKind+subjectId]')
          .anyOf(ids.map((id) => ['evidence', id]))
          .toArray(),
        vault.table<Comment, string>('comment').where('target').anyOf(ids).toArray(),
        vault.blobs.bulkGet(hashes),
        vault.table<EvidenceRequest, string>('evidenceRequest').bulkGet(requestIds),
      ]),
  )
  const statementsOf = groupBy(statements, (statement) => statement.subjectId)
  const commentsOf = groupBy(comments, (comment) => comment.target ?? '')
  const blobOf = new Map(blobs.flatMap((blob) => (blob ? [[blob.sha256, blob]] : [])))
  const requestOf = new Map(requests.flatMap((request) => (request ? [[request.id, request]] : [])))
  return rows.map((row) => {
    const own = statementsOf.get(row.id) ?? []
    const state = blobStateOf(row, blobOf, now)
    const due = row.subjects
      .flatMap((id) => requestOf.get(id) ?? [])
      .filter((request) => !request.withdrawn && request.verdict !== 'accepted')
      .flatMap((request) => request.due ?? [])
      .sort()[0]
    const files = originalFiles(row).flatMap(([, file]) => blobOf.get(file.blob.sha256) ?? [])
    const erased = files.find((file) => file.erased)?.erased
    const relayAnswered = files.find((file) => file.relayAnswered !== undefined)?.relayAnswered
    return {
      row,
      statements: own,
      comments: commentsOf.get(row.id) ?? [],
      blobs: state,
      ...(erased && { erased }),
      ...(relayAnswered !== undefined && { relayAnswered }),
      seal: sealState(row, own, state),
      review: reviewFacts(row, own),
      ...(due !== undefined && { requestDue: due }),
    }
  })
}

export interface WaitingEvidence {
  readonly views: readonly EvidenceView[]
  /** How many wait in all; `views` holds the oldest of them. */
  readonly total: number
}

/** What waits for a review, the oldest first: one range of one index, so its cost does not grow with the workspace. */
export async function readWaiting(vault: Vault, now: number, limit = 40): Promise<WaitingEvidence> {
  const waiting = evidenceTable(vault).where('[waits+createdAt]').between([1, ''], [1, '\uffff'])
  const [rows, total] = await Promise.all([waiting.clone().limit(limit).toArray(), waiting.count()])
  return { views: await readViews(vault, rows, now), total }
}

export const readEvidence = (vault: Vault, id: string, now: number): Promise<EvidenceView | undefined> =>
  evidenceTable(vault)
    .get(id)
    .then(async (row) => (row ? (await readViews(vault, [row], now))[0] : undefined))
