/** What the state of the sync says to a person (ux.md 10). */

import type { LogHead } from '~/lib/protocol/log/entry'
import type { LogRow } from '~/lib/vault/store/tables'

export const words = {
  disconnected: 'No relay is connected. Your changes are kept on this device; connect a relay to send them.',
  waitsForMember: 'Waiting for a member to come online and let this device in.',
  readOut: 'Read the six words out to who invited you. They type them, and this device is let in.',
  notSentRemoved: 'This did not go out: you were removed from the workspace. Export it or ask a lead to enter it.',
  unexpected:
    'Syncing stopped for a reason that Plumbline did not expect. It is tried again; everything is saved on this device.',
} as const

export const notReachable = (host: string): string => `The relay at ${host} does not answer.`
export const notARelay = (host: string): string =>
  `Something answers at ${host}, but it is no relay of this version. Check the address.`

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

/** The date is the removal's in the log. A relay that turns a device away shows no entry, so there it is left out. */
export const removedWords = (workspace: string | undefined, removal: LogRow | undefined): string =>
  `You were removed from ${workspace ?? 'this workspace'}${removal ? ` on ${longDate.format(removal.relayTime)}` : ''}. What this device holds stays readable; nothing new arrives.`

export const twoHistories = (seq: number): string =>
  `The relay shows two histories: its entry ${seq.toLocaleString('en')} is not the one this device holds. Stop using this relay, compare the words with other members, and tell the owner. Nothing was applied.`

/** Who holds both can show them to anybody: the first eight digits tell them apart. */
export const receiptsDisagreeWords = (held: LogHead, shown: LogHead): string =>
  `The relay signed two histories: for entry ${held.seq.toLocaleString('en')} it signed ${held.chain.slice(0, 8)} and now shows ${shown.chain.slice(0, 8)}. What it signed is kept on this device as proof. Stop using this relay and tell the owner. Nothing was applied.`

export const keyChangedWords = (url: string, since: number): string =>
  `The relay at ${new URL(url).host} has another key than the one this device has known since ${longDate.format(since)}. It was set up again, or something else answers in its place. Ask whoever runs it; connect again only if they say so.`

export const keyLostWords = (host: string): string =>
  `This device was connected to the relay at ${host} before, but no longer holds the key that it knew it by. Ask whoever runs it whether it is still the same; connect again only if they say so.`

export const lostTailWords = (shown: number, seen: number): string =>
  `The relay's log ends at ${shown}, but this device has seen ${seen}, and the relay has signed nothing that accounts for the rest. It lost or hides entries. Stop using this relay and tell the owner. Nothing was applied.`

export const givesBackWords = (from: number, to: number): string =>
  from === to
    ? `The relay lost entry ${to.toLocaleString('en')}, as after a restored backup. This device gives it back.`
    : `The relay lost the entries ${from.toLocaleString('en')} to ${to.toLocaleString('en')}, as after a restored backup. This device gives them back.`

export function forgedWords(seq: number, verdict: string): string {
  const what =
    verdict === 'duplicate'
      ? 'sent an entry a second time'
      : verdict === 'badSignature'
        ? 'sent an entry with a wrong signature'
        : 'sent an entry that no relay may take'
  return `The relay ${what}, at position ${seq.toLocaleString('en')}. Stop using this relay, compare the words, tell the owner. Nothing was applied.`
}
