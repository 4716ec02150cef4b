import type { Intent, OutboxRow } from '~/lib/vault/store/tables'
import { intentsOf } from '~/lib/vault/history/packedIntents'

/** Changes waiting to be sent, as a readable file: with the intents of each command instead of its payload. */
export const waitingChanges = (
  rows: readonly OutboxRow[],
): readonly (Omit<OutboxRow, 'payload'> & { readonly intents: readonly Intent[] })[] =>
  rows.map(({ payload, ...row }) => ({ ...row, intents: intentsOf({ payload }) }))
