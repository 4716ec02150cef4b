import type { KindFaces } from '../record/face'

export const improvementFaces: KindFaces = {
  nonconformity: { drawer: ['source', 'grade', 'requirement', 'statement', 'detectedOn', 'owner', 'correction', 'correctedOn', 'rootCause', 'causeMethod', 'similar', 'effectivenessCriteria', 'effectivenessDue'] },
  correctiveAction: { drawer: ['nonconformity', 'description', 'responsible', 'due', 'status', 'completedOn', 'evidence', 'round'] },
  improvement: { drawer: ['source', 'benefit', 'owner', 'due', 'status', 'realised', 'metrics', 'links'] },
  feedback: { drawer: ['party', 'receivedOn', 'sentiment', 'links'] },
}
