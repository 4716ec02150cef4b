/**
 * When a statement was made, as it is shown: the time of its place in the log comes first, because nobody who signs
 * chooses it; the signer's own clock is shown only while the statement waits (ST1, ST11).
 */
export const statedAt = ({
  relayTime,
  time,
}: {
  readonly relayTime?: number | undefined
  readonly time: number
}): number => relayTime ?? time
