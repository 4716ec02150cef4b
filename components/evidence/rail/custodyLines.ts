/**
 * The life of one evidence in the order of the log: custody, seal and review statements, and changes of its links.
 * Pure.
 */

import { inLogOrder } from '~/lib/shared/logOrder'
import { custodyEvents, type CustodyEvent } from '~/lib/isms/statement/body'
import { isVoid } from '~/lib/isms/statement/statementFacts'
import { isJsonObject } from '~/lib/shared/json'
import { statedAt } from '~/lib/isms/statement/statedAt'
import type { StatementRow, TrailRow } from '~/lib/vault/store/tables'

export interface CustodyLine {
  readonly id: string
  readonly what: CustodyEvent | 'accepted' | 'rejected' | 'revoked' | 'unlinked' | 'changed'
  readonly memberId: string
  readonly time: number
  /** Not in the shared log yet. */
  readonly waits: boolean
  readonly refused: boolean
  /** Records that were linked or unlinked; the field that changed. */
  readonly elements: readonly string[]
  readonly note?: string
}

function bodyOf(statement: StatementRow): { readonly event?: CustodyEvent; readonly note?: string } {
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(statement.body))
    if (!isJsonObject(body)) return {}
    const event = custodyEvents.find((one) => one === body['event'])
    return { ...(event && { event }), ...(typeof body['note'] === 'string' && { note: body['note'] }) }
  } catch {
    return {}
  }
}

const linkFields: ReadonlySet<string> = new Set(['controls', 'reqs', 'subjects'])
/** Fields whose change a reviewer looks for; the rest of a record's history is on its own page. */
const toldFields: ReadonlySet<string> = new Set([
  'title',
  'coversFrom',
  'coversTo',
  'system',
  'environment',
  'completeness',
  'completenessNote',
  'populationNote',
  'files',
  'capturedAt',
])

export function custodyLines(statements: readonly StatementRow[], trail: readonly TrailRow[]): readonly CustodyLine[] {
  const captured = statements.find((statement) => statement.type === 'captureSeal')
  const lines: (CustodyLine & { readonly seq: number })[] = []
  for (const statement of statements) {
    const { event, note } = bodyOf(statement)
    const what =
      statement.type === 'custody'
        ? event
        : statement.type === 'review'
          ? statement.decision === 'accepted'
            ? ('accepted' as const)
            : ('rejected' as const)
          : statement.type === 'revoke'
            ? ('revoked' as const)
            : undefined
    if (what === undefined) continue
    const reason = statement.reason ?? note
    lines.push({
      id: statement.id,
      what,
      memberId: statement.memberId,
      time: statedAt(statement),
      waits: statement.seq === undefined,
      refused: isVoid(statement),
      elements: [],
      seq: statement.seq ?? Infinity,
      ...(reason !== undefined && { note: reason }),
    })
  }
  if (captured && !lines.some((line) => line.what === 'captured')) {
    lines.push({
      id: captured.id,
      what: 'captured',
      memberId: captured.memberId,
      time: statedAt(captured),
      waits: captured.seq === undefined,
      refused: isVoid(captured),
      elements: [],
      seq: captured.seq ?? Infinity,
    })
  }
  const birth = Math.min(...lines.map((line) => line.time))
  const commands = new Map<string, TrailRow[]>()
  for (const row of trail) {
    if (row.lost) continue
    const isLink = linkFields.has(row.field)
    // The links and facts a capture is born with are its capture, not a step after it.
    if (!isLink && (!toldFields.has(row.field) || row.before === null || row.time <= birth + 1000)) continue
    const key = `${row.commandId}/${isLink ? (row.after ? 'link' : 'unlink') : row.field}`
    commands.set(key, [...(commands.get(key) ?? []), row])
  }
  for (const [id, rows] of commands) {
    const [first] = rows
    if (!first) continue
    const isLink = linkFields.has(first.field)
    lines.push({
      id,
      what: isLink ? (first.after ? 'linked' : 'unlinked') : 'changed',
      memberId: first.memberId,
      time: first.time,
      waits: first.seq === undefined,
      refused: false,
      elements: isLink ? rows.flatMap((row) => row.element ?? []) : [first.field],
      seq: first.seq ?? Infinity,
    })
  }
  return inLogOrder(lines).map(({ seq: _, ...line }) => line)
}
