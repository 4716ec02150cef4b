/**
 * What is sealed inside an entry of a record class: the author's clock and the Yjs updates of one or more
 * commands. A batch holds commands of one class; a command of several classes is in several entries under
 * the same commandId, each judged by itself.
 */

import type { Bytes } from '../shared/bytes'
import type { Result } from '../shared/result'
import { malformed, readAll, readBytes, readList, readText, readUint, writeAll, writeBytes, writeList, writeText, writeUint } from './wire'

export const updateVersion = 2

export interface UpdatePart {
  /** The book (Y.Doc of one record kind) the update belongs to. */
  readonly book: string
  /** A Yjs update, format v1. */
  readonly update: Bytes
}

export interface UpdateCommand {
  readonly commandId: string
  /** The author's clock, milliseconds since 1970. */
  readonly time: number
  readonly parts: readonly UpdatePart[]
}

export interface UpdatePlaintext {
  readonly commands: readonly UpdateCommand[]
}

export const writeUpdatePlaintext = (plaintext: UpdatePlaintext): Bytes =>
  writeAll((encoder) => {
    writeUint(encoder, updateVersion)
    writeList(encoder, plaintext.commands, (_, command) => {
      writeText(encoder, command.commandId)
      writeUint(encoder, command.time)
      writeList(encoder, command.parts, (_encoder, part) => {
        writeText(encoder, part.book)
        writeBytes(encoder, part.update)
      })
    })
  })

/** Fails with `malformed`. Whether the updates decode is the vault's question. */
export const readUpdatePlaintext = (bytes: Uint8Array): Result<UpdatePlaintext> =>
  readAll(bytes, 'an update', (decoder) => {
    const version = readUint(decoder)
    if (version !== updateVersion) malformed(`version ${version}`)
    const commands = readList(decoder, () => ({
      commandId: readText(decoder),
      time: readUint(decoder),
      parts: readList(decoder, () => ({ book: readText(decoder), update: readBytes(decoder) })),
    }))
    if (commands.length === 0) malformed('no command')
    return { commands }
  })
