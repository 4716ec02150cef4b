/** What goes into an evidence pack (isms.md 7.4), and which documented information exists (6.1). */

import { describe, expect, it } from 'vitest'
import { clauseOf, documentedInformation, documentedItems } from '~/lib/isms/pack/documented'
import { packPlan, type HeldState, type PackOptions, type PlanState } from '~/lib/isms/pack/packPlan'
import { packRecords, recordsDocument, type recordJson } from '~/lib/isms/pack/records'
import {
  isPackRecord,
  packPeriod,
  requirementsOf,
  selectedEvidence,
  type PackSelection,
} from '~/lib/isms/pack/selection'
import type { AnyRecord, Kind, RowOf } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashOfJson } from '~/lib/shared/hash'
import type { JsonObject, JsonValue } from '~/lib/shared/json'
import { row, statement } from '../rows'

const hash = (letter: string): string => letter.repeat(64)
const file = (letter: string, part: 'original' | 'derived' = 'original'): JsonValue => ({
  blob: { sha256: hash(letter), id: 'b', size: 10, mime: 'image/png' },
  mime: 'image/png',
  size: 10,
  part,
})
const evidence = (id: string, values: Readonly<Record<string, JsonValue>> = {}) =>
  row('evidence', `ev_${id}`, {
    ref: `EV-${id}`,
    title: id,
    source: 'upload',
    files: { 'a.png': file('a') },
    ...values,
  })

function world(
  records: readonly AnyRecord[],
  held: (sha256: string) => HeldState = () => 'present',
  statements: readonly StatementFact[] = [],
): PlanState &
  Parameters<typeof documentedInformation>[0] & {
    lookup: Parameters<typeof recordJson>[1]
    nameOfPerson: (id: string) => string | undefined
  } {
  const rows = <K extends Kind>(kind: K): readonly RowOf<K>[] =>
    records.filter(
      (one) => one.kind === kind && one.archivedOn === undefined,
    ) as readonly unknown[] as readonly RowOf<K>[]
  return {
    rows,
    held,
    settings: { timeZone: 'UTC' },
    statementsOf: (id) => statements.filter(({ subjectId }) => subjectId === id),
    nameOfPerson: (id) => (id === 'pe_1' ? 'Ada' : undefined),
    lookup: { get: (kind, id) => records.find((one) => one.kind === kind && one.id === id), referencing: () => [] },
  }
}
const ids = (selection: PackSelection, records: readonly AnyRecord[]): readonly string[] =>
  selectedEvidence(selection, world(records)).map(({ ref }) => ref)
const strict: PackOptions = { withOriginals: false, withRestricted: false }
const all: PackSelection = { by: 'window', window: { from: '2000-01-01', to: '2100-01-01' } }

