/** What components show about files that have not been uploaded: they read the vault's tables, never its code. */
export { noFiles, noRoom } from '~/lib/vault/views/filesOut'
export type { FilesOut } from '~/lib/vault/views/filesOut'
