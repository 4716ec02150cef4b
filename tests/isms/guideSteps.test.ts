/** The guided start and readiness agree: what one calls done is never what the other calls missing. */

import { describe, expect, it } from 'vitest'
import { checks as words } from '~/components/i18n/en/checks'
import { checkById } from '~/lib/isms/readiness/checks'
import { stepChecks, stepState, stillAsked } from '~/lib/content/starters/plan/stepChecks'
import { demoQuietMs } from '~/lib/live/workspace/useDemoProgress'

const result = (id: string, status: 'pass' | 'fail' | 'na' | 'waived') => ({ id, status })

describe('a step of the guided start', () => {
  it('names its failing checks: a scope without interfaces, top management awaiting approval', () => {
    expect(stillAsked('scope', [result('4.3-scope-defined', 'fail'), result('4.3-scope-approved', 'fail')])).toEqual([
      '4.3-scope-defined',
    ])
    expect(
      stillAsked('roles', [result('5.3-roles-assigned', 'pass'), result('5.1-top-management-named', 'fail')]),
    ).toEqual(['5.1-top-management-named'])
    for (const status of ['pass', 'na', 'waived'] as const)
      expect(stillAsked('scope', [result('4.3-scope-defined', status)])).toEqual([])
    expect(stillAsked('scope', undefined)).toEqual([])
    expect(stillAsked('goal', [result('4.3-scope-defined', 'fail')])).toEqual([])
  })

  it('is done when it was answered and readiness asks for nothing more', () => {
    const failing = [result('6.1.3-soa-complete', 'fail')]
    expect([
      stepState('annex', true, failing),
      stepState('annex', false, failing),
      stepState('annex', true, []),
      stepState('goal', true, failing),
    ]).toEqual([
      { answered: true, done: false, asked: ['6.1.3-soa-complete'] },
      { answered: false, done: false, asked: ['6.1.3-soa-complete'] },
      { answered: true, done: true, asked: [] },
      { answered: true, done: true, asked: [] },
    ])
    expect(Object.keys(stepChecks)).toEqual(['scope', 'roles', 'plan', 'risks', 'annex'])
  })

  it('names only checks that exist', () => {
    expect(
      Object.values(stepChecks)
        .flat()
        .filter((id) => checkById(id!) === undefined),
    ).toEqual([])
  })

  it('does not call somebody unnamed who is awaiting approval', () => {
    expect(words['5.1-top-management-named']?.[0]).toBe('Top management has no approved assignment')
  })
})

describe('the demo', () => {
  it('shows that it is being prepared from the first 200 ms', () => {
    expect(demoQuietMs).toBe(200)
  })
})
