/** Records of every kind, generated from the definitions: whatever a field may hold, among records that are there. */

import fc from 'fast-check'
import { importableColumns } from '~/lib/records/lists/importKinds'
import { addDays } from '~/lib/shared/dates'
import {
  auditItemId,
  crosswalkId,
  frameworkRecordId,
  measurementId,
  requirementId,
  requirementRecordId,
  soaEntryId,
} from '~/lib/records/derivedIds'
import { isLongText, isSet, type Field } from '~/lib/records/fields'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { soaRequirements } from '~/lib/content/catalogue/catalogue'
import type { JsonValue } from '~/lib/shared/json'
import { row } from '../../isms/rows'

/** Records others point at: two or three of each kind, two persons of one name among them. */
export function neighbours(): readonly AnyRecord[] {
  const make = (kind: Kind, n: number, values: Readonly<Record<string, JsonValue>> = {}): AnyRecord => {
    const { prefix, title, yearRef } = recordKind(kind)
    return row(kind, `${prefix.toLowerCase()}_near${n}`, {
      ref: yearRef ? `${prefix}-2026-${n}` : `${prefix}-${n}`,
      [title]: `A ${kind} number ${n}`,
      ...values,
    }) as AnyRecord
  }
  const kinds: readonly Kind[] = [
    'asset',
    'supplier',
    'control',
    'policy',
    'threat',
    'vulnerability',
    'issue',
    'risk',
    'evidence',
    'objective',
    'metric',
    'audit',
    'auditProgramme',
    'managementReview',
    'finding',
    'incident',
    'controlTest',
    'nonconformity',
    'improvement',
    'interestedParty',
    'task',
    'roleAssignment',
    'evidenceRequest',
    'change',
    'captureRecipe',
  ]
  return [
    make('person', 1, { name: 'Ada Quill', title: 'Head of Platform' }),
    make('person', 2, { name: 'Ben Marsh', title: 'Engineer' }),
    make('person', 3, { name: 'Ben Marsh', title: 'Auditor' }),
    ...kinds.flatMap((kind) => [make(kind, 1), make(kind, 2)]),
  ]
}

/** Letters people write, marks that tables stumble over, and other scripts. */
const piece = fc.constantFrom(
  'Backup',
  'Ärger',
  'zwei',
  '中文',
  'ß',
  '€',
  ';',
  ',',
  '"',
  "'",
  '=',
  '+',
  '-',
  '@',
  '=1+1',
  '= ',
  '|',
  '#',
  '％',
  '＝',
  ' ',
  '\u00a0',
  'e\u0301',
  '👩‍💻',
  '\\',
  '/',
  '0',
  '12',
  '1.5',
)
const line = fc
  .array(piece, { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join('').normalize('NFC').trim().slice(0, 120))
  .filter((text) => text.trim() !== '')
const longText = fc
  .array(fc.oneof(line, fc.constantFrom('', '- an item', '\t- deeper', '  indented', '| a | b |')), {
    minLength: 1,
    maxLength: 4,
  })
  .map((lines) => lines.join('\n'))
  .filter((text) => text.trim() !== '')
const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays('2020-01-01', n))
const moment = fc.integer({ min: 0, max: 200_000_000 }).map((s) => new Date(1_600_000_000_000 + s * 1000).toISOString())
const codes = soaRequirements('iso27001-2022').map(({ id }) => id)

function valueOf(kind: Kind, name: string, field: Field, near: readonly AnyRecord[]): fc.Arbitrary<JsonValue> {
  const idsOf = (target: string): readonly string[] =>
    near.filter((one) => target === 'any' || one.kind === target).map(({ id }) => id)
  const among = (ids: readonly string[]): fc.Arbitrary<JsonValue> =>
    ids.length === 0 ? fc.constant(null) : fc.constantFrom(...ids)
  if (isSet(field)) {
    const one =
      field.type === 'reqs'
        ? fc.constantFrom(...codes)
        : field.type === 'refs'
          ? among(idsOf(field.target!))
          : field.element === 'person'
            ? among(idsOf('person'))
            : field.values
              ? fc.constantFrom(...field.values)
              : line
    return fc
      .uniqueArray(one as fc.Arbitrary<string | null>, { maxLength: 3 })
      .map((list) => list.filter((element) => element !== null).sort())
  }
  if (isLongText(field)) return longText
  switch (field.type) {
    case 'enum':
      return fc.constantFrom(...field.values!)
    case 'bool':
      return fc.boolean()
    case 'int':
      return fc.integer({ min: field.min ?? 1, max: field.max ?? 5 })
    case 'num':
      return fc.oneof(
        fc.integer({ min: Math.max(0, field.min ?? -9999), max: 9_999_999 }),
        fc.constantFrom(0.5, 0.125, 12.125, 1234.5, 12.75, 1e-7, 1e21),
      )
    case 'date':
      return day
    case 'instant':
      return moment
    case 'period':
      return fc.constantFrom('P30D', 'P2W', 'P6M', 'P1Y')
    case 'url':
      return fc.constantFrom('https://example.org/a?b=1;c', 'http://example.org')
    case 'person':
      return among(idsOf('person'))
    case 'ref':
      return field.target === 'requirement' ? fc.constantFrom(...codes) : among(idsOf(field.target!))
    case 'map':
      return mapOf(kind, name, field, near)
    case 'json':
      return fc.constantFrom<JsonValue>({ x: 1, y: 2, width: 3, height: 4 })
    default:
      return line
  }
}

