/**
 * The long texts that a record with a derived id is born with (MG11): two devices that make the same record apart write
 * the same text, and it has to stand once. So it is written under a Yjs client id that follows from the text, with
 * clocks from 0: both devices make the very same Yjs items, and Yjs itself takes them for one. Whatever is written or
 * deleted in it afterwards, on either side, then merges as in any text.
 *
 * Such ids lie above all that a device draws for itself (32 bits), so the two never meet. Whose the id is says the
 * text: it is checked from the update alone before it counts (clients.ts). What two texts with one id would do is seen
 * by the whole hash: the second does not count, and its author writes it again under an id of his own.
 */

import * as Y from 'yjs'
import { recordKind, type Kind } from '~/lib/records/registry'
import { isRandomId } from '~/lib/shared/ids'
import { toHex, utf8 } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { mapName } from './book'

/** Client ids from here on are those of birth texts; 52 bits of the hash come on top. */
const firstBirthId = 2 ** 52

export const isBirthId = (clientId: number): boolean => clientId >= firstBirthId

export interface BirthText {
  readonly clientId: number
  /** SHA-256 of what the id follows from, hexadecimal. */
  readonly hash: string
}

/** `name`: of the text, `recordId/field`. */
export function birthText(book: string, name: string, text: string): BirthText {
  // The length keeps name and text apart; bytes of UTF-8 because that is what other devices read.
  const hash = sha256(utf8(`plumbline/v2/birth\0${book}\0${name.length}\0${name}${text}`))
  const view = new DataView(hash.buffer, hash.byteOffset)
  return { clientId: firstBirthId + (view.getUint32(0) >>> 12) * 2 ** 32 + view.getUint32(4), hash: toHex(hash) }
}

/** Whether the same record may be made by another device, too (ID1, D). */
export function hasDerivedId(kind: Kind, id: string): boolean {
  return recordKind(kind).derivedId === 'always' || !isRandomId(id)
}

/** Writes a text nobody has touched yet as the one its record is born with. Inside a transaction. */
export function writeBirthText(doc: Y.Doc, name: string, text: string, clientId: number): void {
  const own = doc.clientID
  // Yjs reads the id anew for each item; it minds a changed one only when a transaction from outside ends.
  doc.clientID = clientId
  try {
    doc.getText(name).insert(0, text)
  } finally {
    doc.clientID = own
  }
}

/** Whether nothing was ever written into the text. */
export const isUntouched = (doc: Y.Doc, name: string): boolean =>
  !doc.share.has(name) || doc.getText(name)._start === null

/** Whether the text was born so here, by whomever; what became of it since is not asked. */
export function isBornSo(doc: Y.Doc, name: string, text: string, clientId: number): boolean {
  const structs = doc.store.clients.get(clientId)
  if (structs === undefined || !doc.share.has(name)) return false
  const parent = doc.getText(name)
  // Edits split the item; deleted parts keep their content (book.ts).
  return (
    structs.every((struct) => struct instanceof Y.Item && struct.parent === parent) &&
    structs.map((struct) => ((struct as Y.Item).content as Y.ContentString).str).join('') === text
  )
}

interface DecodedItems {
  readonly items: readonly Y.Item[]
  readonly ranges: readonly { readonly client: number; readonly to: number }[]
}

/** What an update brings under birth ids, each whole; one is missing where its id is not the text's. */
export function birthTextsIn(book: string, { items, ranges }: DecodedItems): ReadonlyMap<number, BirthText> {
  const found = new Map<number, BirthText>()
  const ends = new Map(ranges.map(({ client, to }) => [client, to]))
  for (const item of items) {
    const { client } = item.id
    if (!isBirthId(client)) continue
    const birth = birthOf(book, item)
    // Its only item, or it is not the text that was hashed.
    if (birth?.clientId === client && ends.get(client) === item.length) found.set(client, birth)
  }
  return found
}

function birthOf(book: string, { origin, rightOrigin, parent, parentSub, content }: Y.Item): BirthText | undefined {
  const name: unknown = parent
  const isWhole =
    origin === null && rightOrigin === null && parentSub === null && typeof name === 'string' && name !== mapName
  return isWhole && content instanceof Y.ContentString ? birthText(book, name, content.str) : undefined
}
