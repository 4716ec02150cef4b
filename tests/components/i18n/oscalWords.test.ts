import { describe, expect, it } from 'vitest'
import { exportRemedies } from '~/components/exchange/oscal/oscalWords'
import { oscal as de } from '~/components/i18n/de/oscal'
import { oscal as en } from '~/components/i18n/en/oscal'
import { leftOutReasons } from '~/lib/exchange/oscal/oscalDraft'
import { countedLists } from '~/lib/exchange/oscal/exportOscal'
import { importNoteCodes } from '~/lib/exchange/oscal/import/importRow'
import { oscalModels } from '~/lib/exchange/oscal/models'
import { problemCodes } from '~/lib/exchange/oscal/oscalProblems'

const keysOf = (value: unknown, path = ''): readonly string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => keysOf(member, `${path}.${key}`))
    : [path]
const namesIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort()
const at = (words: unknown, path: string): string =>
  path
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], words) as string

describe('words about OSCAL', () => {
  it('has a sentence for every model, list, reason, note and problem', () => {
    expect(Object.keys(en.model).sort()).toEqual([...oscalModels].sort())
    expect(Object.keys(en.about).sort()).toEqual([...oscalModels].sort())
    expect(Object.keys(en.count).sort()).toEqual([...countedLists].sort())
    expect(
      Object.keys(en.leftOut)
        .filter((key) => key !== 'title' && key !== 'none')
        .sort(),
    ).toEqual([...leftOutReasons].sort())
    expect(Object.keys(en.import.note).sort()).toEqual([...importNoteCodes].sort())
    expect(Object.keys(en.problem).sort()).toEqual([...problemCodes].sort())
    expect(
      Object.entries(exportRemedies).filter(([type, { label }]) => !(type in en.failure) || !(label in en.failure)),
    ).toEqual([])
  })

  it('says in German what it says in English, with the same names to fill in', () => {
    expect(keysOf(de)).toEqual(keysOf(en))
    expect(keysOf(en).filter((path) => namesIn(at(en, path)).join() !== namesIn(at(de, path)).join())).toEqual([])
  })
})
