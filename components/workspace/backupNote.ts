/** Where this profile notes when it last wrote a backup of a workspace. A note to oneself, never synced. */
export const lastBackupKey = (workspaceId: string | undefined): string => `backup/${workspaceId ?? ''}`
