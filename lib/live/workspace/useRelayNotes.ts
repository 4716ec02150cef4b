import type { Ref } from 'vue'
import { readRelayOffset, readRelaySettings } from '~/lib/sync/connection/relaySettings'
import { readRelayProofs, readRelayWord, type RelayWord } from '~/lib/sync/connection/relayWord'
import { useSession } from './sessionStore'
import { useLiveQuery } from '../engine/useLiveQuery'

export interface RelayNotes {
  /** Milliseconds by which the relay's clock is ahead of this device's; undefined while none is connected. */
  readonly offset: number | undefined
  /** The last entries that the relay had lost and this device returned. */
  readonly returned: RelayWord['returned'] | undefined
  /** Relays that signed two histories, with both receipts. */
  readonly proofs: readonly RelayWord[]
}

/** What to show about the relay besides whether it responds. Undefined until the first answer. */
export function useRelayNotes(): Readonly<Ref<RelayNotes | undefined>> {
  const session = useSession()
  return useLiveQuery(
    async () => {
      const { vault } = session
      if (!vault) return undefined
      const { url } = await readRelaySettings(vault)
      const word = url === undefined ? undefined : await readRelayWord(vault, url)
      return {
        offset: await readRelayOffset(vault),
        returned: word?.returned,
        proofs: [...(await readRelayProofs(vault)), ...(word?.against ? [word] : [])],
      }
    },
    () => session.vault,
  ).value
}
