import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLinks } from '~/lib/records/text/textLinks'

const said = (text: string): readonly string[] => findLinks(text).map(({ start, end }) => text.slice(start, end))

describe('links in a text', () => {
  it('ID2, ID3: are the refs it names, as written', () => {
    expect(said('R-12 follows from EV-B204 (see IA-2026-1, MR-2026-B1).')).toEqual([
      'R-12',
      'EV-B204',
      'IA-2026-1',
      'MR-2026-B1',
    ])
  })
  it('are never part of a word, a number or a path', () => {
    expect(said('XR-12a, R-0, R-012, ISO-27001:2022 pre-R-12 a/R-3 R-12-4 r-12 COVID-19')).toEqual(['ISO-27001'])
  })
  it('are codes with a letter, never bare numbers', () => {
    expect(said('A.8.13, CC6.1 and PR.AA-01; not 6.1.3, v1.2.3 or A.8.13.4')).toEqual(['A.8.13', 'CC6.1', 'PR.AA-01'])
  })
  it('are addresses of the app, whoever serves it, without a trailing full stop', () => {
    const [web, extension, bare] = findLinks(
      'See https://relay.example:8443/#/risks?open=R-12&view=map. Or chrome-extension://abc/app.html#/policies/PO-3, or #/soa?row=A.8.13',
    )
    expect(web).toMatchObject({ type: 'address', path: '/risks', query: { open: 'R-12', view: 'map' } })
    expect(extension).toMatchObject({ type: 'address', path: '/policies/PO-3', query: {} })
    expect(bare).toMatchObject({ type: 'address', path: '/soa', query: { row: 'A.8.13' } })
    expect(findLinks('https://example.org/page#section and javascript:alert(1)#/risks')).toMatchObject([
      { path: '/risks' },
    ])
  })
  it('are ordered and within the text, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('R-12', 'A.8.13', '#/risks?open=R-1', 'https://a.b/#/soa', '%', '#/%E0%A4%A'),
          ),
        ),
        (pieces) => {
          const text = pieces.join(' ')
          let at = 0
          for (const { start, end } of findLinks(text)) {
            expect(start >= at && end > start && end <= text.length).toBe(true)
            at = end
          }
        },
      ),
    )
  })
  it('are found quickly even in an adversarial text', () => {
    const began = performance.now()
    for (const text of [
      'A'.repeat(200_000),
      'R-'.repeat(100_000),
      '#/a'.repeat(60_000),
      'https://'.repeat(30_000),
      `#/${'a-'.repeat(100_000)}`,
    ])
      findLinks(text)
    expect(performance.now() - began).toBeLessThan(3_000)
  })
})
