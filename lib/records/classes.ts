/**
 * Record classes and who may write them (isms.md 2.3). The log decides; the interface only uses this to hide what is
 * not allowed.
 */

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

/** Whether a role may write records of a class. Every member can read all of them. */
export const mayWrite = (role: WorkspaceRole, recordClass: RecordClass): boolean => writers[recordClass].includes(role)

export const isLead = (role: WorkspaceRole): boolean => role === 'owner' || role === 'lead'
