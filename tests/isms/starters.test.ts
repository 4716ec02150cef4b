import { describe, expect, it } from 'vitest'
import { isPeriod } from '~/lib/shared/dates'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { fillOrganisation, starterFields, starterParts, wordCount } from '~/lib/content/starters/starter'
import { starters } from '~/lib/content/starters/starters'
import { readMarkdown } from '~/lib/richText/readMarkdown'
import { writeMarkdown } from '~/lib/richText/writeMarkdown'
import { sources } from '../structure/sources'
import { validateValue } from '~/lib/records/validateValue'

/** Filler, promises nobody can keep, and words the product does not use about customers. */
const forbidden = [
  'shall',
  'best practice',
  'state-of-the-art',
  'world-class',
  'industry-leading',
  'holistic',
  'leverage',
  'robust',
  'synergy',
  'in a timely manner',
  'as appropriate',
  'where applicable',
  'and/or',
  'etc',
  'utilize',
  'stakeholder',
  'compliant',
  'certified',
  'military grade',
  '100 %',
  'ISO/IEC',
  'AICPA',
  'lorem',
  'TODO',
  'TBD',
  'please',
]

describe('starter texts', () => {
  it('cover the usual set: at least 22, each once, one security policy at the top', () => {
    expect(starters.length).toBeGreaterThanOrEqual(22)
    expect(new Set(starters.map(({ name }) => name)).size).toBe(starters.length)
    expect(new Set(starters.map(({ title }) => title)).size).toBe(starters.length)
    expect(starters.filter(({ level }) => level === 'top').map(({ name }) => name)).toEqual(['informationSecurity'])
  })
  it('the security policy makes the three commitments of 5.2 in its text, and the draft records them', () => {
    const top = starters.find(({ level }) => level === 'top')!
    expect(top.body).toMatch(/security objectives/)
    expect(top.body).toMatch(/meet the requirements/)
    expect(top.body).toMatch(/improve the ISMS continually/)
    expect(starterFields(top, 'Quillmere')).toMatchObject({
      setsObjectives: true,
      commitsRequirements: true,
      commitsImprovement: true,
    })
    expect(starterFields(starters[1]!, 'Quillmere')).not.toHaveProperty('setsObjectives')
  })
  it('every Annex A theme and every clause that requires a document is addressed by one of them', () => {
    const codes = new Set(starters.flatMap(({ reqs }) => reqs))
    for (const code of [
      '5.2',
      '6.1.2',
      '6.1.3',
      '7.5.3',
      '9.2.2',
      '10.2',
      'A.5.1',
      'A.5.15',
      'A.6.3',
      'A.7.7',
      'A.8.24',
    ])
      expect(codes).toContain(`iso27001-2022:${code}`)
  })

  describe.each(starters.map((starter) => [starter.name, starter] as const))('%s', (_, starter) => {
    it('lists requirements of the catalogue, each once, and a period', () => {
      expect(starter.reqs.length).toBeGreaterThan(0)
      expect(starter.reqs.filter((id) => !requirementById(id)?.assessable)).toEqual([])
      expect(new Set(starter.reqs).size).toBe(starter.reqs.length)
      expect(isPeriod(starter.reviewEvery)).toBe(true)
    })
    it('has all parts in order, and numbers its rules consecutively', () => {
      const headings = readMarkdown(starter.body).flatMap((block) =>
        block.type === 'heading' && block.attrs.level === 2
          ? [block.content?.map((run) => ('text' in run ? run.text : '')).join('')]
          : [],
      )
      expect(headings).toEqual([...starterParts])
      const numbers = [...starter.body.matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]))
      expect(numbers.length).toBeGreaterThanOrEqual(10)
      expect(numbers).toEqual(numbers.map((__, at) => at + 1))
    })
    it('is 300 to 700 words, with figures that can be tested', () => {
      expect(wordCount(starter.body)).toBeGreaterThanOrEqual(300)
      expect(wordCount(starter.body)).toBeLessThanOrEqual(700)
      expect(starter.body.replace(/^\d+\. /gm, '')).toMatch(/\d|\b(two|three|five|twelve|once a year)\b/)
    })
    it('is plain and names the organisation by placeholder only', () => {
      expect(
        forbidden.filter((phrase) =>
          new RegExp(`(?<![\\p{L}])${phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\p{L}])`, 'iu').test(
            starter.body,
          ),
        ),
      ).toEqual([])
      expect(starter.body.replaceAll('{organisation}', '')).not.toMatch(/[{}]/)
      expect(starter.body).toContain('{organisation}')
      expect(starter.body).not.toMatch(/!/)
      expect(`${starter.title}\n${starter.body}`).not.toMatch(/ {2}| $/m)
    })
    it('is Markdown as the editor stores it, so that opening it changes nothing', () => {
      const body = fillOrganisation(starter.body, 'Quillmere Logistics')
      expect(writeMarkdown(readMarkdown(body))).toBe(body)
    })
    it('creates a draft with valid fields', () => {
      for (const [name, value] of Object.entries(starterFields(starter, 'Quillmere'))) {
        for (const [key, one] of Array.isArray(value)
          ? value.map((element) => [`${name}/${String(element)}`, true] as const)
          : [[name, value] as const])
          expect(validateValue('policy', key, one), key).toMatchObject({ ok: true })
      }
    })
  })

  it('load only when somebody starts a policy: every import is dynamic', () => {
    const eager = sources(['lib', 'components', 'entrypoints'], ['.ts', '.vue'])
      .filter(({ text }) => /\bfrom '[^']*starters\/starters'/.test(text))
      .map(({ path }) => path)
    expect(eager).toEqual([])
  })
  it('without a name they say "the organisation", capitalised at the start of a sentence', () => {
    expect(
      fillOrganisation(
        '{organisation} acts. {organisation} learns; so {organisation} grows.\n\n1. {organisation} ends.',
        undefined,
      ),
    ).toBe('The organisation acts. The organisation learns; so the organisation grows.\n\n1. The organisation ends.')
    expect(fillOrganisation('{organisation} acts.', '  Quillmere ')).toBe('Quillmere acts.')
  })
})
