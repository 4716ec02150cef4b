/** What a person calls the place of an address: its host, else the address as it is; empty without one. */
export const hostOf = (relayUrl: string | undefined): string => {
  try {
    return relayUrl === undefined ? '' : new URL(relayUrl).host
  } catch {
    return relayUrl ?? ''
  }
}
