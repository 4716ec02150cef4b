/** The history as components may query it: they read the vault's tables, never its code. */
export { trailOfFields, trailOfRecords } from '~/lib/vault/history/readTrail'
