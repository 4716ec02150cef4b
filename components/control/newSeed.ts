/** Eight letters and digits a person can read out; drawn in the browser, then written down with the sample. */
export function newSeed(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => letters[byte % letters.length]).join('')
}
