import { wordlist } from '@scure/bip39/wordlists/english.js'
import { describe, expect, it } from 'vitest'
import { areSafetyWords, fingerprintWords, headCode, headWords, safetyWords } from '~/lib/protocol/log/fingerprint'
import { utf8 } from '~/lib/shared/bytes'

const entries = {
  genesisHash: 'a'.repeat(64),
  inviteHash: 'b'.repeat(64),
  shown: 'e'.repeat(64),
  joinHash: 'c'.repeat(64),
}

describe('words of a fingerprint', () => {
  it('are the first 66 bits of SHA-256', () => {
    // SHA-256("abc") = ba7816bf 8f01cfea 41…: 1011101 0011 = 1491, 1100 0000 101 = 1541, …
    const bits = BigInt(`0x${'ba7816bf8f01cfea41'}`).toString(2).padStart(72, '0')
    const expected = [0, 1, 2, 3, 4, 5].map((i) => wordlist[Number.parseInt(bits.slice(i * 11, i * 11 + 11), 2)])
    expect(fingerprintWords(utf8('abc'), wordlist, 6)).toEqual(expected)
  })

  it('differ when any of the compared entries does, and between their two uses', () => {
    const words = safetyWords(entries, wordlist)
    expect(words).toHaveLength(6)
    for (const key of Object.keys(entries))
      expect(safetyWords({ ...entries, [key]: 'd'.repeat(64) }, wordlist)).not.toEqual(words)
    const head = headWords('a'.repeat(64), { seq: 1, chain: 'b'.repeat(64) }, wordlist)
    expect(head).toHaveLength(12)
    expect(headWords('a'.repeat(64), { seq: 2, chain: 'b'.repeat(64) }, wordlist)).not.toEqual(head)
    expect(headWords('a'.repeat(64), { seq: 1, chain: 'c'.repeat(64) }, wordlist)).not.toEqual(head)
    expect(headWords('c'.repeat(64), { seq: 1, chain: 'b'.repeat(64) }, wordlist)).not.toEqual(head)
  })

  it('are typed in any case and spacing, all of them, in their order and nothing else', () => {
    const words = ['able', 'baker', 'cake']
    for (const typed of ['able baker cake', ' ABLE,\n baker – Cake. '])
      expect(areSafetyWords(typed, words), typed).toBe(true)
    for (const typed of ['', '123', 'able baker', 'able cake baker', 'able baker cake cake', 'ablebakercake'])
      expect(areSafetyWords(typed, words), typed).toBe(false)
  })

  it('or a code, that names the workspace, the position and the history there', () => {
    expect(headCode('a'.repeat(64), { seq: 7, chain: 'b'.repeat(64) })).toBe(
      `plumbline:head:${'a'.repeat(64)}:7:${'b'.repeat(64)}`,
    )
  })

  it('need the whole list', () => {
    for (const list of [wordlist.slice(1), [...wordlist, 'more'], []])
      expect(() => fingerprintWords(utf8('abc'), list, 6)).toThrow('2,048')
  })
})
