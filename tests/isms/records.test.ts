import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assembleRecord, fieldChanges, rowToEntries, type FlatEntry } from '~/lib/records/assembleRecord'
import { mayWrite, recordClasses } from '~/lib/records/classes'
import { isComplete, missingFields } from '~/lib/records/fieldCompleteness'
import { dexieSchema } from '~/lib/records/dexieSchema'
import { formSections } from '~/lib/records/formSections'
import { isSet } from '~/lib/records/fields'
import { parseRecordKey, recordKey } from '~/lib/records/recordKey'
import { kindNames, kindOfId, recordKind, type AnyRecord } from '~/lib/records/registry'
import { searchText, titleOf } from '~/lib/records/text/searchText'
import { tableColumns } from '~/lib/records/lists/tableColumns'
import { validateValue } from '~/lib/records/validateValue'
import type { JsonValue } from '~/lib/shared/json'

const fixturePath = (kind: string, version: number) =>
  new URL(`../fixtures/records/${kind}.v${version}.json`, import.meta.url)

interface Fixture {
  readonly id: string
  readonly entries: Readonly<Record<string, JsonValue>>
}
const fixture = (kind: string, version: number): Fixture =>
  JSON.parse(readFileSync(fixturePath(kind, version), 'utf8')) as Fixture

describe('every kind', () => {
  it.each(kindNames)('%s has a fixture of each version, and all of them read completely', (kind) => {
    const definition = recordKind(kind)
    for (let version = 1; version <= definition.version; version++) {
      expect(
        existsSync(fixturePath(kind, version)),
        `write tests/fixtures/records/${kind}.v${version}.json: one full record as flat entries`,
      ).toBe(true)
      const { id, entries } = fixture(kind, version)
      const row = assembleRecord(kind, id, Object.entries(entries))
      expect(row.unknown, 'a field was renamed or retyped: synced fields are append-only').toEqual({})
      const written = new Set(Object.keys(entries).map((key) => key.split('/')[0]!))
      expect(
        Object.entries(definition.fields).flatMap(([name, field]) =>
          field.since <= version && !written.has(name) ? [name] : [],
        ),
        `${kind}.v${version}.json shows every field`,
      ).toEqual([])
      for (const [key, value] of Object.entries(entries))
        expect(validateValue(kind, key, value), `${kind} ${key}`).toMatchObject({ ok: true })
      expect(missingFields(kind, row)).toEqual([])
      expect(isComplete(kind, row)).toBe(true)
      expect(titleOf(row)).not.toBe('')
      const flat = rowToEntries(row)
      expect(assembleRecord(kind, id, flat.entries, flat.texts)).toEqual(row)
    }
  })

  it.each(kindNames)('%s: form shows every field once, table and index name fields that exist', (kind) => {
    const { fields } = recordKind(kind)
    const shown = formSections(kind).flatMap((section) => section.fields.map(({ name }) => name))
    expect([...shown].sort()).toEqual(Object.keys(fields).sort())
    for (const column of tableColumns(kind))
      expect(['ref', 'tags', 'createdAt', ...Object.keys(fields)]).toContain(column.name)
    for (const part of dexieSchema(kind).split(', ').slice(6))
      expect(Object.keys(fields)).toContain(part.replace('*', ''))
  })

  it('has its own id prefix', () => {
    expect(new Set(kindNames.map((kind) => recordKind(kind).prefix.toLowerCase())).size).toBe(kindNames.length)
    expect(kindOfId('r_0Ab')).toBe('risk')
    expect(kindOfId('nothing')).toBeUndefined()
  })

  it('profiles hash fields that exist', () => {
    for (const kind of kindNames) {
      for (const profile of Object.values(recordKind(kind).profiles)) {
        for (const name of profile.fields) expect(Object.keys(recordKind(kind).fields)).toContain(name)
      }
    }
  })
})