describe('evidence selection', () => {
  const records = [
    row('control', 'c_1', { ref: 'C-1', reqs: ['iso27001-2022:A.8.13', 'own:1'] }),
    evidence('1', { controls: ['c_1'], coversFrom: '2026-01-01', coversTo: '2026-03-31' }),
    evidence('2', { reqs: ['iso27001-2022:A.5.1'], coversFrom: '2026-05-01', coversTo: '2026-05-31' }),
    evidence('3', { subjects: ['er_1'] }),
    evidence('4', { capturedAt: '2026-05-10T10:00:00.000Z' }),
    evidence('5'),
    row('evidenceRequest', 'er_1', { ref: 'ER-1', audit: 'ia_1', periodFrom: '2026-01-01', periodTo: '2026-03-31' }),
    row('evidenceSubmission', 'es_1', { request: 'er_1', evidence: ['ev_4'] }),
    row('audit', 'ia_1', { ref: 'IA-2026-1', windowFrom: '2026-01-01', windowTo: '2026-06-30' }),
    row('auditItem', 'ai_ia_1~iso27001-2022:A.8.13', {
      audit: 'ia_1',
      requirement: 'iso27001-2022:A.8.13',
      evidence: ['ev_5'],
    }),
  ]

  it('by control, framework, request, or individually: directly or through a control', () => {
    expect(ids({ by: 'control', id: 'c_1' }, records)).toEqual(['EV-1'])
    expect(ids({ by: 'framework', id: 'iso27001-2022' }, records)).toEqual(['EV-1', 'EV-2'])
    expect(ids({ by: 'framework', id: 'own' }, records)).toEqual(['EV-1'])
    expect(ids({ by: 'request', id: 'er_1' }, records)).toEqual(['EV-3', 'EV-4'])
    expect(ids({ by: 'evidence', ids: ['ev_2', 'ev_5', 'ev_none'] }, records)).toEqual(['EV-2', 'EV-5'])
    expect(requirementsOf([{ id: 'c_1', reqs: ['r:1', 'r:2'] }])({ controls: ['c_1'], reqs: ['r:2', 'r:3'] })).toEqual([
      'r:2',
      'r:3',
      'r:1',
    ])
  })

  it('by audit: items, findings, requests and their answers; with requirements also their evidence', () => {
    expect(ids({ by: 'audit', id: 'ia_1' }, records)).toEqual(['EV-3', 'EV-4', 'EV-5'])
    expect(ids({ by: 'audit', id: 'ia_1', withRequirements: true }, records)).toEqual(['EV-1', 'EV-3', 'EV-4', 'EV-5'])
    expect(ids({ by: 'audit', id: 'ia_none', withRequirements: true }, records)).toEqual(['EV-1', 'EV-2'])
  })

  it('a window keeps what covers one of its days (EV5); a record without any date is not excluded (MG18)', () => {
    expect(ids({ by: 'window', window: { from: '2026-03-31', to: '2026-05-01' } }, records)).toEqual(['EV-1', 'EV-2'])
    expect(
      ids({ by: 'framework', id: 'iso27001-2022', window: { from: '2026-05-01', to: '2026-05-31' } }, records),
    ).toEqual(['EV-2'])
    const broken = { ...evidence('6'), createdAt: '' }
    expect(ids({ by: 'window', window: { from: '2026-03-31', to: '2026-05-01' } }, [broken])).toEqual(['EV-6'])
  })

  it('the period of a pack is the window, otherwise that of its audit or request', () => {
    const state = world(records)
    expect(packPeriod({ by: 'audit', id: 'ia_1' }, state)).toEqual({ from: '2026-01-01', to: '2026-06-30' })
    expect(packPeriod({ by: 'request', id: 'er_1' }, state)).toEqual({ from: '2026-01-01', to: '2026-03-31' })
    expect(packPeriod({ by: 'control', id: 'c_1' }, state)).toBeUndefined()
  })

  it('an export is never evidence in a pack', () => {
    const filed = evidence('9', { source: 'generated', files: { 'manifest-sha256.txt': file('b') } })
    expect(isPackRecord(filed)).toBe(true)
    expect(isPackRecord(evidence('8', { source: 'generated' }))).toBe(false)
    expect(ids(all, [filed, evidence('8')])).toEqual(['EV-8'])
  })
})

