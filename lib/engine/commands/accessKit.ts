/** The recovery kit: its words are here from the founding until somebody has shown that they are on paper, then nowhere. */

import { confirmWord } from '../../crypto/recoveryKit'
import { fail, ok } from '../../shared/result'
import type { Vault } from '../../vault/tables'
import type { Handlers } from '../context'

export interface StoredKit {
  readonly words: readonly string[]
  readonly createdAt: number
  /** Positions from 1 that are asked back. */
  readonly confirmPositions: readonly number[]
}

const kitRow = 'kit'
/** Row of `meta`: when the kit was confirmed, milliseconds. */
export const kitConfirmedKey = 'kitConfirmedAt'

export const writeKit = async (vault: Vault, kit: StoredKit): Promise<void> => void (await vault.keys.put({ id: kitRow, value: kit }))
const readKit = async (vault: Vault): Promise<StoredKit | undefined> => (await vault.keys.get(kitRow))?.value as StoredKit | undefined

export const kitCommands: Partial<Handlers> = {
  async 'kit.read'(ctx) {
    const kit = await readKit(ctx.vault)
    return kit ? ok({ ...kit, workspaceId: ctx.workspaceId }) : kitGone()
  },

  async 'kit.confirm'(ctx, { words }) {
    const kit = await readKit(ctx.vault)
    if (!kit) return (await ctx.vault.meta.get(kitConfirmedKey)) ? ok(null) : kitGone()
    const wrong = kit.confirmPositions.find((position) => !confirmWord(kit.words, position, words[String(position)] ?? ''))
    if (wrong !== undefined) {
      return fail('wrongWord', `Word ${wrong} is another one on the page. Look at the number in front of it.`, { field: String(wrong), detail: { position: wrong } })
    }
    await ctx.vault.transaction('rw', ctx.vault.keys, ctx.vault.meta, async () => {
      await ctx.vault.keys.delete(kitRow)
      await ctx.vault.meta.put({ key: kitConfirmedKey, value: ctx.clock.now() })
    })
    return ok(null)
  },
}

const kitGone = () => fail('kitGone', 'The words of this kit are not on this device any more: they are shown until they are confirmed. Use the printed page.')
