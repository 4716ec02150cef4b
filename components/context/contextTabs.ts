import { h } from 'vue'
import type { AnyRecord } from '~/lib/records/registry'
import { usePeople } from '~/lib/live/people/peopleStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import ConfirmMany from './ConfirmMany.vue'
import GapStrip from './GapStrip.vue'
import ReviewCell from './ReviewCell.vue'
import { dayCell } from '../exchange/import/shownTable'
import type { FaceWords } from '../record/face'
import type { KindTab } from '../register/kindTab'

const reviewStates = ['never', 'overdue', 'soon', 'ok', 'ended'] as const

/** Column and facet of the day something is read again: what was never read stands first. */
const reviewColumn = ({ t }: FaceWords) => ({
  name: 'reviewDue',
  label: t('context.review.column'),
  width: 100,
  initial: true,
  shown: (row: AnyRecord) =>
    ((review) => (review?.state === 'never' ? t('context.review.never') : dayCell(review?.due)))(
      usePeople().reviewOf(row),
    ),
  sortValue: (row: AnyRecord) =>
    ((review) => (review?.state === 'never' ? '0' : review?.due))(usePeople().reviewOf(row)),
})
const reviewFacet = ({ t }: FaceWords) => ({
  name: 'reviewState',
  label: t('context.review.state'),
  valuesOf: (row: AnyRecord) => [usePeople().reviewOf(row)?.state ?? 'ended'],
  options: reviewStates.map((value) => ({ value, label: t(`context.review.states.${value}`) })),
})

/** Registers of clause 4 beside the scope. */
export const contextTabs = (): readonly KindTab[] => {
  const session = useSession()
  return [
    { view: 'scope', kind: 'scope' },
    {
      view: 'issues',
      kind: 'issue',
      prominent: ['reviewState', 'origin', 'owner'],
      bulk: ['owner', 'category', 'status'],
      sort: { name: 'reviewDue', descending: false },
      fresh: { status: 'active', reviewedOn: session.today },
      columns: (words) => [
        { name: 'origin', initial: true, width: 90 },
        { name: 'category', initial: true, width: 120 },
        { name: 'effect', initial: false, width: 100 },
        { name: 'climate', initial: true, width: 110 },
        { name: 'owner', initial: true, width: 150 },
        reviewColumn(words),
        { name: 'status', initial: false },
        { name: 'reviewedOn', initial: false },
        { name: 'risks', initial: false },
      ],
      facets: (words) => [reviewFacet(words)],
      cells: { reviewDue: ReviewCell },
      above: withKind('issue'),
      bulkMore: ConfirmMany,
    },
    {
      view: 'parties',
      kind: 'interestedParty',
      prominent: ['category', 'reviewState', 'owner'],
      bulk: ['owner', 'category', 'status'],
      fresh: { status: 'active', reviewedOn: session.today },
      columns: (words) => [
        { name: 'category', initial: true, width: 120 },
        { name: 'owner', initial: true, width: 160 },
        reviewColumn(words),
        { name: 'status', initial: true, width: 90 },
        { name: 'reviewedOn', initial: false },
      ],
      facets: (words) => [reviewFacet(words)],
      cells: { reviewDue: ReviewCell },
      above: withKind('interestedParty'),
      bulkMore: ConfirmMany,
    },
    {
      view: 'obligations',
      kind: 'obligation',
      prominent: ['source', 'addressed', 'reviewState'],
      bulk: ['owner', 'addressed', 'source', 'status', 'reqs'],
      sort: { name: 'reviewDue', descending: false },
      fresh: { status: 'active' },
      columns: (words) => [
        { name: 'source', initial: true, width: 100 },
        { name: 'party', initial: false, width: 150 },
        { name: 'addressed', initial: true, width: 110 },
        { name: 'reqs', initial: false, width: 110 },
        { name: 'owner', initial: true, width: 150 },
        reviewColumn(words),
        { name: 'status', initial: false },
        { name: 'reviewedOn', initial: false },
        { name: 'reviewEvery', initial: false },
        { name: 'controls', initial: false },
        { name: 'policies', initial: false },
        { name: 'validFrom', initial: false },
        { name: 'citation', initial: false },
      ],
      facets: (words) => [reviewFacet(words)],
      cells: { reviewDue: ReviewCell },
    },
  ]
}

/** The strip of one kind. */
function withKind(kind: 'issue' | 'interestedParty') {
  const strip = ({ create }: { create: () => void }) => h(GapStrip, { kind, create })
  strip.props = ['create']
  return strip
}
