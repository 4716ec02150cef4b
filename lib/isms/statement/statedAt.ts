/**
 * When a statement was made, for display: the time of its position in the log, because signers cannot choose it; the
 * signer's own clock only while the statement is unsynced (ST1, ST11).
 */
export const statedAt = ({
  relayTime,
  time,
}: {
  readonly relayTime?: number | undefined
  readonly time: number
}): number => relayTime ?? time
