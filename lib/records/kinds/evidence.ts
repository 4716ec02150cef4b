import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import {
  blob,
  blobSchema,
  date,
  enumOf,
  instant,
  json,
  long,
  map,
  period,
  person,
  ref,
  refs,
  reqs,
  text,
  url,
  writeOnce,
  type Blob,
} from '../fields'

/** One file of a piece of evidence. Originals never change (EV1); derived files can be regenerated. */
export interface EvidenceFile {
  readonly blob: Blob
  readonly mime: string
  readonly size: number
  readonly part: 'original' | 'derived'
}

const fileSchema: v.GenericSchema<unknown, EvidenceFile> = v.object({
  blob: blobSchema,
  mime: v.string(),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  part: v.picklist(['original', 'derived']),
})

/** A register entry pointing at frozen bytes (7.5.3, 8.1, 9.x). */
export const evidence = defineRecord({
  kind: 'evidence',
  prefix: 'EV',
  class: 'evidence',
  clause: '8.1',
  icon: 'scan-eye',
  title: 'title',
  indexes: ['source', 'capturedAt', 'capturedBy', 'controls', 'reqs', 'subjects', 'supersedes', 'coversTo'],
  acyclic: ['supersedes', 'redactedFrom'],
  fields: {
    title: text('*'),
    source: enumOf(['capture', 'upload', 'link', 'generated'], '*'),
    files: map(json(fileSchema), '*'),
    capturedAt: writeOnce(instant()),
    capturedBy: person(),
    url: url(),
    system: text(),
    environment: enumOf(['production', 'staging', 'test', 'other']),
    account: text(),
    captureRecord: writeOnce(blob()),
    recipe: ref('captureRecipe'),
    coversFrom: date(),
    coversTo: date(),
    expiresOn: date(),
    freshFor: period(),
    populationNote: text(),
    completeness: enumOf(['complete', 'partial', 'unknown']),
    completenessNote: text(),
    controls: refs('control'),
    reqs: reqs(),
    subjects: refs('any'),
    supersedes: ref('evidence'),
    redactedFrom: ref('evidence'),
    redactionReason: text(),
    sensitivity: enumOf(['normal', 'restricted']),
    collectedFrom: text(),
    note: long(),
    pageText: blob(),
  },
  sections: [
    { key: 'what', fields: ['title', 'source', 'files', 'note'] },
    {
      key: 'origin',
      fields: [
        'capturedAt',
        'capturedBy',
        'url',
        'system',
        'environment',
        'account',
        'collectedFrom',
        'captureRecord',
        'recipe',
        'pageText',
      ],
    },
    {
      key: 'coverage',
      fields: ['coversFrom', 'coversTo', 'expiresOn', 'freshFor', 'populationNote', 'completeness', 'completenessNote'],
    },
    {
      key: 'links',
      fields: ['controls', 'reqs', 'subjects', 'supersedes', 'redactedFrom', 'redactionReason', 'sensitivity'],
    },
  ],
  profiles: {
    review: {
      fields: [
        'title',
        'files',
        'captureRecord',
        'coversFrom',
        'coversTo',
        'system',
        'environment',
        'completeness',
        'populationNote',
      ],
      signed: { review: [{ notHolderOf: ['capturedBy', 'createdBy'] }], sign: ['any'] },
    },
  },
  validate: (row) => [
    ...(row.completeness === 'partial' && !row.completenessNote?.trim()
      ? [
          {
            type: 'completenessNoteMissing',
            field: 'completenessNote',
            message: 'Say what is missing: partial evidence needs a note (EV11).',
          },
        ]
      : []),
    ...(row.coversFrom !== undefined && row.coversTo !== undefined && row.coversFrom > row.coversTo
      ? [
          {
            type: 'periodReversed',
            field: 'coversTo',
            message: 'The period ends before it begins. Set an end date on or after the first day.',
          },
        ]
      : []),
    ...(row.redactedFrom !== undefined && !row.redactionReason?.trim()
      ? [
          {
            type: 'redactionReasonMissing',
            field: 'redactionReason',
            message: 'Say why the evidence was redacted (EV10).',
          },
        ]
      : []),
  ],
})

export type Evidence = RecordOf<typeof evidence>
