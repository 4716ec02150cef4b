/** What packs are made from, by hand: no vault, no engine, so that a test says all that its pack is about. */

import type { AnyRecord, Kind, RowOf } from '~/lib/records/registry'
import type { PackState } from '~/lib/pack/packState'
import { utf8 } from '~/lib/shared/bytes'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalJson } from '~/lib/shared/json'
import type { StatementRow } from '~/lib/vault/store/tables'

/** Words as their keys, with what is filled in. */
export const t = (key: string, values: Readonly<Record<string, string | number>> = {}, n?: number): string =>
  `${key}${Object.entries({ ...values, ...(n !== undefined && { n }) })
    .map(([name, value]) => ` ${name}=${value}`)
    .join('')}`

export const file = (text: string, part: 'original' | 'derived' = 'original', mime = 'text/plain') => ({
  blob: { sha256: sha256Hex(text), id: `b_${text}`, size: text.length, mime },
  mime,
  size: text.length,
  part,
})

export interface Made {
  readonly records?: readonly AnyRecord[]
  readonly statements?: readonly StatementRow[]
  readonly blobs?: readonly string[] | Readonly<Record<string, Uint8Array>>
  readonly organisation?: string
}

export function stateOf({
  records = [],
  statements = [],
  blobs = [],
  organisation = 'Quillmere',
}: Made = {}): PackState {
  const bytes = new Map<string, Blob>(
    Array.isArray(blobs)
      ? blobs.map((text: string) => [sha256Hex(text), new Blob([text])] as const)
      : Object.entries(blobs).map(
          ([sha256, content]) => [sha256, new Blob([content as Uint8Array<ArrayBuffer>])] as const,
        ),
  )
  const rows = <K extends Kind>(kind: K) => records.filter((one) => one.kind === kind) as unknown as readonly RowOf<K>[]
  return {
    workspaceId: 'a'.repeat(64),
    organisation,
    asOf: '2026-06-01T10:20:30.000Z',
    settings: { timeZone: 'Europe/Berlin' } as PackState['settings'],
    rows,
    statementsOf: (id) => statements.filter(({ subjectId }) => subjectId === id),
    lookup: { get: (kind, id) => records.find((one) => one.kind === kind && one.id === id), referencing: () => [] },
    held: (sha256) => (bytes.has(sha256) ? 'present' : 'pending'),
    blob: (sha256) => Promise.resolve(bytes.get(sha256)),
    nameOfPerson: (id) => (id === 'pe_ada' ? 'Ada' : undefined),
    nameOf: (id) => ({ pe_ada: 'Ada', m_bob: 'Bob' })[id] ?? id,
    requirement: (id) => ({
      id,
      framework: id.split(':')[0]!,
      code: id.split(':')[1]!,
      title: `Title of ${id.split(':')[1]!}`,
      group: id.endsWith('2') ? '' : 'Group',
      order: /\d$/.test(id) ? Number(id.at(-1)) : 99,
    }),
    frameworkTitle: (id) => `Framework ${id}`,
  }
}

export const statementRow = (over: Partial<StatementRow> & { readonly id: string }): StatementRow =>
  ({
    seq: 5,
    type: 'review',
    subjectKind: 'evidence',
    subjectId: 'ev_1',
    profile: 'review',
    contentHash: 'aa',
    memberId: 'm_bob',
    deviceId: 'd'.repeat(32),
    time: Date.parse('2026-05-01T22:30:00Z'),
    signatureValid: true,
    body: utf8(canonicalJson({ deviceId: 'd'.repeat(32), contentHash: 'aa' })),
    innerSignature: new Uint8Array(64).fill(1),
    ...over,
  }) as unknown as StatementRow
