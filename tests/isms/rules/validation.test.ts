import { describe, expect, it } from 'vitest'
import { isComplete, missingFields } from '~/lib/records/fieldCompleteness'
import { soaEntryId } from '~/lib/records/derivedIds'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { effectiveNeed } from '~/lib/isms/risk/assetNeed'
import { riskLevels } from '~/lib/isms/risk/level'
import { templateGrid } from '~/lib/isms/risk/defaultMethod'
import { titleOf } from '~/lib/records/text/searchText'
import { validateRecord } from '~/lib/records/validateRecord'
import { row } from '../rows'

const broken = <K extends Parameters<typeof row>[0]>(kind: K, values: Parameters<typeof row>[2]) =>
  validateRecord(kind, row(kind, 'x_1', values) as never).map(({ type, field }) => [type, field])

describe('cross-field rules (V)', () => {
  it('TR9: a closed risk needs a reason', () => {
    expect(broken('risk', { status: 'closed' })).toEqual([['closedReasonMissing', 'closedReason']])
    expect(broken('risk', { status: 'closed', closedReason: 'Service switched off' })).toEqual([])
    expect(broken('risk', { status: 'open' })).toEqual([])
  })
  it('EV10: redacted evidence needs a reason; EV11: partial evidence says what is missing; periods must not be reversed', () => {
    expect(broken('evidence', { redactedFrom: 'ev_1' })).toEqual([['redactionReasonMissing', 'redactionReason']])
    expect(broken('evidence', { redactedFrom: 'ev_1', redactionReason: 'Names of drivers' })).toEqual([])
    expect(broken('evidence', { coversFrom: '2026-05-02', coversTo: '2026-05-01' })).toEqual([
      ['periodReversed', 'coversTo'],
    ])
  })
  it('4.3: a scope of a few words does not count', () => {
    expect(broken('scope', { statement: 'Everything.' })).toEqual([['scopeTooShort', 'statement']])
  })
  it('MG18: a record broken by a merge is incomplete, and not repaired', () => {
    const risk = row('risk', 'r_1', {
      title: 'x',
      event: 'x',
      consequence: 'x',
      properties: ['C'],
      owner: 'pe_1',
      currentL: 6,
      currentI: 2,
      rationale: 'x',
      assessedOn: '2026-01-01',
      matrixHash: 'x',
      status: 'closed',
    })
    expect(missingFields('risk', risk)).toEqual([])
    expect(isComplete('risk', risk)).toBe(false)
    expect(riskLevels({ ...risk, matrixHash: undefined }, { grid: templateGrid(5, 5), acceptMax: 2 }).current).toEqual({
      l: 5,
      i: 2,
      level: 3,
    })
    expect(risk.currentL).toBe(6)
  })
  it('MG14: a reference to a record that has not arrived is not an error', () => {
    const asset = row('asset', 'as_1', { c: 2, supports: ['as_not_here_yet'] })
    expect(effectiveNeed(asset, new Map([[asset.id, asset]]))).toEqual({ c: 2, i: undefined, a: undefined })
    expect(validateRecord('asset', asset)).toEqual([])
  })
})

it('ID4: kinds with derived ids show their natural key instead of a ref', () => {
  const entry = row('soaEntry', soaEntryId('iso27001-2022:A.5.1'))
  expect([entry.ref, titleOf(entry)]).toEqual(['A.5.1', 'A.5.1'])
})

it('settings fall back to the defaults of isms.md 2.5, and SOC 2 always includes security', () => {
  expect(effectiveSettings(undefined)).toMatchObject({
    evidenceWarnDays: 30,
    requireEvidenceReview: true,
    taskGraceDays: 14,
    readyScore: 90,
    frameworks: ['iso27001-2022'],
    socCategories: ['security'],
    ismsStart: undefined,
  })
  const own = effectiveSettings(
    row('settings', 'settings_main', {
      evidenceWarnDays: 0,
      requireEvidenceReview: false,
      socCategories: ['availability'],
    }),
  )
  expect(own).toMatchObject({
    evidenceWarnDays: 0,
    requireEvidenceReview: false,
    socCategories: ['availability', 'security'],
    ismsStart: '2026-01-01',
    evidenceMaxAge: 'P12M',
  })
})
