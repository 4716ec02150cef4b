/**
 * Names that others choose: ids, refs, codes, elements, kinds and words that every object inherits, that say another
 * kind than their own, or that nobody expects. Nothing stops by one, nothing is hidden by one, and nothing is approved
 * by one.
 */

import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judgeCompleteness } from '~/lib/capture/checks/captureVerdict'
import { neutraliseHtml } from '~/lib/capture/view/neutraliseHtml'
import { readOscalState } from '~/lib/engine/readOscalState'
import { exportOscal } from '~/lib/exchange/oscal/exportOscal'
import { importOscal } from '~/lib/exchange/oscal/import/importOscal'
import { openOscal } from '~/lib/exchange/oscal/openOscal'
import { readHtml } from '~/lib/exchange/policies/htmlTree'
import { importableTable, writeCsv } from '~/lib/exchange/tables/exportTable'
import { guessMapping } from '~/lib/exchange/tables/mapping'
import { planFileOf, planImport } from '~/lib/exchange/tables/planImport'
import { readPlanFile, writePlanFile } from '~/lib/exchange/tables/planFile'
import { readCsv } from '~/lib/exchange/tables/readCsv'
import { frameworks, soaRequirements } from '~/lib/content/catalogue/catalogue'
import { concernsClause } from '~/lib/isms/framework/requirementStanding'
import { importableKinds } from '~/lib/records/lists/importKinds'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { kindNames, recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { buildReport, reportKinds } from '~/lib/isms/report/reports'
import { markSeen, newSince } from '~/lib/isms/workspace/sinceSeen'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { standingOf } from '~/lib/isms/statement/statementStanding'
import { holds } from '~/lib/pack/packReport'
import { verifyPack } from '~/lib/pack/verifyPack'
import { createSearch, type Search } from '~/lib/search/createSearch'
import type { StoredIndex } from '~/lib/search/storedIndex'
import type { JsonValue } from '~/lib/shared/json'
import { unwrap } from '~/lib/shared/result'
import { recordsOf } from '~/lib/vault/books/book'
import { readReportState } from '~/lib/vault/views/readReportState'
import { trailOfRecords } from '~/lib/vault/history/readTrail'
import { readAll } from '~/lib/vault/views/readinessFeed'
import { openSearchDb, type SearchDb } from '~/lib/vault/store/searchDb'
import { bytesOf, metadata, uuid } from '../../exchange/oscal/samples'
import { factsFor, words } from '../../exchange/support/facts'
import { contextOf } from '../../isms/reports/demoReportState'
import { openSmallWorkspace, smallPack, type SmallWorkspace } from '../../pack/smallPack'
import { createPerson, join, settle, type Person } from '../../vault/support/person'
import { sayByHand } from '../support/byHand'
import { smuggleUpdate, updateOn, viewOf } from '../support/smuggle'
import { smuggleUnder } from '../support/underName'

const today = '2026-06-01'
const iso = 'iso27001-2022'
const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']
const names = [...inherited, 'nul \0 nul', 'two\nlines', 'x'.repeat(80), ' ']
/** How a function reads that was shown as a word. */
const shownFunction = /native code|\[object |function |undefined/

let small: SmallWorkspace
let alice: Person
let bob: Person
const more: Person[] = []
beforeAll(async () => {
  small = await openSmallWorkspace()
  ;({ alice, bob } = small)
}, 60_000)
afterAll(async () => {
  for (const person of more) await person.close()
  await small?.close()
})

async function again(person: Person): Promise<Person> {
  const fresh = await createPerson(small.world, `${person.name} again`, person.keys)
  more.push(fresh)
  await fresh.pull()
  return fresh
}
const newSearchDb = (): Promise<SearchDb<StoredIndex>> =>
  openSearchDb<StoredIndex>('names', { indexedDB: new IDBFactory(), IDBKeyRange })
const searchOf = ({ vault }: Person, db: SearchDb<StoredIndex>): Search =>
  createSearch({
    vault,
    db,
    pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
    clock: { now: () => performance.now() },
    waits: { gather: 1, store: 5 },
    changed: () => undefined,
    alone: (write) => write(),
  })
const found = async (search: Search, query: string): Promise<readonly string[]> =>
  (await search.find({ query })).hits.map(({ id }) => id)

test('a signature of a viewer, said to be about a record of a kind that no version has, or that every object inherits, approves nothing of ours', async () => {
  const viewer = await join(small.world, alice, 'Viewer', 'viewer')
  more.push(viewer)
  const kinds = ['nothing', 'constructor', '__proto__', 'comment']
  const scope = (await alice.replica.readRecord('scope', 'sc_main'))!
  for (const kind of kinds)
    await sayByHand(small.world, viewer, {
      type: 'approve',
      kind,
      id: 'sc_main',
      contentHash: hashedContent(scope, 'main').contentHash,
    })
  await settle(alice, bob)
  for (const person of [alice, bob, await again(alice)]) {
    const state = await readReportState(person.vault, today)
    expect(standingOf(scope, 'main', state.statementsOf('sc_main'), state.lookup, today).approval).toMatchObject({
      state: 'void',
      signatures: [],
    })
    expect(state.statementsOf('sc_main').map(({ subjectKind, voidReason }) => [subjectKind, voidReason])).toEqual(
      expect.arrayContaining(kinds.map((kind) => [kind, 'The statement names its record by an id of another kind.'])),
    )
  }
})

describe('a record under the id of another one', () => {
  test.each([
    ['audit', 'finding'],
    ['discussion', 'comment'],
  ] as const)(
    'an auditor writes in its class %s a %s under the id of a risk: the risk is still judged, found and shown, and its history is its own',
    async (recordClass, kind) => {
      const { id } = await bob.must('record.create', {
        kind: 'risk',
        fields: { title: `Harbour fire ${kind}`, status: 'open', currentL: 4, currentI: 4 },
      })
      const member = await join(small.world, alice, `Auditor ${kind}`, 'auditor')
      more.push(member)
      await settle(alice, bob, member)
      await smuggleUpdate(small.world, member, recordClass, {
        book: kind,
        update: await updateOn(member, kind, 700_001, (doc) => {
          for (const [field, value] of Object.entries({
            kind,
            title: 'Nothing to see',
            body: 'Nothing to see',
            status: 'closed',
          }))
            recordsOf(doc).set(`${id}/${field}`, value as never)
        }),
      })
      await settle(alice, bob, member)
      const db = await newSearchDb()
      for (const person of [alice, bob, await again(alice)]) {
        expect((await person.vault.refused.toArray()).filter(({ seq }) => seq === person.replica.head().seq)).toEqual(
          [],
        )
        expect((await person.rows(kind)).filter((row) => row['id'] === id)).toEqual([])
        expect((await person.rows('risk')).find((row) => row['id'] === id)).toMatchObject({
          kind: 'risk',
          status: 'open',
        })
        const results = evaluate(await readAll(person.vault, { today, timeZone: 'UTC' }))
        expect(results.find((result) => result.id === '6.1.3-untreated')?.failing).toContain(id)
        expect((await readReportState(person.vault, today)).record(id)).toMatchObject({ kind: 'risk' })
        expect(new Set((await trailOfRecords(person.vault, [id])).map((row) => row.kind))).toEqual(new Set(['risk']))
      }
      const search = searchOf(alice, db)
      await search.ready()
      expect(await found(search, `Harbour ${kind}`)).toContain(id)
      await search.stop()
      db.close()
    },
  )
})

describe('a member writes under names that every object inherits, or nobody expects, a record of every kind and every list, table and link it can', () => {
  // Each kind under a name of its own, one after the other, and each name inside of a record that is called as its kind
  // is.
  const places = (kind: Kind): readonly (readonly [id: string, name: string])[] => {
    const [first, second] = [0, 1].map((by) => names[(kindNames.indexOf(kind) + by) % names.length]!) as [
      string,
      string,
    ]
    return [
      ...new Map([
        [first, first],
        [`${recordKind(kind).prefix.toLowerCase()}_${second}`, second],
        ...(extra[kind] ?? []),
      ] as const),
    ]
  }
  const each = (of: (name: string) => string): readonly (readonly [string, string])[] =>
    inherited.map((name) => [of(name), name])
  const extra: Partial<Record<Kind, readonly (readonly [string, string])[]>> = {
    control: [...each((name) => name), ...each((name) => `c_${name}`)],
    person: each((name) => name),
    evidence: each((name) => name),
    risk: each((name) => name),
    comment: each((name) => name),
    threat: [['toString', 'toString']],
    audit: [['constructor', 'constructor']],
    managementReview: [['toString', 'toString']],
    treatmentPlan: [['__proto__', '__proto__']],
    framework: each((name) => `fw_${name}`),
    requirement: [...each((name) => `rq_${name}:${name}`), ...each((name) => `rq_${iso}:${name}`)],
    soaEntry: [...each((name) => `soa_${name}:${name}`), [`soa_${iso}:A.8.13`, 'constructor']],
  }
  beforeAll(async () => {
    await smuggleUnder(small.world, bob, places, names)
    await settle(alice, bob)
  }, 60_000)

  test('everybody reads on and agrees: every record is there, with its history, and others go on writing', async () => {
    expect((await alice.vault.refused.toArray()).map(({ verdict, message }) => [verdict, message])).toEqual([])
    const { id } = await alice.must('record.create', { kind: 'asset', fields: { name: 'Written after it' } })
    await alice.must('record.edit', {
      edits: [
        { kind: 'risk', id: 'constructor', changes: [{ op: 'set', field: 'event', value: 'Edited like any other' }] },
      ],
    })
    await alice.must('record.archive', { kind: 'threat', ids: ['toString'] })
    await alice.restart()
    await settle(alice, bob)
    const fresh = await again(alice)
    for (const kind of kindNames)
      expect(
        (await alice.rows(kind)).map((row) => row['id']),
        kind,
      ).toEqual(expect.arrayContaining(places(kind).map(([id]) => id)))
    expect((await alice.rows('asset')).map((row) => row['id'])).toContain(id)
    const view = await viewOf(alice, ...kindNames)
    expect(await viewOf(bob, ...kindNames)).toEqual(view)
    expect(await viewOf(fresh, ...kindNames)).toEqual(view)
  })

  test('search finds what it found, also at the next start from what was kept', async () => {
    const db = await newSearchDb()
    for (const stored of [false, true]) {
      const search = searchOf(alice, db)
      expect(await search.ready()).toMatchObject({ stored })
      await search.settled()
      expect(await found(search, 'Daily backups')).toContain(small.control)
      expect((await search.find({ query: 'constructor' })).hits.length).toBeGreaterThan(0)
      await search.stop()
    }
    db.close()
  })

  test('a Statement of Applicability that is frozen with them is what was frozen, names and all', async () => {
    const { id } = await alice.must('soa.freeze', { framework: iso })
    const state = await readReportState(alice.vault, today)
    const copy = state.soaCopies.get(id)
    expect(copy).toMatchObject({ state: 'here', intact: true })
    const { soa } = copy as Extract<typeof copy, { state: 'here' }>
    expect(inherited.filter((name) => !Object.hasOwn(soa.names, name))).toEqual([])
    expect(soa.names['hasOwnProperty']).toBe('hasOwnProperty')
    expect(JSON.stringify(unwrap(buildReport(contextOf(state, { today }), 'soa', { version: id })))).not.toMatch(
      shownFunction,
    )
  })

  test('reports of every kind, and readiness, are made and show no function', async () => {
    const state = await readReportState(alice.vault, today)
    const context = contextOf(state, { today })
    for (const { id } of reportKinds.filter((kind) => kind.id !== 'readiness'))
      expect(
        JSON.stringify(
          unwrap(
            buildReport(context, id, {
              ...(id === 'audit' && { audit: 'constructor' }),
              ...(id === 'review' && { review: 'toString' }),
              ...(id === 'treatment' && { plan: '__proto__' }),
            }),
          ),
        ),
        id,
      ).not.toMatch(shownFunction)
    expect(evaluate(await readAll(alice.vault, { today, timeZone: 'UTC' })).length).toBeGreaterThan(50)
    expect(concernsClause('4.1-issues', 'constructor')).toBe(false)
  })

  test('a pack is written, and holds', async () => {
    const { file } = await smallPack(alice, { by: 'window', window: { from: '2020-01-01', to: '2027-12-31' } })
    expect(holds(unwrap(await verifyPack(file)))).toBe(true)
  })

  test('OSCAL documents are written, and say how many records share an id with another', async () => {
    const state = await readOscalState(alice.vault, small.world.workspaceId, today)
    for (const model of ['component-definition', 'catalog', 'profile'] as const) {
      const { text, leftOut } = unwrap(await exportOscal(state, { model, framework: iso }, '2026-06-01T09:00:00.000Z'))
      expect(text).not.toMatch(/native code|\[object /)
      expect(leftOut).toContainEqual({ reason: 'sharedIds', n: expect.any(Number) as number })
    }
  })

  test('every table goes out and comes home', async () => {
    const all = (await Promise.all(kindNames.map((kind) => alice.rows(kind)))).flat() as unknown as AnyRecord[]
    for (const kind of importableKinds) {
      const facts = factsFor(kind, all)
      const rows = all.filter((row) => row.kind === kind && row.archivedOn === undefined)
      const text = writeCsv(importableTable(kind, rows, facts, kind), { delimiter: ',', decimal: '.' })
      expect(text, kind).not.toMatch(shownFunction)
      const table = unwrap(await readCsv(new Blob([text])))
      const plan = planImport(table, guessMapping(kind, table, words), facts)
      expect(plan.rows, kind).toHaveLength(rows.length)
      expect(readPlanFile(writePlanFile(planFileOf({ kind, rows: plan.rows }))).ok, kind).toBe(true)
    }
  })

  test('what was seen is seen, whatever it is called', () => {
    const change = { kind: 'risk', recordId: 'constructor', field: 'title', memberId: 'other', seq: 7 } as const
    const seen = markSeen({ base: 1, records: {} }, 'constructor', 9)
    expect(seen.records).toEqual({ constructor: 9 })
    expect(newSince([change as never], { base: 1, records: {} }, 'me').size).toBe(1)
    expect(newSince([change as never], { base: 8, records: {} }, 'me').size).toBe(0)
    expect(newSince([change as never], seen, 'me').size).toBe(0)
  })
})

describe('files and pages of others', () => {
  const around = {
    workspaceId: 'a'.repeat(32),
    frameworks,
    soaRequirements,
    matrixHash: '',
    mayWrite: () => true,
    rows: () => [],
    newId: (kind: keyof typeof recordKind | string) => `${kind}_new`,
  }
  const imported = async (document: JsonValue) =>
    unwrap(importOscal(unwrap(await openOscal(bytesOf(document))), around as never))

  test.each(inherited)(
    'an OSCAL component of the type %s has no register here; nothing of a function comes in',
    async (type) => {
      const component = (n: number, of: string): JsonValue => ({
        uuid: uuid(n),
        type: of,
        title: `Called ${of}`,
        description: 'x',
      })
      const { rows, notes } = await imported({
        'component-definition': { uuid: uuid(1), metadata, components: [component(2, type), component(3, 'software')] },
      })
      expect(rows.map(({ fields }) => fields['name'])).toEqual(['Called software'])
      expect(notes).toContainEqual(expect.objectContaining({ code: 'notRead', about: type }))
    },
  )

  test('a converted document keeps its text: unknown elements and references are none', () => {
    expect(
      readHtml('<p><constructor>bold</constructor> &constructor; &tostring; <valueof>x</valueof></p>').blocks,
    ).toEqual([
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'bold' },
          { type: 'text', text: ' &constructor; &tostring; ' },
          { type: 'text', text: 'x' },
        ],
      },
    ])
  })

  test('a captured page with references that every object inherits shows them as text', () => {
    expect(neutraliseHtml('<a title="&constructor; &valueOf;">x</a>')).toContain(
      'title="&amp;constructor; &amp;valueOf;"',
    )
  })

  test('a warning that every object inherits puts a capture in doubt, as any that nobody knows', () => {
    expect(judgeCompleteness([{ selfCheck: [{ id: 'constructor', result: 'warn' }] }] as never).completeness).toBe(
      'unknown',
    )
  })

  test.each(inherited)('a table with the head %s says that nobody knows the column', async (head) => {
    const table = unwrap(await readCsv(new Blob([`Name,${head}\nServer,${head}\n`])))
    const plan = planImport(table, guessMapping('asset', table, words), factsFor('asset', []))
    expect(plan.rows.map(({ outcome, edit }) => [outcome, edit?.fields['name']])).toEqual([['create', 'Server']])
  })
})
