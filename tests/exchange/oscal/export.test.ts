import { describe, expect, it } from 'vitest'
import { annexA } from '~/lib/content/catalogue/iso27001'
import { frameworks, requirementById } from '~/lib/content/catalogue/catalogue'
import { shippedPairs } from '~/lib/content/crosswalk/shipped'
import { consistencyProblems } from '~/lib/exchange/oscal/consistency'
import { controlIdsOf } from '~/lib/exchange/oscal/controlIds'
import { exportOscal, knownControls, oscalProblems } from '~/lib/exchange/oscal/exportOscal'
import { ns, oscalModels } from '~/lib/exchange/oscal/models'
import { oscalFiles } from '~/lib/exchange/oscal/oscalFiles'
import { oscalFacts } from '~/lib/exchange/oscal/oscalState'
import { uuidsOf, uuidV5 } from '~/lib/exchange/oscal/uuid'
import type { AnyRecord } from '~/lib/records/registry'
import type { JsonObject } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { demoId, demoRows, iso, isoFramework, now, stateOf, workspaceId } from './demoState'
import { readOscalCatalog } from '~/lib/exchange/frameworks/oscalCatalog'
import type { OscalFramework } from '~/lib/exchange/oscal/oscalState'
import { exported, fullState, ownFramework } from './samples'

interface Prop {
  readonly name: string
  readonly ns?: string
  readonly value: string
  readonly remarks?: string
}
interface Piece {
  readonly [key: string]: unknown
  readonly uuid: string
  readonly props?: readonly Prop[]
}
const at = (document: JsonObject, path: string): unknown =>
  path.split('/').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document)
const list = (document: JsonObject, path: string): readonly Piece[] => (at(document, path) ?? []) as readonly Piece[]
const own = (piece: Piece, name: string): readonly string[] =>
  (piece.props ?? []).filter((prop) => prop.name === name && prop.ns === ns).map((prop) => prop.value)
const uuid = uuidsOf(workspaceId)

describe('OSCAL export: names that last', () => {
  it('makes UUIDs as RFC 9562 does (version 5)', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    )
    expect(uuid('r_1')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuidsOf('another')('r_1')).not.toBe(uuid('r_1'))
  })

  it.each(oscalModels)('%s is the same in two exports but for the instant it was made at', async (model) => {
    const [first, second] = [await exported(model), await exported(model, fullState(), '2026-06-02T09:00:00.000Z')]
    expect(second.text).not.toBe(first.text)
    expect(second.text.replace('2026-06-02T09:00:00.000Z', now)).toBe(first.text)
    expect((await exported(model)).text).toBe(first.text)
  })

  it('writes codes as tokens: a.5.1, cc6.1, cl-6.1.2, and tells apart codes that fold to one', () => {
    const ids = controlIdsOf(fullState().frameworks[0]!)
    expect(['A.5.1', '6.1.2', 'A.8.34'].map((code) => ids.of(iso(code)))).toEqual(['a.5.1', 'cl-6.1.2', 'a.8.34'])
    expect(ids.statement(iso('A.5.1'))).toBe('a.5.1_smt')
    expect(ids.requirement('A.5.1')?.id).toBe(iso('A.5.1'))
    const house = controlIdsOf(ownFramework)
    expect(ownFramework.requirements.map(({ id }) => house.of(id))).toEqual([
      'h',
      'h.1',
      'h.1.a',
      'cl-1-a',
      'cl-1-a-2',
      'ae-9',
    ])
    expect(house.statement('house:Ä-9')).toBe('ae-9_stm')
  })
})

