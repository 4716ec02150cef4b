import { describe, expect, it } from 'vitest'
import { startersDe } from '~/lib/content/starters/de/starters'
import { fillOrganisation, starterFields, wordCount } from '~/lib/content/starters/starter'
import { starters } from '~/lib/content/starters/starters'
import { validateValue } from '~/lib/records/validateValue'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { writeMarkdown } from '~/lib/richText/writeMarkdown'
import { sources } from '../structure/sources'

const facts = ({ name, level, reqs, reviewEvery, attest }: (typeof starters)[number]) => ({
  name,
  level,
  reqs,
  reviewEvery,
  attest,
})
const rules = (body: string): number => [...body.matchAll(/^\d+\. /gm)].length
const groups = (body: string): number => [...body.matchAll(/^### /gm)].length
/** Figures are commitments, and both languages must make the same ones. Words for small numbers differ in form. */
const figures = (body: string): readonly string[] =>
  [...body.replace(/^\d+\. /gm, '').matchAll(/\d+(?:\.\d+)?/g)].map((match) => match[0]).sort()

describe('starter texts in German', () => {
  it('are the same texts with the same facts, in the same order', () => {
    expect(startersDe.map(facts)).toEqual(starters.map(facts))
    expect(startersDe.every(({ locale }) => locale === 'de') && starters.every(({ locale }) => locale === 'en')).toBe(
      true,
    )
  })

  describe.each(startersDe.map((starter, at) => [starter.name, starter, starters[at]!] as const))(
    '%s',
    (_, german, english) => {
      it('has the same rules, groups and figures as the English one', () => {
        expect(rules(german.body)).toBe(rules(english.body))
        expect(groups(german.body)).toBe(groups(english.body))
        expect(figures(german.body)).toEqual(figures(english.body))
        expect(german.title).not.toBe(english.title)
      })
      it('has all parts under German headings', () => {
        expect([...german.body.matchAll(/^## (.+)$/gm)].map((match) => match[1])).toEqual([
          'Zweck',
          'Geltungsbereich',
          'Regeln',
          'Verantwortlichkeiten',
          'Ausnahmen',
          'Überprüfung',
        ])
        expect(wordCount(german.body)).toBeGreaterThanOrEqual(250)
      })
      it('is plain German: no English left, no filler, the organisation by placeholder', () => {
        expect(german.body).not.toMatch(
          /\b(the|and|with|must|every|shall)\b|!|\b(bitte|ggf|bzw|etc|zeitnah|angemessen|ganzheitlich|konform|zertifiziert)\b| {2}|["”]/i,
        )
        expect(german.body.replace(/\{organisation(:dat)?\}/g, '')).not.toMatch(/[{}]/)
        expect(german.body).toContain('{organisation')
      })
      it('is Markdown as the editor stores it, and creates a valid draft', () => {
        const body = fillOrganisation(german.body, 'Quillmere', 'de')
        expect(writeMarkdown(readMarkdown(body))).toBe(body)
        for (const [name, value] of Object.entries(starterFields(german, undefined))) {
          for (const [key, one] of Array.isArray(value)
            ? value.map((element) => [`${name}/${String(element)}`, true] as const)
            : [[name, value] as const])
            expect(validateValue('policy', key, one), key).toMatchObject({ ok: true })
        }
      })
    },
  )

  it('use the organisation’s name in the grammatical case of the sentence', () => {
    expect(
      fillOrganisation(
        '{organisation} lernt. Bei {organisation:dat} wächst es; so wächst {organisation}.',
        undefined,
        'de',
      ),
    ).toBe('Die Organisation lernt. Bei der Organisation wächst es; so wächst die Organisation.')
    expect(fillOrganisation('Bei {organisation:dat}.', 'Quillmere', 'de')).toBe('Bei Quillmere.')
  })
  it('load only when somebody starts a policy', () => {
    expect(
      sources(['lib', 'components', 'entrypoints'], ['.ts', '.vue'])
        .filter(({ text }) => /\bfrom '[^']*starters\/de\//.test(text))
        .map(({ path }) => path),
    ).toEqual([])
  })
})
