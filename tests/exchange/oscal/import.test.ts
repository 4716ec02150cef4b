import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportOscal } from '~/lib/exchange/oscal/exportOscal'
import { importOscal, type OscalImport } from '~/lib/exchange/oscal/import/importOscal'
import type { ImportRow, ImportSurroundings } from '~/lib/exchange/oscal/import/importRow'
import { editsOf, planImport } from '~/lib/exchange/oscal/import/planOscalImport'
import { openOscal } from '~/lib/exchange/oscal/openOscal'
import type { OscalModel } from '~/lib/exchange/oscal/models'
import { oscalFacts, type OscalState } from '~/lib/exchange/oscal/oscalState'
import { assembleRecord, rowToEntries } from '~/lib/records/assembleRecord'
import { frameworks, soaRequirements } from '~/lib/content/catalogue/catalogue'
import { annexA } from '~/lib/content/catalogue/iso27001'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import { crosswalkId, soaEntryId } from '~/lib/records/derivedIds'
import { isSet, isLongText } from '~/lib/records/fields'
import { kindOfId, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { matrixHash } from '~/lib/isms/risk/level'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { utf8 } from '~/lib/shared/bytes'
import type { JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { row } from '../../isms/rows'
import { demoId, demoRows, iso, isoFramework, now, stateOf, workspaceId } from './demoState'
import { bytesOf, exported, fullState, metadata, uuid } from './samples'

const around = (rows: readonly AnyRecord[], more: Partial<ImportSurroundings> = {}): ImportSurroundings => {
  let next = 0
  return {
    workspaceId,
    frameworks: fullState().frameworks,
    soaRequirements,
    matrixHash: matrixHash(defaultMethod.grid),
    mayWrite: () => true,
    rows: (kind) => rows.filter((one) => one.kind === kind),
    newId: (kind) => `${recordKind(kind).prefix.toLowerCase()}_new${++next}`,
    ...more,
  }
}
const imported = async (bytes: Uint8Array, surroundings: ImportSurroundings): Promise<OscalImport> =>
  unwrap(importOscal(unwrap(await openOscal(bytes)), surroundings))
const of = (rows: readonly ImportRow[], kind: Kind): readonly ImportRow[] => rows.filter((one) => one.kind === kind)
const fieldsOf = (rows: readonly ImportRow[], title: string): ImportRow['fields'] =>
  rows.find(({ fields }) => [fields.title, fields.name].includes(title))!.fields
const four: readonly OscalModel[] = [
  'system-security-plan',
  'component-definition',
  'assessment-results',
  'plan-of-action-and-milestones',
]

describe('OSCAL import: a document of this workspace comes home', () => {
  it.each(four)('%s changes nothing: every record is found by its UUID and says the same', async (model) => {
    const rows = demoRows()
    const { rows: drafts, broken } = await imported(utf8((await exported(model)).text), around(rows))
    const plan = planImport(drafts, around(rows))
    expect(broken).toEqual([])
    expect(drafts.length).toBeGreaterThan(30)
    expect(
      plan
        .filter(({ action }) => action !== 'same')
        .map(({ action, title, changes, problems }) => [action, title, changes, problems]),
    ).toEqual([])
    expect(drafts.filter(({ importKey }) => importKey !== undefined)).toEqual([])
  })

  it('shows what differs, field by field, and takes no link away', async () => {
    const { text } = await exported('system-security-plan')
    const rows = demoRows().map((one): AnyRecord =>
      one.kind === 'control' && one.ref === 'C-31'
        ? { ...one, title: 'Renamed here', status: 'degraded', reqs: [iso('A.8.14'), iso('8.1')] }
        : one,
    )
    const plan = planImport((await imported(utf8(text), around(rows))).rows, around(rows))
    expect(plan.filter(({ action }) => action !== 'same').map(({ ref, changes }) => [ref, changes])).toEqual([
      [
        'C-31',
        [
          { field: 'title', before: 'Renamed here', after: 'Restore and backup' },
          { field: 'reqs', before: [iso('A.8.14'), iso('8.1')], after: [iso('8.1'), iso('A.8.13'), iso('A.8.14')] },
          { field: 'status', before: 'degraded', after: 'operating' },
        ],
      ],
    ])
  })

  it('leaves archived records archived and says so', async () => {
    const { text } = await exported('component-definition')
    const rows = demoRows().map((one): AnyRecord =>
      one.kind === 'control' && one.ref === 'C-31' ? { ...one, archivedOn: '2026-05-01', archivedBy: 'pe_ada' } : one,
    )
    const { rows: drafts, notes } = await imported(utf8(text), around(rows))
    expect(drafts.some(({ id }) => id === demoId('C-31'))).toBe(false)
    expect(notes).toContainEqual(expect.objectContaining({ code: 'archived', about: 'C-31' }))
  })

  it('brings back what an undo took back, and says so', async () => {
    const { text } = await exported('component-definition')
    const rows = demoRows().map((one): AnyRecord =>
      one.kind === 'control' && one.ref === 'C-31' ? { ...one, archivedOn: '2026-05-01' } : one,
    )
    const plan = planImport((await imported(utf8(text), around(rows))).rows, around(rows)).filter(
      ({ action }) => action !== 'same',
    )
    expect(plan.map(({ ref, action, restore, changes }) => [ref, action, restore, changes])).toEqual([
      ['C-31', 'update', true, []],
    ])
    expect(editsOf(plan, new Set([demoId('C-31')]))).toEqual([
      { op: 'update', kind: 'control', id: demoId('C-31'), fields: {}, seen: {}, restore: true },
    ])
  })

  it('a day that nobody wrote down is none, and a finding stays at its item, which may be of another requirement or not in the file', async () => {
    const items = demoRows().filter((one) => one.kind === 'auditItem' && one.audit === demoId('IA-2026-1'))
    const finding = demoRows().find(
      (one) =>
        one.kind === 'finding' &&
        one.audit === demoId('IA-2026-1') &&
        !(one as unknown as { withdrawn?: boolean }).withdrawn,
    )!
    const other = items.find(
      (one) =>
        one.kind === 'auditItem' &&
        finding.kind === 'finding' &&
        one.requirement !== finding.requirement &&
        one.result !== undefined,
    )!
    const rows = demoRows().map((one): AnyRecord =>
      one.id === finding.id
        ? ({ ...finding, item: other.id, raisedOn: undefined } as AnyRecord)
        : one.kind === 'auditItem'
          ? { ...one, assessedOn: undefined }
          : one,
    )
    const state = { ...fullState(), ...stateOf(rows) }
    const { text } = await exported('assessment-results', state)
    expect(
      planImport((await imported(utf8(text), around(rows))).rows, around(rows)).filter(
        ({ action }) => action !== 'same',
      ),
    ).toEqual([])
    const elsewhere = await imported(utf8(text), around([], { workspaceId: 'ffff0000' }))
    expect(of(elsewhere.rows, 'auditItem').every(({ fields }) => fields.assessedOn === undefined)).toBe(true)
    // Without the item in the file there is nothing to link to.
    const bare = JSON.parse(text) as { 'assessment-results': { results: { observations: unknown[] | undefined }[] } }
    delete bare['assessment-results'].results[0]!.observations
    expect(
      of((await imported(bytesOf(bare), around([], { workspaceId: 'ffff0000' }))).rows, 'finding').every(
        ({ fields }) => fields.item === undefined,
      ),
    ).toBe(true)
  })

  it('loses no custodian, samples, controls of findings and actions, or start without a due day; text of rows that are excluded or not decided stays', async () => {
    const [control] = demoRows().filter((one) => one.kind === 'control')
    const person = demoRows().find((one) => one.kind === 'person')!
    const changed = new Map<string, Record<string, unknown>>()
    const some = (kind: Kind, found: (one: AnyRecord) => boolean, more: Record<string, unknown>) =>
      changed.set(demoRows().find((one) => one.kind === kind && found(one))!.id, more)
    some('asset', (one) => one.kind === 'asset' && one.type === 'information', { custodian: person.id })
    some(
      'auditItem',
      (one) => one.kind === 'auditItem' && one.audit === demoId('IA-2026-1') && one.result === 'conforms',
      { samples: 'Ticket 4711\nTicket 4712' },
    )
    some('finding', (one) => one.kind === 'finding' && one.audit === demoId('IA-2026-1') && one.withdrawn !== true, {
      controls: [control!.id],
    })
    some('treatmentAction', (one) => one.kind === 'treatmentAction' && one.risks.length > 0, {
      start: '2026-02-03',
      due: undefined,
      controls: [control!.id],
    })
    some('soaEntry', (one) => one.kind === 'soaEntry' && one.applicability === 'notApplicable', {
      implementation: 'Looked at every year.',
    })
    some('soaEntry', (one) => one.kind === 'soaEntry' && one.applicability === 'applicable', {
      applicability: undefined,
      justification: undefined,
      reasons: ['risk'],
      owner: person.id,
      implementation: 'In part.',
    })
    const rows = demoRows().map((one): AnyRecord => ({ ...one, ...changed.get(one.id) }) as AnyRecord)
    const state = { ...fullState(), ...stateOf(rows) }
    for (const model of ['system-security-plan', 'assessment-results', 'plan-of-action-and-milestones'] as const) {
      const { text } = await exported(model, state)
      expect(
        planImport((await imported(utf8(text), around(rows))).rows, around(rows))
          .filter(({ action }) => action !== 'same')
          .map(({ title, changes }) => [title, changes]),
        model,
      ).toEqual([])
      // What is not here yet comes with the file.
      const bare = demoRows().map((one): AnyRecord =>
        changed.has(one.id)
          ? ({
              ...one,
              ...Object.fromEntries(
                Object.keys(changed.get(one.id)!).map((name) => [
                  name,
                  Array.isArray((one as unknown as Record<string, unknown>)[name]) ? [] : undefined,
                ]),
              ),
            } as AnyRecord)
          : one,
      )
      const plan = planImport((await imported(utf8(text), around(bare))).rows, around(bare)).filter(
        ({ action }) => action === 'update',
      )
      for (const {
        row: { id },
        changes,
      } of plan)
        for (const { field, after } of changes) expect(after, `${id} ${field}`).toEqual(changed.get(id!)![field])
      expect(
        plan.flatMap(({ row: { kind }, changes }) => changes.map(({ field }) => `${kind}.${field}`)).sort(),
      ).toEqual(
        {
          'system-security-plan': [
            'asset.custodian',
            'soaEntry.implementation',
            'soaEntry.implementation',
            'soaEntry.owner',
            'soaEntry.reasons',
          ],
          'assessment-results': ['auditItem.samples', 'finding.controls'],
          'plan-of-action-and-milestones': expect.arrayContaining([
            'treatmentAction.controls',
            'treatmentAction.start',
          ]) as unknown as string[],
        }[model],
      )
    }
  })

  it('of namesakes nobody is taken for the party, and it says so', async () => {
    const { text } = await exported('plan-of-action-and-milestones')
    const person = demoRows().find((one) => one.kind === 'person')! as AnyRecord & { name: string }
    const twice = [
      row('person', 'pe_x', { ref: 'PE-90', name: person.name }),
      row('person', 'pe_y', { ref: 'PE-91', name: person.name }),
    ] as readonly AnyRecord[]
    const { rows, notes } = await imported(utf8(text), around(twice, { workspaceId: 'ffff0000' }))
    expect(notes.filter(({ code }) => code === 'ambiguousPerson').map(({ about }) => about)).toEqual([person.name])
    expect(JSON.stringify(rows)).not.toMatch(/pe_[xy]"/)
  })
})

/** What a round trip must keep, told apart from ids: control ids, statuses and links by title. */
function relation(state: OscalState): unknown {
  const facts = oscalFacts(state)
  const title = (id: string | undefined): string | undefined =>
    id === undefined
      ? undefined
      : ((found) =>
          (found as unknown as { title?: string; name?: string } | undefined)?.title ??
          (found as unknown as { name?: string } | undefined)?.name)(facts.find(kindOfId(id)!, id))
  const titles = (ids: readonly string[]): readonly unknown[] => ids.map(title).filter(Boolean).sort()
  const sorted = <T>(items: readonly T[]): readonly T[] =>
    [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  return {
    controls: sorted(
      facts.controls.map(({ title: name, reqs, status, owner }) => [
        name,
        [...reqs].filter((id) => id.startsWith(isoFramework)).sort(),
        status,
        title(owner),
      ]),
    ),
    soa: sorted(
      state
        .rows('soaEntry')
        .filter(({ applicability }) => applicability !== undefined && applicability !== 'undecided')
        .map(({ id, applicability, reasons, justification, provider }) => [
          id,
          applicability,
          [...reasons].sort(),
          justification?.trim(),
          title(provider),
        ]),
    ),
    suppliers: sorted(state.rows('supplier').map(({ name, status }) => [name, status])),
    assets: sorted(state.rows('asset').map(({ name, type, status, c, i, a }) => [name, type, status, c, i, a])),
    findings: sorted(
      state
        .rows('finding')
        .filter(({ withdrawn }) => !withdrawn)
        .map(({ title: name, grade, requirement, audit }) => [name, grade, requirement, title(audit)]),
    ),
    items: sorted(
      state
        .rows('auditItem')
        .filter(({ result }) => result !== undefined && result !== 'notAssessed')
        .map(({ requirement, result, audit }) => [requirement, result, title(audit)]),
    ),
    risks: sorted(
      state
        .rows('risk')
        .map((one) => [
          one.title,
          one.status,
          one.option,
          [...one.reqs].sort(),
          titles(one.controls),
          titles(one.assets),
          one.currentL,
          one.currentI,
          one.residualL,
          one.residualI,
          one.inherentL,
          one.inherentI,
          title(one.owner),
        ]),
    ),
    actions: sorted(
      state
        .rows('treatmentAction')
        .map((one) => [one.title, one.status, one.due, titles(one.risks), title(one.responsible)]),
    ),
    nonconformities: sorted(
      state
        .rows('nonconformity')
        .filter((one) => !['closed', 'withdrawn'].includes(facts.nonconformity(one).state))
        .map((one) => [one.title, one.grade, one.requirement, title(one.finding), title(one.owner)]),
    ),
    corrective: sorted(
      state
        .rows('correctiveAction')
        .filter(
          (one) =>
            !['closed', 'withdrawn'].includes(
              facts.nonconformity(facts.find('nonconformity', one.nonconformity)!).state,
            ),
        )
        .map((one) => [one.title, one.status, one.due, title(one.nonconformity)]),
    ),
  }
}

/** The rows that drafts make in a workspace, as the engine would write them. */
function written(rows: readonly AnyRecord[], drafts: readonly ImportRow[]): readonly AnyRecord[] {
  const byId = new Map(rows.map((one) => [one.id, one]))
  for (const draft of drafts) {
    const present = byId.get(draft.id!)
    const flat = present ? rowToEntries(present) : { entries: [], texts: [] }
    const entries: (readonly [string, JsonValue])[] = [
      ...flat.entries,
      ['createdAt', now],
      ...(draft.importKey === undefined ? [] : [['importKey', draft.importKey] as const]),
    ]
    const texts = [...flat.texts]
    for (const [name, value] of Object.entries(draft.fields)) {
      const field = recordKind(draft.kind).fields[name]!
      if (isSet(field)) for (const element of value as readonly string[]) entries.push([`${name}/${element}`, true])
      else if (isLongText(field)) texts.push([name, value as string])
      else entries.push([name, value])
    }
    byId.set(draft.id!, assembleRecord(draft.kind, draft.id!, entries, texts) as AnyRecord)
  }
  return [...byId.values()]
}

/** Exports every model that is read, and reads all of it into another workspace. */
async function moved(state: OscalState): Promise<readonly AnyRecord[]> {
  let rows: readonly AnyRecord[] = state.rows('scope').concat([]) as readonly AnyRecord[]
  rows = [
    ...rows,
    ...(state.rows('riskMethod') as readonly AnyRecord[]),
    ...(state.rows('settings') as readonly AnyRecord[]),
  ]
  let next = 0
  const there = (): ImportSurroundings =>
    around(rows, {
      workspaceId: 'ffff0000',
      newId: (kind) => `${recordKind(kind).prefix.toLowerCase()}_moved${++next}`,
    })
  const choices = [
    { model: 'system-security-plan' },
    ...state
      .rows('audit')
      .filter(({ performedFrom }) => performedFrom !== undefined)
      .map(({ id }) => ({ model: 'assessment-results', audit: id })),
    { model: 'plan-of-action-and-milestones' },
  ] as readonly { readonly model: OscalModel; readonly audit?: string }[]
  for (const choice of choices) {
    const made = await exportOscal(state, { ...choice, framework: isoFramework }, now)
    if (!made.ok && ['noItems', 'nothingReviewed', 'noRequirements'].includes(made.error.type)) continue
    rows = written(rows, (await imported(utf8(unwrap(made).text), there())).rows)
  }
  return rows
}

describe('OSCAL import: into another workspace', () => {
  it('keeps control ids, statuses and links of the whole demo organisation', async () => {
    const state = stateOf(demoRows())
    const rows = await moved(state)
    expect(relation({ ...stateOf(rows), statementsOf: () => [] })).toEqual(relation(state))
    expect(rows.some(({ importKey }) => importKey?.startsWith('oscal:'))).toBe(true)
  })

  it('a second import of the same file makes nothing twice', async () => {
    const { text } = await exported('plan-of-action-and-milestones')
    const first = await imported(utf8(text), around([], { workspaceId: 'another' }))
    const rows = written([], first.rows)
    const again = planImport((await imported(utf8(text), around(rows, { workspaceId: 'another' }))).rows, around(rows))
    expect(
      again.filter(({ action }) => action !== 'same').map(({ action, title, changes }) => [action, title, changes]),
    ).toEqual([])
    // People are found by their names, so they are no drafts any more.
    expect(again).toHaveLength(first.rows.length - of(first.rows, 'person').length)
  })

  it('property: whatever controls, decisions and risks are there, the relation comes through', async () => {
    const codes = annexA.slice(0, 12).map(({ id }) => id)
    const some = <T>(items: readonly T[], max = 3): fc.Arbitrary<T[]> =>
      fc.uniqueArray(fc.constantFrom(...items), { maxLength: max })
    const text = fc.string({ unit: 'grapheme', maxLength: 40 })
    const day = fc
      .integer({ min: 0, max: 700 })
      .map((n) => new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString().slice(0, 10))
    const workspace = fc.record({
      controls: fc.array(
        fc.record({
          title: text,
          description: text,
          status: fc.constantFrom('planned', 'inProgress', 'operating', 'degraded'),
          reqs: some(codes),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      entries: fc.array(
        fc.record({
          at: fc.nat(11),
          applicability: fc.constantFrom('applicable', 'notApplicable', 'inherited'),
          reasons: some(['risk', 'legal', 'contractual', 'practice']),
          justification: text,
        }),
        { maxLength: 6 },
      ),
      risks: fc.array(
        fc.record({
          title: text,
          event: text,
          status: fc.constantFrom('open', 'closed'),
          option: fc.constantFrom('modify', 'retain', 'avoid', 'share', undefined),
          l: fc.integer({ min: 1, max: 5 }),
          i: fc.integer({ min: 1, max: 5 }),
          reqs: some(codes),
        }),
        { maxLength: 4 },
      ),
      actions: fc.array(
        fc.record({
          title: text,
          status: fc.constantFrom('planned', 'inProgress', 'blocked', 'done', 'cancelled'),
          due: day,
          risks: some([0, 1, 2, 3]),
        }),
        { maxLength: 4 },
      ),
    })
    await fc.assert(
      fc.asyncProperty(workspace, async ({ controls, entries, risks, actions }) => {
        const plain = (value: string, otherwise: string): string =>
          value
            .normalize('NFC')
            .replace(/[\s\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
            .trim() || otherwise
        const controlRows = controls.map((one, index) =>
          row('control', `c_${index}`, {
            ref: `C-${index + 1}`,
            title: `${plain(one.title, 'Control')} ${index}`,
            description: plain(one.description, 'd'),
            status: one.status,
            reqs: one.reqs,
          }),
        )
        const rows: readonly AnyRecord[] = [
          row('scope', 'sc_main', {
            orgName: 'Test',
            statement: 'Everything that the test needs, at every place, for everybody who takes part in it today.',
          }),
          row('person', 'pe_1', { ref: 'PE-1', name: 'A Person' }),
          row('supplier', 'su_1', { ref: 'SU-1', name: 'Provider', service: 'Hosting', status: 'active' }),
          ...controlRows,
          ...[...new Map(entries.map((one) => [one.at, one])).values()].map((one) =>
            row('soaEntry', soaEntryId(codes[one.at]!), {
              applicability: one.applicability,
              reasons: one.reasons,
              justification: plain(one.justification, 'j'),
              ...(one.applicability === 'inherited' && { provider: 'su_1' }),
            }),
          ),
          ...risks.map((one, index) =>
            row('risk', `r_${index}`, {
              ref: `R-${index + 1}`,
              title: `${plain(one.title, 'Risk')} ${index}`,
              event: plain(one.event, 'e'),
              consequence: 'c',
              status: one.status,
              option: one.option,
              currentL: one.l,
              currentI: one.i,
              matrixHash: matrixHash(defaultMethod.grid),
              owner: 'pe_1',
              reqs: one.reqs,
              controls: controlRows.slice(0, index).map(({ id }) => id),
            }),
          ),
          ...actions
            .map((one, index) =>
              row('treatmentAction', `ta_${index}`, {
                ref: `TA-${index + 1}`,
                title: `${plain(one.title, 'Action')} ${index}`,
                status: one.status,
                due: one.due,
                responsible: 'pe_1',
                risks: one.risks.filter((at) => at < risks.length).map((at) => `r_${at}`),
              }),
            )
            .filter((one) => one.risks.length > 0),
        ]
        const state = { ...stateOf(rows), statementsOf: () => [] }
        const facts = oscalFacts(state)
        // Without anything above the criteria there is no plan of action to carry risks over.
        const carries = state.rows('risk').some((one) => one.status !== 'closed' && facts.risk(one).isAbove)
        const [before, after] = [
          relation(state),
          relation({ ...stateOf(await moved(state)), statementsOf: () => [] }),
        ] as [Record<string, unknown>, Record<string, unknown>]
        for (const part of ['controls', 'soa', 'suppliers', ...(carries ? ['risks', 'actions'] : [])])
          expect(after[part], part).toEqual(before[part])
      }),
      {
        numRuns: 20,
        // An action that was cancelled, of a risk that nobody decided on.
        examples: [
          [
            {
              controls: [{ title: '', description: '', status: 'planned', reqs: [] }],
              entries: [],
              risks: [{ title: '', event: '', status: 'open', option: undefined, l: 5, i: 5, reqs: [] }],
              actions: [{ title: '', status: 'cancelled', due: '2025-01-01', risks: [0] }],
            },
          ],
        ],
      },
    )
  }, 120_000)
})

describe('OSCAL import: documents of other programs', () => {
  const system = {
    uuid: uuid(10),
    type: 'this-system',
    title: 'The system',
    description: 'All of it.',
    status: { state: 'operational' },
  }
  const plan = (requirements: readonly unknown[], components: readonly unknown[] = []): Uint8Array =>
    bytesOf({
      'system-security-plan': {
        'uuid': uuid(1),
        'metadata': {
          ...metadata,
          roles: [{ id: 'admin', title: 'Admin' }],
          parties: [
            { uuid: uuid(2), type: 'person', name: 'Ada Example' },
            { uuid: uuid(3), type: 'organization', name: 'Org' },
          ],
        },
        'import-profile': { href: 'https://example.org/profile.json' },
        'system-characteristics': {
          'system-ids': [{ id: 'x' }],
          'system-name': 'X',
          'description': 'X',
          'system-information': {
            'information-types': [
              {
                'title': 'Orders',
                'description': 'Orders of customers',
                'confidentiality-impact': { base: 'fips-199-moderate' },
              },
            ],
          },
          'status': { state: 'operational' },
          'authorization-boundary': { description: 'X' },
        },
        'system-implementation': { components: [system, ...components] },
        'control-implementation': { 'description': 'X', 'implemented-requirements': requirements },
      },
    })
  const by = (n: number, component: string, state?: string): Record<string, unknown> => ({
    'uuid': uuid(n),
    'component-uuid': component,
    'description': `How ${n} does it.`,
    ...(state && { 'implementation-status': { state } }),
  })

  it('SSP: what the system itself does is a control, components are assets or controls, exclusions and inheritance are decisions', async () => {
    const { rows, notes, framework } = await imported(
      plan(
        [
          {
            'uuid': uuid(20),
            'control-id': 'a.5.1',
            'by-components': [by(30, uuid(10), 'implemented')],
            'responsible-roles': [{ 'role-id': 'admin', 'party-uuids': [uuid(2)] }],
          },
          {
            'uuid': uuid(21),
            'control-id': 'A.7.6',
            'remarks': 'There are no secure areas.',
            'by-components': [by(31, uuid(10), 'not-applicable')],
          },
          {
            'uuid': uuid(22),
            'control-id': 'a.7.11',
            'props': [{ name: 'control-origination', value: 'inherited' }],
            'by-components': [{ ...by(32, uuid(12)), inherited: [{ uuid: uuid(33), description: 'Power.' }] }],
          },
          {
            'uuid': uuid(23),
            'control-id': 'a.8.5',
            'statements': [
              { 'uuid': uuid(34), 'statement-id': 'a.8.5_smt', 'by-components': [by(35, uuid(11), 'partial')] },
            ],
          },
          { 'uuid': uuid(24), 'control-id': 'zz-9', 'by-components': [by(36, uuid(10), 'planned')] },
        ],
        [
          {
            uuid: uuid(11),
            type: 'process-procedure',
            title: 'Sign-in process',
            description: 'Two factors.',
            status: { state: 'operational' },
          },
          {
            uuid: uuid(12),
            type: 'service',
            title: 'Hosting',
            description: 'Power and space.',
            status: { state: 'operational' },
            props: [{ name: 'implementation-point', value: 'external' }],
          },
          {
            uuid: uuid(13),
            type: 'software',
            title: 'Mail server',
            description: 'Mail.',
            status: { state: 'under-development' },
          },
          { uuid: uuid(14), type: 'policy', title: 'A policy', description: 'Text.', status: { state: 'operational' } },
        ],
      ),
      around([]),
    )
    expect(framework).toBe(isoFramework)
    expect(of(rows, 'control').map(({ fields }) => [fields.title, fields.status, fields.reqs])).toEqual([
      ['Sign-in process', 'inProgress', [iso('A.8.5')]],
      [`A.5.1 ${annexA[0]!.title}`, 'operating', [iso('A.5.1')]],
    ])
    expect(of(rows, 'asset').map(({ fields }) => [fields.name, fields.type, fields.status, fields.c])).toEqual(
      [
        ['Orders', 'information', 'inUse', 2],
        ['Mail server', 'software', 'planned', undefined],
      ].filter(([name]) => name !== 'Orders'),
    )
    const supplier = of(rows, 'supplier')[0]!
    expect(
      of(rows, 'soaEntry').map(({ id, fields }) => [id, fields.applicability, fields.provider, fields.justification]),
    ).toEqual([
      [soaEntryId(iso('A.5.1')), 'applicable', undefined, undefined],
      [soaEntryId(iso('A.7.6')), 'notApplicable', undefined, 'There are no secure areas.'],
      [soaEntryId(iso('A.7.11')), 'inherited', supplier.id, undefined],
      [soaEntryId(iso('A.8.5')), 'applicable', undefined, undefined],
    ])
    expect(of(rows, 'person').map(({ fields }) => fields.name)).toEqual(['Ada Example'])
    expect(notes.map(({ code, about }) => [code, about])).toEqual(
      expect.arrayContaining([
        ['unknownControl', 'zz-9'],
        ['notRead', 'policy'],
      ]),
    )
    expect(rows.every(({ importKey, kind }) => (importKey !== undefined) === (kind !== 'soaEntry'))).toBe(true)
  })

  it('people: one of the same name is meant; nobody is added by a role that may not', async () => {
    const bytes = plan([
      {
        'uuid': uuid(20),
        'control-id': 'a.5.1',
        'by-components': [by(30, uuid(10), 'implemented')],
        'responsible-roles': [{ 'role-id': 'admin', 'party-uuids': [uuid(2)] }],
      },
    ])
    const known = await imported(bytes, around([row('person', 'pe_ada', { name: 'Ada Example' })]))
    expect([of(known.rows, 'person'), of(known.rows, 'soaEntry')[0]!.fields.owner]).toEqual([[], 'pe_ada'])
    const editor = await imported(bytes, around([], { mayWrite: (kind) => kind !== 'person' }))
    expect([of(editor.rows, 'person'), of(editor.rows, 'soaEntry')[0]!.fields.owner]).toEqual([[], undefined])
    expect(editor.notes).toContainEqual(expect.objectContaining({ code: 'personNotAllowed', about: 'Ada Example' }))
  })

  it('component definition: what could do it is a planned control', async () => {
    const { rows } = await imported(
      bytesOf({
        'component-definition': {
          uuid: uuid(1),
          metadata,
          components: [
            {
              'uuid': uuid(2),
              'type': 'software',
              'title': 'Proxy',
              'description': 'A proxy.',
              'control-implementations': [
                {
                  'uuid': uuid(3),
                  'source': 'x.json',
                  'description': 'x',
                  'implemented-requirements': [
                    { 'uuid': uuid(4), 'control-id': 'a.8.20', 'description': 'Filters.' },
                    { 'uuid': uuid(5), 'control-id': 'a.8.22', 'description': 'Divides.' },
                  ],
                },
              ],
            },
            { uuid: uuid(6), type: 'hardware', title: 'Box', description: 'A box.' },
          ],
        },
      }),
      around([]),
    )
    expect(of(rows, 'control').map(({ fields }) => [fields.title, fields.status, fields.nature, fields.reqs])).toEqual([
      ['Proxy', 'planned', 'technical', [iso('A.8.20'), iso('A.8.22')]],
    ])
    expect(of(rows, 'asset').map(({ fields }) => [fields.name, fields.type])).toEqual([['Box', 'hardware']])
  })

  it('assessment results: an audit with its findings, what was seen beside them; their risks are named as not read', async () => {
    const { rows, notes } = await imported(
      bytesOf({
        'assessment-results': {
          'uuid': uuid(1),
          metadata,
          'import-ap': { href: 'plan.json' },
          'results': [
            {
              'uuid': uuid(2),
              'title': 'Yearly review',
              'description': 'What we saw.',
              'start': '2026-03-01T08:00:00Z',
              'end': '2026-03-05T08:00:00Z',
              'reviewed-controls': { 'control-selections': [{ 'include-all': {} }] },
              'observations': [
                {
                  'uuid': uuid(3),
                  'description': 'Three accounts were open.',
                  'methods': ['EXAMINE'],
                  'collected': '2026-03-02T08:00:00Z',
                  'relevant-evidence': [{ href: 'shot.png', description: 'A picture' }],
                },
              ],
              'findings': [
                {
                  'uuid': uuid(4),
                  'title': 'Leavers keep access',
                  'description': 'Access stays.',
                  'target': { 'type': 'statement-id', 'target-id': 'a.5.18_smt', 'status': { state: 'not-satisfied' } },
                  'related-observations': [{ 'observation-uuid': uuid(3) }],
                },
                {
                  uuid: uuid(5),
                  title: 'Fine',
                  description: 'Good.',
                  target: { 'type': 'objective-id', 'target-id': 'a.5.1_obj', 'status': { state: 'satisfied' } },
                },
              ],
              'risks': [{ uuid: uuid(6), title: 'Some risk', description: 'x', statement: 'x', status: 'open' }],
            },
          ],
        },
      }),
      around([]),
    )
    const audit = of(rows, 'audit')[0]!
    expect([audit.fields.title, audit.fields.performedFrom, audit.fields.performedTo, audit.fields.status]).toEqual([
      'Yearly review',
      '2026-03-01',
      '2026-03-05',
      'completed',
    ])
    expect(
      of(rows, 'finding').map(({ fields }) => [
        fields.title,
        fields.audit,
        fields.requirement,
        fields.grade,
        fields.objectiveEvidence,
        fields.raisedOn,
      ]),
    ).toEqual([
      ['Leavers keep access', audit.id, iso('A.5.18'), 'minor', 'Three accounts were open.', '2026-03-02'],
      ['Fine', audit.id, iso('A.5.1'), 'observation', undefined, undefined],
    ])
    expect(notes).toContainEqual(expect.objectContaining({ code: 'notRead', about: 'Some risk' }))
  })

  it('plan of action: risks with actions, items with findings as nonconformities; scores of other scales are left out, acceptances are no signature', async () => {
    const { rows, notes } = await imported(
      bytesOf({
        'plan-of-action-and-milestones': {
          'uuid': uuid(1),
          'metadata': { ...metadata, parties: [{ uuid: uuid(2), type: 'person', name: 'Ada Example' }] },
          'risks': [
            {
              uuid: uuid(3),
              title: 'Old library',
              description: 'A library is old.',
              statement: 'It breaks.',
              status: 'remediating',
              characterizations: [
                {
                  origin: { actors: [{ 'type': 'party', 'actor-uuid': uuid(2) }] },
                  facets: [{ name: 'likelihood', system: 'http://fedramp.gov', value: 'high' }],
                },
              ],
              remediations: [
                {
                  uuid: uuid(4),
                  lifecycle: 'planned',
                  title: 'Fix',
                  description: 'Renew it.',
                  props: [{ name: 'type', value: 'mitigate' }],
                  tasks: [
                    {
                      'uuid': uuid(5),
                      'type': 'action',
                      'title': 'Renew',
                      'timing': { 'on-date': { date: '2026-07-01T00:00:00Z' } },
                      'responsible-roles': [{ 'role-id': 'x', 'party-uuids': [uuid(2)] }],
                    },
                  ],
                },
              ],
            },
            {
              uuid: uuid(6),
              title: 'Known gap',
              description: 'Gap.',
              statement: 'Small.',
              status: 'deviation-approved',
            },
          ],
          'findings': [
            {
              uuid: uuid(7),
              title: 'No logs',
              description: 'Logs are missing.',
              target: { 'type': 'statement-id', 'target-id': 'a.8.15_smt', 'status': { state: 'not-satisfied' } },
            },
          ],
          'poam-items': [
            {
              'uuid': uuid(8),
              'title': 'Old library',
              'description': 'x',
              'related-risks': [{ 'risk-uuid': uuid(3) }],
            },
            {
              'uuid': uuid(9),
              'title': 'No logs',
              'description': 'Logs are missing.',
              'related-findings': [{ 'finding-uuid': uuid(7) }],
            },
            { title: 'Something else', description: 'y' },
          ],
        },
      }),
      around([]),
    )
    const library = of(rows, 'risk').find(({ fields }) => fields.title === 'Old library')!
    expect([library.fields.option, library.fields.currentL, library.fields.matrixHash, library.fields.status]).toEqual([
      'modify',
      undefined,
      undefined,
      'open',
    ])
    expect(of(rows, 'treatmentAction').map(({ fields }) => [fields.title, fields.due, fields.risks])).toEqual([
      ['Renew', '2026-07-01', [library.id]],
    ])
    const finding = of(rows, 'finding')[0]!
    expect(
      of(rows, 'nonconformity').map(({ id, fields }) => [id, fields.title, fields.finding, fields.requirement]),
    ).toEqual([
      [`nc_${finding.id}`, 'No logs', finding.id, iso('A.8.15')],
      [expect.stringMatching(/^nc_new/) as unknown, 'Something else', undefined, undefined],
    ])
    expect(notes).toContainEqual(expect.objectContaining({ code: 'signature', about: 'Known gap' }))
    expect(fieldsOf(rows, 'Known gap').status).toBe('open')
  })

  it('broken references are told and do no harm', async () => {
    const { rows, broken } = await imported(
      bytesOf({
        'plan-of-action-and-milestones': {
          'uuid': uuid(1),
          metadata,
          'poam-items': [
            { 'uuid': uuid(8), 'title': 'Lost', 'description': 'x', 'related-risks': [{ 'risk-uuid': uuid(99) }] },
          ],
        },
      }),
      around([]),
    )
    expect(broken.map(({ path }) => path)).toEqual([
      '/plan-of-action-and-milestones/poam-items/0/related-risks/0/risk-uuid',
    ])
    expect(of(rows, 'nonconformity').map(({ fields }) => fields.title)).toEqual(['Lost'])
  })

  it('values no record may hold are errors of their row, and rows of a class one may not write as well', async () => {
    const bytes = plan(
      [],
      [
        {
          uuid: uuid(13),
          type: 'software',
          title: 'x'.repeat(600),
          description: 'Mail.',
          status: { state: 'operational' },
        },
      ],
    ).slice()
    const opened = await openOscal(bytes)
    expect(opened.ok).toBe(false)
    const long = plan(
      [{ 'uuid': uuid(20), 'control-id': 'a.5.1' }],
      [
        {
          uuid: uuid(13),
          type: 'software',
          title: 'x'.repeat(600),
          description: 'Mail.',
          status: { state: 'operational' },
        },
      ],
    )
    const { rows } = await imported(long, around([]))
    expect(
      planImport(rows, around([]))
        .filter(({ action }) => action === 'error')
        .map(({ problems }) => problems.map(({ field }) => field)),
    ).toEqual([['name']])
    expect(new Set(planImport(rows, around([], { mayWrite: () => false })).map(({ action }) => action))).toEqual(
      new Set(['error']),
    )
  })

  it('XW1 mappings: relations of NIST IR 8477 as crosswalk drafts under ids of their own', async () => {
    const { rows } = await imported(utf8((await exported('mapping-collection')).text), around([]))
    expect(
      of(rows, 'crosswalk').map(({ fields }) => [
        fields.source,
        fields.relation,
        fields.target,
        fields.confidence,
        fields.status,
      ]),
    ).toEqual([
      [iso('4.4'), 'none', 'house', 'high', 'reviewed'],
      ['house:H.1', 'subset', iso('A.7.2'), 'high', 'reviewed'],
      ['house:1 a', 'none', iso('A.5.1'), 'low', 'draft'],
    ])
    expect(of(rows, 'crosswalk')[0]!.fields.rationale).toBe('The house rules know no processes.')
  })

  it('XW1 mappings come home without a change: what ships is skipped, reviews stand, a pair that is here the other way round is that pair', async () => {
    const shipped = shippedPairs.find(({ relation, target }) => relation !== 'none' && target.startsWith(isoFramework))!
    const state: OscalState = {
      ...fullState(),
      frameworks: [...fullState().frameworks, ...frameworks.filter(({ id }) => id === shipped.source.split(':')[0])],
      crosswalk: [...fullState().crosswalk, shipped],
    }
    const here = around(
      [
        row('crosswalk', crosswalkId(iso('A.7.2'), 'house:H.1'), {
          source: iso('A.7.2'),
          target: 'house:H.1',
          relation: 'superset',
          rationale: 'Doors are a part of entry.',
          confidence: 'high',
          status: 'draft',
        }),
        row('crosswalk', crosswalkId(iso('4.4'), 'house'), {
          source: iso('4.4'),
          target: 'house',
          relation: 'none',
          rationale: 'The house rules know no processes.',
          confidence: 'high',
          status: 'reviewed',
        }),
        row('crosswalk', crosswalkId('house:1 a', iso('A.5.1')), {
          source: 'house:1 a',
          target: iso('A.5.1'),
          relation: 'none',
          rationale: 'Nothing in common.',
          confidence: 'low',
          status: 'reviewed',
        }),
      ] as readonly AnyRecord[],
      { frameworks: state.frameworks },
    )
    const plan = planImport((await imported(utf8((await exported('mapping-collection', state)).text), here)).rows, here)
    expect(plan.map(({ action, changes }) => [action, changes])).toEqual([
      ['same', []],
      ['same', []],
      ['same', []],
    ])
  })

  it('catalogues belong to Frameworks, plans of assessments to nobody', async () => {
    for (const [model, type] of [
      ['catalog', 'isCatalog'],
      ['assessment-plan', 'notReadModel'],
    ] as const) {
      expect(importOscal(unwrap(await openOscal(utf8((await exported(model)).text))), around([]))).toMatchObject({
        ok: false,
        error: { type },
      })
    }
  })
})

describe('OSCAL import: profiles', () => {
  const profile = (imports: readonly unknown[], more: Record<string, unknown> = {}): Uint8Array =>
    bytesOf({ profile: { uuid: uuid(1), metadata, imports, ...more } })

  it('include-all of our own file is all of the catalogue', async () => {
    const { profile: resolved, notes } = await imported(utf8((await exported('profile')).text), around([]))
    expect(resolved!.chosen).toEqual([{ framework: isoFramework, of: 123, requirements: expect.any(Array) as unknown }])
    expect(resolved!.chosen[0]!.requirements).toHaveLength(123)
    expect(notes).toEqual([])
  })

  it('include-controls, exclude-controls, patterns and children are resolved against the catalogue that knows them', async () => {
    const { profile: resolved, notes } = await imported(
      profile([
        {
          'href': 'catalog-iso27001-2022.json',
          'include-controls': [{ 'with-ids': ['a.5.1', 'a.99'] }, { matching: [{ pattern: 'a.8.2?' }] }],
          'exclude-controls': [{ 'with-ids': ['a.8.24'] }],
        },
        { 'href': '#x', 'include-controls': [{ 'with-child-controls': 'yes', 'with-ids': ['h.1'] }] },
      ]),
      around([]),
    )
    expect(
      resolved!.chosen.map(({ framework, requirements }) => [framework, requirements.map((id) => id.split(':')[1])]),
    ).toEqual([
      [isoFramework, ['A.5.1', ...[20, 21, 22, 23, 25, 26, 27, 28, 29].map((n) => `A.8.${n}`)]],
      ['house', ['H.1', 'H.1.a']],
    ])
    expect(notes.map(({ code, about }) => [code, about])).toEqual([['unknownControl', 'a.99']])
  })

  it('what lies elsewhere is named, never fetched', async () => {
    const { profile: resolved, notes } = await imported(
      profile([
        { 'href': 'https://example.org/catalog.json', 'include-all': {} },
        { 'href': 'other.json', 'include-all': {} },
      ]),
      around([]),
    )
    expect(resolved!.chosen).toEqual([])
    expect(notes.map(({ code, about }) => [code, about])).toEqual([
      ['remote', 'https://example.org/catalog.json'],
      ['unresolved', 'other.json'],
    ])
  })
})