describe('what goes in', () => {
  const plan = (records: readonly AnyRecord[], options = strict, held?: (sha256: string) => HeldState) => {
    const { packed, leftOut } = packPlan(all, options, world(records, held))
    return {
      packed: packed.map(({ evidence: one }) => one.ref),
      leftOut: leftOut.map(({ evidence: one, reason, instead }) => [one.ref, reason, ...instead]),
    }
  }

  it('only evidence with all its originals present (EV7, EV8): otherwise the worst state is reported', () => {
    const two = { files: { 'a.png': file('a'), 'b.png': file('b') } }
    const held =
      (first: HeldState, second: HeldState) =>
      (sha256: string): HeldState =>
        sha256 === hash('a') ? first : second
    expect(plan([evidence('1', two)], strict, held('present', 'present'))).toEqual({ packed: ['EV-1'], leftOut: [] })
    for (const state of ['pending', 'missing', 'corrupt', 'erased'] as const)
      expect(plan([evidence('1', two)], strict, held('present', state)).leftOut).toEqual([['EV-1', state]])
    expect(plan([evidence('1', two)], strict, held('corrupt', 'pending')).leftOut).toEqual([['EV-1', 'corrupt']])
    expect(plan([evidence('1', { files: {} })]).leftOut).toEqual([['EV-1', 'noFile']])
  })

  it('derived files are included if present; a missing one is listed and excludes nothing (EV1)', () => {
    const { packed } = packPlan(
      all,
      strict,
      world(
        [
          evidence('1', {
            files: { 'a.png': file('a'), 'thumb.png': file('b', 'derived'), 'text.txt': file('c', 'derived') },
          }),
        ],
        (sha256) => (sha256 === hash('c') ? 'pending' : 'present'),
      ),
    )
    expect(packed[0]).toMatchObject({
      originals: [{ name: 'a.png' }],
      derived: [{ name: 'thumb.png' }],
      derivedMissing: ['text.txt'],
    })
  })

  it('a redacted copy replaces its original, and a copy of that copy both, unless originals are requested (EV10)', () => {
    const records = [
      evidence('1'),
      evidence('2', { redactedFrom: 'ev_1', redactionReason: 'names' }),
      evidence('3', { redactedFrom: 'ev_2', redactionReason: 'more names' }),
    ]
    expect(plan(records)).toEqual({
      packed: ['EV-3'],
      leftOut: [
        ['EV-1', 'redacted', 'EV-3'],
        ['EV-2', 'redacted', 'EV-3'],
      ],
    })
    expect(plan(records, { ...strict, withOriginals: true }).packed).toEqual(['EV-1', 'EV-2', 'EV-3'])
    // Only the original was selected: the copy replaces it.
    const { packed } = packPlan({ by: 'evidence', ids: ['ev_1'] }, strict, world(records))
    expect(packed.map(({ evidence: one }) => one.ref)).toEqual(['EV-3'])
  })

  it('in a cycle created by a merge, the evidence created first is the original, whatever it names as its original (EV10)', () => {
    const circle = [evidence('1', { redactedFrom: 'ev_2' }), evidence('2', { redactedFrom: 'ev_1' })]
    expect(plan(circle)).toEqual({ packed: ['EV-2'], leftOut: [['EV-1', 'redacted', 'EV-2']] })
    const longer = [
      evidence('1', { redactedFrom: 'ev_3' }),
      evidence('2', { redactedFrom: 'ev_1' }),
      evidence('3', { redactedFrom: 'ev_2', createdAt: '2020-01-01T00:00:00.000Z' }),
    ]
    expect(plan(longer)).toEqual({
      packed: ['EV-2'],
      leftOut: [
        ['EV-1', 'redacted', 'EV-2'],
        ['EV-3', 'redacted', 'EV-2'],
      ],
    })
    // A record that only leads into a circle is a copy like any other; one that names itself has no copy.
    expect(plan([...circle, evidence('4', { redactedFrom: 'ev_1' })])).toEqual({
      packed: ['EV-2', 'EV-4'],
      leftOut: [['EV-1', 'redacted', 'EV-2', 'EV-4']],
    })
    expect(plan([evidence('1', { redactedFrom: 'ev_1' })])).toEqual({ packed: ['EV-1'], leftOut: [] })
  })

  it('restricted evidence is left out and listed, unless requested; its redacted copy is included', () => {
    const records = [
      evidence('1', { sensitivity: 'restricted' }),
      evidence('2', { redactedFrom: 'ev_1', redactionReason: 'names' }),
      evidence('3', { sensitivity: 'restricted' }),
    ]
    expect(plan(records)).toEqual({
      packed: ['EV-2'],
      leftOut: [
        ['EV-1', 'redacted', 'EV-2'],
        ['EV-3', 'restricted'],
      ],
    })
    expect(plan(records, { ...strict, withRestricted: true }).packed).toEqual(['EV-2', 'EV-3'])
  })

  it('nothing selected is lost: all evidence is in one of the two lists, by ref', () => {
    const records = ['10', '2', '1'].map((id) => evidence(id, id === '2' ? { files: {} } : {}))
    expect(plan(records)).toEqual({ packed: ['EV-1', 'EV-10'], leftOut: [['EV-2', 'noFile']] })
  })
})