function mapOf(kind: Kind, name: string, field: Field, near: readonly AnyRecord[]): fc.Arbitrary<JsonValue> {
  const keys: fc.Arbitrary<string> =
    kind === 'training'
      ? fc.constantFrom(...near.filter((one) => one.kind === 'person').map(({ id }) => id))
      : kind === 'incident'
        ? line
        : day
  const figures = fc.constantFrom<JsonValue>({ target: 95 }, { target: 95.5, watch: 90 }, { low: 1, high: 2 }, {})
  const done = line.map((note): JsonValue => ({ on: '2026-01-02', by: 'pe_near1', note }))
  const member: fc.Arbitrary<JsonValue> =
    field.value!.type === 'json'
      ? kind === 'metric'
        ? figures
        : done
      : field.value!.type === 'rrule'
        ? fc.constantFrom('FREQ=YEARLY', 'FREQ=MONTHLY;BYMONTHDAY=-1')
        : field.value!.type === 'date'
          ? day
          : line
  return fc
    .uniqueArray(fc.tuple(keys, member), { maxLength: 3, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries) as JsonValue)
}

/** Up to `most` records of a kind, each with its own ref or derived id, all fields an import writes. */
export function arbitraryRows(kind: Kind, near: readonly AnyRecord[], most = 6): fc.Arbitrary<readonly AnyRecord[]> {
  const definition = recordKind(kind)
  const columns = importableColumns(kind).filter(({ name, field }) => field && name !== 'ref' && name !== 'files')
  const values = fc.record(
    Object.fromEntries(
      columns.map(({ name, field }) => [
        name,
        name === definition.title
          ? valueOf(kind, name, field!, near)
          : fc.option(valueOf(kind, name, field!, near), { nil: null }),
      ]),
    ),
  )
  return fc.array(values, { minLength: 1, maxLength: definition.singleton ? 1 : most }).map((list) => {
    const seen = new Set<string>()
    return list.flatMap((value, index) => {
      const fixed = settled(kind, value as Record<string, JsonValue>, index)
      const id = idOf(kind, fixed, index)
      if (seen.has(id)) return []
      seen.add(id)
      const ref =
        definition.naturalKey || definition.singleton
          ? {}
          : {
              ref: definition.yearRef
                ? `${definition.prefix}-2026-${index + 100}`
                : `${definition.prefix}-${index + 100}`,
            }
      return [
        row(kind, id, {
          ...Object.fromEntries(Object.entries(fixed).filter(([, one]) => one !== null && one !== '')),
          ...ref,
        }) as AnyRecord,
      ]
    })
  })
}

/** What one field asks of another: days in order, links that do not come back, a key of its own. */
function settled(kind: Kind, value: Record<string, JsonValue>, index: number): Record<string, JsonValue> {
  const fixed = { ...value, importKey: null, legacyRef: index % 2 === 0 ? `OLD ${index}` : null }
  for (const [first, second] of recordKind(kind).order ?? [])
    if (typeof fixed[first as keyof typeof fixed] === 'string')
      Object.assign(fixed, { [second]: addDays(String(fixed[first as keyof typeof fixed]), 30 * (1 + index)) })
  if (kind === 'evidence') Object.assign(fixed, { url: 'https://example.org/', source: 'link' })
  if (kind === 'nonconformity') Object.assign(fixed, { finding: null })
  if (kind === 'measurement')
    Object.assign(fixed, { metric: 'mt_near1', periodTo: addDays('2026-01-31', index), periodFrom: '2026-01-01' })
  if (kind === 'auditItem') Object.assign(fixed, { audit: 'ia_near1', requirement: codes[index] })
  if (kind === 'framework') Object.assign(fixed, { frameworkId: `own-${index}` })
  if (kind === 'requirement') Object.assign(fixed, { framework: 'own-1', code: `X.${index}` })
  if (kind === 'crosswalk') Object.assign(fixed, { source: codes[index], target: codes[index + 1] })
  return fixed
}

function idOf(kind: Kind, value: Readonly<Record<string, JsonValue>>, index: number): string {
  const text = (name: string): string => String(value[name])
  switch (kind) {
    case 'soaEntry':
      return soaEntryId(codes[index]!)
    case 'measurement':
      return measurementId(text('metric'), text('periodTo'))
    case 'auditItem':
      return auditItemId(text('audit'), text('requirement'))
    case 'framework':
      return frameworkRecordId(text('frameworkId'))
    case 'requirement':
      return requirementRecordId(requirementId(text('framework'), text('code')))
    case 'crosswalk':
      return crosswalkId(text('source'), text('target'))
    default:
      return recordKind(kind).singleton ?? `${recordKind(kind).prefix.toLowerCase()}_own${index}`
  }
}
