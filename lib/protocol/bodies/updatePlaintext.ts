/**
 * What is sealed inside an entry of a record class: the author's clock and the Yjs updates of one or more
 * commands. A batch holds commands of one class; a command of several classes is in several entries under
 * the same commandId, each judged by itself.
 */

import type { Bytes } from '~/lib/shared/bytes'
import type { Result } from '~/lib/shared/result'
import { zeroHash } from '../log/entry'
import { limits } from '../wire/protocolLimits'
import {
  malformed,
  readAll,
  readBytes,
  readHex,
  readList,
  readText,
  readUint,
  writeAll,
  writeBytes,
  writeHex,
  writeList,
  writeText,
  writeUint,
  type Decoder,
} from '../wire/wireReader'

export const updateVersion = 2

export interface UpdatePart {
  /** Of the book. Another than the entry's does not count, also where the reader does not know the book. */
  readonly class: string
  /** The book (Y.Doc of one record kind) the update belongs to. One name under two classes is two books. */
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
  /**
   * What its author makes of the log up to the head that the entry names (verdictHash.ts), 64 hexadecimal digits; zeros
   * where it does not say.
   */
  readonly verdicts?: string
  readonly commands: readonly UpdateCommand[]
}

export const writeUpdatePlaintext = (plaintext: UpdatePlaintext): Bytes =>
  writeAll((encoder) => {
    writeUint(encoder, updateVersion)
    writeHex(encoder, plaintext.verdicts ?? zeroHash, 32)
    writeList(encoder, plaintext.commands, (_, command) => {
      writeText(encoder, command.commandId)
      writeUint(encoder, command.time)
      writeList(encoder, command.parts, (_encoder, part) => {
        writeText(encoder, part.class)
        writeText(encoder, part.book)
        writeBytes(encoder, part.update)
      })
    })
  })

const { commands: mostCommands, parts: mostParts, commandIdChars, bookChars, time: lastTime } = limits.update

/**
 * Fails with `malformed`, also where something is longer or more than `limits.update` says. What the updates hold is
 * asked by updateBounds.ts.
 */
export const readUpdatePlaintext = (bytes: Uint8Array): Result<UpdatePlaintext> =>
  readAll(bytes, 'an update', (decoder) => {
    const version = readUint(decoder)
    if (version !== updateVersion) malformed(`version ${version}`)
    const verdicts = readHex(decoder, 32)
    const commands = readList(decoder, () => ({
      commandId: atMost(readText(decoder), commandIdChars, 'a command id'),
      time: readTime(decoder),
      parts: atMost(
        readList(decoder, () => readPart(decoder)),
        mostParts,
        'a command',
      ),
    }))
    if (commands.length === 0) malformed('no command')
    atMost(commands, mostCommands, 'the list of commands')
    return { verdicts, commands }
  })

const readPart = (decoder: Decoder): UpdatePart => ({
  class: atMost(readText(decoder), bookChars, 'the class of a book'),
  book: atMost(readText(decoder), bookChars, 'the name of a book'),
  update: readBytes(decoder),
})

function atMost<T extends { readonly length: number }>(value: T, most: number, what: string): T {
  if (value.length > most) malformed(`${what} is too long`)
  return value
}

function readTime(decoder: Decoder): number {
  const time = readUint(decoder)
  if (time > lastTime) malformed('a time that is no date')
  return time
}
