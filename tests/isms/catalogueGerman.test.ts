import { describe, expect, it } from 'vitest'
import { csf } from '~/lib/content/catalogue/csf'
import { csf as csfGerman } from '~/lib/content/catalogue/de/csf'
import { soc2 as soc2German } from '~/lib/content/catalogue/de/soc2'
import { soc2 } from '~/lib/content/catalogue/soc2'

describe('SOC 2 and CSF in German', () => {
  it('names every row of the catalogue in its order', () => {
    expect(soc2German.map(([code]) => code)).toEqual(soc2.requirements.map(({ code }) => code))
    expect(csfGerman.map(([code]) => code)).toEqual(csf.requirements.map(({ code }) => code))
  })

  it('has guidance wherever the catalogue does, of one to three sentences, and leaves no title in English', () => {
    for (const [index, [code, title, guidance]] of soc2German.entries()) {
      const own = soc2.requirements[index]!
      expect(guidance !== undefined, code).toBe(own.assessable)
      expect((guidance ?? '').split(/[.?!](?:\s|$)/).length - 1, code).toBeLessThanOrEqual(3)
      // Three-letter groups have the same name as in English.
      expect(code.length > 3 && title === own.title, code).toBe(false)
    }
    for (const [index, [code, title]] of csfGerman.entries())
      expect(title === csf.requirements[index]!.title, code).toBe(false)
  })
})
