/**
 * A whole WebSocket message as the bytes on the wire (RFC 6455 5.2: final, binary, unmasked, uncompressed), so
 * that one buffer is written to every socket instead of being framed for each.
 */
export function prepareFrame(payload: Uint8Array): Buffer {
  const { length } = payload
  const headerLength = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(headerLength + length)
  frame[0] = 0x82
  if (headerLength === 2) frame[1] = length
  else if (headerLength === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(length), 2)
  }
  frame.set(payload, headerLength)
  return frame
}
