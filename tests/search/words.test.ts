import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hitRanges, indexWords, partsOf, queryWords, refKey } from '~/lib/records/text/findWords'
import { plainMarkdown } from '~/lib/search/plainMarkdown'
import { snippetOf } from '~/lib/search/snippet'

const marked = (text: string, words: readonly string[], matched: readonly string[] = []): readonly string[] =>
  partsOf(text, hitRanges(text, words, new Set(matched)))
    .filter((part) => part.hit)
    .map((part) => part.text)

describe('words of a text', () => {
  it('are lower case and without diacritics', () => {
    expect(indexWords('Zugriffs-Überprüfung, Straße und Ñandú')).toEqual([
      'zugriffs',
      'uberprufung',
      'strasse',
      'und',
      'nandu',
    ])
  })

  it.each([
    ['A.8.13', ['a.8.13']],
    ['6.1.3', ['6.1.3']],
    ['CC6.1', ['cc6.1']],
    ['R-12', ['r-12']],
    ['EV-B204', ['ev-b204']],
    ['IA-2026-1', ['ia-2026-1']],
    ['PR.AA-01', ['pr.aa-01']],
    ['A.8', ['a.8']],
    ['ISO/IEC 27001:2022', ['iso', 'iec', '27001', '2022']],
    ['two-factor', ['two', 'factor']],
  ])('keep %s as people write it', (text, words) => {
    expect(queryWords(text)).toEqual(words)
  })

  it('find a code by its end, too', () => {
    expect(indexWords('see A.8.13 and R-12.')).toEqual(
      expect.arrayContaining(['a.8.13', '8.13', '13', 'r-12', '12', 'see', 'and']),
    )
  })

  it('are cut where nobody types on, and never empty', () => {
    expect(indexWords('x'.repeat(5000))).toEqual(['x'.repeat(40)])
    expect(indexWords('  \n —…🦊 ')).toEqual([])
    expect(queryWords('')).toEqual([])
  })

  it('are the same however a text in another script is written', () => {
    expect(indexWords('سياسة أمن المعلومات')).toHaveLength(3)
    expect(indexWords('e\u0301tat')).toEqual(indexWords('état'))
  })

  it('of a query are among the words of the text it was copied from', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'grapheme' }),
            fc.constantFrom('R-12', 'A.8.13', 'Überprüfung', '6.1.3', 'x86-64', '10.0.0.1'),
          ),
        ),
        (pieces) => {
          const text = pieces.join(' ')
          const words = new Set(indexWords(text))
          expect(queryWords(text).filter((word) => !words.has(word))).toEqual([])
        },
      ),
    )
  })

  it('ID2: a ref is compared however somebody types it', () => {
    expect(['ER 3', 'er-3', 'ER3', ' er – 3'].map(refKey)).toEqual(['er3', 'er3', 'er3', 'er3'])
    expect([refKey('A.8.13'), refKey('what is it?'), refKey('')]).toEqual(['a.8.13', '', ''])
  })
})

describe('hits in a text', () => {
  it('mark what was typed, at its place in the text', () => {
    expect(marked('Überprüfung der Zugriffe, see A.8.13', ['uber', '8.13'])).toEqual(['Über', 'A.8.13'])
    expect(marked('Die Risikobehandlung', ['behandlung'], ['risikobehandlung'])).toEqual(['Risikobehandlung'])
    expect(marked('Straßen', ['strass'])).toEqual(['Straßen'])
  })

  it('are one where they stand side by side', () => {
    expect(marked('A new risk', ['new', 'risk'])).toEqual(['new risk'])
  })

  it('are text, whatever the text holds', () => {
    const hostile = '<img src=x onerror=alert(1)> <b>policy</b> &amp;'
    expect(
      partsOf(hostile, hitRanges(hostile, ['policy']))
        .map(({ text }) => text)
        .join(''),
    ).toBe(hostile)
    expect(marked(hostile, ['policy'])).toEqual(['policy'])
  })

  it('cut a text into parts that add up to it, inside its bounds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 })),
        (text, typed) => {
          const words = typed.flatMap((word) => queryWords(word))
          expect(
            partsOf(text, hitRanges(text, words))
              .map((part) => part.text)
              .join(''),
          ).toBe(text)
          const snippet = snippetOf(text, words, new Set())
          if (!snippet) return
          expect(snippet.hits.length).toBeGreaterThan(0)
          for (const [start, end] of snippet.hits)
            expect(start >= 0 && start < end && end <= snippet.text.length).toBe(true)
        },
      ),
    )
  })
})

describe('snippets', () => {
  const text = `${'Words before it that say nothing. '.repeat(20)}Backups are restored every quarter and the restore is timed. ${'Words behind it. '.repeat(20)}`

  it('show the place where most of the words stand together', () => {
    const snippet = snippetOf(`A backup of words. ${text}`, ['backup', 'restore', 'timed'], new Set())
    expect(snippet?.text).toContain('Backups are restored every quarter')
    expect(snippet?.text.startsWith('…')).toBe(true)
    expect(snippet?.text.endsWith('…')).toBe(true)
    expect(snippet!.text.length).toBeLessThan(170)
    expect(
      partsOf(snippet!.text, snippet!.hits)
        .filter((part) => part.hit)
        .map((part) => part.text),
    ).toEqual(['Backup', 'restore', 'restore', 'timed'])
  })

  it('are none where nothing was found', () => {
    expect(snippetOf(text, ['certificate'], new Set())).toBeUndefined()
  })

  it('survive words without end, and never cut a character in two', () => {
    const snippet = snippetOf(`${'🦊'.repeat(200)} fox ${'🦊'.repeat(200)}`, ['fox'], new Set())
    expect(snippet?.text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/)
    expect(snippetOf('y'.repeat(10_000), ['yy'], new Set())?.text.length).toBeLessThan(200)
  })

  it('are of what Markdown says, not of how it says it', () => {
    expect(
      plainMarkdown(
        '## Scope\n\n- **All** staff, see [the guide](https://example.org/a_b)\n\n| Who | What |\n| --- | --- |\n| a\\_b | `c` |\n\n1. one_two',
      ),
    ).toBe('Scope\n\nAll staff, see the guide\n\n  Who   What  \n\n  a_b   c  \n\none_two')
  })
})
