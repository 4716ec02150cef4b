import { group, type PackInput, type PackLine, type PackTone } from '../pack'
import { isSince, type PackDays, type ReviewState } from '../managementReviewState'

const tones: Readonly<Record<string, PackTone>> = { positive: 'good', neutral: 'closed', negative: 'watch' }

/** Input e: feedback from interested parties since, and the communications addressed to them. */
export function partyFeedback(state: ReviewState, days: PackDays): PackInput {
  const received = state
    .rows('feedback')
    .filter((row) => isSince(row.receivedOn, days))
    .sort((a, b) => (a.receivedOn! < b.receivedOn! ? -1 : 1))
  const parties = new Map(state.rows('interestedParty').map((row) => [row.id, row.name]))
  const external = state.rows('communication').filter((row) => row.direction === 'external')
  const of = (word: string): number => received.filter((row) => row.sentiment === word).length
  return {
    figures: [
      { key: 'received', value: received.length },
      { key: 'positive', value: of('positive') },
      { key: 'negative', value: of('negative') },
      { key: 'external', value: external.length },
    ],
    groups: [
      group(
        'feedback',
        received.map((row): PackLine => ({
          id: row.id,
          kind: 'feedback',
          ref: row.ref,
          title: row.summary ?? '',
          tone: tones[row.sentiment ?? 'neutral'] ?? 'closed',
          state: row.sentiment ?? 'neutral',
          facts: {
            on: row.receivedOn!,
            ...(row.party !== undefined && parties.get(row.party) !== undefined && { party: parties.get(row.party)! }),
          },
        })),
      ),
      ...(external.length > 0
        ? [
            group(
              'communications',
              external.map((row): PackLine => ({
                id: row.id,
                kind: 'communication',
                ref: row.ref,
                title: row.subject ?? '',
                tone: 'closed',
                state: 'external',
                facts: {
                  ...(row.audience !== undefined && { audience: row.audience }),
                  ...(row.when !== undefined && { when: row.when }),
                },
              })),
            ),
          ]
        : []),
    ],
  }
}
