import type { KindFace, KindFaces } from './face'
import { auditFaces } from '../audit/auditFaces'
import { contextFaces } from '../context/contextFaces'
import { controlFaces } from '../control/controlFaces'
import { improvementFaces } from '../improvement/improvementFaces'
import { metricFaces } from '../metric/metricFaces'
import { assetFaces } from '../asset/assetFaces'
import { incidentFaces } from '../incident/incidentFaces'
import { supplierFaces } from '../supplier/supplierFaces'
import { peopleFaces } from '../people/peopleFaces'
import { policyFaces } from '../policy/policyFaces'
import { reviewFaces } from '../review/reviewFaces'
import { riskFaces } from '../risk/riskFaces'
import { soaFaces } from '../soa/soaFaces'
import { taskFaces } from '../task/taskFaces'
import { treatmentFaces } from '../treatment/treatmentFaces'
import type { Kind } from '~/lib/records/registry'

/** The faces of all kinds, gathered from their areas. */
const faces: KindFaces = {
  settings: { hidden: ['waivers', 'deviceNames', 'memberNames'] },
  ...contextFaces,
  ...policyFaces,
  ...riskFaces,
  ...treatmentFaces,
  ...soaFaces,
  ...controlFaces,
  ...taskFaces,
  ...peopleFaces,
  ...metricFaces,
  ...auditFaces,
  ...reviewFaces,
  ...improvementFaces,
  ...assetFaces,
  ...incidentFaces,
  ...supplierFaces,
}

export const faceOf = (kind: Kind): KindFace<never> => (faces[kind] ?? {}) as KindFace<never>
export const drawerFields = (kind: Kind): readonly string[] => faceOf(kind).drawer ?? []
export const hiddenFields = (kind: Kind): readonly string[] => faceOf(kind).hidden ?? []
