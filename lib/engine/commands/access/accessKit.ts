/**
 * The recovery kit. Its words are shown once, by the answer of the command that made it (`workspace.create`,
 * `kit.new`), and are never at rest: the page that shows them asks some back from paper, and only that this was done is
 * kept here.
 */

import { ok } from '~/lib/shared/result'
import type { Handlers } from '~/lib/engine/commandContext'

/** Row of `meta`: when the newest kit was confirmed, milliseconds; 0 from the making of a new one on. */
export const kitConfirmedKey = 'kitConfirmedAt'

/**
 * Rows of `meta`: the id of the kit that was made here last, and of the one that was confirmed. The words stand for a
 * kit only once the log names it.
 */
export const kitMadeKey = 'kitMade'
export const kitConfirmedIdKey = 'kitConfirmedId'

export const kitCommands = {
  async 'kit.confirm'({ vault, clock, replica }) {
    const made = (await vault.meta.get(kitMadeKey))?.value
    await vault.meta.bulkPut([
      { key: kitConfirmedKey, value: clock.now() },
      { key: kitConfirmedIdKey, value: made ?? replica.access().recovery?.deviceId },
    ])
    return ok(null)
  },
} satisfies Partial<Handlers>
