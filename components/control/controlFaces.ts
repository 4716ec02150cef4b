import { defineAsyncComponent } from 'vue'
import { useControls } from '~/lib/live/control/controlsStore'
import { useControlFacts } from '~/lib/live/control/controlFactsStore'
import { useEvidence } from '~/lib/live/evidence/evidenceStore'
import type { KindFaces } from '../record/face'
import { signatureKey, testGlyph } from './testLook'

const ofControl = { failing: 'ineffective', attention: 'notVerified', ok: 'verified', planned: 'planned' } as const
const ofReview = { unreviewed: 'waiting', accepted: 'verified', rejected: 'noControl', stale: 'warning' } as const

export const controlFaces: KindFaces = {
  control: {
    drawer: [
      'description',
      'owner',
      'status',
      'types',
      'nature',
      'frequency',
      'implementedOn',
      'reqs',
      'testProcedure',
      'evidenceNeeded',
    ],
    picture: defineAsyncComponent(() => import('./ControlPicture.vue')),
    state: (row) => (row.status === 'retired' ? 'excluded' : ofControl[useControlFacts().healthOf(row)]),
    problem: (row, { t, dates }) => {
      const controlStore = useControlFacts()
      const [reason] = row.status === 'retired' ? [] : (controlStore.healthByControl.get(row.id)?.reasons ?? [])
      if (!reason) return undefined
      const test = controlStore.testStateOf(row)
      const date = dates.day(
        reason === 'ineffective'
          ? test.periodTo
          : reason === 'testOverdue'
            ? test.due
            : controlStore.evidenceOfControl.get(row.id)?.best?.freshness.end,
      )
      return {
        tone: reason === 'degraded' || reason === 'ineffective' ? 'fail' : 'warn',
        title: t(`control.problem.${reason}`, { date }),
        text: t(`control.problem.${reason}Text`, { date }),
      }
    },
  },
  controlTest: {
    drawer: [
      'control',
      'testKind',
      'periodFrom',
      'periodTo',
      'procedure',
      'population',
      'populationSize',
      'sampleSize',
      'selection',
      'samples',
      'exceptionsFound',
      'result',
      'conclusion',
      'tester',
      'testedOn',
      'evidence',
    ],
    picture: defineAsyncComponent(() => import('./TestPicture.vue')),
    settle: defineAsyncComponent(() => import('./TestSettle.vue')),
    work: defineAsyncComponent(() => import('./TestNc.vue')),
    state: (row) => testGlyph(row, useControls().signatureOf(row.id)),
    stateWord: (row, { t }) => t(signatureKey(useControls().signatureOf(row.id))),
    problem: (row, { t }) => {
      const controls = useControls()
      if (row.result === 'ineffective' && !controls.ncOf(row.id))
        return { tone: 'fail', title: t('control.test.ineffective'), text: t('control.test.ineffectiveText') }
      if (row.result !== undefined && controls.signatureOf(row.id) === 'none')
        return { tone: 'warn', title: t('control.test.unsigned'), text: t('control.test.unsignedText') }
      return undefined
    },
  },
  captureRecipe: {
    drawer: ['url', 'mode', 'controls', 'reqs', 'owner', 'task'],
    state: (row) =>
      (({ never: 'open', due: 'blocker', soon: 'warning', later: 'verified' }) as const)[
        useControls().recipeDue(row).state
      ],
  },
  evidence: { state: (row) => ofReview[useEvidence().factsOf(row.id).reviewState] },
}
