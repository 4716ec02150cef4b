import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { StartEdit } from '~/lib/engine/commandMap'
import { settingsDefaults } from '~/lib/isms/workspace/effectiveSettings'
import { starterThreats } from '~/lib/isms/risk/starterThreats'
import { planRecords } from '~/lib/content/starters/plan/planRecords'
import { presentIn } from '~/lib/content/starters/plan/present'
import { startPlan, type PlanLine } from '~/lib/content/starters/plan/startPlan'
import { planTexts } from '~/lib/content/starters/plan/texts'
import { riskRecords } from '~/lib/content/starters/risks/riskRecords'
import { riskStarters } from '~/lib/content/starters/risks/risks'
import { riskTexts } from '~/lib/content/starters/risks/texts'
import { closeEverybody, createWorld, foundBy, join, settle, type Person, type World } from '../../vault/support/person'

const today = '2026-06-01'
const answers = {
  sector: 'software' as const,
  people: 12,
  handlesPii: true,
  frameworks: ['iso27001-2022'],
  socReport: 'type1' as const,
  documents: ['risks' as const],
  target: '2027-01-15',
  persons: {},
}
const words = {
  texts: planTexts,
  effort: (hours: number) => `About ${hours} hours.`,
  criteria: { iso: 'ISO/IEC 27001:2022', soc2: 'TSC 2017', own: 'own rules' },
}
const add = (
  records: readonly { kind: StartEdit['kind']; id: string; fields: StartEdit['fields'] }[],
): readonly StartEdit[] => records.map((record) => ({ op: 'add', ...record }))
const editsOf = (lines: readonly PlanLine[]): readonly StartEdit[] => add(planRecords(lines, words, { today }))

let world: World
let alice: Person
beforeEach(async () => {
  world = createWorld()
  alice = await foundBy(world, 'Alice')
})
afterEach(closeEverybody)

const live = async (
  who: Person,
  kind: 'task' | 'audit' | 'managementReview' | 'obligation' | 'risk' | 'threat' | 'vulnerability',
) => (await who.rows(kind)).filter(({ archivedOn }) => archivedOn === undefined)
const planAgain = async (who: Person): Promise<readonly PlanLine[]> =>
  startPlan(
    answers,
    today,
    presentIn(
      {
        tasks: (await who.rows('task')) as never,
        audits: (await who.rows('audit')) as never,
        reviews: (await who.rows('managementReview')) as never,
        obligations: (await who.rows('obligation')) as never,
        passed: [],
      },
      settingsDefaults,
      today,
    ),
  )

