import type { KindFaces } from '../record/face'

export const metricFaces: KindFaces = {
  metric: { drawer: ['purpose', 'method', 'unit', 'direction', 'targets', 'every', 'collector', 'analyst', 'analysedWhen', 'start', 'status'] },
  measurement: { drawer: ['metric', 'periodFrom', 'periodTo', 'value', 'evaluation', 'followUp', 'measuredOn', 'measuredBy', 'evidence'] },
  objective: { drawer: ['statement', 'policyLink', 'owner', 'target', 'metrics', 'plan', 'resources', 'due', 'evaluation', 'status', 'result'] },
  change: { drawer: ['purpose', 'consequences', 'integrity', 'resources', 'responsible', 'planned', 'status', 'implementedOn', 'links'] },
}
