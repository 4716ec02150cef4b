import { describe, expect, it } from 'vitest'
import { derivedId, parentsOf, requirementOfSoaEntry, soaEntryId } from '~/lib/records/derivedIds'
import { compareRefs, deviceCode, formatRef, nextNumber, parseRef, refSortKey, refYear } from '~/lib/records/refs'

describe('ID2 refs', () => {
  it('device codes: none for the founder, then B … Z, AA, AB …', () => {
    expect([0, 1, 2, 25, 26, 27, 26 + 676].map(deviceCode)).toEqual(['', 'B', 'C', 'Z', 'AA', 'AB', 'AAA'])
    expect(new Set(Array.from({ length: 2000 }, (_, k) => deviceCode(k))).size).toBe(2000)
  })
  it('ID7: the year is that of the audit or review, not of the day it was recorded', () => {
    expect([
      refYear('audit', { plannedFrom: '2027-02-01' }),
      refYear('audit', { plannedFrom: '2027-02-01', performedFrom: '2026-12-30' }),
      refYear('managementReview', { heldOn: '2027-01-15' }),
    ]).toEqual([2027, 2026, 2027])
    expect([
      refYear('audit', {}),
      refYear('audit', { plannedFrom: 'soon' }),
      refYear('risk', { assessedOn: '2027-01-01' }),
    ]).toEqual([undefined, undefined, undefined])
  })
  it('ID3: the year precedes the device code, and written refs parse back', () => {
    for (const ref of ['R-12', 'R-B3', 'IA-2026-1', 'MR-2026-B1', 'EV-AA120'])
      expect(formatRef(parseRef(ref)!)).toBe(ref)
    for (const text of ['R12', 'RS3', 'R-0', 'R-', 'r-1', 'R-01', 'SOA1']) expect(parseRef(text)).toBeUndefined()
  })
  it('RS10: device code, then number', () => {
    const refs = ['R-B1', 'R-10', 'R-AA1', 'R-2', 'R-Z9', 'R-1']
    expect([...refs].sort(compareRefs)).toEqual(['R-1', 'R-2', 'R-10', 'R-B1', 'R-Z9', 'R-AA1'])
    expect([...refs].sort((a, b) => (refSortKey(a) < refSortKey(b) ? -1 : 1))).toEqual([...refs].sort(compareRefs))
  })
  it('the next number is one above the highest of this device and prefix, regardless of gaps', () => {
    expect(nextNumber(['R-1', 'R-7', 'R-B9', 'RX-12'], { prefix: 'R', device: '' })).toBe(8)
    expect(nextNumber(['R-1'], { prefix: 'R', device: 'C' })).toBe(1)
    expect(nextNumber(['IA-2025-4'], { prefix: 'IA', device: '', year: 2026 })).toBe(1)
  })
})

describe('ID1 derived ids', () => {
  it('contain no slash and yield their parents', () => {
    const id = derivedId('ai', 'ia_x', 'own/framework:A~1%2')
    expect(id).not.toContain('/')
    expect(parentsOf(id)).toEqual(['ia_x', 'own/framework:A~1%2'])
    expect(soaEntryId('iso27001-2022:A.5.1')).toBe('soa_iso27001-2022:A.5.1')
    expect(requirementOfSoaEntry('soa_iso27001-2022:A.5.1')).toBe('iso27001-2022:A.5.1')
  })
})
