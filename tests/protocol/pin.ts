/**
 * Pins samples that are new (`npx tsx tests/protocol/pin.ts`). One that is pinned is never written again: delete it by
 * hand before its format has shipped.
 */

import { existsSync, writeFileSync } from 'node:fs'
import { toHex } from '../../lib/shared/bytes'
import { written } from './samples'

for (const [name, bytes] of Object.entries(written)) {
  const file = new URL(`./samples/${name}.hex`, import.meta.url)
  if (!existsSync(file))
    writeFileSync(
      file,
      `${toHex(bytes)
        .match(/.{1,96}/g)!
        .join('\n')}\n`,
    )
}
