import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleRecord, rowToEntries } from '~/lib/records/assembleRecord'
import { demoRecords } from '~/lib/content/demo/demoRecords'
import { demoRow } from '~/lib/content/demo/demoRecord'
import { isSet } from '~/lib/records/fields'
import { kindNames, recordKind, type AnyRecord } from '~/lib/records/registry'
import { createIncremental } from '~/lib/isms/readiness/incremental'
import { allChecks } from '~/lib/isms/readiness/checks'
import { resultsOf } from '~/lib/isms/readiness/evaluate'
import type { HistoryFact } from '~/lib/isms/readiness/readinessReader'
import { runChecks } from '~/lib/isms/readiness/run'
import { summaryOf } from '~/lib/isms/readiness/summary'
import type { Changes } from '~/lib/isms/readiness/sources'
import { compositeRecords } from '~/lib/isms/statement/composites'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { hashedContent } from '~/lib/isms/statement/hashedContent'

/** A few records of every kind with realistic links, and dangling ones where a target was left out. */
const few = kindNames.flatMap((kind) =>
  demoRecords()
    .filter((record) => record.kind === kind)
    .slice(0, kind === 'soaEntry' ? 12 : 5)
    .map((record) => demoRow(record) as AnyRecord),
)
const persons = few.filter(({ kind }) => kind === 'person').map(({ id }) => id)

/** A workspace being built: what has been written so far. */
class Workspace {
  readonly rows = new Map(few.map((row) => [row.id, row]))
  readonly statements = new Map<string, StatementFact>()
  readonly history = new Map<string, HistoryFact[]>()
  today = '2026-06-01'
  seq = 0

  state(): Changes {
    return {
      today: this.today,
      put: [...this.rows.values()].reverse(),
      statements: [...this.statements.values()].reverse(),
      history: [...this.history],
      members: persons.map((personId, index) => ({
        memberId: `m_${index}`,
        personId,
        active: true,
        role: index === 0 ? 'owner' : 'editor',
      })),
    }
  }
}

type Step = (space: Workspace) => Changes

const days = ['2024-02-29', 'some day', '2026-05-31', '2026-06-01', '2026-06-30', '2027-01-01']
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** A value of the field's type, plausible or not; undefined unsets it. */
function valueFor(row: AnyRecord, name: string, n: number): unknown {
  const field = recordKind(row.kind).fields[name]!
  if (n % 5 === 0) return isSet(field) ? [] : field.type === 'map' ? {} : undefined
  switch (field.type) {
    case 'date':
      return pick(days, n)
    case 'enum':
      return pick(field.values!, n)
    case 'bool':
      return n % 2 === 0
    case 'int':
    case 'num':
      return n % 7
    case 'person':
      return pick(persons, n)
    case 'period':
      return pick(['P1M', 'P12M', 'P5Y', 'soon'], n)
    case 'ref':
      return (
        pick(
          few.filter(({ kind }) => field.target === 'any' || kind === field.target),
          n,
        )?.id ?? 'r_nowhere'
      )
    case 'refs':
      return [
        ...new Set([
          pick(
            few.filter(({ kind }) => field.target === 'any' || kind === field.target),
            n,
          )?.id ?? 'r_nowhere',
          ...(n % 3 === 0 ? ['r_nowhere'] : []),
        ]),
      ]
    case 'reqs':
      return [pick(['iso27001-2022:A.5.1', 'iso27001-2022:A.8.13', 'soc2-2017r2022:CC1.1'], n)]
    case 'text':
    case 'long':
    case 'rich':
      return `Text number ${n % 4}, long enough to justify an exclusion.`
    default:
      return (row as unknown as Record<string, unknown>)[name]
  }
}

const edit =
  (n: number, m: number): Step =>
  (space) => {
    const row = pick([...space.rows.values()], n)
    const name = pick(Object.keys(recordKind(row.kind).fields), m)
    // As a row is assembled from its entries: an invalid day does not count as a value.
    const { entries, texts } = rowToEntries({ ...row, [name]: valueFor(row, name, m) } as unknown as AnyRecord)
    const next = assembleRecord(row.kind, row.id, entries, texts) as AnyRecord
    space.rows.set(row.id, next)
    const entry: HistoryFact = {
      recordId: row.id,
      field: name,
      before: (row as unknown as Record<string, unknown>)[name],
      after: (next as unknown as Record<string, unknown>)[name],
      memberId: 'm_1',
      time: Date.parse(space.today),
      seq: ++space.seq,
      lost: false,
    }
    space.history.set(row.id, [...(space.history.get(row.id) ?? []), entry])
    return { put: [next], history: [[row.id, space.history.get(row.id)!]] }
  }