describe('rows and entries', () => {
  it('MG3: set elements and map entries have their own keys; null and false mean unset', () => {
    const row = assembleRecord('risk', 'r_1', [
      ['title', 'Old laptop lost'],
      ['currentL', null],
      ['controls/c_2', true],
      ['controls/c_1', true],
      ['controls/c_3', false],
      ['controls/c_4', null],
    ])
    expect(row).toMatchObject({ title: 'Old laptop lost', controls: ['c_1', 'c_2'], kind: 'risk', reqs: [] })
    expect(row.currentL).toBeUndefined()
  })

  it('MG19: unknown fields, enum values and shapes are kept separately and written back unchanged', () => {
    const strange: FlatEntry[] = [
      ['moonPhase', 'full'],
      ['status', 'dormant'],
      ['properties/X', true],
      ['title/x', 1],
      ['currentL', 'high'],
      ['__proto__', 'x'],
      ['tags', ['a']],
    ]
    const row = assembleRecord('risk', 'r_1', strange)
    expect(Object.entries(row.unknown).sort()).toEqual([...strange].sort())
    expect(row.status).toBeUndefined()
    expect(
      rowToEntries(row)
        .entries.filter(([key]) => key !== 'kind')
        .sort(),
    ).toEqual([...strange].sort())
    expect(fieldChanges(row, { ...row, title: 'Now named' })).toEqual({ entries: [['title', 'Now named']], texts: [] })
  })

  it('RS3: scores off the scale and fractions stay readable in a row, though a command may not write a fraction', () => {
    expect(
      assembleRecord('risk', 'r_1', [
        ['currentL', 2.5],
        ['currentI', 0],
      ]),
    ).toMatchObject({ currentL: 2.5, currentI: 0 })
    expect(validateValue('risk', 'currentL', 2.5)).toMatchObject({
      ok: false,
      error: { type: 'invalidField', field: 'currentL' },
    })
  })

  it('keys split at the first two slashes only, in NFC', () => {
    expect(parseRecordKey(recordKey('r_1', 'reqs', 'own:A/1/2~x'))).toEqual({
      recordId: 'r_1',
      field: 'reqs',
      element: 'own:A/1/2~x',
    })
    expect(recordKey('r_1', 'tags', 'Cafe\u0301')).toBe('r_1/tags/Café')
    expect(parseRecordKey('r_1')).toBeUndefined()
    expect(parseRecordKey('r_1/title')).toEqual({ recordId: 'r_1', field: 'title' })
  })

  it('changes turn one row into the other (property)', () => {
    const word = fc
      .string({ minLength: 1, maxLength: 12 })
      .map((text) => text.normalize('NFC'))
      .filter((text) => text !== '__proto__')
    const arbitrary = fc.record({
      title: fc.option(word, { nil: null }),
      event: fc.option(word, { nil: null }),
      currentL: fc.option(fc.integer({ min: -3, max: 9 }), { nil: null }),
      fraud: fc.option(fc.boolean(), { nil: null }),
      status: fc.constantFrom('open', 'closed', 'fromTheFuture', null),
      controls: fc.uniqueArray(word),
      tags: fc.uniqueArray(word),
    })
    const toRow = (
      values: { readonly controls: readonly string[]; readonly tags: readonly string[] } & Record<string, unknown>,
    ): AnyRecord => {
      const { controls, tags, ...scalars } = values
      return assembleRecord('risk', 'r_1', [
        ...(Object.entries(scalars) as FlatEntry[]),
        ...controls.map((c): FlatEntry => [`controls/${c}`, true]),
        ...tags.map((t): FlatEntry => [`tags/${t}`, true]),
      ])
    }
    fc.assert(
      fc.property(arbitrary, arbitrary, (a, b) => {
        const before = toRow(a)
        const after = { ...toRow(b), unknown: before.unknown } as AnyRecord
        const flat = rowToEntries(before)
        const changes = fieldChanges(before, after)
        const entries = new Map<string, JsonValue>([...flat.entries, ...changes.entries])
        const texts = new Map([...flat.texts, ...changes.texts])
        const reached = assembleRecord('risk', 'r_1', entries, texts)
        // A value from the future is only overwritten by a value for the same field.
        const shadowed = before.unknown.status !== undefined && after.kind === 'risk' && after.status !== undefined
        expect(reached).toEqual(shadowed ? { ...after, unknown: {} } : after)
        expect(fieldChanges(after, after)).toEqual({ entries: [], texts: [] })
      }),
      { numRuns: 300 },
    )
  })
})

