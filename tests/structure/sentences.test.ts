import { describe, expect, it } from 'vitest'
import { sentences } from '~/components/i18n/de/sentences'
import { words } from '~/components/i18n/de/words'
import { captureMessages } from '~/lib/capture/control/browserErrors'
import { judgeAuthority } from '~/lib/isms/statement/authority'
import { createSay } from '~/lib/shared/sentences'
import { forgedWords, removedWords, twoHistories } from '~/lib/sync/session/syncWords'
import { sentencesOf } from './sentencesOf'
import { sources } from './sources'

const lib = sources(['lib'], ['.ts'])
  .filter(({ text }) => /\bfail\(|message|Messages|voidReason|\bv\./.test(text))
  .map((source) => ({ path: source.path, said: sentencesOf(source) }))
const said = new Set(sentences.map(([english]) => english))

describe('structure: sentences of the code', () => {
  it('finds what failures, verdicts and schemas say', () => {
    expect(lib.flatMap((file) => file.said).length).toBeGreaterThan(350)
    expect(lib.find(({ path }) => path === 'lib/capture/control/browserErrors.ts')?.said).toContain(
      captureMessages.pageGone,
    )
    expect(lib.find(({ path }) => path === 'lib/records/recurrence/rrule.ts')?.said).toContain('{0} is given twice.')
    expect(lib.find(({ path }) => path === 'lib/records/fieldValue.ts')?.said).toContain('From {0} to {1}.')
  })

  it('says each of them in German', () => {
    const missing = lib.flatMap((file) =>
      file.said.filter((sentence) => !said.has(sentence)).map((sentence) => `${file.path}: ${sentence}`),
    )
    expect(missing, 'add it to components/i18n/de/sentences/').toEqual([])
  })

  it('says nothing twice and puts every part where it belongs', () => {
    expect(sentences.length - said.size).toBe(0)
    const places = (text: string): string =>
      [...new Set([...text.matchAll(/\{(\d+)/g)].map((match) => match[1]))].sort().join()
    expect(sentences.filter(([english, german]) => places(english) !== places(german))).toEqual([])
    expect(
      sentences.filter(([english, german]) => english === german || /!|\b(bitte|erfolgreich)\b|["”]/.test(german)),
    ).toEqual([])
  })

  it('speaks the parts: figures, days, roles, kinds, sentences within sentences', () => {
    const { say } = words
    expect(say('Your role (viewer) may read this, but not change it. Ask an owner or lead, or write a comment.')).toBe(
      'Ihre Rolle (Leser) darf das lesen, aber nicht ändern. Bitten Sie einen Inhaber oder eine Leitung, oder schreiben Sie einen Kommentar.',
    )
    expect(say('Level 3 can be accepted until 2026-05-12 at the latest.')).toBe(
      'Stufe 3 kann bis spätestens 12. Mai 2026 akzeptiert werden.',
    )
    expect(say('Nothing was captured: Choose a file first.')).toBe(
      'Nichts wurde erfasst: Wählen Sie zuerst eine Datei.',
    )
    expect(say(twoHistories(18_204))).toContain('Sein Eintrag 18.204 ist nicht der, den dieses Gerät hat.')
    expect(
      ['duplicate', 'badSignature', 'other']
        .map((verdict) => say(forgedWords(12, verdict)))
        .every((sentence) => sentence.startsWith('Das Relay schickte einen Eintrag')),
    ).toBe(true)
    expect(say(removedWords('Quillmere', { relayTime: Date.parse('2026-05-28T09:00:00Z') } as never))).toBe(
      'Sie wurden am 28. Mai 2026 aus Quillmere entfernt. Was dieses Gerät hat, bleibt lesbar; Neues kommt nicht an.',
    )
    expect(say(removedWords(undefined, undefined))).toBe(
      'Sie wurden aus diesem Arbeitsbereich entfernt. Was dieses Gerät hat, bleibt lesbar; Neues kommt nicht an.',
    )
    const refused = judgeAuthority(
      'approve',
      { role: 'editor', personId: 'pe_1', memberId: 'm', isTopManagement: false } as never,
      { kind: 'policy', profile: 'main', fields: { approvers: ['pe_2'] } } as never,
    )
    expect(refused.ok).toBe(false)
    expect(refused.ok ? '' : say(refused.error.message)).not.toMatch(/\b(the|by|only|owner)\b/)
    expect(
      say('This can be signed by a person listed in approvers (where nobody is: top management) or an owner only.'),
    ).toBe(
      'Unterschreiben kann das nur: wer unter „Freigegeben von“ steht (wenn dort niemand steht: die oberste Leitung) oder ein Inhaber.',
    )
    expect(say('Word 3 is not in the list. Compare it with the page.')).toBe(
      'Wort 3 steht nicht in der Liste. Vergleichen Sie es mit dem Bogen.',
    )
  })

  it('leaves a sentence as it is where the language has none', () => {
    expect(words.say('TypeError: x is not a function')).toBe('TypeError: x is not a function')
    expect(createSay([['a {0} of {1}', '{1} von {0}']])('a b of c')).toBe('c von b')
  })
})