const archive =
  (n: number): Step =>
  (space) => {
    const row = pick([...space.rows.values()], n)
    const next = { ...row, archivedOn: row.archivedOn === undefined ? space.today : undefined } as AnyRecord
    space.rows.set(row.id, next)
    return { put: [next] }
  }
const rebuild =
  (n: number): Step =>
  (space) => {
    const row = pick([...space.rows.values()], n)
    space.rows.delete(row.id)
    return { remove: [row.id] }
  }
const sign =
  (n: number, m: number): Step =>
  (space) => {
    const row = pick(
      [...space.rows.values()].filter(({ kind }) => Object.keys(recordKind(kind).profiles).length > 0),
      n,
    )
    const profile = pick(Object.keys(recordKind(row.kind).profiles), m)
    const type = pick(Object.keys(recordKind(row.kind).profiles[profile]!.signed), m)
    const { contentHash } = hashedContent(
      row,
      profile,
      compositeRecords(row, profile, {
        get: (_kind, id) => space.rows.get(id),
        referencing: (kind, field, id) =>
          [...space.rows.values()]
            .filter(
              (one) => one.kind === kind && [(one as unknown as Record<string, unknown>)[field]].flat().includes(id),
            )
            .sort((a, b) => (a.id < b.id ? -1 : 1)),
      }),
    )
    const seq = ++space.seq
    const statement: StatementFact = {
      id: `st_${seq}`,
      seq,
      type,
      subjectKind: row.kind,
      subjectId: row.id,
      profile,
      contentHash,
      decision: type === 'review' ? (m % 2 ? 'accepted' : 'rejected') : 'effective',
      memberId: 'm_0',
      personId: pick(persons, m),
      time: Date.parse(space.today),
      signatureValid: m % 11 !== 0,
      asTopManagement: true,
      ...(type === 'accept' && { validUntil: pick(days, m) }),
    }
    space.statements.set(statement.id, statement)
    return { statements: [statement] }
  }
/** ST16: an owner states since when a device was in other hands, or withdraws that. */
const doubt =
  (n: number): Step =>
  (space) => {
    if (space.statements.size === 0) return {}
    const { doubtfulSince, ...row } = pick([...space.statements.values()], n)
    const next: StatementFact = doubtfulSince === undefined ? { ...row, doubtfulSince: row.time - 1 } : row
    space.statements.set(row.id, next)
    return { statements: [next] }
  }
const sleep =
  (n: number): Step =>
  (space) => {
    space.today = pick(['2026-06-02', '2026-09-01', '2027-05-05'], n)
    return { today: space.today }
  }

const step = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(fc.nat(2000), fc.nat(500)).map(([n, m]) => edit(n, m)) },
  { weight: 4, arbitrary: fc.tuple(fc.nat(2000), fc.nat(500)).map(([n, m]) => sign(n, m)) },
  { weight: 3, arbitrary: fc.nat(2000).map(doubt) },
  { weight: 2, arbitrary: fc.nat(2000).map(archive) },
  { weight: 1, arbitrary: fc.nat(2000).map(rebuild) },
  { weight: 1, arbitrary: fc.nat(20).map(sleep) },
)

describe('readiness that follows changes', () => {
  it('always equals an evaluation from scratch, whatever the order of records (RE1)', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
        const space = new Workspace()
        const following = createIncremental(space.state())
        for (const [index, take] of steps.entries()) {
          following.update(take(space))
          // Comparing costs a complete evaluation: only after some steps, so that several changes also occur in
          // between.
          if (index % 4 !== 3 && index !== steps.length - 1) continue
          const history = following.wanted().map((id): [string, HistoryFact[]] => [id, space.history.get(id) ?? []])
          if (history.length > 0) following.update({ history })
          const anew = runChecks(space.state(), allChecks)
          const results = resultsOf(anew.outcomes, anew.reader, anew.sources)
          expect(resultsOf(following.outcomes(), following.reader, following.sources)).toEqual(results)
          expect(summaryOf(results, following.reader)).toEqual(summaryOf(results, anew.reader))
        }
      }),
      { numRuns: 15 },
    )
  }, 120_000)

  it('evaluates again only what read the changed record', () => {
    const following = createIncremental(new Workspace().state())
    const before = following.outcomes()
    const risk = few.find(({ kind }) => kind === 'risk')!
    following.update({ put: [{ ...risk, title: 'Another title' } as AnyRecord] })
    expect(
      following
        .outcomes()
        .filter((outcome, index) => outcome !== before[index])
        .map(({ check }) => check.id),
    ).toEqual([])
    following.update({ put: [{ ...risk, owner: undefined } as AnyRecord] })
    expect(
      following
        .outcomes()
        .filter((outcome, index) => outcome !== before[index])
        .map(({ check }) => check.id),
    ).toContain('6.1.2-risk-owner')
    expect(following.outcomes().filter((outcome, index) => outcome !== before[index]).length).toBeLessThan(8)
  })
})
