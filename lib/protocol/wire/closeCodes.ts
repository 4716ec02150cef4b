/** WebSocket close codes. 4400-4499 are final: no retry helps until somebody does something. */

export const closeCodes = {
  badRequest: 4400,
  notMember: 4401,
  removed: 4403,
  unknownWorkspace: 4404,
  mayNotCreate: 4405,
  authTimeout: 4408,
  inviteWithdrawn: 4421,
  inviteUsed: 4422,
  inviteExpired: 4423,
  inviteVoid: 4424,
  takenOver: 4409,
  adoptedBefore: 4410,
  timesAhead: 4411,
  tooLarge: 4413,
  unsupportedVersion: 4426,
  quota: 4429,
  // Not final: who made the invitation without a connection sends it later.
  inviteUnknown: 4520,
} as const

export type CloseReason = keyof typeof closeCodes

/** What to tell the person whose device was closed for good. */
export const closeMessages: Readonly<Record<CloseReason, string>> = {
  badRequest: 'The relay could not read what this device sent. Update the app, then connect again.',
  notMember: 'This device is not a member of the workspace on this relay. Ask an owner for an invitation.',
  removed: 'This device was removed from the workspace. Ask an owner if that was a mistake.',
  unknownWorkspace:
    'The relay does not know this workspace. Check the relay address, or let an owner connect it first.',
  mayNotCreate:
    'This relay takes new workspaces only with its token. Ask whoever runs it for the token, then connect again.',
  inviteUnknown:
    'The relay does not know this invitation yet. Plumbline keeps asking. Ask the person who invited you to open Plumbline online, so that the invitation is sent. If that does not help, check the link, or ask for a new one.',
  inviteWithdrawn: 'The invitation was withdrawn. Ask for a new one.',
  inviteUsed:
    'The invitation was used by another device. Ask for a new one, and tell who invited you if that was not you.',
  inviteExpired: 'The invitation is over. Ask for a new one.',
  inviteVoid: 'The invitation no longer holds, because roles changed since. Ask for a new one.',
  authTimeout: 'This device did not identify itself in time. Check the connection and connect again.',
  takenOver: 'Another window or a copy of this profile uses the same device. Close it, or make this one a new device.',
  adoptedBefore:
    'The log of this workspace says that this relay had it before, but the relay no longer knows it and has signed nothing for it. Use another relay address, or ask whoever runs it to restore its folder.',
  timesAhead:
    'The log of this workspace has times that lie ahead of the clock of the relay. Set the clock of this device right and connect again once that time has come.',
  tooLarge: 'A message was larger than the relay takes. Split the change and send it again.',
  unsupportedVersion: 'The relay speaks another version. Update the app or the relay.',
  quota: 'The relay is out of room for this workspace. Ask whoever runs it to raise the limit.',
}

/** Final codes are not retried; all others back off with jitter up to 30 s. */
export const isFinalClose = (code: number): boolean => code >= 4400 && code <= 4499

/** The reason word of a close code, when it is one of ours. */
export const closeReasonOf = (code: number): CloseReason | undefined =>
  (Object.keys(closeCodes) as CloseReason[]).find((reason) => closeCodes[reason] === code)
