/** The choice of a framework: all of its catalogue, so that excluded rows stay visible downstream (isms.md 7.3). */

import type { JsonObject } from '../../../shared/json'
import type { Draft } from '../oscalDraft'
import { pruned } from '../oscalParts'

export function profileOf(draft: Draft): JsonObject {
  const { framework } = draft
  const href = draft.document('catalog', framework.id, framework.title)
  return pruned({
    profile: {
      'uuid': draft.uuid('profile', framework.id),
      'metadata': draft.metadata(`${framework.title}, all requirements`, framework.edition),
      'imports': [{ href, 'include-all': {} }],
      'merge': { 'as-is': true },
      'back-matter': draft.backMatter(),
    },
  })
}