describe('the accompanying registers', () => {
  it('for an audit only its own findings, for a period what happened in it; the nonconformity log is always complete', () => {
    const records = [
      row('audit', 'ia_1', { ref: 'IA-2026-1', performedFrom: '2026-05-01', performedTo: '2026-05-10' }),
      row('audit', 'ia_2', { ref: 'IA-2025-1', performedFrom: '2025-05-01', performedTo: '2025-05-10' }),
      row('finding', 'fn_1', { ref: 'FN-1', audit: 'ia_1' }),
      row('finding', 'fn_2', { ref: 'FN-2', audit: 'ia_2' }),
      row('nonconformity', 'nc_1', { ref: 'NC-1', detectedOn: '2024-01-01' }),
      row('managementReview', 'mr_1', { ref: 'MR-2026-1', heldOn: '2026-02-12', status: 'held' }),
      row('managementReview', 'mr_2', { ref: 'MR-2026-2', status: 'planned' }),
    ]
    const names = (selection: PackSelection) =>
      Object.fromEntries(
        packRecords(selection, new Set(), world(records)).map(({ name, records: own }) => [
          name,
          own.map(({ ref }) => ref),
        ]),
      )
    expect(names({ by: 'audit', id: 'ia_1' })).toEqual({
      findings: ['IA-2026-1', 'FN-1'],
      nonconformities: ['NC-1'],
      reviews: ['MR-2026-1'],
    })
    expect(names({ by: 'window', window: { from: '2025-01-01', to: '2025-12-31' } })).toEqual({
      findings: ['IA-2025-1', 'FN-2'],
      nonconformities: ['NC-1'],
    })
  })

  it('are self-contained data: unset fields are left out, blobs are hashes, people have names, hashes are those that statements sign (ST2)', () => {
    const policy = row('policy', 'po_1', {
      ref: 'PO-1',
      title: 'Backups',
      level: 'topic',
      body: 'Every night.',
      owner: 'pe_1',
      approvers: ['pe_1'],
    })
    const state = world([policy])
    const document = recordsDocument({ name: 'risks', records: [policy, evidence('1')] }, state)
    expect(document['people']).toEqual({ pe_1: 'Ada' })
    expect(document['contentHash']).toBe(hashOfJson(document['records']))
    const [first, second] = document['records'] as readonly JsonObject[]
    expect(first).toMatchObject({
      kind: 'policy',
      id: 'po_1',
      ref: 'PO-1',
      fields: { title: 'Backups', approvers: ['pe_1'] },
      hashes: { main: hashedContent(policy, 'main').contentHash },
    })
    expect(first!['fields']).not.toHaveProperty('reviewEvery')
    expect(JSON.stringify(second)).not.toContain('"id":"b"')
  })
})

describe('documented information that must exist (6.1)', () => {
  const items = (records: readonly AnyRecord[], statements: readonly StatementFact[] = []) =>
    new Map(documentedInformation(world(records, undefined, statements)).map((one) => [one.item, one]))

  it('lists every clause, and reports missing information for each in an empty workspace', () => {
    expect([...new Set(documentedItems.map(clauseOf))]).toEqual([
      '4.3',
      '5.2',
      '6.1.2',
      '6.1.3',
      '6.2',
      '7.2',
      '7.5.1',
      '8.1',
      '8.2',
      '8.3',
      '9.1',
      '9.2.2',
      '9.3.3',
      '10.2',
    ])
    expect([...items([]).values()].every(({ total, lines }) => total === 0 && lines.length === 0)).toBe(true)
  })

  it('shows version, approver and day only for approved content (ST7)', () => {
    const scope = row('scope', 'sc_main', { orgName: 'Quillmere', statement: 'All of it.' })
    const approve = statement({ id: 's1', personId: 'pe_1', relayTime: Date.UTC(2026, 1, 12), contentHash: hash('c') })
    expect(items([scope]).get('4.3')!.lines).toEqual([{ kind: 'scope', ref: '', title: expect.any(String) as string }])
    expect(items([scope], [approve]).get('4.3')!.lines[0]).toMatchObject({ version: 1, by: 'pe_1', on: '2026-02-12' })
    expect(
      items([scope], [approve, statement({ id: 's2', type: 'revoke', basedOn: 's1' })]).get('4.3')!.lines[0],
    ).not.toHaveProperty('version')
    expect(items([row('policy', 'po_1', { ref: 'PO-1', title: 'Policy', level: 'top' })]).get('5.2')!.total).toBe(0)
  })

  it('counts a document that names the clause or one below it; large registers are counted and only their first lines listed', () => {
    expect(
      items([row('document', 'dc_1', { ref: 'DC-1', title: 'Scope drawing', reqs: ['iso27001-2022:4.3'] })]).get('4.3')!
        .lines,
    ).toMatchObject([{ ref: 'DC-1' }])
    const many = Array.from({ length: 60 }, (_, index) => row('controlTest', `ct_${index}`, { ref: `CT-${index + 1}` }))
    expect(items(many).get('8.1')).toMatchObject({ total: 60 })
    expect(items(many).get('8.1')!.lines).toHaveLength(40)
  })
})
