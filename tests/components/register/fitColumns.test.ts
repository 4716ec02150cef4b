import { describe, expect, it } from 'vitest'
import { avatarWidth, fitColumns, nameWidth, titleWidth, type WantedColumn } from '~/components/register/fitColumns'

const owner: WantedColumn = { name: 'owner', width: 150, type: 'person' }
const status: WantedColumn = { name: 'status', width: 116, type: 'enum' }
const due: WantedColumn = { name: 'due', width: 100, type: 'date' }
const widths = (room: number, title: number, columns: readonly WantedColumn[], drop = false) =>
  Object.fromEntries(fitColumns({ room, title, columns, drop }).map(({ name, width }) => [name, width]))

describe('widths of a register', () => {
  it('gives free room to the names of persons once the title is whole', () => {
    expect(widths(900, 300, [status, owner])).toEqual({ status: 116, owner: 206 })
    expect(widths(600, 300, [status, owner])).toEqual({ status: 116, owner: 184 })
  })

  it('takes what is too much from names first, then shows the avatar alone', () => {
    expect(widths(550, 400, [status, owner])).toEqual({ status: 116, owner: 134 })
    expect(widths(490, 400, [status, owner])).toEqual({ status: 116, owner: avatarWidth })
    expect(nameWidth).toBeGreaterThan(120)
  })

  it('cuts texts a little before a person loses the name', () => {
    expect(widths(590, 240, [{ name: 'review', width: 150, type: 'ref' }, status, owner])).toEqual({
      review: 110,
      status: 116,
      owner: nameWidth,
    })
    expect(widths(560, 240, [{ name: 'review', width: 150, type: 'ref' }, status, owner])).toEqual({
      review: 160,
      status: 116,
      owner: avatarWidth,
    })
  })

  it('leaves out the last columns only beside a drawer', () => {
    expect(widths(430, 300, [status, due])).toEqual({ status: 116, due: 100 })
    expect(widths(430, 300, [status, due], true)).toEqual({ status: 116 })
    expect(widths(430, 300, [status, { ...due, kept: true }], true)).toEqual({ due: 100 })
  })

  it('scrolls nothing sideways as long as columns may shrink', () => {
    const columns = [status, { name: 'chair', width: 180, type: 'person' as const }, due, owner]
    const shown = fitColumns({ room: 760, title: 380, columns, drop: false })
    expect(shown.reduce((sum, { width }) => sum + width, 0) + 300).toBeLessThanOrEqual(760)
  })

  it('asks for the longest title, within reason', () => {
    expect(titleWidth([])).toBe(130)
    expect(titleWidth(['short', 'x'.repeat(40)])).toBe(308)
    expect(titleWidth(['x'.repeat(400)])).toBe(460)
  })
})
