import { defineRecord, type RecordOf } from '../defineRecord'
import { json, person, ref, refs, reqs, text, url } from '../fields'

/** A repeatable capture: address, mode and what it proves. */
export const captureRecipe = defineRecord({
  kind: 'captureRecipe',
  prefix: 'CR',
  class: 'evidence',
  clause: '8.1',
  icon: 'repeat-2',
  title: 'title',
  indexes: ['controls', 'task', 'owner'],
  fields: {
    title: text('*'),
    url: url('*'),
    mode: text('*'),
    region: json(),
    controls: refs('control'),
    reqs: reqs(),
    task: ref('task'),
    owner: person(),
  },
})

export type CaptureRecipe = RecordOf<typeof captureRecipe>
