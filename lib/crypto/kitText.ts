/** The QR code of a recovery kit: the same 256 bits as the words, and which workspace they are for. */

import { fromBase64Url, fromHex, toBase64Url, toHex, type Bytes } from '../shared/bytes'
import { fail, ok, type Err, type Result } from '../shared/result'

export interface KitText {
  readonly workspaceId: string
  /** The access head when the kit was made: a log without it is refused. */
  readonly head: { readonly seq: number; readonly accessHash: string }
  readonly entropy: Bytes
  /** Empty where there was no relay yet. */
  readonly relayUrl: string
}

const prefix = 'plumbline-kit'

export const writeKitText = (kit: KitText): string => [
  prefix, '1', toBase64Url(fromHex(kit.workspaceId)), kit.head.seq, toBase64Url(fromHex(kit.head.accessHash)),
  toBase64Url(kit.entropy), encodeURIComponent(kit.relayUrl),
].join(':')

/** Fails with `malformed`. */
export function readKitText(text: string): Result<KitText> {
  const [name, version, workspaceId = '', seq = '', accessHash = '', entropy = '', relayUrl = '', ...rest] = text.trim().split(':')
  if (name !== prefix || version !== '1' || rest.length > 0 || !/^[1-9]\d{0,15}$/.test(seq)) return notAKit()
  try {
    const kit: KitText = {
      workspaceId: toHex(fromBase64Url(workspaceId)),
      head: { seq: Number(seq), accessHash: toHex(fromBase64Url(accessHash)) },
      entropy: fromBase64Url(entropy),
      relayUrl: decodeURIComponent(relayUrl),
    }
    const lengths = kit.workspaceId.length === 64 && kit.head.accessHash.length === 64 && kit.entropy.length === 32
    return lengths ? ok(kit) : notAKit()
  } catch {
    return notAKit()
  }
}

const notAKit = (): Err => fail('malformed', 'This is not the code of a recovery kit, or only a part of it. Scan it again, or type the words.')
