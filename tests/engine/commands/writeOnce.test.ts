/** What was sealed is written once (EV1, EV12, SOA8): a change is refused in words, and nothing of it is kept. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FieldChange } from '~/lib/engine/commandMap'
import { recordKind, type Kind } from '~/lib/records/registry'
import type { JsonValue } from '~/lib/shared/json'
import { openSmallWorkspace, type SmallWorkspace } from '../../pack/smallPack'

let small: SmallWorkspace
beforeAll(async () => void (small = await openSmallWorkspace()), 60_000)
afterAll(() => small?.close())

const rowOf = async (kind: Kind, ref: string) =>
  (await small.alice.rows(kind)).find((row) => row['ref'] === ref || row['id'] === ref)!
const refused = {
  ok: false,
  error: {
    type: 'writeOnce',
    message: 'This was sealed when it was captured and never changes. Add new evidence that replaces it.',
  },
}

async function expectRefused(kind: Kind, id: string, change: FieldChange): Promise<void> {
  const before = [await rowOf(kind, id), await small.alice.replica.waiting(), (await small.alice.trail()).length]
  expect([change, await small.alice.run('record.edit', { edits: [{ kind, id, changes: [change] }] })]).toMatchObject([
    change,
    refused,
  ])
  expect([await rowOf(kind, id), await small.alice.replica.waiting(), (await small.alice.trail()).length]).toEqual(
    before,
  )
}

describe('what was sealed', () => {
  it('the fields of a capture that its seal names are neither changed nor taken away', async () => {
    const { id, captureRecord, capturedAt } = await rowOf('evidence', small.captured)
    expect([typeof capturedAt, typeof captureRecord]).toEqual(['string', 'object'])
    for (const [field, value] of [
      ['capturedAt', '2026-05-13T09:12:44.000Z'],
      ['capturedAt', null],
      ['captureRecord', { ...(captureRecord as object), sha256: 'f'.repeat(64) }],
      ['captureRecord', null],
    ] as const) {
      await expectRefused('evidence', String(id), { op: 'set', field, value: value as unknown as JsonValue })
    }
  })

  it.each([
    ['capture', () => small.captured, 'tile-1.png'],
    ['upload', () => small.uploaded, 'list.txt'],
  ])('an original of a %s is neither replaced nor taken away', async (_, ref, name) => {
    const { id, files } = await rowOf('evidence', ref())
    const file = (files as Record<string, { blob: object }>)[name]!
    await expectRefused('evidence', String(id), {
      op: 'put',
      field: 'files',
      element: name,
      value: { ...file, blob: { ...file.blob, sha256: 'f'.repeat(64) } } as unknown as JsonValue,
    })
    await expectRefused('evidence', String(id), {
      op: 'put',
      field: 'files',
      element: name,
      value: { ...file, part: 'derived' } as unknown as JsonValue,
    })
    await expectRefused('evidence', String(id), { op: 'put', field: 'files', element: name, value: null })
  })

  it('a frozen Statement of Applicability keeps every field it was frozen with', async () => {
    const row = await rowOf('soaVersion', small.soa.id)
    const once = Object.entries(recordKind('soaVersion').fields)
      .filter(([, field]) => field.writeOnce)
      .map(([name]) => name)
    expect(once).toEqual(expect.arrayContaining(['framework', 'asOf', 'contentHash', 'decisionHash', 'frozen']))
    const other: Readonly<Record<string, JsonValue>> = {
      framework: 'soc2-2017r2022',
      asOf: '2026-01-01',
      contentHash: 'f'.repeat(64),
      decisionHash: 'f'.repeat(64),
      frozen: { ...(row['frozen'] as object), sha256: 'f'.repeat(64) } as unknown as JsonValue,
    }
    for (const [field, value] of Object.entries(other))
      await expectRefused('soaVersion', small.soa.id, { op: 'set', field, value })
  })

  it('what else a record says can be written, and the same value again is no change', async () => {
    const { id, capturedAt } = await rowOf('evidence', small.captured)
    expect(
      await small.alice.run('record.edit', {
        edits: [
          {
            kind: 'evidence',
            id: String(id),
            changes: [
              { op: 'set', field: 'title', value: 'Backup jobs of May' },
              { op: 'set', field: 'capturedAt', value: capturedAt! },
            ],
          },
        ],
      }),
    ).toMatchObject({ ok: true })
    expect(await rowOf('evidence', small.captured)).toMatchObject({ title: 'Backup jobs of May', capturedAt })
  })
})
