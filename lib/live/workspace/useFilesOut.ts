/** What components say of files that are not out: they read the vault's tables, never its code. */
export { noFiles, noRoom } from '~/lib/vault/views/filesOut'
export type { FilesOut } from '~/lib/vault/views/filesOut'
