/**
 * Every document that can be written of a framework, and of an audit where one is named: what an evidence pack keeps
 * under `data/oscal`. With the same state and instant each file has the same bytes. What can't be written says why.
 */

import type { Failure } from '../../shared/result'
import { exportOscal } from './exportOscal'
import { needsAudit, oscalModels, type OscalModel } from './models'
import type { OscalState } from './oscalState'

export interface OscalFiles {
  readonly files: readonly { readonly name: string; readonly text: string }[]
  readonly missing: readonly { readonly model: OscalModel; readonly failure: Failure }[]
}

/**
 * `now`: the instant the documents say they were made at; a pack takes one from its state, so that its hashes repeat.
 */
export async function oscalFiles(
  state: OscalState,
  { framework, audit, now }: { readonly framework: string; readonly audit?: string | undefined; readonly now: string },
): Promise<OscalFiles> {
  const files: OscalFiles['files'][number][] = []
  const missing: OscalFiles['missing'][number][] = []
  for (const model of oscalModels) {
    if (needsAudit(model) && audit === undefined) continue
    const made = await exportOscal(state, { model, framework, audit }, now)
    if (made.ok) files.push({ name: made.value.fileName, text: made.value.text })
    else missing.push({ model, failure: made.error })
  }
  return { files, missing }
}
