/** What stands open while others come in: a key decides on what is seen. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, shallowRef, type EffectScope } from 'vue'
import { useStandingOpen, type StandingOpen } from '~/components/evidence/review/useStandingOpen'

let scope: EffectScope
const list = shallowRef<readonly string[]>([])
let opened: StandingOpen<string>
beforeEach(() => {
  vi.useFakeTimers()
  list.value = ['EV-2', 'EV-3']
  scope = effectScope()
  opened = scope.run(() =>
    useStandingOpen(
      () => list.value,
      (one) => one,
      (all) => all[0],
    ),
  )!
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})
const stands = (): readonly [string | undefined, boolean] => [opened.current.value, opened.unasked.value]

describe('what stands open of a list', () => {
  it('is the first, and stays when another comes in before it', () => {
    list.value = ['EV-1', 'EV-2', 'EV-3']
    expect(stands()).toEqual(['EV-2', false])
    list.value = ['EV-1', 'EV-3', 'EV-2']
    expect(stands()).toEqual(['EV-2', false])
  })
  it('is another one as soon as a person asks for it, and keys are meant for that', () => {
    opened.open('EV-3')
    expect(stands()).toEqual(['EV-3', false])
    opened.open(undefined)
    expect(stands()).toEqual(['EV-2', false])
  })
  it('is the next when it leaves by itself, and no key is meant for that until it can be seen', () => {
    list.value = ['EV-3']
    expect(stands()).toEqual(['EV-3', true])
    vi.advanceTimersByTime(999)
    expect(stands()).toEqual(['EV-3', true])
    vi.advanceTimersByTime(1)
    expect(stands()).toEqual(['EV-3', false])
    // It came back: what stands open stays.
    list.value = ['EV-2', 'EV-3']
    expect(stands()).toEqual(['EV-3', false])
  })
  it('what a person opens in that moment is asked for', () => {
    list.value = ['EV-3', 'EV-4']
    opened.open('EV-4')
    expect(stands()).toEqual(['EV-4', false])
    list.value = ['EV-3']
    expect(stands()).toEqual(['EV-3', true])
  })
  it('asked for once more, what stands open excuses no later change', () => {
    opened.open('EV-2')
    list.value = ['EV-3']
    expect(stands()).toEqual(['EV-3', true])
  })
  it('of an empty list is nothing, and the first that comes in', () => {
    list.value = []
    expect(stands()).toEqual([undefined, false])
    list.value = ['EV-5']
    expect(stands()).toEqual(['EV-5', false])
  })
})
