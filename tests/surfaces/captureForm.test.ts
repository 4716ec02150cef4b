import { describe, expect, it } from 'vitest'
import {
  emptyStated,
  linkChoices,
  pageMark,
  periodReversed,
  shownAddress,
  splitLinks,
  statedFacts,
} from '~/components/popup/capture/captureForm'
import { shortSyncLine } from '~/components/popup/shortSync'
import { popup } from '~/components/i18n/en/popup'

const suggestion = (id: string, preselected: boolean) => ({
  kind: 'control' as const,
  id,
  ref: id.toUpperCase(),
  title: id,
  why: 'address' as const,
  preselected,
})

describe('links of a capture', () => {
  it('preselects what was suggested so, and keeps what the person did', () => {
    const ticks = new Map([
      ['c_1', false],
      ['c_2', true],
    ])
    expect(
      linkChoices([suggestion('c_1', true), suggestion('c_2', false), suggestion('c_3', true)], [], ticks).map(
        (link) => [link.id, link.checked],
      ),
    ).toEqual([
      ['c_1', false],
      ['c_2', true],
      ['c_3', true],
    ])
  })
  it('a link added by hand is there once, ticked, also when it is suggested later', () => {
    const added = [{ id: 'c_9', kind: 'control', ref: 'C-9', title: 'Nine' }]
    expect(linkChoices([], added, new Map())).toMatchObject([{ id: 'c_9', why: 'chosen', checked: true }])
    expect(linkChoices([suggestion('c_9', false)], added, new Map())).toMatchObject([
      { id: 'c_9', why: 'address', checked: true },
    ])
  })
  it('goes to the right fields; one request, the last one ticked', () => {
    const ticked = ['c_1', 'er_1', 'iso27001-2022:A.8.13', 'er_2'].map((id) => ({ id, checked: true }))
    expect(splitLinks([...ticked, { id: 'c_2', checked: false }])).toEqual({
      controls: ['c_1'],
      reqs: ['iso27001-2022:A.8.13'],
      request: 'er_2',
    })
    expect(splitLinks([])).toEqual({ controls: [], reqs: [] })
  })
})

describe('stated facts', () => {
  it('leaves out what was left empty', () => {
    expect(statedFacts(emptyStated)).toBeUndefined()
    expect(statedFacts({ ...emptyStated, account: ' platform-eng-1 ', coversTo: '2026-05-31' })).toEqual({
      account: 'platform-eng-1',
      coversTo: '2026-05-31',
    })
  })
  it('finds a period that ends before it begins', () => {
    expect(periodReversed({ ...emptyStated, coversFrom: '2026-06-01', coversTo: '2026-05-31' })).toBe(true)
    expect(periodReversed({ ...emptyStated, coversFrom: '2026-05-31', coversTo: '2026-05-31' })).toBe(false)
    expect(periodReversed({ ...emptyStated, coversFrom: '2026-06-01' })).toBe(false)
  })
})

describe('page line', () => {
  it('shows the address without its scheme and a mark made of the host', () => {
    expect(shownAddress('https://console.nimbus.example/backup/jobs?period=2026-05')).toBe(
      'console.nimbus.example/backup/jobs?period=2026-05',
    )
    expect(pageMark('https://console.nimbus.example/x', '').letter).toBe('N')
    expect(pageMark('https://a.example/x', '').hue).toBe(pageMark('https://a.example/y', '').hue)
    expect(pageMark('not an address', 'Title').letter).toBe('T')
  })
})

describe('sync state in the head', () => {
  const status = (state: string) => ({ state, headSeq: 1 }) as never
  it('is short, and the worst first', () => {
    expect(shortSyncLine(status('synced'), 0, 0, '09:41')).toMatchObject({
      key: 'popup.sync.synced',
      params: { time: '09:41' },
      tone: 'ok',
    })
    expect(shortSyncLine(status('offline'), 3, 0, '')).toMatchObject({ key: 'popup.sync.offline', plural: 3 })
    expect(shortSyncLine(status('synced'), 3, 1, '')).toMatchObject({ key: 'popup.sync.notSent', glyph: 'warning' })
    expect(shortSyncLine(status('halted'), 0, 0, '')).toMatchObject({ glyph: 'blocker', tone: 'fail' })
    expect(shortSyncLine(undefined, 0, 0, '')).toMatchObject({ key: 'popup.sync.none' })
  })
  it('has words for every state', () => {
    for (const state of ['none', 'synced', 'offline', 'silent']) {
      const { key } = shortSyncLine(status(state), 2, 0, '')
      expect(Object.keys(popup.sync)).toContain(key.replace('popup.sync.', ''))
    }
  })
})
