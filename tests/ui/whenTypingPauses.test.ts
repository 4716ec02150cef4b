import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { forget, longestMs, typed, whenTypingPauses } from '~/lib/live/ui/whenTypingPauses'

describe('while somebody types', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    vi.advanceTimersByTime(10_000)
    vi.useRealTimers()
  })

  it('nothing waits while nobody types', () => {
    const run = vi.fn()
    whenTypingPauses({}, run)
    expect(run).toHaveBeenCalledOnce()
  })

  it('what came last shows when the hands rest, what was forgotten never', () => {
    const [key, other] = [{}, {}]
    const shown: string[] = []
    typed()
    whenTypingPauses(key, () => shown.push('first'))
    whenTypingPauses(key, () => shown.push('second'))
    whenTypingPauses(other, () => shown.push('gone'))
    forget(other)
    vi.advanceTimersByTime(399)
    expect(shown).toEqual([])
    vi.advanceTimersByTime(2)
    expect(shown).toEqual(['second'])
  })

  it('who never rests is not kept waiting for longer than a moment', () => {
    const run = vi.fn()
    typed()
    whenTypingPauses({}, run)
    for (let ms = 0; ms < longestMs + 100; ms += 50) {
      vi.advanceTimersByTime(50)
      typed()
    }
    expect(run).toHaveBeenCalledOnce()
  })
})
