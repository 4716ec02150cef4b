/** The interface of the worker for OSCAL documents (`entrypoints/workers/oscal.worker.ts`). Types only. */

import type { ImportEdit } from '~/lib/engine/commandMap'
import type { OscalExport } from '~/lib/exchange/oscal/exportOscal'
import type { OscalImport } from '~/lib/exchange/oscal/import/importOscal'
import type { PlannedRow } from '~/lib/exchange/oscal/import/planOscalImport'
import type { OscalChoice, OscalModel } from '~/lib/exchange/oscal/models'
import type { WorkspaceRole } from '~/lib/records/classes'
import type { Result } from '~/lib/shared/result'

/** The workspace, with its current day and instant. */
export interface OscalPlace {
  readonly workspaceId: string
  readonly today: string
  readonly now: string
}

export type OscalWritten = Omit<OscalExport, 'document'>

export interface OscalReading extends Pick<OscalImport, 'notes' | 'broken' | 'framework' | 'profile'> {
  readonly model: OscalModel
  readonly version: string
  readonly title: string
  readonly plan: readonly PlannedRow[]
}

export interface OscalWorker {
  /** A document with its checks, or why it cannot be written. */
  write(place: OscalPlace, choice: OscalChoice): Promise<Result<OscalWritten>>
  /** Dry run of a file; writes nothing. `framework`: the framework of its control ids, if the file does not say. */
  read(place: OscalPlace, file: Blob, role: WorkspaceRole, framework?: string): Promise<Result<OscalReading>>
  /** The edits of the last dry run for the engine to write; `chosen` holds record ids. */
  edits(chosen: readonly string[]): Promise<readonly ImportEdit[]>
}
