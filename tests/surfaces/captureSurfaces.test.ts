/**
 * Popup and side panel over the page in front: prefilled facts, corrections while a capture runs, the request in hand.
 */

// Before anything that looks for a database.
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { requestPreference, usePanelRequests } from '~/components/panel/usePanelRequests'
import { amendment, draftForm } from '~/components/popup/capture/amendment'
import { useCapture } from '~/components/popup/capture/useCapture'
import { assembleRecord } from '~/lib/records/assembleRecord'
import { captureDesk, draftRow, page, settled, type CaptureDesk } from './captureDesk'

let desk: CaptureDesk
beforeEach(async () => {
  desk = await captureDesk()
})
afterEach(() => desk.close())

const open = async () => {
  const capture = desk.inSurface(() => useCapture())
  await settled(() => capture.tab.value !== undefined && capture.mayCapture.value)
  return capture
}
const startInput = () => desk.sent.find((one) => one.name === 'capture.start')!.input
const amendInput = () => desk.sent.find((one) => one.name === 'capture.amend')?.input
const hints = { account: 'platform-eng-1', environment: 'production' as const }
const keep = <T extends object>(form: T, changes: Partial<T>): T => ({ ...form, ...changes })

describe('signed in as, environment', () => {
  it('are prefilled with what the page says, and stated as they stand when the capture starts', async () => {
    desk.tab = page({ hints })
    const capture = await open()
    expect(capture.stated.value).toMatchObject(hints)
    expect([...capture.prefilled.value]).toEqual(['account', 'environment'])
    capture.stated.value = keep(capture.stated.value, { account: 'ada@quillmere.example' })
    expect([...capture.prefilled.value]).toEqual(['environment'])
    await capture.start('visible')
    expect(startInput().stated).toEqual({ account: 'ada@quillmere.example', environment: 'production' })
  })

  it('cleared by the person they are not stated, also when the page is looked at again', async () => {
    desk.tab = page({ hints })
    const capture = await open()
    capture.stated.value = keep(capture.stated.value, { account: '' })
    capture.stated.value = keep(capture.stated.value, { environment: '' })
    desk.tab = page({ hints, title: 'looked at again' })
    desk.look()
    await settled(() => capture.tab.value?.title === 'looked at again')
    expect(capture.stated.value).toMatchObject({ account: '', environment: '' })
    await capture.start('visible')
    expect(startInput().stated).toBeUndefined()
  })

  it('belong to a site: another one is never stated with the account of the one before; the period stays', async () => {
    const capture = await open()
    capture.stated.value = keep(capture.stated.value, { account: 'root', coversFrom: '2026-05-01' })
    desk.tab = page({ url: 'https://wiki.example/x', hints: { account: 'ada' } })
    desk.look()
    await settled(() => capture.tab.value?.url === 'https://wiki.example/x')
    expect(capture.stated.value).toMatchObject({ account: 'ada', coversFrom: '2026-05-01' })
    desk.tab = page()
    desk.look()
    await settled(() => capture.tab.value?.url === page().url)
    expect(capture.stated.value.account).toBe('root')
  })

  it('what was written before the tab was granted goes along', async () => {
    desk.tab = page({ url: '', granted: false })
    const capture = desk.inSurface(() => useCapture())
    await settled(() => capture.tab.value !== undefined)
    capture.stated.value = keep(capture.stated.value, { account: 'root' })
    desk.tab = page({ hints })
    desk.look()
    await settled(() => capture.tab.value?.granted === true)
    expect(capture.stated.value).toMatchObject({ account: 'root', environment: 'production' })
  })
})

