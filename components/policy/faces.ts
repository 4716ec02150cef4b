import type { KindFaces } from '../record/face'

export const policyFaces: KindFaces = {
  policy: { drawer: ['level', 'owner', 'approvers', 'effectiveFrom', 'reviewEvery', 'attest', 'audience', 'reqs', 'controls'], hidden: ['body'] },
  document: { drawer: ['type', 'origin', 'location', 'owner', 'edition', 'classification', 'reviewEvery', 'reviewedOn', 'reqs'] },
  exception: { drawer: ['policy', 'control', 'reason', 'risk', 'compensating', 'requestedBy', 'validUntil', 'closedOn'] },
}
