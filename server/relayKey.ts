/**
 * The relay's own key: it signs receipts (lib/protocol/log/receipt.ts), nothing else. Made at the first start and kept
 * beside the log, outside of every workspace; who restores a backup of the data folder restores it, too.
 */

import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto'
import { link, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { halfOrder, order } from '../lib/shared/p256'
import { receiptBytes, type Receipt } from '../lib/protocol/log/receipt'
import { concatBytes, fromBase64Url, fromHex, toBytes, toHex, type Bytes } from '../lib/shared/bytes'
import type { LogHead } from '../lib/protocol/log/entry'
import { verifySignature } from './verifySignature'

export interface RelayKey {
  /** Raw P-256 point, 65 bytes. */
  readonly publicKey: Bytes
  /** The relay's word for a position. `time`: its clock, milliseconds. */
  receipt(workspaceId: string, head: LogHead, time: number): Receipt
  /** Whether a receipt is of this key. */
  isOwn(workspaceId: string, receipt: Receipt): Promise<boolean>
}

/** A key of this moment; kept nowhere. */
export const createRelayKey = (): RelayKey => relayKeyOf(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)

/**
 * The key in `relay-key.pem` of a folder, made there when it is absent. Throws when the file holds something else: a
 * relay that forgot who it is would alarm every device, so that is for a person to look at.
 */
export async function loadRelayKey(folder: string): Promise<RelayKey> {
  const path = join(folder, 'relay-key.pem')
  const known = await readPem(path)
  if (known !== undefined) return relayKeyOf(parsePem(known, path))
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  const draft = join(folder, `relay-key.${randomUUID()}.tmp`)
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(pem)
    await file.sync()
  } finally {
    await file.close()
  }
  // A link never replaces: of two processes that start at once, the second one takes the key of the first.
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(draft)
  return relayKeyOf(parsePem((await readPem(path))!, path))
}

async function readPem(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}

function parsePem(pem: string, path: string): KeyObject {
  let key: KeyObject | undefined
  try {
    key = createPrivateKey(pem)
  } catch {
    // Falls through to the one sentence.
  }
  if (key?.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new Error(
      `${path} is not the P-256 key of a relay. Put the right file back, or move it away for a new key; devices will then ask what became of this relay.`,
    )
  }
  return key
}

function relayKeyOf(key: KeyObject): RelayKey {
  const { x, y } = createPublicKey(key).export({ format: 'jwk' }) as { readonly x: string; readonly y: string }
  const publicKey = concatBytes(Uint8Array.of(4), fromBase64Url(x), fromBase64Url(y))
  return {
    publicKey,
    receipt(workspaceId, { seq, chain }, time) {
      const facts = { seq, chain, time }
      return {
        ...facts,
        signature: lowS(sign('sha256', receiptBytes(workspaceId, facts), { key, dsaEncoding: 'ieee-p1363' })),
      }
    },
    isOwn: (workspaceId, receipt) =>
      verifySignature({ publicKey, message: receiptBytes(workspaceId, receipt), signature: receipt.signature }),
  }
}

/** Of the two values of s that hold, every signature of ours has the lower one. */
function lowS(signature: Uint8Array): Bytes {
  const s = BigInt(`0x${toHex(signature.subarray(32))}`)
  if (s <= halfOrder) return toBytes(signature)
  return concatBytes(signature.subarray(0, 32), fromHex((order - s).toString(16).padStart(64, '0')))
}
