import { describe, expect, it } from 'vitest'
import { duplicatesById, keptId, keptOf, mergeEdits, sameRefById } from '~/lib/records/merge/mergeDuplicates'
import {
  asksPeople,
  clockMark,
  isDoubtful,
  editsAfterArchiving,
  isConflict,
  isInUse,
  isEditedAfterArchiving,
  mergeCase,
  mergedParagraphs,
  normalisedTitle,
  possibleDuplicates,
  presentAt,
  touchedParagraphs,
  type TrailFact,
} from '~/lib/records/merge/fieldMerging'
import { recordKind } from '~/lib/records/registry'
import { row } from '../rows'

const at = (time: string): number => Date.parse(`2026-06-01T${time}:00Z`)
const trail = (over: Partial<TrailFact> & { readonly id: string }): TrailFact => ({
  field: 'event',
  before: '',
  after: '',
  deviceId: 'd_a',
  memberId: 'm_a',
  time: at('09:00'),
  seq: 1,
  relayTime: at('09:00'),
  concurrent: false,
  ...over,
})

describe('MG: outcome of concurrent offline edits', () => {
  const meet = (type: Parameters<typeof mergeCase>[0], a: Parameters<typeof mergeCase>[1]['value'], b: typeof a) =>
    mergeCase(type, { value: a }, { value: b })
  it('MG1 two values of one field; MG2 the same value; MG3 is never passed here; MG4 add against remove; MG6 a value replaced as a unit', () => {
    expect(meet('text', 'High', 'Low')).toBe('MG1')
    expect(meet('int', 3, null)).toBe('MG1')
    expect(meet('text', 'High', 'High')).toBe('MG2')
    expect(meet('json', { a: 1, b: [2] }, { b: [2], a: 1 })).toBe('MG2')
    expect(meet('refs', true, null)).toBe('MG4')
    expect(meet('json', [[1]], [[2]])).toBe('MG6')
    expect(meet('map', { on: '2026-01-01' }, { on: '2026-01-02' })).toBe('MG1')
    expect([
      isConflict('MG1'),
      isConflict('MG4'),
      isConflict('MG6'),
      isConflict('MG2'),
      isConflict('MG5'),
      isConflict(undefined),
    ]).toEqual([true, true, true, false, false, false])
  })
  it('MG5: asks for another read only if both touched the same paragraph', () => {
    const text = 'One.\n\nTwo.\n\nThree.'
    const change = (after: string) => ({ value: null, paragraphs: touchedParagraphs(text, after) })
    const first = change('One more.\n\nTwo.\n\nThree.')
    const last = change('One.\n\nTwo.\n\nThree and a half.')
    const middle = change('One.\n\nThree.')
    expect([first.paragraphs, middle.paragraphs, last.paragraphs, touchedParagraphs(text, text)]).toEqual([
      [0],
      [1],
      [2],
      [],
    ])
    expect(mergeCase('long', first, last)).toBeUndefined()
    expect(mergeCase('long', change('One.\n\nTwo, too.\n\nThree.'), middle)).toBe('MG5')
  })
  it('MG7: stays archived, and is marked as edited', () => {
    expect([
      isEditedAfterArchiving({ archivedOn: '2026-05-01' }, '2026-05-02'),
      isEditedAfterArchiving({ archivedOn: '2026-05-01' }, '2026-04-30'),
      isEditedAfterArchiving({ archivedOn: undefined }, '2026-05-02'),
    ]).toEqual([true, false, false])
  })
  it('MG12: the same title except for case, accents and punctuation', () => {
    expect(normalisedTitle('  Café-Review: Q1 ')).toBe('cafe review q1')
    const record = (id: string, title: string, over = {}) => ({ id, title, ...over })
    expect(
      possibleDuplicates([
        record('r_2', 'Log review'),
        record('r_1', 'log-review'),
        record('r_3', 'Other'),
        record('r_4', 'LOG REVIEW', { archivedOn: '2026-01-01' }),
        record('r_5', 'Log review', { duplicateOf: 'r_1' }),
        record('r_6', ''),
        record('r_7', ''),
      ]),
    ).toEqual([['r_1', 'r_2']])
  })

  it('MG4: people decide conflicts of set and map elements next to the present value, but not of internal fields (MG11)', () => {
    expect([
      presentAt(['c_1'], 'c_1'),
      presentAt(['c_1'], 'c_2'),
      presentAt({ d: 'x' }, 'd'),
      presentAt({}, 'd'),
      presentAt('x', undefined),
      presentAt(undefined, undefined),
    ]).toEqual([true, null, 'x', null, 'x', null])
    expect([
      isInUse(false, [], 'c_1'),
      isInUse(true, ['c_1'], 'c_1'),
      isInUse(false, ['c_1'], 'c_1'),
      isInUse(null, {}, 'd'),
      isInUse(false, false, undefined),
      isInUse(false, undefined, undefined),
    ]).toEqual([true, true, false, true, true, false])
    expect(['controls', 'title', 'ref', 'archivedOn', '_settled', 'createdAt', 'createdBy'].filter(asksPeople)).toEqual(
      ['controls', 'title', 'ref', 'archivedOn'],
    )
  })

  const text = ['One.\n\nTwo.', 'One more.\n\nTwo.', 'One more thing.\n\nTwo.'] as const
  const alice = trail({
    id: 'a',
    long: true,
    before: text[0],
    after: text[1],
    time: at('09:00'),
    relayTime: at('10:00'),
  })
  const bob = trail({
    id: 'b',
    long: true,
    before: text[1],
    after: text[2],
    deviceId: 'd_b',
    memberId: 'm_b',
    time: at('09:30'),
    seq: 2,
    relayTime: at('10:01'),
  })
  it('MG5: a paragraph edited by two people unseen is listed until it is read or rewritten', () => {
    expect(mergedParagraphs([bob, alice], text[2])).toEqual([
      { trailId: 'b', index: 0, text: 'One more thing.', memberIds: ['m_a', 'm_b'] },
    ])
    expect(mergedParagraphs([alice, { ...bob, settled: true }], text[2])).toEqual([])
    expect(mergedParagraphs([alice, bob], 'Anew.\n\nTwo.')).toEqual([])
    expect(mergedParagraphs([alice, { ...bob, time: at('10:30') }], text[2]), 'he had seen it').toEqual([])
    expect(
      mergedParagraphs([alice, { ...bob, time: at('10:30'), concurrent: true }], text[2]),
      'the same place',
    ).toHaveLength(1)
    expect(
      mergedParagraphs([alice, { ...bob, after: 'One more.\n\nTwo, too.' }], 'One more.\n\nTwo, too.'),
      'another paragraph',
    ).toEqual([])
  })
  it('MG7: edits that the archiving had not seen, or that followed it; none once restored', () => {
    const archived = trail({
      id: 'x',
      field: 'archivedOn',
      before: null,
      after: '2026-06-01',
      time: at('09:00'),
      seq: 3,
      relayTime: at('10:00'),
    })
    const edit = trail({ id: 'e', field: 'name', deviceId: 'd_b', time: at('08:50'), seq: 4, relayTime: at('10:05') })
    const by = trail({ id: 'y', field: 'archivedBy', seq: 3 })
    expect(editsAfterArchiving([archived, by, edit]).map(({ id }) => id)).toEqual(['e'])
    expect(
      editsAfterArchiving([archived, { ...edit, seq: 2, relayTime: at('09:30') }]).map(({ id }) => id),
      'first in the log, unseen',
    ).toEqual(['e'])
    expect(editsAfterArchiving([archived, { ...edit, seq: 2, relayTime: at('08:55') }]), 'seen').toEqual([])
    expect(
      editsAfterArchiving([
        archived,
        edit,
        trail({ id: 'r', field: 'archivedOn', before: '2026-06-01', after: null, seq: 9 }),
      ]),
    ).toEqual([])
    expect(editsAfterArchiving([edit])).toEqual([])
  })
  it('MG12: merging keeps the first ref, moves the links and loses nothing', () => {
    const kept = row('risk', 'r_1', { ref: 'R-12', title: 'Log review', controls: ['c_1'] })
    const other = row('risk', 'r_2', { ref: 'R-B3', title: 'log-review', controls: ['c_1', 'c_2'], properties: ['A'] })
    const action = row('treatmentAction', 'ta_1', { ref: 'TA-1', risks: ['r_2'] })
    const both = row('incident', 'in_1', { risks: ['r_1', 'r_2'] })
    const finding = row('finding', 'fn_1', {})
    const archived = row('treatmentAction', 'ta_2', { risks: ['r_2'], archivedOn: '2026-01-01' })
    expect([
      ...duplicatesById([
        kept,
        other,
        action,
        row('risk', 'r_3', { title: 'Else' }),
        row('evidence', 'ev_1', { title: 'List' }),
        row('evidence', 'ev_2', { title: 'List' }),
      ]),
    ]).toEqual([
      ['r_1', ['r_2']],
      ['r_2', ['r_1']],
    ])
    expect([keptOf(kept, other).id, keptOf(other, kept).id]).toEqual(['r_1', 'r_1'])
    expect(mergeEdits(kept, other, [kept, other, action, both, finding, archived], () => true)).toEqual([
      { kind: 'risk', id: 'r_2', changes: [{ op: 'set', field: 'duplicateOf', value: 'r_1' }] },
      {
        kind: 'risk',
        id: 'r_1',
        changes: [
          { op: 'add', field: 'properties', element: 'A' },
          { op: 'add', field: 'controls', element: 'c_2' },
        ].sort((a, b) => fieldOrder(a.field) - fieldOrder(b.field)),
      },
      {
        kind: 'treatmentAction',
        id: 'ta_1',
        changes: [
          { op: 'add', field: 'risks', element: 'r_1' },
          { op: 'remove', field: 'risks', element: 'r_2' },
        ],
      },
      { kind: 'incident', id: 'in_1', changes: [{ op: 'remove', field: 'risks', element: 'r_2' }] },
    ])
    expect(mergeEdits(kept, other, [action], (kind) => kind === 'risk').map(({ kind }) => kind)).toEqual([
      'risk',
      'risk',
    ])
    const owner = row('asset', 'as_1', { owner: 'pe_2' })
    expect(mergeEdits(row('person', 'pe_1'), row('person', 'pe_2'), [owner], () => true).at(-1)).toEqual({
      kind: 'asset',
      id: 'as_1',
      changes: [{ op: 'set', field: 'owner', value: 'pe_1' }],
    })
    const chain = (id: string) => ({ r_3: 'r_2', r_2: 'r_1', x: 'y', y: 'x' })[id]
    expect([keptId('r_3', chain), keptId('r_1', chain), keptId('x', chain), keptId('y', chain)]).toEqual([
      'r_1',
      'r_1',
      'x',
      'x',
    ])
  })
  it('ID6: both records with the same ref are reported, archived ones too; natural keys may be shared (ID4)', () => {
    const rows = [
      row('risk', 'r_1', { ref: 'R-3' }),
      row('risk', 'r_2', { ref: 'R-3', archivedOn: '2026-01-01' }),
      row('risk', 'r_3', { ref: 'R-4' }),
      row('measurement', 'me_a~2026-05-31', { metric: 'a' }),
      row('measurement', 'me_b~2026-05-31', { metric: 'b' }),
      row('settings', 'settings_main'),
    ]
    expect([...sameRefById(rows)]).toEqual([
      ['r_1', ['r_2']],
      ['r_2', ['r_1']],
    ])
  })
  it('MG16: more than ten minutes off the relay is marked: ahead is certain, late is ambiguous', () => {
    const mark = (time: string, seen?: string) =>
      clockMark({ time: at(time), relayTime: at('09:00') }, seen === undefined ? undefined : at(seen))
    expect([mark('09:10'), mark('09:11'), mark('08:50'), mark('08:49'), clockMark({ time: 1 })]).toEqual([
      undefined,
      'ahead',
      undefined,
      'late',
      undefined,
    ])
    // Any time is possible between what its author had seen and its own position; before that, none.
    expect([mark('03:00', '02:00'), mark('01:51', '02:00'), mark('01:49', '02:00'), mark('09:11', '02:00')]).toEqual([
      undefined,
      undefined,
      'late',
      'ahead',
    ])
    expect([
      isDoubtful(at('09:10'), at('09:00')),
      isDoubtful(at('09:11'), at('09:00')),
      isDoubtful(at('08:00'), at('09:00')),
      isDoubtful(undefined, 0),
    ]).toEqual([false, true, false, false])
  })
})

const fieldOrder = (name: string): number => Object.keys(recordKind('risk').fields).indexOf(name)
