import { defineAsyncComponent } from 'vue'
import { ncStateText } from './ncStateText'
import { dayCell } from '../exchange/import/shownTable'
import type { KindTab } from '../register/kindTab'
import { ncStates } from '~/lib/isms/improvement/ncState'
import type { CorrectiveAction } from '~/lib/records/kinds/correctiveAction'
import type { Nonconformity } from '~/lib/records/kinds/nonconformity'
import type { AnyRecord } from '~/lib/records/registry'
import { useImprovement } from '~/lib/live/improvement/improvementStore'
import { useLanguage } from '~/lib/live/ui/languageStore'

const asNc = (row: AnyRecord): Nonconformity => row as Nonconformity
const asAction = (row: AnyRecord): CorrectiveAction => row as CorrectiveAction
const standingOf = (row: AnyRecord) => useImprovement().factsOf(asNc(row)).standing
const stateOf = (row: AnyRecord): (typeof ncStates)[number] => standingOf(row).state

/** Nonconformities by state and next day; actions by what is overdue. */
export const nonconformityTabs: readonly KindTab[] = [
  {
    view: 'nonconformities',
    kind: 'nonconformity',
    prominent: ['state', 'grade', 'owner'],
    fresh: { source: 'self', similar: 'notChecked', riskUpdate: 'notAnswered' },
    sort: { name: 'next', descending: false },
    columns: ({ t }) => [
      {
        name: 'state',
        label: t('improvement.column.state'),
        width: 128,
        shown: (row) =>
          (({ state, round }) => [state, round].filter(Boolean).join(', '))(
            ncStateText(standingOf(row), t, useLanguage().format),
          ),
        sortValue: (row) => ncStates.length - ncStates.indexOf(stateOf(row)),
      },
      {
        name: 'next',
        label: t('improvement.column.next'),
        width: 108,
        shown: (row) => dayCell(useImprovement().nextDue(asNc(row))),
      },
      { name: 'grade', initial: true },
      { name: 'source', initial: true },
      { name: 'requirement', initial: true },
      { name: 'owner', initial: true },
    ],
    facets: ({ t }) => [
      {
        name: 'state',
        label: t('improvement.column.state'),
        valuesOf: (row) => [stateOf(row)],
        options: [...ncStates].reverse().map((value) => ({ value, label: t(`improvement.state.${value}`) })),
      },
    ],
    cells: {
      state: defineAsyncComponent(() => import('./NcStateCell.vue')),
      next: defineAsyncComponent(() => import('./NcNextCell.vue')),
    },
  },
  {
    view: 'actions',
    kind: 'correctiveAction',
    prominent: ['late', 'status', 'responsible'],
    fresh: { status: 'planned', round: 1 },
    sort: { name: 'due', descending: false },
    columns: () => [
      { name: 'nonconformity', initial: true },
      { name: 'status', initial: true },
      { name: 'due', initial: true, width: 112 },
      { name: 'responsible', initial: true },
    ],
    facets: ({ t }) => [
      {
        name: 'late',
        label: t('improvement.column.late'),
        valuesOf: (row) => [useImprovement().isOverdue(asAction(row)) ? 'yes' : 'no'],
        options: [
          { value: 'yes', label: t('app.yes') },
          { value: 'no', label: t('app.no') },
        ],
      },
    ],
    cells: { due: defineAsyncComponent(() => import('./ActionDueCell.vue')) },
  },
]

export const improvementTabs: readonly KindTab[] = [
  {
    view: 'improvements',
    kind: 'improvement',
    prominent: ['status', 'source', 'owner'],
    fresh: { status: 'proposed' },
    sort: { name: 'due', descending: false },
    columns: () => [
      { name: 'status', initial: true },
      { name: 'source', initial: true },
      { name: 'due', initial: true },
      { name: 'doneOn', initial: true },
      { name: 'owner', initial: true },
    ],
  },
  {
    view: 'feedback',
    kind: 'feedback',
    prominent: ['party', 'sentiment'],
    sort: { name: 'receivedOn', descending: true },
    columns: () => [
      { name: 'party', initial: true },
      { name: 'sentiment', initial: true },
      { name: 'receivedOn', initial: true },
    ],
  },
]
