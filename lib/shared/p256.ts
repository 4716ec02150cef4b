/**
 * Numbers of the P-256 curve (NIST SP 800-186, 3.2.1.3): the order of its group, half of it (the highest s of a low-s
 * signature), and the prime of its field.
 */

export const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
export const halfOrder = order / 2n
export const fieldPrime = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn
/** The constant term: y² = x³ − 3x + b. */
export const curveB = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn

/**
 * Whether 65 bytes are an uncompressed point on the curve. The group has prime order, so any such point is safe to use.
 */
export function isCurvePoint(bytes: Uint8Array): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false
  const [x, y] = [numberOf(bytes.subarray(1, 33)), numberOf(bytes.subarray(33))]
  if (x >= fieldPrime || y >= fieldPrime) return false
  return (y * y - rightSide(x)) % fieldPrime === 0n
}

const rightSide = (x: bigint): bigint => x * x * x - 3n * x + curveB

const numberOf = (bytes: Uint8Array): bigint => bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n)
