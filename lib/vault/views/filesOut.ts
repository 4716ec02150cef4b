/**
 * Files of this device that the relay does not have yet: how many, and how many of them it would not take. A log that
 * is level says nothing of them, because files travel apart from it.
 */

import type { Vault } from '../store/tables'

export interface FilesOut {
  /** All that is to go out, what was refused included. */
  readonly waiting: number
  /** Of these, what the relay refused when it was offered last. */
  readonly refused: number
  /** The relay refused some of them for lack of room. */
  readonly full: boolean
  /** Changed or lost on this device before they went out: they wait for nothing, and the relay never had them. */
  readonly damaged: number
}

export const noFiles: FilesOut = { waiting: 0, refused: 0, full: false, damaged: 0 }
/** What a relay answers that has no room for a file. */
export const noRoom = 413

export async function readFilesOut(vault: Vault): Promise<FilesOut> {
  let [waiting, refused, full, damaged] = [0, 0, false, 0]
  // One row at a time: each holds its file.
  await vault.blobs
    .where('upload')
    .equals('waiting')
    .each(({ bytes, state, relayAnswered }) => {
      if (bytes === undefined || state === 'corrupt') return void damaged++
      waiting++
      if (relayAnswered !== undefined) refused++
      if (relayAnswered === noRoom) full = true
    })
  return { waiting, refused, full, damaged }
}
