/**
 * What an import will write, as it travels from the dry run to the engine: one JSON file beside the draft, because it
 * may hold megabytes.
 */

import { isKind, type Kind } from '~/lib/records/registry'
import { isJsonObject, type JsonValue } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'

export const planFileName = 'plan.json'

/** A file of an evidence row, by the name it was dropped with and its hash. */
export interface PlannedFile {
  readonly name: string
  readonly sha256: string
}

export interface PlannedEdit {
  readonly op: 'create' | 'update'
  readonly id: string
  /** Row of the table, as a spreadsheet counts, for messages. */
  readonly row: number
  /** The ref a new record is given; else it gets the next one. */
  readonly ref?: string
  /** Whole values; of an update only those that change, null where one is cleared. */
  readonly fields: Readonly<Record<string, JsonValue>>
  /** Of an update: what those fields held at the dry run. Somebody may have written since. */
  readonly seen?: Readonly<Record<string, JsonValue>>
  /** A record of the same derived id was archived, or its creation was taken back: it comes back. */
  readonly restore?: true
  readonly files?: readonly PlannedFile[]
}

export interface PlanFile {
  readonly kind: Kind
  readonly edits: readonly PlannedEdit[]
}

export const writePlanFile = (plan: PlanFile): string => JSON.stringify({ v: 1, ...plan })

/** Fails with `badPlan`. */
export function readPlanFile(text: string): Result<PlanFile> {
  const bad = fail('badPlan', 'What the dry run put aside can’t be read any more. Run the import again.')
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    return bad
  }
  if (
    !isJsonObject(read) ||
    read['v'] !== 1 ||
    typeof read['kind'] !== 'string' ||
    !isKind(read['kind']) ||
    !Array.isArray(read['edits'])
  )
    return bad
  const { kind, edits } = read as unknown as PlanFile
  return edits.every(isEdit) ? ok({ kind, edits }) : bad
}

function isEdit(edit: unknown): edit is PlannedEdit {
  if (!isJsonObject(edit)) return false
  const { op, id, row, ref, fields, seen, files } = edit
  return (
    (op === 'create' || op === 'update') &&
    typeof id === 'string' &&
    typeof row === 'number' &&
    (ref === undefined || typeof ref === 'string') &&
    isJsonObject(fields) &&
    (seen === undefined || isJsonObject(seen)) &&
    (files === undefined ||
      (Array.isArray(files) &&
        files.every(
          (file) => isJsonObject(file) && typeof file['name'] === 'string' && typeof file['sha256'] === 'string',
        )))
  )
}
