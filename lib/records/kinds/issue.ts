import { defineRecord, type RecordOf } from '../defineRecord'
import { bool, date, enumOf, long, person, refs, text } from '../fields'

/** An internal or external issue of the organisation (4.1, Amd 1:2024). */
export const issue = defineRecord({
  kind: 'issue',
  prefix: 'I',
  class: 'register',
  clause: '4.1',
  icon: 'cloud-sun',
  title: 'title',
  indexes: ['owner', 'status'],
  states: { field: 'status', final: ['closed'] },
  fields: {
    title: text('*'),
    description: long(),
    origin: enumOf(['internal', 'external'], '*'),
    category: enumOf(
      [
        'political',
        'economic',
        'social',
        'technological',
        'legal',
        'environmental',
        'structure',
        'people',
        'process',
        'finance',
        'culture',
      ],
      '*',
    ),
    effect: enumOf(['threat', 'opportunity', 'both'], '*'),
    effectOnIsms: long('*'),
    climate: bool(),
    owner: person(),
    risks: refs('risk'),
    improvements: refs('improvement'),
    status: enumOf(['active', 'closed'], '*'),
    reviewedOn: date(),
  },
  sections: [
    { key: 'description', fields: ['title', 'description', 'origin', 'category', 'climate'] },
    { key: 'effect', fields: ['effect', 'effectOnIsms', 'risks', 'improvements'] },
    { key: 'state', fields: ['owner', 'status', 'reviewedOn'] },
  ],
})

export type Issue = RecordOf<typeof issue>
