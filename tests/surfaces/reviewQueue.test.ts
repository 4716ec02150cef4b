import { describe, expect, it } from 'vitest'
import { filesInOrder, isRaster, thumbnailOf } from '~/components/evidence/files/evidenceOriginals'
import {
  afterLeaving,
  firstOpen,
  orderQueue,
  questionState,
  queueItem,
  step,
  type QueueFacts,
  type QueueItem,
} from '~/components/evidence/review/reviewQueue'
import type { Comment } from '~/lib/records/kinds/comment'
import type { Evidence } from '~/lib/records/kinds/evidence'

const facts: QueueFacts = { reviewState: 'unreviewed', seal: 'sealed', blobs: 'present' }
const evidence = (id: string, more: Partial<Evidence> = {}): Evidence =>
  ({
    id,
    kind: 'evidence',
    ref: id.toUpperCase(),
    title: id,
    files: {},
    createdAt: '2026-05-30T08:00:00.000Z',
    createdBy: 'pe_maker',
    capturedBy: 'pe_maker',
    ...more,
  }) as Evidence
const comment = (author: string, at: string, more: Partial<Comment> = {}): Comment =>
  ({ id: `co_${author}${at}`, kind: 'comment', author, createdAt: at, target: 'ev_1', ...more }) as Comment
const lead = { personId: 'pe_lead', role: 'lead' } as const
const item = (
  id: string,
  more: Partial<Evidence> = {},
  changed: Partial<QueueFacts> = {},
  comments: readonly Comment[] = [],
): QueueItem => queueItem(evidence(id, more), { ...facts, ...changed }, comments, lead, '2026-06-01')

describe('review queue', () => {
  it('orders overdue, blockers, oldest; asked ones wait behind', () => {
    const items = [
      item('young', { capturedAt: '2026-06-01T07:00:00.000Z' }),
      item('asked', { capturedAt: '2026-04-01T07:00:00.000Z' }, {}, [comment('pe_lead', '2026-05-31')]),
      item('old', { capturedAt: '2026-05-29T07:00:00.000Z' }),
      item('broken', { capturedAt: '2026-06-01T06:00:00.000Z' }, { seal: 'failed' }),
      item('late', { capturedAt: '2026-05-17T07:00:00.000Z' }),
      item('forRequest', { capturedAt: '2026-06-01T05:00:00.000Z' }, { requestDue: '2026-05-31' }),
    ]
    expect(orderQueue(items).map((one) => one.row.id)).toEqual([
      'late',
      'forRequest',
      'broken',
      'old',
      'young',
      'asked',
    ])
  })

  it('is late on the 15th day, not on the 14th (A-evidence-unreviewed)', () => {
    expect(item('a', { capturedAt: '2026-05-18T23:00:00.000Z' }).late).toBe(false)
    expect(item('a', { capturedAt: '2026-05-17T23:00:00.000Z' }).late).toBe(true)
  })

  it('shows own captures without buttons (EV6), also for who added the file', () => {
    expect(item('a', { capturedBy: 'pe_lead' }).held).toBe('own')
    expect(item('a', { capturedBy: undefined, createdBy: 'pe_lead' }).held).toBe('own')
    expect(item('a').held).toBeUndefined()
  })

  it('needs the bytes on this device and a role that reviews', () => {
    expect(item('a', {}, { blobs: 'pending' }).held).toBe('noBytes')
    expect(item('a', {}, { blobs: 'corrupt' }).held).toBe('badBytes')
    expect(queueItem(evidence('a'), facts, [], { personId: 'pe_x', role: 'viewer' }, '2026-06-01').held).toBe('role')
    expect(queueItem(evidence('a'), facts, [], { role: 'lead' }, '2026-06-01').held).toBe('noPerson')
  })

  it('opens on the first item that can be decided', () => {
    const own = item('own', { capturedBy: 'pe_lead', capturedAt: '2026-01-01T00:00:00.000Z' })
    const other = item('other')
    expect(firstOpen(orderQueue([other, own]))?.row.id).toBe('other')
    expect(firstOpen([own])?.row.id).toBe('own')
  })

  it('a question waits until the capturer writes or somebody settles it', () => {
    const row = evidence('ev_1')
    const question = comment('pe_lead', '2026-05-31T10:00:00.000Z')
    expect(questionState(row, [])).toBe('none')
    expect(questionState(row, [comment('pe_maker', '2026-05-31T09:00:00.000Z')])).toBe('none')
    expect(questionState(row, [question])).toBe('asked')
    expect(questionState(row, [comment('pe_maker', '2026-05-31T09:00:00.000Z'), question])).toBe('asked')
    expect(questionState(row, [question, comment('pe_maker', '2026-05-31T11:00:00.000Z')])).toBe('answered')
    expect(questionState(row, [{ ...question, resolvedBy: 'pe_lead' }])).toBe('answered')
    expect(questionState(row, [{ ...question, archivedOn: '2026-06-01' }])).toBe('none')
  })

  it('moves and stays at the ends; after leaving, the next takes its place', () => {
    const items = [item('a'), item('b'), item('c')]
    expect([step(items, 'a', 1), step(items, 'c', 1), step(items, 'a', -1), step(items, 'gone', 1)]).toEqual([
      'b',
      'c',
      'a',
      'a',
    ])
    expect([afterLeaving(items, 'b'), afterLeaving(items, 'c'), afterLeaving([item('a')], 'a')]).toEqual([
      'c',
      'b',
      undefined,
    ])
  })

  it('never takes an SVG or a page for a picture', () => {
    expect([
      isRaster('image/png'),
      isRaster('image/jpeg; q=1'),
      isRaster('image/svg+xml'),
      isRaster('text/html'),
      isRaster('multipart/related'),
    ]).toEqual([true, true, false, false, false])
  })

  it('puts originals first, tiles in number order, and prefers the thumbnail', () => {
    const file = (mime: string, part: 'original' | 'derived') => ({
      blob: { sha256: mime, id: 'x', size: 1, mime },
      mime,
      size: 1,
      part,
    })
    const row = evidence('a', {
      files: {
        'tile-10.png': file('image/png', 'original'),
        'thumb.png': file('image/png', 'derived'),
        'tile-2.png': file('image/png', 'original'),
        'a.svg': file('image/svg+xml', 'original'),
      },
    })
    expect(filesInOrder(row).map((one) => one.name)).toEqual(['a.svg', 'tile-2.png', 'tile-10.png', 'thumb.png'])
    expect(thumbnailOf(row)?.name).toBe('thumb.png')
    expect(thumbnailOf(evidence('b', { files: { 'x.svg': file('image/svg+xml', 'original') } }))).toBeUndefined()
  })
})
