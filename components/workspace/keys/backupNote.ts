/** Where this profile notes when it last wrote a backup of a workspace. A note to oneself, never synced. */
export const lastBackupKey = (workspaceId: string | undefined): string => `backup/${workspaceId ?? ''}`
/** The kit that opens it, by its id. */
export const lastBackupKitKey = (workspaceId: string | undefined): string => `backupKit/${workspaceId ?? ''}`

/**
 * What a backup is worth to whoever holds the newest kit: `none`, `opens`, or `oldKit`, where only words that were
 * replaced open it.
 */
export function backupWorth(
  at: number | undefined,
  openedBy: string | undefined,
  newestKit: string | undefined,
): 'none' | 'opens' | 'oldKit' {
  if (at === undefined) return 'none'
  return openedBy === undefined || newestKit === undefined || openedBy === newestKit ? 'opens' : 'oldKit'
}
