import { defineAsyncComponent } from 'vue'
import { useIsms } from '~/lib/stores/isms'
import type { KindFaces } from '../record/face'

const ofControl = { failing: 'ineffective', attention: 'notVerified', ok: 'verified', planned: 'planned' } as const
const ofReview = { unreviewed: 'waiting', accepted: 'verified', rejected: 'noControl', stale: 'warning' } as const

export const controlFaces: KindFaces = {
  control: {
    drawer: ['description', 'owner', 'status', 'types', 'nature', 'frequency', 'implementedOn', 'reqs', 'evidenceNeeded'],
    picture: defineAsyncComponent(() => import('./ControlPicture.vue')),
    state: (row) => (row.status === 'retired' ? 'excluded' : ofControl[useIsms().controlHealth(row)]),
  },
  controlTest: { drawer: ['control', 'testKind', 'periodFrom', 'periodTo', 'procedure', 'population', 'populationSize', 'sampleSize', 'selection', 'result', 'conclusion', 'tester', 'testedOn', 'evidence'] },
  captureRecipe: { drawer: ['url', 'mode', 'controls', 'reqs', 'owner', 'task'] },
  evidence: { state: (row) => ofReview[useIsms().factsOf(row.id).reviewState] },
}
