/** Every model as the demo organisation exports it, and small documents as other programs write them. */

import { exportOscal, type OscalExport } from '~/lib/exchange/oscal/exportOscal'
import type { OscalModel } from '~/lib/exchange/oscal/models'
import type { OscalFramework, OscalState } from '~/lib/exchange/oscal/oscalState'
import type { CrosswalkPair } from '~/lib/content/crosswalk/crosswalkPair'
import { utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { demoId, demoRows, demoState, iso, isoFramework, now, stateOf } from './demoState'

/** A second catalogue with groups, nested controls and codes that fold to one token. */
export const ownFramework: OscalFramework = {
  id: 'house',
  title: 'House rules',
  edition: '3',
  publisher: 'Quillmere',
  soa: false,
  licenceNote: 'Our own text.',
  requirements: (
    [
      ['H', 'House', undefined, false],
      ['H.1', 'Doors', 'H', true],
      ['H.1.a', 'Doors at night', 'H.1', true],
      ['1 a', 'First', undefined, true],
      ['1/a', 'First again', undefined, true],
      ['Ä-9', 'Ärger', 'H', true],
    ] as const
  ).map(([code, title, parent, assessable], order) => ({
    id: `house:${code}`,
    framework: 'house',
    code,
    title,
    group: parent === undefined && assessable ? 'Loose' : '',
    parent: parent && `house:${parent}`,
    assessable,
    guidance: assessable ? `How ${title} is done.` : '',
    types: [],
    properties: [],
    order,
    ...(code === 'Ä-9' && {
      oscal: {
        id: 'ae-9',
        params: [{ id: 'ae-9_prm_1', label: 'how often' }],
        links: [
          { href: '#h.1', rel: 'related' },
          { href: '#gone', rel: 'reference' },
        ],
        parts: [{ id: 'ae-9_stm', name: 'statement', prose: 'Do it {{ insert: param, ae-9_prm_1 }}.' }],
      },
    }),
  })),
}

export const crosswalk: readonly CrosswalkPair[] = [
  {
    source: 'house:H.1',
    target: iso('A.7.2'),
    relation: 'subset',
    confidence: 'high',
    rationale: 'Doors are a part of entry.',
    origin: 'own',
    status: 'reviewed',
  },
  {
    source: 'house:1 a',
    target: iso('A.5.1'),
    relation: 'none',
    confidence: 'low',
    rationale: 'Nothing in common.',
    origin: 'own',
  },
  {
    source: iso('4.4'),
    target: 'house',
    relation: 'none',
    confidence: 'high',
    rationale: 'The house rules know no processes.',
    origin: 'own',
    status: 'reviewed',
  },
  {
    source: 'house:1 a',
    target: 'elsewhere:X',
    relation: 'equal',
    confidence: 'low',
    rationale: 'A catalogue that is not here.',
    origin: 'own',
  },
]

const withHouse = (base: OscalState): OscalState => ({
  ...base,
  frameworks: [...base.frameworks, ownFramework],
  crosswalk,
})
let full: OscalState | undefined
/** The demo organisation with a second catalogue and a crosswalk; read only, so made once. */
export const fullState = (): OscalState => (full ??= withHouse(demoState()))

/** A few records of each kind: what validators are compared over, many times. */
export function smallState(): OscalState {
  const taken = new Map<string, number>()
  const audit = demoId('IA-2026-1')
  return withHouse(
    stateOf(
      demoRows().filter((row) => {
        const wanted =
          row.kind === 'auditItem' || row.kind === 'finding'
            ? row.audit === audit
            : row.kind !== 'audit' || row.id === audit
        taken.set(row.kind, (taken.get(row.kind) ?? 0) + (wanted ? 1 : 0))
        return wanted && taken.get(row.kind)! <= 5
      }),
    ),
  )
}

const auditOf = (state: OscalState): string => state.rows('audit').find((row) => row.ref === 'IA-2026-1')!.id

export const exported = async (model: OscalModel, state: OscalState = fullState(), at = now): Promise<OscalExport> =>
  unwrap(await exportOscal(state, { model, framework: isoFramework, audit: auditOf(state) }, at))

export const bytesOf = (document: unknown): Uint8Array =>
  utf8(typeof document === 'string' ? document : JSON.stringify(document))

export const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
export const metadata = {
  'title': 'From elsewhere',
  'last-modified': '2026-05-01T10:00:00+02:00',
  'version': '1.0',
  'oscal-version': '1.1.2',
}
