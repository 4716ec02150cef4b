/** Classes of records and who may write them (isms.md 2.3). The log judges; the interface only asks. */

export const workspaceRoles = ['owner', 'lead', 'editor', 'auditor', 'viewer'] as const
export type WorkspaceRole = (typeof workspaceRoles)[number]

export const recordClasses = ['register', 'audit', 'evidence', 'discussion', 'settings'] as const
export type RecordClass = (typeof recordClasses)[number]

const writers: Readonly<Record<RecordClass, readonly WorkspaceRole[]>> = {
  register: ['owner', 'lead', 'editor'],
  audit: ['owner', 'lead', 'auditor'],
  evidence: ['owner', 'lead', 'editor', 'auditor'],
  discussion: ['owner', 'lead', 'editor', 'auditor'],
  settings: ['owner', 'lead'],
}

/** Whether a role writes records of a class. Every member reads all of them. */
export const mayWrite = (role: WorkspaceRole, recordClass: RecordClass): boolean => writers[recordClass].includes(role)

export const isLead = (role: WorkspaceRole): boolean => role === 'owner' || role === 'lead'
