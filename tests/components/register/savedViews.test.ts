import { describe, expect, it } from 'vitest'
import { isEmptyView, readViews, renameView, sameView, saveView, viewQuery } from '~/components/register/savedViews'

describe('saved filters', () => {
  const views = saveView(saveView([], 'Mine', { f: 'owner:pe_1' }), 'Late', { f: 'when:overdue', sort: '-due' })
  it('keep search, filters and sort of the address, nothing else', () => {
    expect(viewQuery({ q: 'vpn', f: '', sort: '-due', open: 'R-1', view: 'map' })).toEqual({ q: 'vpn', sort: '-due' })
    expect([isEmptyView({}), isEmptyView(viewQuery({ open: 'R-1', f: '' })), isEmptyView({ q: 'a' })]).toEqual([
      true,
      true,
      false,
    ])
    expect(sameView({ f: 'a:b' }, viewQuery({ f: 'a:b', open: 'R-2' }))).toBe(true)
  })
  it('the same name again replaces, in its place', () =>
    expect(saveView(views, 'mine', { q: 'x' })).toEqual([{ name: 'mine', query: { q: 'x' } }, views[1]]))
  it('a name is not taken twice, nor left empty', () => {
    expect(renameView(views, 'Late', 'MINE')).toBe(views)
    expect(renameView(views, 'Late', '  ')).toBe(views)
    expect(renameView(views, 'Late', 'Overdue').map(({ name }) => name)).toEqual(['Mine', 'Overdue'])
    expect(saveView(views, ' ', { q: 'x' })).toBe(views)
  })
  it('what is stored comes back; what is strange is left out', () => {
    expect(readViews(JSON.parse(JSON.stringify(views)) as never)).toEqual(views)
    expect(readViews([{ name: 'x' }, 3, { name: 'y', query: { f: 'a:b', zoom: '2' } }] as never)).toEqual([
      { name: 'y', query: { f: 'a:b' } },
    ])
    expect(readViews('nonsense')).toEqual([])
  })
})
