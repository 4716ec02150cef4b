import { defineAsyncComponent } from 'vue'
import { reviewGlyphs } from './contextReviewLook'
import type { FaceWords, KindFace, KindFaces } from '../record/face'
import { needsReview } from '~/lib/isms/context/reviewDue'
import { isActivePerson } from '~/lib/records/kinds/person'
import type { AnyRecord } from '~/lib/records/registry'
import { usePeople } from '~/lib/live/people/peopleStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

const reviewOf = (row: AnyRecord) => usePeople().reviewOf(row)
const reviewed: Pick<KindFace, 'picture' | 'state' | 'stateWord'> = {
  picture: defineAsyncComponent(() => import('./ContextReviewPicture.vue')),
  state: (row) => ((review) => review && reviewGlyphs[review.state])(reviewOf(row)),
  stateWord: (row, { t }) =>
    ((review) =>
      review && (needsReview(review) || review.state === 'soon')
        ? t(`context.review.states.${review.state}`)
        : undefined)(reviewOf(row)),
}

export const contextFaces: KindFaces = {
  issue: {
    drawer: [
      'description',
      'origin',
      'category',
      'climate',
      'effect',
      'effectOnIsms',
      'owner',
      'status',
      'risks',
      'improvements',
    ],
    ...reviewed,
  },
  interestedParty: { drawer: ['category', 'needs', 'climateNeed', 'owner', 'status'], ...reviewed },
  obligation: {
    drawer: [
      'source',
      'party',
      'citation',
      'summary',
      'addressed',
      'owner',
      'reqs',
      'controls',
      'policies',
      'reviewEvery',
      'status',
    ],
    ...reviewed,
    problem: (row, { t }: FaceWords) =>
      row.status !== 'ended' && row.addressed === undefined
        ? { tone: 'warn', title: t('context.notAddressed') }
        : undefined,
  },
  person: {
    drawer: ['title', 'unit', 'external', 'firm', 'activeFrom', 'activeUntil'],
    state: (row) => (isActivePerson(row, useSession().today) ? 'open' : 'excluded'),
    stateWord: (row, { t }) => (isActivePerson(row, useSession().today) ? undefined : t('people.person.left')),
  },
}
