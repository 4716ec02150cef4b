import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf, requirementCode } from '../derivedIds'
import { date, enumOf, int, long, person, ref, refs, req, setOf, text } from '../fields'

/** One requirement checked in an audit (9.2). The id contains both. */
export const auditItem = defineRecord({
  kind: 'auditItem',
  prefix: 'AI',
  class: 'audit',
  clause: '9.2',
  icon: 'clipboard-list',
  derivedId: 'always',
  naturalKey: (id) => requirementCode(parentsOf(id)[1] ?? ''),
  title: 'requirement',
  indexes: ['audit', 'auditor', 'evidence'],
  fields: {
    audit: ref('audit', '*'),
    requirement: req('*'),
    question: long(),
    method: setOf(['interview', 'document', 'observation', 'sample', 'reperform']),
    population: text(),
    populationSize: int('', { min: 0 }),
    sampleSize: int('', { min: 0 }),
    selection: enumOf(['all', 'random', 'systematic', 'judgemental']),
    samples: long(),
    exceptionsFound: int('', { min: 0 }),
    objectiveEvidence: long('*'),
    evidence: refs('evidence'),
    result: enumOf(['notAssessed', 'conforms', 'nonconforms', 'observation', 'notApplicable'], '*'),
    auditor: person('*'),
    assessedOn: date(),
  },
  sections: [
    { key: 'checked', fields: ['requirement', 'audit', 'question', 'method', 'auditor', 'assessedOn'] },
    {
      key: 'sample',
      fields: ['population', 'populationSize', 'sampleSize', 'selection', 'samples', 'exceptionsFound'],
    },
    { key: 'result', fields: ['objectiveEvidence', 'evidence', 'result'] },
  ],
  validate: (row) => {
    if (!row.method.includes('sample')) return []
    const missing = (['population', 'populationSize', 'sampleSize', 'selection'] as const).filter(
      (name) => row[name] === undefined,
    )
    return [
      ...missing.map((field) => ({
        type: 'sampleMissing',
        field,
        message: 'A sample needs its population, both sizes and how it was chosen (AU4).',
      })),
      ...(row.sampleSize !== undefined && row.populationSize !== undefined && row.sampleSize > row.populationSize
        ? [{ type: 'sampleTooLarge', field: 'sampleSize', message: 'A sample is not larger than its population.' }]
        : []),
    ]
  },
})

export type AuditItem = RecordOf<typeof auditItem>
