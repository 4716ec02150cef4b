/**
 * The crosswalk that ships (isms.md 6.2, 6.3): SOC 2 and CSF 2.0 to ISO/IEC 27001. An equivalence aid, not an
 * attestation (XW6).
 */

import { csfId } from '../catalogue/csf'
import { soc2Id } from '../catalogue/soc2'
import { requirementId } from '~/lib/records/derivedIds'
import { csfRows } from './csfRows'
import type { CrosswalkPair } from './crosswalkPair'
import type { Confidence, Relation } from './relation'
import type { ShippedRow } from './shippedRow'
import { soc2Categories } from './soc2Categories'
import { soc2Common } from './soc2Common'

const iso = 'iso27001-2022'
const confidenceOf: Readonly<Record<string, Confidence>> = { '!': 'high', '?': 'low' }

const read = (framework: string, rows: readonly ShippedRow[]): readonly CrosswalkPair[] =>
  rows.map(([source, mark, target, rationale]) => ({
    source: requirementId(framework, source),
    target: requirementId(iso, target),
    relation: (mark.startsWith('>') ? 'superset' : 'intersects') satisfies Relation,
    confidence: confidenceOf[mark.slice(1)] ?? 'medium',
    rationale,
    origin: 'shipped',
  }))

/** Requirements without any SOC 2 counterpart, listed explicitly so that silence is not mistaken for an oversight. */
const without: readonly CrosswalkPair[] = [
  {
    source: requirementId(iso, 'A.5.32'),
    target: soc2Id,
    relation: 'none',
    confidence: 'high',
    rationale: 'No criterion speaks of intellectual property or licences.',
    origin: 'shipped',
  },
  {
    source: requirementId(iso, '4.4'),
    target: soc2Id,
    relation: 'none',
    confidence: 'high',
    rationale: 'SOC 2 judges controls of a service, not a management system with its processes.',
    origin: 'shipped',
  },
]

export const shippedPairs: readonly CrosswalkPair[] = [
  ...read(soc2Id, soc2Common),
  ...read(soc2Id, soc2Categories),
  ...without,
  ...read(csfId, csfRows),
]
