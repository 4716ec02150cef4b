/** SHA-256 by WebCrypto, for files. Small things are hashed in step by lib/shared/hash.ts. */

import { toBytes, toHex, type Bytes } from '../shared/bytes'

export const sha256Of = async (data: Bytes | Blob): Promise<Bytes> =>
  toBytes(await crypto.subtle.digest('SHA-256', data instanceof Blob ? await data.arrayBuffer() : data))

/** 64 hexadecimal digits: the audit hash of a file. */
export const sha256HexOf = async (data: Bytes | Blob): Promise<string> => toHex(await sha256Of(data))