describe('validateValue', () => {
  const says = (kind: Parameters<typeof validateValue>[0], key: string, value: unknown) => {
    const result = validateValue(kind, key, value)
    return result.ok ? result.value : result.error.type
  }
  it.each([
    ['risk', 'title', 'Cafe\u0301', 'Café'],
    ['risk', 'title', 'x'.repeat(501), 'invalidField'],
    ['risk', 'title', 7, 'invalidField'],
    ['risk', 'colour', 'red', 'unknownField'],
    ['risk', 'status', 'dormant', 'invalidField'],
    ['risk', 'properties/C', true, true],
    ['risk', 'properties/X', true, 'invalidField'],
    ['risk', 'properties', ['I', 'C'], ['C', 'I']],
    ['risk', 'properties/C', 'yes', 'invalidField'],
    ['risk', 'assessedOn', '2026-02-30', 'invalidField'],
    ['risk', 'assessedOn', '2026-02-28', '2026-02-28'],
    ['risk', 'title', null, null],
    ['asset', 'c', 5, 'invalidField'],
    ['asset', 'c', 4, 4],
    ['evidence', 'url', 'javascript:alert(1)', 'invalidField'],
    ['evidence', 'url', 'https://console.nimbus.example/x', 'https://console.nimbus.example/x'],
    ['evidence', 'capturedAt', '2026-06-01T09:12:44.000Z', '2026-06-01T09:12:44.000Z'],
    ['evidence', 'capturedAt', '2026-06-01 09:12', 'invalidField'],
    ['evidence', 'captureRecord', { sha256: 'zz', id: 'b', size: 1, mime: 'x/y' }, 'invalidField'],
    ['evidence', 'files/page.png', { part: 'original' }, 'invalidField'],
    ['control', 'testEvery', 'P3M', 'P3M'],
    ['control', 'testEvery', '3 months', 'invalidField'],
    ['task', 'rules/2026-01-01', 'FREQ=MONTHLY;BYMONTHDAY=-1', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    ['task', 'rules/2026-01-01', 'FREQ=HOURLY', 'invalidField'],
    ['control', 'title/x', 'y', 'invalidField'],
  ] as const)('%s %s %j → %j', (kind, key, value, expected) => {
    expect(says(kind, key, value)).toEqual(expected)
  })
})

describe('classes (isms.md 2.3)', () => {
  it('everybody except viewers may write some class, and auditors write neither register nor settings', () => {
    expect(recordClasses.filter((c) => mayWrite('auditor', c))).toEqual(['audit', 'evidence', 'discussion'])
    expect(recordClasses.filter((c) => mayWrite('editor', c))).toEqual(['register', 'evidence', 'discussion'])
    expect(recordClasses.filter((c) => mayWrite('viewer', c))).toEqual([])
    expect(recordClasses.every((c) => mayWrite('owner', c) && mayWrite('lead', c))).toBe(true)
  })
})

it('ID5: legacy refs, tags and requirement codes are searchable', () => {
  const row = assembleRecord('control', 'c_1', [
    ['ref', 'C-12'],
    ['legacyRef', 'CTRL/0042'],
    ['tags/cloud', true],
    ['title', 'Role-based access'],
    ['reqs/iso27001-2022:A.5.15', true],
    ['owner', 'pe_1'],
  ])
  expect(searchText(row).split('\n')).toEqual(['C-12', 'CTRL/0042', 'cloud', 'Role-based access', 'A.5.15'])
  expect(isSet(recordKind('control').fields.reqs!)).toBe(true)
})
