/**
 * A backup file that an earlier build wrote, with the words of its kit: it is restored, and written again byte for
 * byte. Another header, order or number would still open what it has written itself, and no file that lies in
 * somebody's safe.
 */

import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { decryptBlob } from '~/lib/crypto/blobCrypto'
import { epochKey } from '~/lib/crypto/epoch'
import { unwrap as unwrapSecret } from '~/lib/crypto/hpke'
import { entropyOf, openRecoveryKit, type SealedRecovery } from '~/lib/crypto/recoveryKit'
import { backupBodyEpoch, backupWrapEpoch, sealForKit } from '~/lib/engine/commands/access/accessBackup'
import { restoreWorkspace } from '~/lib/engine/host/restoreWorkspace'
import { readBackupBody, readBackupFile, writeBackupBody } from '~/lib/exchange/backup/backupFile'
import { concatBytes, fromBase64Url, fromHex, type Bytes } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { unwrap } from '~/lib/shared/result'
import { openProfile, stopProfiles } from '../sync/support/profile'
import pinned from './samples/backup-v2.json'

afterEach(stopProfiles)

const bytesOf = async (blob: Blob): Promise<Bytes> => new Uint8Array(await blob.arrayBuffer())
/** What the kit's key and the salt were drawn from when the sample was made. */
const drawn = (length: number): Bytes => Uint8Array.from({ length }, (_, at) => at + length)
const file = new Blob([
  fromHex(readFileSync(new URL('./samples/backup-v2.hex', import.meta.url), 'utf8').replaceAll(/\s/g, '')),
])

async function* whole(blob: Blob): AsyncGenerator<Bytes> {
  yield await bytesOf(blob)
}

describe('a backup of an earlier build', () => {
  it('is restored with its records; of the files that its log does not name nothing comes along', async () => {
    const fresh = await openProfile('Fresh')
    const restored = unwrap(await restoreWorkspace(fresh.parts, { file, words: pinned.words.split(' ') }))
    expect(restored).toEqual({ workspaceId: pinned.workspaceId, entries: pinned.entries, missingFiles: 0 })
    const vault = await fresh.parts.openVault(pinned.workspaceId)
    expect((await vault.table('risk').toArray()).map(({ ref, title }: Record<string, string>) => [ref, title])).toEqual(
      [['R-1', 'Fire in the server room']],
    )
    expect((await vault.table('scope').toArray()).map(({ orgName }: Record<string, string>) => orgName)).toEqual([
      'Quillmere Logistics',
    ])
    expect(await vault.blobs.count()).toBe(0)
  })

  it('is written again as it was, from what it holds', async () => {
    const { header, sealedBody } = unwrap(await readBackupFile(file))
    const { workspaceId } = header
    const recovery = header.recovery as unknown as SealedRecovery
    const kit = unwrap(await openRecoveryKit(unwrap(entropyOf(pinned.words)), recovery))
    const secret = unwrap(
      await unwrapSecret(fromBase64Url(header.wrap), kit.dh, {
        workspaceId,
        epoch: backupWrapEpoch,
        deviceId: kit.deviceId,
      }),
    )
    const pieces: Bytes[] = []
    unwrap(
      await decryptBlob(
        whole(sealedBody),
        {
          workspaceId,
          id: header.bodyId,
          epochKeyOf: (epoch) => (epoch === backupBodyEpoch ? epochKey(secret) : Promise.resolve(undefined)),
        },
        (piece) => void pieces.push(piece),
      ),
    )
    const { manifest, log, file: fileOf } = unwrap(await readBackupBody(new Blob([concatBytes(...pieces)])))
    expect(manifest).toEqual(pinned.manifest)

    const body = writeBackupBody(manifest, [await bytesOf(log)], [fileOf(sha256Hex('a list'))!])
    expect(sha256Hex(await bytesOf(body))).toBe(sha256Hex(concatBytes(...pieces)))
    const again = unwrap(await sealForKit(body, recovery, { workspaceId, random: drawn }))
    expect(sha256Hex(await bytesOf(again))).toBe(sha256Hex(await bytesOf(file)))
  })
})
