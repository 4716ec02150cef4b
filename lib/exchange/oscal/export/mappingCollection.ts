/** The crosswalk between frameworks, one mapping for each two of them (OSCAL 1.2.1). */

import type { CrosswalkPair } from '~/lib/content/crosswalk/crosswalkPair'
import { frameworkOf } from '~/lib/records/derivedIds'
import type { JsonObject } from '../../../shared/json'
import { fail, ok, type Result } from '../../../shared/result'
import { controlIdsOf, type ControlIds } from '../controlIds'
import type { Draft } from '../oscalDraft'
import { ns } from '../models'
import { prop, pruned, type Piece } from '../oscalParts'
import { line, lineOr } from '../text'
import { groupBy } from '../../../shared/groups'

/** XW1 in the words of NIST IR 8477, as OSCAL uses them. */
const relationship = {
  equal: 'equal-to',
  subset: 'subset-of',
  superset: 'superset-of',
  intersects: 'intersects-with',
  none: 'no-relationship',
} as const

const aid =
  'An equivalence aid, not an attestation: each relation is a judgement about what is asked, not about what anybody does.'

/** Fails with `noCrosswalk`. */
export function mappingCollectionOf(draft: Draft): Result<JsonObject> {
  const { framework, state, uuid } = draft
  const byFramework = new Map(state.frameworks.map((one) => [one.id, { framework: one, ids: controlIdsOf(one) }]))
  const own = state.crosswalk.filter(({ source, target }) =>
    [frameworkOf(source), frameworkOf(target), target].includes(framework.id),
  )
  const known = own.filter(
    ({ source, target }) => idIn(byFramework, source) !== undefined && idIn(byFramework, target) !== undefined,
  )
  // Where nothing in a whole framework answers, the target is that framework: OSCAL lists such controls as a gap.
  const gaps = own.filter(
    ({ source, target, relation }) =>
      relation === 'none' && idIn(byFramework, source) !== undefined && byFramework.has(target),
  )
  draft.leaveOut('unknownCrosswalk', own.length - known.length - gaps.length)
  if (known.length === 0)
    return fail(
      'noCrosswalk',
      `No requirement of ${framework.title} is mapped to another framework. Add mappings in Frameworks first.`,
    )

  const pairs = groupBy(known, ({ source, target }) => [`${frameworkOf(source)}\n${frameworkOf(target)}`])
  const mappings = [...pairs.values()].map((group): Piece => {
    const [from, to] = [
      byFramework.get(frameworkOf(group[0]!.source))!,
      byFramework.get(frameworkOf(group[0]!.target))!,
    ]
    const resource = ({ framework: one }: typeof from): Piece => ({
      type: 'catalog',
      href: draft.document('catalog', one.id, one.title),
      props: [prop('framework', one.id)],
    })
    return {
      'uuid': uuid('mapping', from.framework.id, to.framework.id),
      'method': 'human',
      'matching-rationale': 'semantic',
      'status': group.every(isSettled) ? 'complete' : 'draft',
      'source-resource': resource(from),
      'target-resource': resource(to),
      'maps': group.map((pair) => mapOf(draft, pair, from.ids, to.ids)),
      'mapping-description': aid,
      'source-gap-summary': gapOf(draft, gaps, from, to.framework.id),
      'target-gap-summary': gapOf(draft, gaps, to, from.framework.id),
      'props': [
        ...thoughtsOf(gaps, 'source', from, to.framework.id),
        ...thoughtsOf(gaps, 'target', to, from.framework.id),
      ],
    }
  })
  return ok(
    pruned({
      'mapping-collection': {
        'uuid': uuid('mapping-collection', framework.id),
        'metadata': draft.metadata(`${framework.title}: mappings`, state.today, { remarks: aid }),
        'provenance': {
          'method': 'human',
          'matching-rationale': 'semantic',
          'status': known.every(isSettled) ? 'complete' : 'draft',
          'mapping-description': aid,
        },
        mappings,
        'back-matter': draft.backMatter(),
      },
    }),
  )
}

/** Shipped with the product, or reviewed by somebody here. */
const isSettled = ({ origin, status }: CrosswalkPair): boolean => origin === 'shipped' || status === 'reviewed'

interface Side {
  readonly framework: { readonly id: string }
  readonly ids: ControlIds
}
const gapsOf = (gaps: readonly CrosswalkPair[], side: Side, other: string): readonly CrosswalkPair[] =>
  gaps.filter(({ source, target }) => target === other && frameworkOf(source) === side.framework.id)

/** What is thought of each gap: OSCAL's list of unmapped controls has no room for it. */
const thoughtsOf = (
  gaps: readonly CrosswalkPair[],
  name: 'source' | 'target',
  side: Side,
  other: string,
): readonly Piece[] =>
  gapsOf(gaps, side, other).map(({ source, confidence, rationale, origin, status }) => ({
    name: `${name}-gap`,
    ns,
    value: side.ids.of(source)!,
    class: confidence,
    group: origin === 'shipped' ? origin : (status ?? 'draft'),
    remarks: line(rationale),
  }))

/** Controls of one side that nothing on the other answers to; undefined where there are none. */
function gapOf(draft: Draft, gaps: readonly CrosswalkPair[], side: Side, other: string): Piece {
  const unmapped = gapsOf(gaps, side, other).map(({ source }) => side.ids.of(source)!)
  return unmapped.length === 0
    ? undefined
    : { 'uuid': draft.uuid('gap', side.framework.id, other), 'unmapped-controls': [{ 'with-ids': unmapped }] }
}

const idIn = (known: ReadonlyMap<string, { readonly ids: ControlIds }>, requirement: string): string | undefined =>
  known.get(frameworkOf(requirement))?.ids.of(requirement)

const mapOf = (draft: Draft, pair: CrosswalkPair, from: ControlIds, to: ControlIds): Piece => ({
  'uuid': draft.uuid('map', pair.source, pair.target),
  'relationship': relationship[pair.relation],
  'sources': [{ 'type': 'control', 'id-ref': from.of(pair.source)! }],
  'targets': [{ 'type': 'control', 'id-ref': to.of(pair.target)! }],
  'confidence-score': { category: lineOr(pair.confidence, 'medium') },
  'props': [
    prop('origin', pair.origin),
    prop('review', pair.origin === 'shipped' ? undefined : (pair.status ?? 'draft')),
  ],
  'remarks': line(pair.rationale),
})
