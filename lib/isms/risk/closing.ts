/** How a treatment option ends (TR8) and what closing requires (TR9). */

import type { Control } from '~/lib/records/kinds/control'
import type { Document } from '~/lib/records/kinds/document'
import type { Risk } from '~/lib/records/kinds/risk'
import type { Supplier } from '~/lib/records/kinds/supplier'
import type { TreatmentAction } from '~/lib/records/kinds/treatmentAction'
import { fail, ok, type Result } from '../../shared/result'
import { isOpenAction } from './riskState'

/** TR9: closing requires a reason. Fails with `closedReasonMissing`. Reopening requires nothing and clears nothing. */
export const judgeClosing = (reason: string | undefined): Result<void> =>
  reason?.trim() ? ok() : fail('closedReasonMissing', 'Say why the risk is closed (TR9).', { field: 'closedReason' })

/** What can back the option share: the supplier who takes over part of the risk, or the contract that says so. */
export interface ShareSources {
  readonly controls: ReadonlyMap<string, Pick<Control, 'suppliers'>>
  readonly suppliers: readonly Pick<Supplier, 'ref' | 'name'>[]
  readonly documents: readonly Pick<Document, 'ref' | 'title' | 'type'>[]
}

/**
 * TR8: whether option share names a supplier or a contract: through a control of one of its actions, or in the text of
 * the reason or an action (ref, name or address).
 */
export function namesPartner(
  risk: Pick<Risk, 'optionReason'>,
  actions: readonly TreatmentAction[],
  sources: ShareSources,
): boolean {
  const present = actions.filter((action) => action.archivedOn === undefined && action.status !== 'cancelled')
  if (present.some((action) => action.controls.some((id) => (sources.controls.get(id)?.suppliers.length ?? 0) > 0)))
    return true
  const texts = [
    risk.optionReason,
    ...present.flatMap((action) => [action.title, action.description, action.resources]),
  ].filter((text) => text !== undefined)
  const partners = [
    ...sources.suppliers.flatMap(({ ref, name }) => [ref, name]),
    ...sources.documents.filter(({ type }) => type === 'contract').flatMap(({ ref, title }) => [ref, title]),
  ]
  return texts.some(
    (text) =>
      /https?:\/\/\S+/.test(text) ||
      partners.some((partner) => partner !== undefined && partner.length > 1 && mentions(text, partner)),
  )
}

/** Whether a text contains a name as a complete word: SU-1 does not match SU-12. */
function mentions(text: string, name: string): boolean {
  const [there, sought] = [text.toLowerCase(), name.toLowerCase()]
  for (let at = there.indexOf(sought); at >= 0; at = there.indexOf(sought, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(there[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(there[at + sought.length] ?? ''))
      return true
  }
  return false
}

/** TR8: option avoid ends with closing the risk. True once nothing is left to do and the risk is still open. */
export const avoidWaitsForClosing = (
  risk: Pick<Risk, 'option' | 'status'>,
  actions: readonly Pick<TreatmentAction, 'status' | 'archivedOn'>[],
): boolean => {
  const present = actions.filter((action) => action.archivedOn === undefined && action.status !== 'cancelled')
  return risk.option === 'avoid' && risk.status !== 'closed' && present.length > 0 && !present.some(isOpenAction)
}
