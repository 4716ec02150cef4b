/**
 * What a relay has given its word for (lib/protocol/log/receipt.ts), as this device remembers it: the key it showed when it
 * was first met at this address, and its newest receipt for what this device has of the log. Rows of the vault's `meta`
 * table. Two receipts that disagree are kept as they are: anybody can check both signatures.
 */

import { createVerifier } from '~/lib/crypto/verifier'
import type { LogHead } from '~/lib/protocol/log/entry'
import { receiptBytes, receiptsDisagree, type Receipt } from '~/lib/protocol/log/receipt'
import { toBytes, type Bytes } from '~/lib/shared/bytes'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { Vault } from '~/lib/vault/store/tables'
import { keyChangedWords, receiptsDisagreeWords } from '../session/syncWords'

export interface RelayWord {
  /** `https://relay.example`. */
  readonly url: string
  /** Raw P-256 point of the relay. */
  readonly key: Bytes
  /** When the key was first seen, by this device's clock. */
  readonly since: number
  readonly receipt: Receipt
  /** One that can't be true beside `receipt`, or beside the log that `receipt` vouches for. */
  readonly against?: Receipt
  /** Entries that the relay had lost and this device gave back last. */
  readonly returned?: { readonly from: number; readonly to: number; readonly at: number }
}

const wordKey = 'relayWord'
/** The address whose key is known, in a row of its own: where the word is gone, the relay is still no stranger. */
const metKey = 'relayMet'
const proofsKey = 'relayProofs'
const mostProofs = 20

/** Undefined when nothing is remembered of the relay at this address. */
export async function readRelayWord(vault: Vault, url: string): Promise<RelayWord | undefined> {
  const word = (await vault.meta.get(wordKey))?.value as RelayWord | undefined
  return word?.url === url ? word : undefined
}

/** Whether a relay at this address was met, and its key kept. */
export const wasMet = async (vault: Vault, url: string): Promise<boolean> =>
  (await vault.meta.get(metKey))?.value === url

/**
 * Whoever connects anew to a relay that was left takes it as it is now. What it signed against itself stays, as proof.
 */
export async function forgetRelayWord(vault: Vault, distrusted: boolean): Promise<void> {
  const word = (await vault.meta.get(wordKey))?.value as RelayWord | undefined
  if (word?.against)
    await vault.meta.put({ key: proofsKey, value: [...(await readRelayProofs(vault)), word].slice(-mostProofs) })
  if (distrusted) await vault.meta.bulkDelete([wordKey, metKey])
}

/** Pairs of receipts that disagree, of relays this device left. */
export const readRelayProofs = async (vault: Vault): Promise<readonly RelayWord[]> =>
  ((await vault.meta.get(proofsKey))?.value as readonly RelayWord[] | undefined) ?? []

/**
 * Writes the newest of what it is given, one at a time: receipts come faster than anybody needs them. What could not be
 * written is known as long as this device runs.
 */
export function createRelayWordWriter(vault: Vault) {
  let newest: RelayWord | undefined
  let next: RelayWord | undefined
  let writing: Promise<void> | undefined
  async function write(): Promise<void> {
    while (next) {
      const word = next
      next = undefined
      // A receipt that could not be written is followed by the next; until then an older one vouches for less.
      await vault.meta
        .bulkPut([
          { key: wordKey, value: word },
          { key: metKey, value: word.url },
        ])
        .catch(() => undefined)
    }
    writing = undefined
  }
  return {
    set(word: RelayWord): void {
      newest = next = word
      writing ??= write()
    },
    /** What a relay at this address gave its word for last, also where that could not be written. */
    read: async (url: string): Promise<RelayWord | undefined> =>
      newest?.url === url ? newest : readRelayWord(vault, url),
    /** As `forgetRelayWord`. */
    async forget(distrusted: boolean): Promise<void> {
      await forgetRelayWord(vault, distrusted)
      if (distrusted) newest = undefined
    },
    idle: async (): Promise<void> => {
      while (writing) await writing
    },
  }
}

export interface RelayWatch {
  readonly word: RelayWord | undefined
  /**
   * The relay's key and its word for `head`, as in a welcome. Fails with `relayKeyChanged`, `badReceipt` or `fork`;
   * what is remembered changes only where it does not.
   */
  greet(key: Uint8Array, receipt: Receipt, head: LogHead, now: number): Promise<Result<void>>
  /** Its word for the head that was just reached. */
  hear(receipt: Receipt, head: LogHead): Promise<Result<void>>
  /** The chain value of a position as this device followed it: what the relay signed for it before must be the same. */
  follow(head: LogHead): Result<void>
  /** The relay's head is behind its own word: it was given back these entries. */
  returned(from: number, to: number, at: number): void
}

export function createRelayWatch({
  workspaceId,
  url,
  word: known,
  onWord,
}: {
  readonly workspaceId: string
  readonly url: string
  readonly word: RelayWord | undefined
  readonly onWord: (word: RelayWord) => void
}): RelayWatch {
  const { verifyAll } = createVerifier()
  let word = known

  function keep(next: RelayWord): void {
    word = next
    onWord(next)
  }

  async function check(key: Bytes, receipt: Receipt, head: LogHead): Promise<Result<void>> {
    const signed = await verifyAll([
      { publicKey: key, message: receiptBytes(workspaceId, receipt), signature: receipt.signature },
    ])
    if (!signed)
      return fail(
        'badReceipt',
        'The receipt of the relay is not signed by its key. Stop using this relay and tell the owner. Nothing was applied.',
      )
    if (word && receiptsDisagree(word.receipt, receipt)) {
      keep({ ...word, against: receipt })
      return fail('fork', receiptsDisagreeWords(word.receipt, receipt))
    }
    if (receipt.seq !== head.seq || receipt.chain !== head.chain) {
      return fail(
        'badReceipt',
        'The receipt of the relay is for another history than the one it shows. Stop using this relay and tell the owner. Nothing was applied.',
      )
    }
    return ok()
  }

  return {
    get word() {
      return word
    },
    async greet(key, receipt, head, now) {
      if (word && !isSame(word.key, key)) return fail('relayKeyChanged', keyChangedWords(url, word.since))
      const checked = await check(toBytes(key), receipt, head)
      if (!checked.ok) return checked
      // A head behind its own word is a relay that lost entries: the older, farther receipt is what proves them.
      if (!word) keep({ url, key: toBytes(key), since: now, receipt })
      else if (receipt.seq > word.receipt.seq) keep({ ...word, receipt })
      return ok()
    },
    async hear(receipt, head) {
      if (!word) return ok()
      const checked = await check(word.key, receipt, head)
      if (checked.ok && receipt.seq > word.receipt.seq) keep({ ...word, receipt })
      return checked
    },
    follow({ seq, chain }) {
      if (!word) return ok()
      // Also by what was remembered when the connection began: a welcome brings a newer word before the entries in
      // between are seen.
      const broken = [word.receipt, known?.receipt].find((receipt) => receipt?.seq === seq && receipt.chain !== chain)
      if (!broken) return ok()
      if (broken !== word.receipt) keep({ ...word, receipt: broken, against: word.receipt })
      return fail('fork', receiptsDisagreeWords(broken, { seq, chain }))
    },
    returned(from, to, at) {
      if (word) keep({ ...word, returned: { from, to, at } })
    },
  }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at])