describe('while a capture runs', () => {
  const suggested = [
    { kind: 'control' as const, id: 'c_1', ref: 'C-1', title: 'Restore', why: 'address' as const, preselected: true },
  ]

  it('only what the person changes is sent, over what the draft holds', async () => {
    const capture = await open()
    await desk.vault.drafts.put(
      draftRow({ links: { controls: ['c_9'], reqs: [], stated: { account: 'root', environment: 'test' } } }),
    )
    await settled(() => capture.running.value)
    expect(capture.stated.value).toMatchObject({ account: 'root', environment: 'test' })
    // Suggestions of the page and hints load: nobody changed anything.
    desk.tab = page({ hints, suggested, title: 'again' })
    desk.look()
    await settled(() => capture.tab.value?.title === 'again')
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(amendInput()).toBeUndefined()
    expect(capture.choices.value).toMatchObject([{ id: 'c_1', checked: false }])
    capture.stated.value = keep(capture.stated.value, { account: '' })
    capture.tick('c_1', true)
    await settled(() => amendInput() !== undefined)
    expect(amendInput()).toEqual({ draftId: 'dr_1', controls: ['c_9', 'c_1'], stated: { environment: 'test' } })
  })

  it('a background that died is woken at once to take up what it left; where nothing ran it is left asleep', async () => {
    const capture = await open()
    desk.breakLine()
    expect(desk.woken).toBe(0)
    await desk.vault.drafts.put(draftRow())
    await settled(() => capture.running.value)
    desk.breakLine()
    expect(desk.woken).toBe(1)
  })

  it('the account of another site in front is not sealed with it', async () => {
    const capture = await open()
    await capture.start('fullPage', { starts: true })
    await desk.vault.drafts.put(
      draftRow({ state: 'captured', facts: { url: page().url, pages: [{}], series: { open: true } } }),
    )
    await settled(() => capture.draft.value?.state === 'captured')
    desk.tab = page({ url: 'https://wiki.example/x' })
    desk.look()
    await settled(() => capture.tab.value?.url === 'https://wiki.example/x')
    capture.stated.value = keep(capture.stated.value, { account: 'ada' })
    capture.note.value = 'Pages of May'
    await settled(() => amendInput() !== undefined)
    expect(amendInput()).toEqual({ draftId: 'dr_1', note: 'Pages of May' })
  })

  it('a correction made just before a series is finished is with it', async () => {
    const capture = await open()
    await desk.vault.drafts.put(
      draftRow({ state: 'captured', facts: { url: page().url, pages: [{}], series: { open: true } } }),
    )
    await settled(() => capture.running.value)
    capture.note.value = 'Pages of May'
    await capture.finishSeries('dr_1')
    expect(desk.sent.map((one) => one.name)).toEqual(['capture.amend', 'capture.finishSeries'])
  })

  it('ticks, clears and takes off its request', () => {
    const links = {
      controls: ['c_1'],
      reqs: ['iso27001-2022:A.8.13'],
      request: 'er_1',
      note: 'n',
      stated: { account: 'root' },
    }
    expect(
      amendment(links, [
        { what: 'link', id: 'c_1', checked: false },
        { what: 'link', id: 'er_1', checked: false },
      ]),
    ).toEqual({ controls: [], request: null })
    expect(
      amendment(links, [
        { what: 'link', id: 'er_2', checked: true },
        { what: 'link', id: 'er_1', checked: false },
      ]),
    ).toEqual({ request: 'er_2' })
    expect(
      amendment(links, [
        { what: 'stated', changes: { account: ' ' } },
        { what: 'note', note: ' ' },
      ]),
    ).toEqual({ stated: {}, note: '' })
    expect(draftForm(links)).toMatchObject({ stated: { account: 'root', environment: '' }, note: 'n' })
    expect([...draftForm(links).ids]).toEqual(['c_1', 'iso27001-2022:A.8.13', 'er_1'])
    expect(draftForm(null)).toMatchObject({ note: '' })
  })
})

describe('a list inside the page, a list of many pages', () => {
  it('are captured as a full page that follows the list, and as a series', async () => {
    desk.tab = page({ innerList: { label: '#jobs' }, listPages: 5 })
    const capture = await open()
    await capture.start('fullPage', { inner: true })
    expect(startInput()).toMatchObject({ mode: 'fullPage', inner: true })
    desk.sent.length = 0
    await capture.start('fullPage', { starts: true })
    expect(startInput()).toMatchObject({ mode: 'fullPage', startsSeries: true })
  })
})

describe('the request in hand', () => {
  const request = (id: string, due: string) =>
    assembleRecord(
      'evidenceRequest',
      id,
      Object.entries({ ref: id.toUpperCase().replace('_', '-'), title: id, due }) as never,
    )
  const kept = async () => (await desk.deviceDb.preferences.get(requestPreference(await workspaceId())))?.value
  const workspaceId = async () => (await desk.deviceDb.workspaces.orderBy('openedAt').last())!.id
  const panel = async () => {
    await desk.vault.table('evidenceRequest').bulkPut([request('er_1', '2026-06-01'), request('er_2', '2026-06-02')])
    const requests = desk.inSurface(() => usePanelRequests())
    await settled(() => requests.all.value.length === 2)
    return requests
  }

  it('is the one the person chose or captured for, not the one that is merely first', async () => {
    const requests = await panel()
    expect(requests.current.value?.row.id).toBe('er_1')
    expect(await kept()).toBeUndefined()
    requests.take()
    await settled(async () => (await kept()) === 'er_1')
    requests.move(1)
    await settled(async () => (await kept()) === 'er_2')
  })

  it('is shown again by the next panel, and let go when it was handed in', async () => {
    const first = await panel()
    first.move(1)
    await settled(async () => (await kept()) === 'er_2')
    const second = desk.inSurface(() => usePanelRequests())
    await settled(() => second.current.value?.row.id === 'er_2')
    second.letGo('er_1')
    expect(await kept()).toBe('er_2')
    second.letGo('er_2')
    await settled(async () => (await kept()) === null)
  })
})
