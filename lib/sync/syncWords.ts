/** What the state of the sync says to a person (ux.md 10). */

import type { LogRow } from '../vault/tables'

export const words = {
  disconnected: 'No relay is connected. Your changes are kept on this device; connect a relay to send them.',
  waitsForMember: 'Waiting for a member to come online and let this device in.',
  inviteGone: 'The invitation was used, withdrawn or is over. Ask for a new one.',
  notSentRemoved: 'This did not go out: you were removed from the workspace. Export it or ask a lead to enter it.',
  unexpected: 'Syncing stopped for a reason that Plumbline did not expect. It is tried again; everything is saved on this device.',
} as const

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** The date is the removal's in the log. A relay that turns a device away shows no entry, so there it is left out. */
export const removedWords = (workspace: string | undefined, removal: LogRow | undefined): string =>
  `You were removed from ${workspace ?? 'this workspace'}${removal ? ` on ${longDate.format(removal.relayTime)}` : ''}. What this device holds stays readable; nothing new arrives.`

export const twoHistories = (seq: number, than?: string): string =>
  `The relay shows two histories. Your device saw entry ${seq.toLocaleString('en')} otherwise${than ? ` than ${than}` : ''}. Stop using this relay, compare the words, tell the owner. Nothing was applied.`

export function forgedWords(seq: number, verdict: string): string {
  const what = verdict === 'duplicate' ? 'sent an entry a second time' : verdict === 'badSignature' ? 'sent an entry with a wrong signature' : 'sent an entry that no relay may take'
  return `The relay ${what}, at position ${seq.toLocaleString('en')}. Stop using this relay, compare the words, tell the owner. Nothing was applied.`
}
