import { recordKind, type Kind } from '~/lib/records/registry'
import { base62Id, newRecordId } from '~/lib/shared/ids'

/** A fresh command id: the engine applies a command once however often it is sent. */
export const newCommandId = (): string => base62Id((count) => crypto.getRandomValues(new Uint8Array(count)))

/** An id for a record that a page creates together with others that reference it. */
export const newIdOf = (kind: Kind): string =>
  newRecordId(recordKind(kind).prefix, (count) => crypto.getRandomValues(new Uint8Array(count)))
