import { describe, expect, it } from 'vitest'
import { gapAge } from '~/lib/isms/readiness/age'
import { figures } from '~/lib/isms/readiness/figures'
import { createIncremental } from '~/lib/isms/readiness/incremental'
import { annex, record, stateOf, today, tomorrow, verified, yesterday, type Bit } from './checks/cases'

const figuresOf = (...bits: readonly Bit[]) => figures(createIncremental(stateOf(bits)).reader)

describe('figures of a day (isms.md 8)', () => {
  it('AU1: audit coverage is reported through the last day of the programme, and not after it', () => {
    const programme = (to: string) => record('auditProgramme', 'ap_1', { title: '2026', from: '2026-01-01', to })
    expect(figuresOf(programme(today)).auditCoverage).toBe(0)
    expect(figuresOf(programme(tomorrow)).auditCoverage).toBe(0)
    expect(figuresOf(programme(yesterday)).auditCoverage).toBeUndefined()
  })
  it('MR4: a dropped decision is neither late nor on time', () => {
    const done = record('decision', 'de_1', {
      text: 'Test restores',
      due: yesterday,
      status: 'done',
      doneOn: yesterday,
    })
    const dropped = record('decision', 'de_2', {
      text: 'Buy a vault',
      due: yesterday,
      status: 'dropped',
      outcome: 'The provider has one.',
    })
    expect(figuresOf(done, dropped).decisionsOnTime).toBe(1)
    expect(figuresOf(dropped).decisionsOnTime).toBeUndefined()
    expect(
      figuresOf(done, record('decision', 'de_3', { text: 'x', due: yesterday, status: 'open' })).decisionsOnTime,
    ).toBe(0.5)
  })
  it('10.2-recurring: the repeat rate is the share of a year’s nonconformities that recurred, settled since or not', () => {
    const whole = {
      title: 'No restore test',
      statement: 'Nobody restored a backup in 2025',
      grade: 'minor',
      requirement: annex('A.8.13'),
      detectedOn: '2026-01-01',
      owner: 'pe_1',
      correction: 'One was restored',
      correctedOn: '2026-01-10',
      rootCause: 'No task for it',
      causeMethod: 'fiveWhys',
      similar: 'none',
      effectivenessCriteria: 'Two restores in half a year',
      effectivenessDue: today,
    }
    const closed = (id: string, values: object, day: string): readonly Bit[] =>
      ((nc) => [
        nc,
        record('correctiveAction', `ca_${id}`, {
          nonconformity: id,
          title: 'A task',
          responsible: 'pe_2',
          due: today,
          status: 'done',
          completedOn: '2026-02-01',
        }),
        verified(nc, 'pe_5', { day }),
      ])(record('nonconformity', id, { ...whole, ...values }))
    const first = closed('nc_1', {}, '2026-03-02')
    expect(figuresOf(...first, ...closed('nc_2', { detectedOn: '2026-04-01' }, '2026-05-02')).ncRepeatRate).toBe(0.5)
    expect(figuresOf(...first).ncRepeatRate).toBe(0)
    expect(
      figuresOf(record('nonconformity', 'nc_3', { ...whole, detectedOn: '2025-06-01' })).ncRepeatRate,
    ).toBeUndefined()
  })
  it('EV3: judges evidence by the strictest of its controls', () => {
    const control = (id: string, frequency: string) =>
      record('control', id, { title: id, status: 'operating', frequency })
    const evidence = (id: string, values: object) =>
      record('evidence', id, { title: id, coversTo: '2026-01-31', ...values })
    const found = figuresOf(
      control('c_1', 'annual'),
      control('c_2', 'monthly'),
      evidence('ev_1', { controls: ['c_1'] }),
      evidence('ev_2', { controls: ['c_1', 'c_2'] }),
      evidence('ev_3', {}),
      evidence('ev_4', { controls: ['c_1'] }),
      evidence('ev_5', { controls: ['c_1'], supersedes: 'ev_4' }),
    )
    expect(found).toMatchObject({ evidenceAll: 5, evidenceFresh: 2, evidenceExpired: 1 })
  })
})

describe('RE9 age of a gap', () => {
  it('RE9: since the first run that saw it, today, or after the last run that did not', () => {
    expect(gapAge({ since: '2026-03-02', isDue: true }, { today, lastRun: '2026-05-28' })).toEqual({
      word: 'since',
      day: '2026-03-02',
    })
    // RE12: the first run that saw it is not the day it began.
    expect(gapAge({ since: '2026-03-02' }, { today, lastRun: '2026-05-28' })).toEqual({
      word: 'seen',
      day: '2026-03-02',
    })
    expect(gapAge({ since: today }, { today, lastRun: today })).toEqual({ word: 'today', day: today })
    expect(gapAge({}, { today, lastRun: '2026-05-28' })).toEqual({ word: 'after', day: '2026-05-28' })
    expect(gapAge({}, { today, lastRun: today })).toEqual({ word: 'today', day: today })
    expect(gapAge({}, { today, lastRun: undefined })).toBeUndefined()
  })
})
