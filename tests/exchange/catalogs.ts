/** OSCAL catalogs made for tests: shaped like those of NIST, as large as asked, text of our own. */

import type { JsonValue } from '~/lib/shared/json'

interface Shape {
  readonly families: number
  readonly controls: number
  readonly enhancements: number
}

type Json = Record<string, JsonValue>

/**
 * `families × controls × (1 + enhancements)` controls with labels, parameters, nested statement items, guidance, links;
 * the last of each family is withdrawn.
 */
export function generatedCatalog(
  { families, controls, enhancements }: Shape,
  version = '1.1.3',
): { readonly catalog: Json } {
  const code = (family: number): string =>
    `f${String.fromCharCode(97 + (family % 26))}${family >= 26 ? Math.floor(family / 26) : ''}`
  const control = (id: string, label: string, withdrawn: boolean, inner: readonly Json[]): Json => ({
    id,
    class: 'SP800-53',
    title: `Control ${label}`,
    params: [
      { id: `${id}_prm_1`, label: 'organization-defined personnel or roles' },
      {
        id: `${id}_prm_2`,
        select: {
          'how-many': 'one-or-more',
          'choice': ['organisation level', `system level of {{ insert: param, ${id}_prm_1 }}`],
        },
      },
      { id: `${id}_prm_3`, label: 'frequency', values: ['every year'] },
    ],
    props: [
      { name: 'label', value: `${label.toLowerCase()}x`, class: 'zero-padded' },
      { name: 'label', value: label.toLowerCase() },
      { name: 'sort-id', value: id },
      ...(withdrawn ? [{ name: 'status', value: 'withdrawn' }] : []),
    ],
    links: [
      { href: '#other', rel: 'related' },
      { href: 'https://example.org/never-opened', rel: 'reference' },
    ],
    parts: withdrawn
      ? []
      : [
          {
            id: `${id}_smt`,
            name: 'statement',
            prose: 'The organisation:',
            parts: [
              {
                id: `${id}_smt.a`,
                name: 'item',
                props: [{ name: 'label', value: 'a.' }],
                prose: `Tells {{ insert: param, ${id}_prm_1 }} what to do;`,
                parts: [
                  {
                    id: `${id}_smt.a.1`,
                    name: 'item',
                    props: [{ name: 'label', value: '1.' }],
                    prose: `At {{ insert: param, ${id}_prm_2 }};`,
                  },
                ],
              },
              {
                id: `${id}_smt.b`,
                name: 'item',
                props: [{ name: 'label', value: 'b.' }],
                prose: `Looks again {{ insert: param, ${id}_prm_3 }} and after {{ insert: param, nobody_knows }}.`,
              },
            ],
          },
          {
            id: `${id}_gdn`,
            name: 'guidance',
            prose: `What ${label} is for, said at some length so that the file weighs what real ones weigh. `.repeat(8),
          },
          { id: `${id}_obj`, name: 'assessment-objective', prose: 'Determine whether it is so.' },
        ],
    ...(inner.length > 0 && { controls: inner as JsonValue[] }),
  })
  return {
    catalog: {
      uuid: '7f5a1f0e-7f3e-4f44-9b55-3a1a2a3b4c5d',
      metadata: {
        'title': 'Generated controls',
        'version': '5.2',
        'published': '2026-01-15T10:00:00Z',
        'last-modified': '2026-01-15T10:00:00Z',
        'oscal-version': version,
        'links': [{ rel: 'canonical', href: 'https://example.org/catalog.json' }],
        'parties': [{ uuid: 'p1', type: 'organization', name: 'Institute of Examples' }],
        'responsible-parties': [{ 'role-id': 'creator', 'party-uuids': ['p1'] }],
      },
      groups: Array.from({ length: families }, (_, family) => ({
        id: code(family),
        class: 'family',
        title: `Family ${code(family).toUpperCase()}`,
        controls: Array.from({ length: controls }, (_, n) => {
          const label = `${code(family).toUpperCase()}-${n + 1}`
          const inner = Array.from({ length: enhancements }, (_, m) =>
            control(`${code(family)}-${n + 1}.${m + 1}`, `${label}(${m + 1})`, false, []),
          )
          return control(`${code(family)}-${n + 1}`, label, n === controls - 1, inner)
        }),
      })),
    },
  }
}

export const jsonBytes = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value))
