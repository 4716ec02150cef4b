import { describe, expect, it } from 'vitest'
import { isConflict, isEditedAfterArchiving, mergeCase, normalisedTitle, possibleDuplicates, touchedParagraphs } from '~/lib/isms/merging'

describe('MG: what offline edits that meet amount to', () => {
  const meet = (type: Parameters<typeof mergeCase>[0], a: Parameters<typeof mergeCase>[1]['value'], b: typeof a) => mergeCase(type, { value: a }, { value: b })
  it('MG1 two values of one field; MG2 the same value; MG3 never comes here; MG4 add against remove; MG6 a whole value', () => {
    expect(meet('text', 'High', 'Low')).toBe('MG1')
    expect(meet('int', 3, null)).toBe('MG1')
    expect(meet('text', 'High', 'High')).toBe('MG2')
    expect(meet('json', { a: 1, b: [2] }, { b: [2], a: 1 })).toBe('MG2')
    expect(meet('refs', true, null)).toBe('MG4')
    expect(meet('json', [[1]], [[2]])).toBe('MG6')
    expect(meet('map', { on: '2026-01-01' }, { on: '2026-01-02' })).toBe('MG1')
    expect([isConflict('MG1'), isConflict('MG4'), isConflict('MG6'), isConflict('MG2'), isConflict('MG5'), isConflict(undefined)]).toEqual([true, true, true, false, false, false])
  })
  it('MG5: to be read again only where both touched the same paragraph', () => {
    const text = 'One.\n\nTwo.\n\nThree.'
    const change = (after: string) => ({ value: null, paragraphs: touchedParagraphs(text, after) })
    const first = change('One more.\n\nTwo.\n\nThree.')
    const last = change('One.\n\nTwo.\n\nThree and a half.')
    const middle = change('One.\n\nThree.')
    expect([first.paragraphs, middle.paragraphs, last.paragraphs, touchedParagraphs(text, text)]).toEqual([[0], [1], [2], []])
    expect(mergeCase('long', first, last)).toBeUndefined()
    expect(mergeCase('long', change('One.\n\nTwo, too.\n\nThree.'), middle)).toBe('MG5')
  })
  it('MG7: stays archived, and shows that it was edited', () => {
    expect([isEditedAfterArchiving({ archivedOn: '2026-05-01' }, '2026-05-02'), isEditedAfterArchiving({ archivedOn: '2026-05-01' }, '2026-04-30'), isEditedAfterArchiving({ archivedOn: undefined }, '2026-05-02')]).toEqual([true, false, false])
  })
  it('MG12: the same title but for case, accents and punctuation', () => {
    expect(normalisedTitle('  Café-Review: Q1 ')).toBe('cafe review q1')
    const record = (id: string, title: string, over = {}) => ({ id, title, ...over })
    expect(possibleDuplicates([record('r_2', 'Log review'), record('r_1', 'log-review'), record('r_3', 'Other'), record('r_4', 'LOG REVIEW', { archivedOn: '2026-01-01' }), record('r_5', 'Log review', { duplicateOf: 'r_1' }), record('r_6', ''), record('r_7', '')])).toEqual([['r_1', 'r_2']])
  })
})
