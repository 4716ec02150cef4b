/** The words by which two people compare histories, with the list they are taken from. */

import { englishWords } from '~/lib/crypto/recoveryKit'
import type { LogHead } from '~/lib/protocol/log/entry'
import { headCode, headWords } from '~/lib/protocol/log/fingerprint'

export interface ComparedHead {
  readonly words: readonly string[]
  /** The same for a camera. */
  readonly code: string
}

export const comparedHead = (workspaceId: string, head: LogHead): ComparedHead => ({
  words: headWords(workspaceId, head, englishWords),
  code: headCode(workspaceId, head),
})
