/** When a readiness run is kept without anybody asking (isms.md 3.5). */

import { readinessRunId } from '../isms/derivedIds'
import type { CommandInput } from './commandMap'
import { kindTable, type Vault } from '../vault/tables'

type Reason = CommandInput<'readiness.keep'>['reason']

/** At each freeze of the Statement of Applicability, at the end of each audit and at each management review: when it is signed. */
export function runReasonOf(name: string, input: unknown): Reason | undefined {
  if (name === 'soa.freeze') return 'soa'
  if (name !== 'statement.sign') return undefined
  const { type, subject } = input as CommandInput<'statement.sign'>
  if (type !== 'sign') return undefined
  return subject.kind === 'audit' ? 'audit' : subject.kind === 'managementReview' ? 'review' : undefined
}

/** No run was kept in this month yet. */
export const monthWithoutRun = async (vault: Vault, today: string): Promise<boolean> =>
  (await kindTable(vault, 'readinessRun').where('id').between(readinessRunId(`${today.slice(0, 7)}-01`), readinessRunId(`${today.slice(0, 7)}-31`), true, true).count()) === 0
