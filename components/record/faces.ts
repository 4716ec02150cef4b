import type { KindFace, KindFaces } from './face'
import { auditFaces } from '../audit/faces'
import { contextFaces } from '../context/faces'
import { controlFaces } from '../control/faces'
import { improvementFaces } from '../improvement/faces'
import { metricFaces } from '../metric/faces'
import { operationFaces } from '../operation/faces'
import { peopleFaces } from '../people/faces'
import { policyFaces } from '../policy/faces'
import { reviewFaces } from '../review/faces'
import { riskFaces } from '../risk/faces'
import { soaFaces } from '../soa/faces'
import { taskFaces } from '../task/faces'
import { treatmentFaces } from '../treatment/faces'
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
  ...operationFaces,
}

export const faceOf = (kind: Kind): KindFace<never> => (faces[kind] ?? {}) as KindFace<never>
export const drawerFields = (kind: Kind): readonly string[] => faceOf(kind).drawer ?? []
export const hiddenFields = (kind: Kind): readonly string[] => faceOf(kind).hidden ?? []
