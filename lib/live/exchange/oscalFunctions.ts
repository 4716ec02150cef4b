/** What a page asks of the worker for OSCAL documents (`entrypoints/workers/oscal.worker.ts`). Types only. */

import type { ImportEdit } from '~/lib/engine/commandMap'
import type { OscalExport } from '~/lib/exchange/oscal/exportOscal'
import type { OscalImport } from '~/lib/exchange/oscal/import/importOscal'
import type { PlannedRow } from '~/lib/exchange/oscal/import/planOscalImport'
import type { OscalChoice, OscalModel } from '~/lib/exchange/oscal/models'
import type { WorkspaceRole } from '~/lib/records/classes'
import type { Result } from '~/lib/shared/result'

/** Which workspace, and the day and instant there. */
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
  /** A document with its checks, or what keeps it from being written. */
  write(place: OscalPlace, choice: OscalChoice): Promise<Result<OscalWritten>>
  /** The dry run of a file; writes nothing. `framework`: whose control ids are meant, where the file does not say. */
  read(place: OscalPlace, file: Blob, role: WorkspaceRole, framework?: string): Promise<Result<OscalReading>>
  /** What the engine is to write of the last dry run; `chosen` are record ids. */
  edits(chosen: readonly string[]): Promise<readonly ImportEdit[]>
}
