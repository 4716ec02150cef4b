import type { KindFaces } from '../record/face'

export const peopleFaces: KindFaces = {
  roleAssignment: { drawer: ['role', 'responsibilities', 'authorities', 'holder', 'deputy', 'ensuresConformity', 'reportsPerformance', 'from', 'until'] },
  competence: { drawer: ['person', 'role', 'needed', 'neededLevel', 'actualLevel', 'basis', 'evidence', 'gapTask', 'assessedOn'] },
  training: { drawer: ['type', 'content', 'audience', 'heldOn', 'due', 'policies', 'effectiveness', 'evidence'] },
  communication: { drawer: ['direction', 'audience', 'when', 'method', 'owner', 'task'] },
}
