import type { KindFaces } from '../record/face'

export const reviewFaces: KindFaces = {
  managementReview: { drawer: ['heldOn', 'chair', 'attendees', 'status', 'nextOn'], hidden: ['pack', 'packHash', 'packAsOf'] },
  decision: { drawer: ['review', 'type', 'owner', 'due', 'status', 'doneOn', 'outcome', 'links'] },
}
