import type { Intent, OutboxRow } from '~/lib/vault/store/tables'
import { intentsOf } from '~/lib/vault/history/packedIntents'

/**
 * What waits to go out, as a file that people can read: what each command means to change in place of what will be
 * sent.
 */
export const waitingChanges = (
  rows: readonly OutboxRow[],
): readonly (Omit<OutboxRow, 'payload'> & { readonly intents: readonly Intent[] })[] =>
  rows.map(({ payload, ...row }) => ({ ...row, intents: intentsOf({ payload }) }))
