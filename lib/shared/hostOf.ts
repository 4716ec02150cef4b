/** Display name of an address: its host, or the address itself if it does not parse; empty without one. */
export const hostOf = (relayUrl: string | undefined): string => {
  try {
    return relayUrl === undefined ? '' : new URL(relayUrl).host
  } catch {
    return relayUrl ?? ''
  }
}
