import type { Kind } from '~/lib/isms/registry'

/** Fields a drawer shows at first; the rest follow when asked for, in the sections of the kind. */
export const drawerFields: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  risk: ['event', 'consequence', 'controls', 'reqs', 'cause', 'option', 'optionReason', 'owner', 'rationale'],
  control: ['description', 'owner', 'status', 'types', 'nature', 'frequency', 'implementedOn', 'reqs', 'evidenceNeeded'],
  asset: ['type', 'owner', 'classification', 'c', 'i', 'a', 'pii', 'location', 'supports', 'status'],
  task: ['description', 'assignee', 'due', 'rules', 'purpose', 'links', 'status'],
  person: ['title', 'unit', 'external', 'firm', 'activeFrom', 'activeUntil'],
  evidenceRequest: ['description', 'due', 'assignee', 'controls', 'reqs', 'population', 'sample', 'periodFrom', 'periodTo'],
  evidenceSubmission: ['request', 'evidence', 'text', 'submittedOn', 'submittedBy'],
}

/** Scored in the matrix, sealed or judged elsewhere: never edited as plain fields. */
export const pictureFields: Partial<Readonly<Record<Kind, readonly string[]>>> = {
  risk: ['inherentL', 'inherentI', 'currentL', 'currentI', 'residualL', 'residualI', 'matrixHash'],
  task: ['done', 'skipped'],
  evidenceRequest: ['verdict', 'verdictOn', 'verdictFor', 'verdictReason'],
  settings: ['waivers', 'deviceNames', 'memberNames'],
  riskMethod: ['likelihood', 'impact', 'levels', 'grid', 'authority'],
}