describe('OSCAL export: what each model says', () => {
  it('catalog: groups of the framework, one statement each, our own titles only', async () => {
    const { document } = await exported('catalog')
    const controls: Piece[] = []
    const walk = (group: Piece): void => {
      for (const inner of (group.groups ?? []) as readonly Piece[]) walk(inner)
      controls.push(...((group.controls ?? []) as readonly Piece[]))
    }
    for (const group of list(document, 'catalog/groups')) walk(group)
    expect(controls).toHaveLength(123)
    const access = controls.find((control) => control.id === 'a.5.15')!
    expect(access.title).toBe(requirementById(iso('A.5.15'))?.title)
    expect((access.parts as readonly { id: string; name: string }[]).map(({ id, name }) => [id, name])).toEqual([
      ['a.5.15_smt', 'statement'],
      ['a.5.15_gdn', 'guidance'],
    ])
    expect(own(access, 'control-type')).toEqual(['preventive'])
    expect(at(document, 'catalog/metadata/remarks')).toContain('Ids and short titles only')
  })

  it('catalog of an own framework: nested controls, loose ones under their group, what its OSCAL source said', async () => {
    const made = await exportOscal(fullState(), { model: 'catalog', framework: 'house' }, now)
    if (!made.ok) throw new Error(made.error.message)
    const { document, leftOut } = made.value
    const groups = list(document, 'catalog/groups')
    expect(groups.map((group) => group.id)).toEqual(['h', 'grp-1-loose'])
    const [doors, anger] = groups[0]!.controls as readonly Piece[]
    expect((doors!.controls as readonly Piece[]).map(({ id }) => id)).toEqual(['h.1.a'])
    expect([anger!.id, anger!.params, anger!.links]).toEqual([
      'ae-9',
      [{ id: 'ae-9_prm_1', label: 'how often' }],
      [{ href: '#h.1', rel: 'related' }],
    ])
    expect(leftOut).toEqual([{ reason: 'externalLinks', n: 1 }])
  })

  it('catalog of a framework whose groups lie in groups: headings within headings, withdrawn controls stay controls', async () => {
    const [row] = ownFramework.requirements
    const rows = [
      ['AC-1', 'Access › Accounts', true],
      ['AC-2', 'Access › Accounts', false],
      ['AC-3', 'Access', true],
    ] as const
    const framework = {
      ...ownFramework,
      requirements: rows.map(([code, group, assessable], order) => ({
        ...row!,
        id: `house:${code}`,
        code,
        title: code,
        group,
        assessable,
        order,
        parent: undefined,
        oscal: { id: code.toLowerCase() },
      })),
    }
    const made = await exportOscal(
      { ...fullState(), frameworks: [framework] },
      { model: 'catalog', framework: 'house' },
      now,
    )
    if (!made.ok) throw new Error(made.error.message)
    const shape = (group: Piece): unknown => [
      group.title,
      ...((group.groups ?? []) as readonly Piece[]).map(shape),
      ...((group.controls ?? []) as readonly Piece[]).map(({ id }) => id),
    ]
    expect(list(made.value.document, 'catalog/groups').map(shape)).toEqual([
      ['Access', ['Accounts', 'ac-1', 'ac-2'], ['Access', 'ac-3']],
    ])
  })

  it('catalog: groups and parameters of the catalogue it came from are there again, and read back the same', async () => {
    const said = {
      metadata: { 'title': 'House', 'oscal-version': '1.1.2' },
      params: [{ id: 'all_prm', label: 'anywhere' }],
      groups: [
        {
          id: 'ac',
          class: 'family',
          title: 'Access',
          params: [{ id: 'ac_prm', label: 'how often' }],
          props: [{ name: 'sort-id', value: 'ac' }],
          parts: [{ id: 'ac_ovw', name: 'overview', prose: 'Every {{ insert: param, ac_prm }}.' }],
          controls: [
            {
              id: 'ac-1',
              title: 'Doors',
              props: [
                { name: 'label', value: 'AC-01', class: 'zero-padded' },
                { name: 'label', value: 'AC-1' },
              ],
              parts: [{ id: 'ac-1_smt', name: 'statement', prose: 'At {{ insert: param, all_prm }}.' }],
            },
          ],
        },
      ],
    }
    const draft = unwrap(readOscalCatalog({ catalog: said }))
    const framework: OscalFramework = {
      ...ownFramework,
      oscal: draft.oscal,
      requirements: draft.requirements.map((one, order) => ({
        ...ownFramework.requirements[0]!,
        id: `house:${one.code}`,
        code: one.code,
        title: one.title,
        group: one.group ?? '',
        parent: undefined,
        assessable: true,
        oscal: one.oscal,
        order,
      })),
    }
    const { document } = unwrap(
      await exportOscal({ ...fullState(), frameworks: [framework] }, { model: 'catalog', framework: 'house' }, now),
    )
    const [group] = list(document, 'catalog/groups')
    expect({ ...group, controls: undefined }).toEqual({ ...said.groups[0], controls: undefined })
    expect(at(document, 'catalog/params')).toEqual(said.params)
    expect(list(document, 'catalog/groups/0/controls')[0]!.props).toContainEqual({
      name: 'label',
      value: 'AC-01',
      class: 'zero-padded',
    })
    const again = unwrap(readOscalCatalog(document))
    expect([again.oscal, again.requirements.map(({ code, group: title }) => [code, title])]).toEqual([
      draft.oscal,
      [['AC-1', 'Access']],
    ])
  })

  it('profile: imports all of the catalogue, by a relative name that is never fetched', async () => {
    const { document } = await exported('profile')
    const [only] = list(document, 'profile/imports')
    expect(only!['include-all']).toEqual({})
    const [resource] = list(document, 'profile/back-matter/resources')
    expect(only!.href).toBe(`#${resource!.uuid}`)
    expect(resource!.rlinks).toEqual([{ 'href': 'catalog-iso27001-2022.json', 'media-type': 'application/oscal+json' }])
  })

  it('SOA1, SOA6 system security plan: every row of the statement, status by the table, excluded rows stay visible', async () => {
    const state = fullState()
    const { document, counts } = await exported('system-security-plan', state)
    const rows = oscalFacts(state).soa(isoFramework)
    const byControl = new Map(
      list(document, 'system-security-plan/control-implementation/implemented-requirements').map((piece) => [
        piece['control-id'],
        piece,
      ]),
    )
    const system = list(document, 'system-security-plan/system-implementation/components').find(
      (component) => component.type === 'this-system',
    )!
    const expected: Readonly<Record<string, string | undefined>> = {
      verified: 'implemented',
      notVerified: 'implemented',
      partial: 'partial',
      ineffective: 'partial',
      planned: 'planned',
      noControl: 'planned',
      excluded: 'not-applicable',
    }
    const seen = new Set<string>()
    for (const row of rows) {
      const piece = byControl.get(row.requirement.code.toLowerCase())!
      const parts = piece['by-components'] as readonly {
        'component-uuid': string
        'implementation-status'?: { state: string }
      }[]
      const whole = parts.find((part) => part['component-uuid'] === system.uuid)!
      seen.add(row.status)
      const { state: given } = whole['implementation-status'] ?? {}
      const origin = piece.props?.find((prop) => prop.name === 'control-origination')?.value
      expect([row.requirement.code, given]).toEqual([
        row.requirement.code,
        row.status in expected || row.status === 'undecided' ? expected[row.status] : given,
      ])
      expect(origin === 'inherited', row.requirement.code).toBe(row.status === 'inherited')
      expect(own(piece, 'reason')).toEqual(row.entry?.reasons ?? [])
      expect(piece.remarks).toBe(row.entry?.justification?.trim() || undefined)
      expect(
        parts.filter((part) => row.controls.some((control) => uuid(control.id) === part['component-uuid'])),
      ).toHaveLength(row.controls.length)
    }
    expect(rows).toHaveLength(annexA.length)
    expect(seen.size).toBeGreaterThan(3)
    // Clauses that controls answer to are there beside the 93 rows.
    expect(counts['implemented-requirements']).toBe(
      93 +
        new Set(
          state
            .rows('control')
            .flatMap(({ reqs }) => reqs)
            .filter((id) => !id.includes(':A.')),
        ).size,
    )
    const owner = list(
      document,
      'system-security-plan/system-characteristics/system-information/information-types',
    ).flatMap((piece) => own(piece, 'owner'))
    const parties = new Set(list(document, 'system-security-plan/metadata/parties').map((party) => party.uuid))
    expect(owner.length).toBeGreaterThan(0)
    expect(owner.filter((one) => !parties.has(one))).toEqual([])
  })

  it('lists only people the document names', async () => {
    const { document } = await exported('assessment-plan')
    expect(list(document, 'assessment-plan/metadata/parties').length).toBeLessThan(5)
  })

  it('component definition: one component for each control in use, with the requirements it answers to', async () => {
    const state = fullState()
    const { document } = await exported('component-definition', state)
    const components = list(document, 'component-definition/components')
    expect(components).toHaveLength(state.rows('control').filter(({ status }) => status !== 'retired').length)
    const backup = components.find((component) => component.uuid === uuid(demoId('C-31')))!
    expect(
      (
        backup['control-implementations'] as readonly {
          'implemented-requirements': readonly { 'control-id': string }[]
        }[]
      )[0]!['implemented-requirements'].map((one) => one['control-id']),
    ).toEqual(['a.8.13'])
  })

  it('assessment results: items and tests as observations with methods and evidence, findings with state and grade', async () => {
    const base = fullState()
    // One item was not looked at, whatever the demo's story says.
    const waiting = base.rows('auditItem').find((item) => item.audit === demoId('IA-2026-1'))!.id
    const state = {
      ...stateOf(
        demoRows().map((row): AnyRecord =>
          row.id === waiting && row.kind === 'auditItem' ? { ...row, result: 'notAssessed' } : row,
        ),
      ),
      frameworks: base.frameworks,
    }
    const { document, leftOut } = await exported('assessment-results', state)
    const audit = state.rows('audit').find(({ ref }) => ref === 'IA-2026-1')!
    const observations = list(document, 'assessment-results/results/0/observations')
    const items = state.rows('auditItem').filter((item) => item.audit === audit.id)
    const assessed = items.filter(({ result }) => result !== 'notAssessed')
    expect(observations.filter((piece) => own(piece, 'record')[0] === 'auditItem')).toHaveLength(assessed.length)
    expect(leftOut.find(({ reason }) => reason === 'notAssessed')?.n).toBe(items.length - assessed.length)
    expect(assessed.length).toBeLessThan(items.length)
    expect(
      observations
        .filter((piece) => own(piece, 'record')[0] === 'controlTest')
        .every((piece) => (piece.methods as readonly string[])[0] === 'TEST'),
    ).toBe(true)
    for (const finding of state.rows('finding').filter((row) => row.audit === audit.id)) {
      const piece = list(document, 'assessment-results/results/0/findings').find(
        (one) => one.uuid === uuid(finding.id),
      )!
      const target = piece.target as { 'type': string; 'target-id': string; 'status': { state: string } }
      expect([target.type, target['target-id'], target.status.state]).toEqual([
        'statement-id',
        controlIdsOf(state.frameworks[0]!).statement(finding.requirement!),
        finding.grade === 'major' || finding.grade === 'minor' ? 'not-satisfied' : 'satisfied',
      ])
      expect(own(piece, 'grade')).toEqual([finding.grade])
    }
  })

  it('TR1 plan of action: an item for each open nonconformity and each risk above the criteria, status by treatment and acceptance', async () => {
    const state = fullState()
    const facts = oscalFacts(state)
    const { document } = await exported('plan-of-action-and-milestones', state)
    const risks = new Map(list(document, 'plan-of-action-and-milestones/risks').map((piece) => [piece.uuid, piece]))
    const words = new Set<unknown>()
    const expected: Readonly<Record<string, unknown>> = {
      closed: 'closed',
      accepted: 'deviation-approved',
      treating: 'remediating',
      overdue: 'remediating',
    }
    for (const row of state.rows('risk')) {
      const { state: word, acceptances } = facts.risk(row)
      const { status } = risks.get(uuid(row.id))!
      words.add(status)
      expect(status, row.ref).toBe(expected[word] ?? status)
      expect(word !== 'accepted' || acceptances.some((one) => one.facts.state === 'valid'), row.ref).toBe(true)
    }
    expect([...words].sort()).toEqual(['closed', 'deviation-approved', 'open', 'remediating'])
    const items = list(document, 'plan-of-action-and-milestones/poam-items')
    const above = state.rows('risk').filter((row) => row.status !== 'closed' && facts.risk(row).isAbove)
    const open = state
      .rows('nonconformity')
      .filter((row) => !['closed', 'withdrawn'].includes(facts.nonconformity(row).state))
    expect(items.map((item) => own(item, 'ref')[0]).sort()).toEqual([...above, ...open].map(({ ref }) => ref).sort())
    const seven = risks.get(uuid(demoId('R-7')))!
    const facets = (
      seven.characterizations as readonly {
        props: readonly Prop[]
        facets: readonly { name: string; value: string; props: readonly Prop[] }[]
      }[]
    ).map((one) => [
      one.props[0]!.value,
      one.facets
        .slice(0, 2)
        .map(({ value }) => value)
        .join(''),
      one.facets[0]!.props.find(({ name }) => name === 'state')?.value,
    ])
    expect(facets).toEqual([
      ['inherent', '55', undefined],
      ['current', '45', 'initial'],
      ['residual', '24', 'adjusted'],
    ])
  })

  it('plan of action: an action of two risks stands with both and is one task', async () => {
    const rows = demoRows().map((row): AnyRecord =>
      row.kind === 'treatmentAction' && row.ref === 'TA-1' ? { ...row, risks: [demoId('R-3'), demoId('R-7')] } : row,
    )
    const { document } = await exported('plan-of-action-and-milestones', { ...stateOf(rows) })
    const tasks = list(document, 'plan-of-action-and-milestones/risks')
      .flatMap((risk) =>
        ((risk.remediations ?? []) as readonly { tasks?: readonly Piece[] }[]).flatMap((one) => one.tasks ?? []),
      )
      .filter((task) => own(task, 'ref')[0] === 'TA-1')
    expect(tasks).toHaveLength(2)
    expect(tasks.flatMap((task) => own(task, 'same-as'))).toEqual([uuid(demoId('TA-1'))])
  })

  it('evidence: SHA-256 and a place relative to the pack; restricted evidence is named without its files', async () => {
    const files = {
      'page 1.png': {
        blob: { sha256: 'ab'.repeat(32), id: 'cd'.repeat(16), size: 1234, mime: 'image/png' },
        mime: 'image/png',
        size: 1234,
        part: 'original',
      },
    } as const
    const old = oscalFacts(fullState()).evidenceOf(demoId('C-31'))[0]!
    const rows = demoRows().map((row): AnyRecord =>
      row.id === old.id && row.kind === 'evidence' ? { ...row, files } : row,
    )
    const shot = rows.find((row) => row.id === old.id)!
    const { document, leftOut } = await exported('system-security-plan', stateOf(rows))
    const resource = list(document, 'system-security-plan/back-matter/resources').find(
      (piece) => piece.uuid === uuid(shot.id),
    )!
    expect(resource.rlinks).toEqual([
      {
        'href': `../evidence/${shot.ref}/original/page%201.png`,
        'media-type': 'image/png',
        'hashes': [{ algorithm: 'SHA-256', value: 'ab'.repeat(32) }],
      },
    ])
    expect(leftOut.some(({ reason }) => reason === 'restrictedFiles')).toBe(false)
    const hidden = await exported(
      'system-security-plan',
      stateOf(
        rows.map((row): AnyRecord =>
          row.id === shot.id && row.kind === 'evidence' ? { ...row, sensitivity: 'restricted' } : row,
        ),
      ),
    )
    expect(
      list(hidden.document, 'system-security-plan/back-matter/resources').find((piece) => piece.uuid === uuid(shot.id))!
        .rlinks,
    ).toBeUndefined()
    expect(hidden.leftOut).toContainEqual({ reason: 'restrictedFiles', n: 1 })
  })

  it('XW1, XW6 mapping collection: relations in the words of NIST IR 8477, an aid and no attestation, what is not here counted', async () => {
    const { document, leftOut } = await exported('mapping-collection')
    const maps = list(document, 'mapping-collection/mappings').flatMap((mapping) => mapping.maps as readonly Piece[])
    expect(
      maps.map((map) => [
        (map.sources as readonly { 'id-ref': string }[])[0]!['id-ref'],
        map.relationship,
        (map.targets as readonly { 'id-ref': string }[])[0]!['id-ref'],
      ]),
    ).toEqual([
      ['h.1', 'subset-of', 'a.7.2'],
      ['cl-1-a', 'no-relationship', 'a.5.1'],
    ])
    expect(at(document, 'mapping-collection/provenance/mapping-description')).toContain('not an attestation')
    expect(leftOut).toEqual([])
    expect(list(document, 'mapping-collection/mappings')[0]!['target-gap-summary']).toMatchObject({
      'unmapped-controls': [{ 'with-ids': ['cl-4.4'] }],
    })
    const house = await exportOscal(fullState(), { model: 'mapping-collection', framework: 'house' }, now)
    expect(house.ok && house.value.leftOut).toEqual([{ reason: 'unknownCrosswalk', n: 1 }])
  })
})

