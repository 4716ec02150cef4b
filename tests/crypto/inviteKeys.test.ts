import { concatBytes, fromBase64Url, toBase64Url } from '~/lib/shared/bytes'
import { sha256 } from '~/lib/shared/hash'
import { beforeAll, describe, expect, it } from 'vitest'
import { sign, verify } from '~/lib/crypto/deviceKeys'
import {
  generateInviteKeys,
  importInviteKey,
  readInviteLink,
  writeInviteLink,
  type InviteLink,
} from '~/lib/crypto/inviteKeys'
import { utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'

let link: InviteLink
beforeAll(async () => {
  link = {
    ...(await generateInviteKeys()),
    workspaceId: 'a'.repeat(64),
    inviteId: 'b'.repeat(32),
    head: { seq: 4_000_000_000, accessHash: 'c'.repeat(64) },
    relayUrl: 'wss://relay.example',
    shown: utf8('who invites'),
  }
})

describe('an invitation link', () => {
  it('carries the one-time key in its fragment', async () => {
    const fragment = writeInviteLink(link)
    expect(fragment).toMatch(/^#\/join\/[A-Za-z0-9_-]+$/)
    for (const text of [
      fragment,
      `https://app.example/${fragment}`,
      fragment.slice('#/join/'.length),
      ` ${fragment}\n`,
    ]) {
      expect(readInviteLink(text)).toEqual({ ok: true, value: link })
    }
    const key = unwrap(await importInviteKey(unwrap(readInviteLink(fragment))))
    expect(key.extractable).toBe(false)
    expect(await verify(link.publicKey, utf8('join'), await sign(key, utf8('join')))).toBe(true)
  })

  it('is refused when any character is missing or changed', () => {
    const fragment = writeInviteLink(link)
    for (let at = 8; at < fragment.length; at += 7) {
      const changed = fragment.slice(0, at) + (fragment[at] === 'A' ? 'B' : 'A') + fragment.slice(at + 1)
      expect(readInviteLink(changed)).toMatchObject({ ok: false, error: { type: 'malformed' } })
      expect(readInviteLink(fragment.slice(0, at))).toMatchObject({ ok: false, error: { type: 'malformed' } })
    }
    for (const text of ['', '#/join/', 'https://app.example', '#/join/%%%'])
      expect(readInviteLink(text)).toMatchObject({ ok: false })
  })

  it('is refused where a part is missing though its check fits, and where it is of a later version', () => {
    const again = (payload: Uint8Array): string =>
      `#/join/${toBase64Url(concatBytes(payload, sha256(payload).subarray(0, 4)))}`
    const bare = { ...link, shown: new Uint8Array(0) }
    const payload = fromBase64Url(writeInviteLink(bare).slice('#/join/'.length)).subarray(0, -4)
    expect(readInviteLink(again(payload))).toEqual({ ok: true, value: bare })
    for (let length = 0; length < payload.length; length++) {
      expect(readInviteLink(again(payload.subarray(0, length))), `${length} of ${payload.length} bytes`).toMatchObject({
        ok: false,
        error: { type: 'malformed' },
      })
    }
    expect(readInviteLink(again(payload.with(0, 3)))).toMatchObject({ ok: false, error: { type: 'malformed' } })
  })

  it('with a key that is none does not import', async () => {
    expect(await importInviteKey({ publicKey: new Uint8Array(65), secret: link.secret })).toMatchObject({
      ok: false,
      error: { type: 'badKey' },
    })
  })

  it('of an early version says so; one that is cut besides is a damaged link', async () => {
    const link: InviteLink = {
      ...(await generateInviteKeys()),
      workspaceId: 'ab'.repeat(32),
      inviteId: 'cd'.repeat(16),
      head: { seq: 3, accessHash: 'ef'.repeat(32) },
      relayUrl: 'wss://relay.example',
      shown: utf8('who invites'),
    }
    const bytes = fromBase64Url(writeInviteLink(link).replace('#/join/', ''))
    bytes[0] = 1
    const payload = bytes.subarray(0, -4)
    const old = `#/join/${toBase64Url(concatBytes(payload, sha256(payload).subarray(0, 4)))}`
    expect(readInviteLink(old)).toMatchObject({
      error: { type: 'oldWorkspace', message: expect.stringContaining('early version of Plumbline') },
    })
    const cut = `#/join/${toBase64Url(fromBase64Url(old.slice('#/join/'.length)).subarray(0, -1))}`
    for (const damaged of [old.slice(0, -3), cut])
      expect(readInviteLink(damaged)).toMatchObject({ ok: false, error: { type: 'malformed' } })
  })
})
