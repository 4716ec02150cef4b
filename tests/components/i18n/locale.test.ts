import { describe, expect, it } from 'vitest'
import { formatOf, localeFor } from '~/lib/shared/locale'

describe('language of this device', () => {
  it('is the chosen one, else the first of the browser’s that there is, else English', () => {
    expect(localeFor('de', ['en-GB'])).toBe('de')
    expect(localeFor(undefined, ['fr-FR', 'de-AT', 'en'])).toBe('de')
    expect(localeFor('fr', ['pt-BR'])).toBe('en')
    expect(localeFor(undefined, [])).toBe('en')
  })
})

describe('how a language writes', () => {
  const [en, de] = [formatOf('en'), formatOf('de')]
  it('days: "12 May 2026", "12. Mai 2026", without the year in tables', () => {
    expect([en.day('2026-05-12'), en.day('2026-05-12', false), en.dayOfMonth('2026-05-02')]).toEqual([
      '12 May 2026',
      '12 May',
      '2',
    ])
    expect([de.day('2026-05-12'), de.day('2026-05-12', false), de.dayOfMonth('2026-05-02')]).toEqual([
      '12. Mai 2026',
      '12. Mai',
      '2.',
    ])
    expect([
      de.day('2026-09-01'),
      de.day('2026-03-01'),
      de.weekday('2026-05-12'),
      de.weekday('2026-05-12', 'long'),
      en.weekday('2026-05-12'),
    ]).toEqual(['1. Sep. 2026', '1. März 2026', 'Di', 'Dienstag', 'Tue'])
    expect([
      en.dayBy('2026-05-01', { month: 'long', year: 'numeric' }),
      de.dayBy('2026-05-01', { month: 'long', year: 'numeric' }),
    ]).toEqual(['May 2026', 'Mai 2026'])
  })
  it('figures: "18,204.5", "18.204,5", sizes with a tenth', () => {
    expect([en.number(18_204.5), de.number(18_204.5), de.number(0.123456), de.number(12_400.567, 2)]).toEqual([
      '18,204.5',
      '18.204,5',
      '0,1235',
      '12.400,57',
    ])
    expect([12, 2100, 4_200_000].map(en.bytes)).toEqual(['12 B', '2 KB', '4.0 MB'])
    expect(de.bytes(4_200_000)).toBe('4,0 MB')
  })
  it('lists and order: umlauts beside their letter, numbers by size', () => {
    expect([en.list(['a', 'b', 'c']), de.list(['a', 'b', 'c'])]).toEqual(['a, b and c', 'a, b und c'])
    expect(['Zoe', 'Östlund', 'Otto', 'R-12', 'R-3'].toSorted(de.compare)).toEqual([
      'Östlund',
      'Otto',
      'R-3',
      'R-12',
      'Zoe',
    ])
  })
  it('a noun within a sentence: small in English, with its capital in German', () => {
    expect([en.inSentence('Risk'), de.inSentence('Risiko')]).toEqual(['risk', 'Risiko'])
    expect([en.asState('Not verified'), de.asState('Keine Maßnahme')]).toEqual(['not verified', 'keine Maßnahme'])
  })
})
