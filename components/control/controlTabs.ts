import { signatureKey } from './testLook'
import TestResultCell from './TestResultCell.vue'
import { dayCell } from '../exchange/import/shownTable'
import type { FaceWords } from '../record/face'
import type { KindTab } from '../register/kindTab'
import RecipeDueCell from './RecipeDueCell.vue'
import type { AnyRecord } from '~/lib/records/registry'
import type { ApprovalState } from '~/lib/isms/statement/approvalState'
import { useControls } from '~/lib/live/control/controlsStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

const signatures: readonly ApprovalState[] = ['none', 'current', 'stale', 'revoked', 'void']
const recipeStates = ['never', 'due', 'soon', 'later'] as const
const signatureOf = (row: AnyRecord): ApprovalState => useControls().signatureOf(row.id)

/** Where the signature of a test stands, and whether the tester owns the control. */
const signatureText = (row: AnyRecord, t: FaceWords['t']): string =>
  [
    t(signatureKey(signatureOf(row))),
    ...(row.kind === 'controlTest' && useControls().isSelfTested(row) ? [t('control.test.self')] : []),
  ].join(', ')

/** Tests of controls: the latest period first; drafts say so. */
export const testTab = (): KindTab => {
  const session = useSession()
  return {
    view: 'tests',
    kind: 'controlTest',
    prominent: ['signature', 'result', 'control'],
    bulk: ['tester', 'evidence'],
    sort: { name: 'periodTo', descending: true },
    fresh: {
      testKind: 'operating',
      testedOn: session.today,
      ...(session.personId !== undefined && { tester: session.personId }),
    },
    columns: ({ t }) => [
      { name: 'control', initial: true, width: 220 },
      { name: 'testKind', initial: false },
      { name: 'periodFrom', initial: false },
      { name: 'periodTo', label: t('control.test.tested'), initial: true, width: 96 },
      { name: 'sampleSize', label: t('control.test.sample'), initial: true, width: 70 },
      { name: 'exceptionsFound', label: t('control.test.exceptions'), initial: true, width: 90 },
      { name: 'result', initial: true, width: 124 },
      {
        name: 'signature',
        label: t('control.test.state'),
        initial: true,
        width: 176,
        shown: (row) => signatureText(row, t),
        sortValue: (row) => signatures.indexOf(signatureOf(row)),
      },
      { name: 'tester', initial: true, width: 150 },
      { name: 'populationSize', initial: false },
      { name: 'selection', initial: false },
      { name: 'testedOn', initial: false },
      { name: 'evidence', initial: false },
      { name: 'population', initial: false },
    ],
    facets: ({ t }) => [
      {
        name: 'signature',
        label: t('control.test.state'),
        valuesOf: (row) => [signatureOf(row)],
        options: signatures.map((value) => ({ value, label: t(signatureKey(value)) })),
      },
    ],
    cells: { signature: TestResultCell },
  }
}

/** Captures to repeat: what is due again stands first. */
export const recipeTab: KindTab = {
  view: 'recipes',
  kind: 'captureRecipe',
  prominent: ['due', 'owner'],
  bulk: ['owner', 'controls'],
  sort: { name: 'due', descending: false },
  columns: ({ t }) => [
    {
      name: 'due',
      label: t('control.recipe.due'),
      initial: true,
      width: 120,
      shown: (row) =>
        row.kind === 'captureRecipe'
          ? (dayCell(useControls().recipeDue(row).due) ?? t('control.recipe.never'))
          : undefined,
      sortValue: (row) => (row.kind === 'captureRecipe' ? (useControls().recipeDue(row).due ?? '0') : undefined),
    },
    { name: 'url', initial: true, width: 240 },
    { name: 'mode', initial: true, width: 100 },
    { name: 'controls', initial: true, width: 130 },
    { name: 'reqs', initial: false },
    { name: 'owner', initial: true, width: 160 },
    { name: 'task', initial: false },
  ],
  facets: ({ t }) => [
    {
      name: 'due',
      label: t('control.recipe.state'),
      valuesOf: (row) => (row.kind === 'captureRecipe' ? [useControls().recipeDue(row).state] : []),
      options: recipeStates.map((value) => ({ value, label: t(`control.recipe.states.${value}`) })),
    },
  ],
  cells: { due: RecipeDueCell },
}