describe('OSCAL export: every shipped framework', () => {
  it('XW1, XW6: catalogues, profiles and mappings of all of them pass their checks; what nothing answers to is a gap', async () => {
    const state = { ...fullState(), frameworks, crosswalk: shippedPairs }
    for (const { id, requirements } of frameworks) {
      const { files, missing } = await oscalFiles(state, { framework: id, now })
      expect(missing.filter(({ failure }) => failure.type === 'invalidExport')).toEqual([])
      expect(files.map(({ name }) => name)).toEqual(
        expect.arrayContaining([`catalog-${id}.json`, `profile-${id}.json`, `poam-${id}.json`, `mappings-${id}.json`]),
      )
      const catalog = files.find(({ name }) => name.startsWith('catalog'))!.text
      expect(catalog.match(/_smt"/g)).toHaveLength(requirements.filter(({ assessable }) => assessable).length)
    }
    const { files } = await oscalFiles(state, { framework: 'soc2-2017r2022', now })
    const text = files.find(({ name }) => name.startsWith('mappings'))!.text
    expect(text).toContain('"unmapped-controls"')
    expect(text).toContain('"a.5.32"')
  }, 60_000)

  it('writes the files of a pack again byte by byte', async () => {
    const audit = fullState()
      .rows('audit')
      .find(({ ref }) => ref === 'IA-2026-1')!.id
    const once = await oscalFiles(fullState(), { framework: isoFramework, audit, now })
    expect(once.files).toHaveLength(oscalModels.length)
    expect(await oscalFiles(fullState(), { framework: isoFramework, audit, now })).toEqual(once)
  }, 60_000)
})

describe('OSCAL export: what is refused', () => {
  const empty = stateOf(demoRows().filter(({ kind }) => kind === 'person' || kind === 'audit'))
  const audit = empty.rows('audit')[0]!.id
  it.each([
    ['system-security-plan', 'noScope'],
    ['component-definition', 'noControls'],
    ['plan-of-action-and-milestones', 'noItems'],
    ['mapping-collection', 'noCrosswalk'],
  ] as const)('%s of nothing: %s, with what to do', async (model, type) => {
    const made = await exportOscal(empty, { model, framework: isoFramework }, now)
    expect(!made.ok && made.error.type).toBe(type)
    expect(!made.ok && made.error.message.length).toBeGreaterThan(30)
  })
  it('says so where nothing answers to a framework, and counts links to others', async () => {
    expect(await exportOscal(fullState(), { model: 'component-definition', framework: 'house' }, now)).toMatchObject({
      ok: false,
      error: { type: 'noRequirements' },
    })
    expect(await exportOscal(fullState(), { model: 'system-security-plan', framework: 'house' }, now)).toMatchObject({
      ok: false,
      error: { type: 'noRequirements' },
    })
    const made = await exportOscal(fullState(), { model: 'plan-of-action-and-milestones', framework: 'house' }, now)
    expect(made.ok && made.value.leftOut.find(({ reason }) => reason === 'otherFramework')?.n).toBeGreaterThan(30)
  })
  it('an audit that has not begun has a plan and no results; without an audit there is neither', async () => {
    const planned = fullState()
      .rows('audit')
      .find(({ performedFrom }) => performedFrom === undefined)!.id
    expect(
      await exportOscal(fullState(), { model: 'assessment-results', framework: isoFramework, audit: planned }, now),
    ).toMatchObject({ ok: false, error: { type: 'notPerformed' } })
    expect(
      await exportOscal(fullState(), { model: 'assessment-plan', framework: isoFramework, audit: planned }, now),
    ).toMatchObject({ ok: true })
    expect(await exportOscal(fullState(), { model: 'assessment-plan', framework: isoFramework }, now)).toMatchObject({
      ok: false,
      error: { type: 'auditMissing' },
    })
    expect(await exportOscal(fullState(), { model: 'assessment-plan', framework: 'house', audit }, now)).toMatchObject({
      ok: false,
      error: { type: 'nothingReviewed' },
    })
    expect(await exportOscal(fullState(), { model: 'catalog', framework: 'nowhere' }, now)).toMatchObject({
      ok: false,
      error: { type: 'unknownFramework' },
    })
  })
  it('a document that does not pass its own checks is an error with the path, never a file', async () => {
    const state = fullState()
    const made = await exportOscal(state, { model: 'catalog', framework: isoFramework }, 'yesterday')
    expect(made).toMatchObject({
      ok: false,
      error: {
        type: 'invalidExport',
        detail: { problems: [{ path: '/catalog/metadata/last-modified', code: 'instant' }] },
      },
    })
  })
  it('odd text is carried, not broken: line breaks in titles, empty texts, markup, other scripts', async () => {
    const rows = demoRows().map((row): AnyRecord => {
      if (row.kind === 'control' && row.ref === 'C-1')
        return { ...row, title: '  two\n lines\u2028here ', description: '   ' }
      if (row.kind === 'risk' && row.ref === 'R-7')
        return {
          ...row,
          title: '<b>风险</b> & "more"',
          cause: `${'very long '.repeat(60)}\n\nend`,
          dueless: 1,
        } as AnyRecord
      if (row.kind === 'person') return { ...row, name: `${row.name}\t` }
      return row
    })
    const plan = await exported('system-security-plan', stateOf(rows))
    expect(
      list(plan.document, 'system-security-plan/system-implementation/components').find(
        (piece) => piece.uuid === uuid(demoId('C-1')),
      ),
    ).toMatchObject({ title: 'two lines here', description: 'two lines here' })
    const poam = await exported('plan-of-action-and-milestones', stateOf(rows))
    expect(
      list(poam.document, 'plan-of-action-and-milestones/risks').find((piece) => piece.uuid === uuid(demoId('R-7')))!
        .title,
    ).toBe('<b>风险</b> & "more"')
  })
})

describe('OSCAL: references inside a document', () => {
  it('finds what leads nowhere: UUIDs, fragments, roles, control ids, statements, and UUIDs used twice', async () => {
    const state = fullState()
    const known = knownControls(state.frameworks[0]!)
    const { document } = await exported('system-security-plan', state)
    expect(consistencyProblems('system-security-plan', document, known)).toEqual([])
    const wrong = JSON.parse(
      JSON.stringify(document)
        .replace('"control-id":"a.5.1"', '"control-id":"a.99.1"')
        .replace(/"component-uuid":"[^"]+"/, '"component-uuid":"00000000-0000-4000-8000-000000000001"')
        .replace(/"role-id":"control-owner"/, '"role-id":"nobody"')
        .replace(/"href":"#[^"]+"/, '"href":"#00000000-0000-4000-8000-000000000002"'),
    ) as JsonObject
    const messages = (await oscalProblems('system-security-plan', wrong, known)).map(({ message }) => message)
    expect(messages).toEqual(
      expect.arrayContaining([
        'The catalogue has no control a.99.1.',
        '00000000-0000-4000-8000-000000000001 is not defined in the document.',
        'The role nobody is not defined in the document.',
        '#00000000-0000-4000-8000-000000000002 leads nowhere in the document.',
      ]),
    )
    const twice = JSON.parse(
      JSON.stringify(document).replaceAll(uuid(demoId('C-2')), uuid(demoId('C-1'))),
    ) as JsonObject
    expect((await oscalProblems('system-security-plan', twice, known)).map(({ message }) => message)).toContain(
      `${uuid(demoId('C-1'))} is used twice.`,
    )
    const results = await exported('assessment-results', state)
    const off = JSON.parse(
      JSON.stringify(results.document).replaceAll(/"target-id":"[^"]+"/g, '"target-id":"a.99_smt"'),
    ) as JsonObject
    expect((await oscalProblems('assessment-results', off, known)).map(({ message }) => message)).toContain(
      'The catalogue has no statement a.99_smt.',
    )
  })
})
