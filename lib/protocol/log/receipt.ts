/**
 * The relay's word for one position of a log: "here stood this chain value, by my clock at this moment", signed by the
 * relay's own key. The chain value commits to everything before it, so one receipt vouches for the whole log up to it.
 *
 * Two receipts of one relay with another chain value at one position prove to anybody that it keeps two histories. A
 * receipt beyond the relay's present head shows that it lost entries, and lets it take them back verbatim: it gave
 * them their places itself. Signing is the relay's (server/relayKey.ts), verifying is for both sides.
 */

import { concatBytes, fromHex, type Bytes } from '~/lib/shared/bytes'
import { tag } from '../wire/protocolTags'
import {
  readFixed,
  readHex,
  readTime,
  readUint,
  writeFixed,
  writeHex,
  writeUint,
  type Decoder,
  type Encoder,
} from '../wire/wireReader'

export interface Receipt {
  readonly seq: number
  /** The chain value at `seq`, 64 hexadecimal digits. */
  readonly chain: string
  /** Milliseconds since 1970, the relay's clock when it signed. */
  readonly time: number
  /** ECDSA P-256 with SHA-256 over `receiptBytes`, raw r‖s. */
  readonly signature: Bytes
}

/** What the relay signs; numbers as 8 bytes, big-endian. */
export function receiptBytes(workspaceId: string, { seq, chain, time }: Omit<Receipt, 'signature'>): Bytes {
  const numbers = new Uint8Array(16)
  const view = new DataView(numbers.buffer)
  view.setBigUint64(0, BigInt(seq))
  view.setBigUint64(8, BigInt(time))
  return concatBytes(tag('receipt'), fromHex(workspaceId), numbers, fromHex(chain))
}

/** Whether two receipts of one relay can't both belong to one history. */
export const receiptsDisagree = (a: Receipt, b: Receipt): boolean => a.seq === b.seq && a.chain !== b.chain

export function writeReceipt(encoder: Encoder, receipt: Receipt): void {
  writeUint(encoder, receipt.seq)
  writeHex(encoder, receipt.chain, 32)
  writeUint(encoder, receipt.time)
  writeFixed(encoder, receipt.signature, 64)
}

export const readReceipt = (decoder: Decoder): Receipt => ({
  seq: readUint(decoder),
  chain: readHex(decoder, 32),
  time: readTime(decoder),
  signature: readFixed(decoder, 64),
})
