/** Controls without the data of the scope: one component each, with the requirements it answers to (isms.md 7.3). */

import type { JsonObject } from '../../../shared/json'
import { fail, ok, type Result } from '../../../shared/result'
import { controlComponent } from '../exportComponents'
import type { Draft } from '../oscalDraft'
import { pruned, type PieceObject } from '../oscalParts'
import { lineOr, prose } from '../text'

/** Fails with `noControls` or `noRequirements`. */
export function componentDefinitionOf(draft: Draft): Result<JsonObject> {
  const { facts, framework, ids, uuid } = draft
  if (facts.controls.length === 0) return fail('noControls', 'There is no control to describe. Add controls first.')
  if (!facts.controls.some((row) => row.reqs.some((id) => ids.of(id) !== undefined)))
    return fail(
      'noRequirements',
      `No control answers to a requirement of ${framework.title}. Link controls to its requirements, or choose another framework.`,
    )
  const source = draft.document('catalog', framework.id, framework.title)
  const components = facts.controls.map((row): PieceObject => {
    const reqs = row.reqs.filter((id) => ids.of(id) !== undefined)
    draft.leaveOut('otherFramework', row.reqs.length - reqs.length)
    const description = prose(row.description) ?? lineOr(row.title, row.ref)
    const implementations =
      reqs.length === 0
        ? []
        : [
            {
              'uuid': uuid(row.id, framework.id, 'implementation'),
              source,
              'description': `Requirements of ${framework.title} that this control answers to.`,
              'implemented-requirements': reqs.map((id) => ({
                'uuid': uuid(row.id, id),
                'control-id': ids.of(id)!,
                description,
              })),
            },
          ]
    return { ...controlComponent(draft, row, true), 'control-implementations': implementations }
  })
  draft.leaveOut('retiredControls', draft.state.rows('control').length - facts.controls.length)
  const [scope] = draft.state.rows('scope')
  return ok(
    pruned({
      'component-definition': {
        'uuid': uuid('component-definition', framework.id),
        'metadata': draft.metadata(
          `${lineOr(scope?.orgName, 'ISMS')}: controls by ${framework.title}`,
          draft.state.today,
        ),
        components,
        'back-matter': draft.backMatter(),
      },
    }),
  )
}
