/** Names as UUIDs (RFC 9562, version 5): the same record has the same UUID in every document and in every export. */

import { sha1 } from '@noble/hashes/legacy.js'
import { concatBytes, fromHex, toHex, utf8 } from '../../shared/bytes'
import { ns } from './models'

/** Name space of URLs, RFC 9562 appendix A. */
const urls = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

export function uuidV5(space: string, name: string): string {
  const bytes = sha1(concatBytes(fromHex(space.replaceAll('-', '')), utf8(name))).slice(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = toHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/**
 * Makes the UUIDs of one workspace: of a record by its id, of what a document says about it by the id and further
 * words.
 */
export function uuidsOf(workspaceId: string): (...name: readonly string[]) => string {
  const space = uuidV5(uuidV5(urls, ns), workspaceId)
  return (...name) => uuidV5(space, name.join('/'))
}
