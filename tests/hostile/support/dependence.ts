/** Of whom a member is not independent, by the log of access alone: no records are there to be merged. */

import { dependenceOf } from '~/lib/isms/statement/onWord'
import type { SignerFacts } from '~/lib/isms/statement/authority'
import { boundOf } from '~/lib/vault/log/accessRows'
import type { World } from '../../protocol/world'

export function dependenceIn(
  { state: { access } }: World,
  memberId: string,
  at: number,
): Required<Pick<SignerFacts, 'dependsOn' | 'isOnWord'>> {
  const members = Object.values(access.members).map((member) => ({
    memberId: member.memberId,
    active: member.removedAt === undefined,
    bound: boundOf(member.persons),
  }))
  const found = dependenceOf(memberId, { members, kept: (id) => id }, at)
  return { dependsOn: found?.parties ?? [], isOnWord: (found?.onWordOf.length ?? 0) > 0 }
}