describe('writing what the guided start made', () => {
  test('ID2: a plan is one command: final refs, the same on every device, one undo archives it, written again it comes back', async () => {
    const bob = await join(world, alice, 'Bob', 'lead')
    const lines = startPlan(answers, today)
    expect(await alice.must('start.write', { edits: editsOf(lines) }, 'plan-1')).toEqual({
      created: lines.length,
      restored: 0,
    })
    const tasks = await live(alice, 'task')
    expect(tasks.length).toBeGreaterThan(35)
    expect(new Set(tasks.map(({ ref }) => ref)).size).toBe(tasks.length)
    expect(tasks.every(({ ref }) => /^TK-\d+$/.test(String(ref)))).toBe(true)
    expect((await live(alice, 'audit')).map(({ type }) => type).sort()).toEqual(['internal', 'stage1', 'stage2'])
    // ID7: by the year each is planned for.
    for (const { ref, plannedFrom } of (await live(alice, 'audit')) as unknown as readonly {
      ref: string
      plannedFrom: string
    }[])
      expect(ref).toMatch(new RegExp(`^IA-${plannedFrom.slice(0, 4)}-\\d+$`))
    await settle(alice, bob)
    expect(await live(bob, 'task')).toEqual(tasks)
    expect(await planAgain(bob)).toEqual([])

    await alice.must('command.undo', { commandId: 'plan-1' })
    for (const kind of ['task', 'audit', 'managementReview', 'obligation'] as const)
      expect(await live(alice, kind)).toEqual([])
    expect((await planAgain(alice)).length).toBe(lines.length)
    expect(await alice.must('start.write', { edits: editsOf(lines) }, 'plan-2')).toEqual({
      created: 0,
      restored: lines.length,
    })
    expect((await live(alice, 'task')).map(({ ref }) => ref)).toEqual(tasks.map(({ ref }) => ref))
    await alice.must('command.undo', { commandId: 'plan-2' })
    expect(await live(alice, 'task')).toEqual([])
  })

  test('MG11: two leads who take the plan apart from each other have one plan', async () => {
    const bob = await join(world, alice, 'Bob', 'lead')
    const lines = startPlan(answers, today).slice(0, 12)
    await alice.must('start.write', { edits: editsOf(lines) })
    await bob.must('start.write', { edits: editsOf(lines) })
    await settle(alice, bob)
    expect(await live(alice, 'task')).toEqual(await live(bob, 'task'))
    expect((await live(alice, 'task')).length).toBe(lines.filter(({ kind }) => kind === 'task').length)
  })

  test('all or nothing: what is here by now, a kind that does not come from here, a value no record takes, a role that may not', async () => {
    const lines = startPlan(answers, today)
    await alice.must('start.write', { edits: editsOf(lines.slice(0, 1)) })
    const refused = async (edits: readonly StartEdit[], type: string, who = alice): Promise<void> => {
      expect(await who.run('start.write', { edits })).toMatchObject({ ok: false, error: { type } })
      expect((await live(alice, 'task')).length).toBe(1)
    }
    const rest = editsOf(lines.slice(1))
    await refused([...rest, ...editsOf(lines.slice(0, 1))], 'changedSince')
    await refused([...rest, { op: 'add', kind: 'evidence', id: 'ev_start~x', fields: {} }], 'invalidField')
    await refused([...rest, { op: 'add', kind: 'task', id: 'r_start~x', fields: {} }], 'invalidField')
    await refused([...rest, { op: 'set', kind: 'scope', id: 'sc_other', fields: {} }], 'invalidField')
    await refused([...rest, { op: 'add', kind: 'task', id: 'tk_start~x', fields: { due: 'some day' } }], 'invalidField')
    await refused(
      [
        ...rest,
        { op: 'add', kind: 'audit', id: 'ia_start~x', fields: { plannedFrom: '2026-07-02', plannedTo: '2026-07-01' } },
      ],
      'dateOrder',
    )
    await refused([...rest, rest[0]!], 'invalidField')
    const carol = await join(world, alice, 'Carol', 'viewer')
    await refused(rest, 'notAllowed', carol)
  })

  test('answers go where they belong in one step, and one undo gives back what was there', async () => {
    await alice.must('record.create', { kind: 'scope', id: 'sc_main', fields: { orgName: 'Alice', headcount: 3 } })
    const edits: readonly StartEdit[] = [
      {
        op: 'set',
        kind: 'scope',
        id: 'sc_main',
        fields: {
          headcount: 12,
          sector: 'software',
          statement: 'Development and operation of the product by the whole team in two places, for its customers.',
        },
      },
      { op: 'set', kind: 'settings', id: 'settings_main', fields: { frameworks: ['iso27001-2022', 'soc2-2017r2022'] } },
      { op: 'add', kind: 'person', id: 'pe_new', fields: { name: 'Mia' } },
      {
        op: 'add',
        kind: 'roleAssignment',
        id: 'ra_start~topManagement',
        fields: { role: 'topManagement', holder: 'pe_new' },
      },
    ]
    await alice.must('start.write', { edits }, 'answers')
    expect((await alice.rows('scope'))[0]).toMatchObject({ headcount: 12, sector: 'software' })
    expect((await alice.rows('settings'))[0]).toMatchObject({ frameworks: ['iso27001-2022', 'soc2-2017r2022'] })
    await alice.must('command.undo', { commandId: 'answers' })
    expect((await alice.rows('scope'))[0]).toMatchObject({ headcount: 3, sector: undefined })
    expect((await alice.rows('roleAssignment')).every(({ archivedOn }) => archivedOn !== undefined)).toBe(true)
  })

  test('chosen risks come with threat and weakness, once', async () => {
    const make = async () =>
      riskRecords(
        riskStarters.slice(0, 5),
        { texts: riskTexts, threats: starterThreats },
        {
          threats: (await alice.rows('threat')) as never,
          ids: new Set((await live(alice, 'risk')).map(({ id }) => id as string)),
        },
        { owner: undefined, today },
      )
    await alice.must('start.write', { edits: add(await make()) }, 'risks')
    expect((await live(alice, 'risk')).map(({ ref }) => ref).sort()).toEqual(['R-1', 'R-2', 'R-3', 'R-4', 'R-5'])
    expect((await live(alice, 'vulnerability')).length).toBe(5)
    expect(await make()).toEqual([])
    await alice.must('command.undo', { commandId: 'risks' })
    for (const kind of ['risk', 'threat', 'vulnerability'] as const) expect(await live(alice, kind)).toEqual([])
  })
})
