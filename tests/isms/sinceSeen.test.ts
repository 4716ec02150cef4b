import { describe, expect, it } from 'vitest'
import { markSeen, newSince } from '~/lib/isms/workspace/sinceSeen'
import { backlinksOf, byKind, linksOf } from '~/components/record/links/backlinks'
import { insertMention, matchMentions, mentionAt, mentionsIn } from '~/components/record/comment/mentions'
import { row } from './rows'

describe('since your last visit', () => {
  const change = (recordId: string, field: string, seq: number | undefined, memberId = 'bob') => ({
    kind: 'risk',
    recordId,
    field,
    memberId,
    seq,
  })
  it('names fields that others changed after the record’s position', () => {
    const news = newSince(
      [
        change('r_1', 'title', 11),
        change('r_1', 'owner', 14),
        change('r_2', 'title', 9),
        change('r_3', 'title', 12),
        change('r_3', 'title', 13, 'me'),
        change('r_4', 'title', undefined),
      ],
      { base: 10, records: { r_1: 12, r_3: 12 } },
      'me',
    )
    expect([...news]).toEqual([['r_1', { fields: ['owner'], memberIds: ['bob'] }]])
  })
  it('a text edited repeatedly counts by its last position', () =>
    expect(newSince([{ ...change('r_1', 'event', 5), untilSeq: 20 }], { base: 10, records: {} }, 'me').has('r_1')).toBe(
      true,
    ))
  it('a record created in bulk is as new as a single one', () => {
    const born = {
      ...change('r_1', 'kind', 11),
      born: { 'kind': 'risk', 'ref': 'R-1', 'title': 'A', 'tags/x': true, 'tags/y': true },
    }
    expect([
      ...newSince([born, { ...born, recordId: 'r_2', memberId: 'me' }], { base: 10, records: {} }, 'me'),
    ]).toEqual([['r_1', { fields: ['title', 'tags'], memberIds: ['bob'] }]])
    expect([...newSince([change('r_1', 'kind', 11)], { base: 10, records: {} }, 'me')]).toEqual([])
  })
  it('a change written under an id of another kind is not news of that record', () => {
    const planted = { ...change('as_1', 'title', 11), kind: 'risk' }
    expect([
      ...newSince(
        [planted, { ...planted, field: 'kind', born: { kind: 'risk', title: 'A' } }],
        { base: 10, records: {} },
        'me',
      ),
    ]).toEqual([])
    expect([...newSince([{ ...planted, kind: 'asset', field: 'name' }], { base: 10, records: {} }, 'me')]).toEqual([
      ['as_1', { fields: ['name'], memberIds: ['bob'] }],
    ])
  })
  it('viewing moves the position forward, never back', () => {
    expect(markSeen({ base: 10, records: { r_1: 20 } }, 'r_1', 15).records).toEqual({ r_1: 20 })
    expect(markSeen({ base: 10, records: { r_1: 20, old: 9 } }, 'r_2', 30).records).toEqual({ r_1: 20, r_2: 30 })
    expect(Object.keys(markSeen({ base: 0, records: { a: 1, b: 2, c: 3 } }, 'd', 4, 2).records)).toEqual(['d', 'c'])
  })
})

describe('links in both directions', () => {
  const risk = row('risk', 'r_1', {
    owner: 'pe_1',
    controls: ['c_1'],
    reqs: ['iso27001-2022:A.5.1', 'iso27001-2022:6.1.2'],
  })
  const action = row('treatmentAction', 'ta_1', { risks: ['r_1'] })
  it('what a record references, with the statement row for an Annex A requirement', () =>
    expect(linksOf(risk)).toEqual(['pe_1', 'c_1', 'soa_iso27001-2022:A.5.1']))
  it('what references a record, and what references the requirement of a row', () => {
    expect(backlinksOf('r_1', [risk, action]).map(({ id }) => id)).toEqual(['ta_1'])
    expect(backlinksOf('soa_iso27001-2022:A.5.1', [risk, action]).map(({ id }) => id)).toEqual(['r_1'])
    expect(backlinksOf('pe_1', [risk, action]).map(({ id }) => id)).toEqual(['r_1'])
  })
  it('are grouped by kind', () =>
    expect(byKind([action, risk, row('treatmentAction', 'ta_2')]).map(({ kind, rows }) => [kind, rows.length])).toEqual(
      [
        ['risk', 1],
        ['treatmentAction', 2],
      ],
    ))
})

describe('mentions', () => {
  const persons = [
    { id: 'pe_1', name: 'Ana' },
    { id: 'pe_2', name: 'Ana Lopez' },
    { id: 'pe_3', name: 'Ben Ortiz' },
  ]
  it('are offered after an @ that starts a word', () => {
    expect(mentionAt('see @an', 7)).toEqual({ at: 4, query: 'an' })
    expect(mentionAt('@ana lo', 7)).toEqual({ at: 0, query: 'ana lo' })
    expect([mentionAt('mail a@b', 8), mentionAt('see @an', 3), mentionAt('@ana lopez said', 15)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(matchMentions(persons, 'or').map(({ id }) => id)).toEqual(['pe_3'])
  })
  it('are written out with the caret after them', () =>
    expect(insertMention('see @an please', 7, { at: 4, query: 'an' }, 'Ana Lopez')).toEqual({
      text: 'see @Ana Lopez please',
      caret: 15,
    }))
  it('the longest name wins, and only complete names count', () => {
    expect(mentionsIn('@Ana Lopez and @Ben Ortiz, ask @Anabel', persons)).toEqual(['pe_2', 'pe_3'])
    expect(mentionsIn('@Ana, @Ana Lopez', persons)).toEqual(['pe_1', 'pe_2'])
  })
})
