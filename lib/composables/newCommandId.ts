import { base62Id } from '../shared/ids'

/** A fresh command id: the engine applies a command once however often it is sent. */
export const newCommandId = (): string => base62Id((count) => crypto.getRandomValues(new Uint8Array(count)))
