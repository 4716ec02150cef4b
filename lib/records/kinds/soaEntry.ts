import { defineRecord, type RecordOf } from '../defineRecord'
import { enumOf, long, person, ref, setOf } from '../fields'
import { requirementCode, requirementOfSoaEntry } from '../derivedIds'

/** The decision on one requirement (6.1.3 d), which its id contains (`soa_<requirementId>`). */
export const soaEntry = defineRecord({
  kind: 'soaEntry',
  prefix: 'SOA',
  class: 'register',
  clause: '6.1.3',
  icon: 'table-properties',
  derivedId: 'always',
  naturalKey: (id) => requirementCode(requirementOfSoaEntry(id)),
  title: 'applicability',
  indexes: ['applicability', 'owner', 'provider'],
  fields: {
    applicability: enumOf(['undecided', 'applicable', 'notApplicable', 'inherited'], '*'),
    reasons: setOf(['risk', 'legal', 'contractual', 'practice']),
    justification: long(),
    provider: ref('supplier'),
    implementation: long(),
    owner: person(),
  },
})

export type SoaEntry = RecordOf<typeof soaEntry>
