import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { oscalModels, oscalVersion, type OscalModel } from '~/lib/exchange/oscal/models'
import { schemaProblems } from '~/lib/exchange/oscal/validate'
import type { JsonObject, JsonValue } from '~/lib/shared/json'
import { oracle } from './oracle'
import { exported, smallState } from './samples'

/** Every place of a document, as the keys that lead there. */
function places(value: JsonValue, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Array.isArray(value)
    ? (value as readonly JsonValue[]).map((item, index) => [index, item] as const)
    : Object.entries(value)
  return [path, ...inner.flatMap(([key, item]) => places(item as JsonValue, [...path, key]))]
}

type Loose = Record<string | number, unknown>
type Mutation = 'remove' | 'number' | 'blank' | 'newline' | 'extra' | 'emptyList'

/** A copy with one thing wrong, or undefined where the mutation has nothing to bite on. */
function mutated(document: JsonObject, path: readonly (string | number)[], how: Mutation): JsonObject {
  const copy = structuredClone(document) as unknown as Loose
  const parent = path.slice(0, -1).reduce<Loose>((at, key) => at[key] as Loose, copy)
  const last = path.at(-1)!
  if (how === 'remove') {
    if (Array.isArray(parent)) parent.splice(last as number, 1)
    else delete parent[last]
  } else if (how === 'extra')
    ((target) =>
      typeof target === 'object' && target !== null && !Array.isArray(target)
        ? ((target as Loose)['not-oscal'] = true)
        : (parent[last] = true))(parent[last])
  else parent[last] = { number: 7, blank: '', newline: 'two\nlines', emptyList: [] }[how]
  return copy as unknown as JsonObject
}

describe('OSCAL 1.2.1: schemas under two validators', () => {
  const documents = new Map<OscalModel, JsonObject>()
  const small = new Map<OscalModel, JsonObject>()
  beforeAll(async () => {
    const few = smallState()
    for (const model of oscalModels) {
      documents.set(model, (await exported(model)).document)
      small.set(model, (await exported(model, few)).document)
    }
  })

  it.each(oscalModels)('%s of the demo organisation passes both', async (model) => {
    const document = documents.get(model)!
    expect(await schemaProblems(model, document)).toEqual([])
    const validate = oracle(model)
    expect(validate(document), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true)
    expect(((document[model] as JsonObject).metadata as JsonObject)['oscal-version']).toBe(oscalVersion)
  })

  it.each(oscalModels)(
    '%s with one thing changed gets the same verdict from both',
    async (model) => {
      const document = small.get(model)!
      const all = places(document).filter((path) => path.length > 1)
      let refused = 0
      await fc.assert(
        fc.asyncProperty(
          fc.nat(all.length - 1),
          fc.constantFrom<Mutation>('remove', 'number', 'blank', 'newline', 'extra', 'emptyList'),
          async (at, how) => {
            const wrong = mutated(document, all[at]!, how)
            const [ours, theirs] = [await schemaProblems(model, wrong), oracle(model)(wrong)]
            expect(ours.length === 0, `${all[at]!.join('/')} ${how}`).toBe(theirs)
            if (ours.length > 0) refused++
          },
        ),
        { numRuns: 40 },
      )
      // Most of what may be changed is not allowed to be: a validator that passes everything shows here.
      expect(refused).toBeGreaterThan(8)
    },
    60_000,
  )

  it('names the path of what is wrong', async () => {
    const document = structuredClone(documents.get('catalog')!) as unknown as {
      catalog: { uuid: string; groups: { id: string }[] }
    }
    document.catalog.uuid = 'x'
    document.catalog.groups[0]!.id = '1 bad token'
    const problems = await schemaProblems('catalog', document as unknown as JsonObject)
    expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(['/catalog/uuid', '/catalog/groups/0/id']))
    expect(problems.every(({ message }) => message.length > 5)).toBe(true)
  })

  it('takes letters of all scripts in tokens and none of them first a digit (\\p{L} works)', async () => {
    const with_ = (id: string): JsonObject => ({
      catalog: {
        uuid: '00000000-0000-4000-8000-000000000000',
        metadata: { 'title': 't', 'last-modified': '2026-01-01T00:00:00Z', 'version': '1', 'oscal-version': '1.2.1' },
        controls: [{ id, title: 't' }],
      },
    })
    expect(await schemaProblems('catalog', with_('übung-1'))).toEqual([])
    for (const id of ['1a', 'a b', '', '-a', 'a/b'])
      expect((await schemaProblems('catalog', with_(id))).map(({ path }) => path)).toContain('/catalog/controls/0/id')
  })
})
