import type { KindFaces } from '../record/face'

export const operationFaces: KindFaces = {
  incident: { drawer: ['description', 'detectedAt', 'isIncident', 'severity', 'category', 'assets', 'pii', 'owner', 'status', 'lessons'] },
  supplier: { drawer: ['service', 'owner', 'criticality', 'cloud', 'dataAccess', 'assurance', 'assuranceUntil', 'evidence', 'reviewedOn', 'status'] },
  asset: {
    drawer: ['type', 'owner', 'classification', 'c', 'i', 'a', 'pii', 'location', 'supports', 'status'],
    state: (row) => (row.status === 'retired' ? 'excluded' : row.status === 'planned' ? 'planned' : undefined),
  },
}
