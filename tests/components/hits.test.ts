import { describe, expect, it } from 'vitest'
import { placeOf } from '~/components/search/useHits'

const hit = (kind: 'framework' | 'requirement' | 'crosswalk' | 'comment' | 'risk', id: string, ref = '') => ({
  kind,
  id,
  ref,
})

describe('where a hit opens', () => {
  it('a framework of one’s own by its page, its requirements and mappings at their row', () => {
    expect(placeOf(hit('framework', 'fw_own'), undefined)).toEqual({ path: '/frameworks/own', query: {} })
    expect(placeOf(hit('requirement', 'rq_own:AC-2'), undefined)).toEqual({
      path: '/frameworks/own',
      query: { at: 'AC-2' },
    })
    expect(placeOf(hit('crosswalk', 'xw_own:AC-2~iso27001-2022:A.8.2'), undefined)).toEqual({
      path: '/frameworks/own',
      query: { at: 'AC-2' },
    })
  })
  it('a comment by what it speaks about', () => {
    expect(placeOf(hit('comment', 'cm_1'), { kind: 'risk', id: 'r_1', ref: 'R-1' } as never)).toMatchObject({
      query: { open: 'R-1' },
    })
    expect(placeOf(hit('comment', 'cm_1'), undefined)).toBe('/needs-me')
  })
})
