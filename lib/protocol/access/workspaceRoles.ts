/**
 * Workspace roles and what each may write (protocol.md 3, isms.md 2.3). The kinds of each class are in
 * lib/isms; the authority behind a single statement is judged there as well (ST6, ST12): here are upper limits.
 */

export const roles = ['owner', 'lead', 'editor', 'auditor', 'viewer'] as const
export type Role = (typeof roles)[number]

/** The position in this list is the byte on the wire: append only. */
export const entryClasses = [
  'access',
  'settings',
  'register',
  'audit',
  'evidence',
  'discussion',
  'statement',
  'snapshot',
  'erase',
  'key',
] as const
export type EntryClass = (typeof entryClasses)[number]

const writers: Readonly<Record<EntryClass, readonly Role[]>> = {
  // Everybody brings in and removes devices of their own; of other members, the access reducer lets owners and leads
  // decide.
  access: roles,
  settings: ['owner', 'lead'],
  register: ['owner', 'lead', 'editor'],
  audit: ['owner', 'lead', 'auditor'],
  evidence: ['owner', 'lead', 'editor', 'auditor'],
  discussion: ['owner', 'lead', 'editor', 'auditor'],
  statement: ['owner', 'lead', 'editor', 'auditor', 'viewer'],
  snapshot: ['owner', 'lead'],
  // Authors withdraw their references; the bytes go by an owner's word alone.
  erase: ['owner'],
  // Whoever can read may hand the key on to one it was promised to.
  key: roles,
}

/** Whether a role may write entries of a class at all. */
export const roleMayWrite = (role: Role, entryClass: EntryClass): boolean => writers[entryClass].includes(role)

/** Roles that may upload blobs: those that may write a class whose records carry files. */
export const roleMayUpload = (role: Role): boolean =>
  (['evidence', 'register', 'snapshot'] as const).some((entryClass) => roleMayWrite(role, entryClass))

/** Whether a role brings in, changes and removes other members at all. */
export const roleManagesMembers = (role: Role): boolean => role === 'owner' || role === 'lead'

/** Roles for which whoever holds the link may be let in without the six words. */
export const roleMayComeAtOnce = (role: Role): boolean => role === 'editor' || role === 'viewer'

const leadGrants: readonly Role[] = ['editor', 'auditor', 'viewer']

/**
 * Whether a role may invite, admit or remove members of another role: an owner any, a lead editors, auditors and
 * viewers.
 */
export const roleMayGrant = (granter: Role, granted: Role): boolean =>
  granter === 'owner' || (granter === 'lead' && leadGrants.includes(granted))

/** The short words of ST13. */
export const statementTypes = [
  'approve',
  'reject',
  'accept',
  'confirm',
  'review',
  'attest',
  'declare',
  'sign',
  'verify',
  'captureSeal',
  'custody',
  'revoke',
] as const
export type StatementType = (typeof statementTypes)[number]

// Revoking is limited to the signer or an owner by ST9, so any role that can sign can revoke.
const viewerMay: readonly StatementType[] = ['attest', 'revoke']
const auditorMay: readonly StatementType[] = [
  ...viewerMay,
  'review',
  'declare',
  'sign',
  'verify',
  'captureSeal',
  'custody',
]
const editorMay: readonly StatementType[] = [...auditorMay, 'approve', 'reject', 'accept', 'confirm']

const statementLimits: Readonly<Record<Role, readonly StatementType[]>> = {
  viewer: viewerMay,
  auditor: auditorMay,
  editor: editorMay,
  lead: statementTypes,
  owner: statementTypes,
}

/** ST6: whether a role can ever have authority for a type of statement. */
export const roleMayState = (role: Role, type: StatementType): boolean => statementLimits[role].includes(type)
