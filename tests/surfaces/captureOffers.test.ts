/** What the capture surfaces offer beside the modes: a series for a list of many pages, the list inside a page. */

import { describe, expect, it } from 'vitest'
import { computed, createSSRApp, shallowRef, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { createMessages } from '~/components/i18n'
import { en } from '~/components/i18n/en'
import InnerListOffer from '~/components/popup/capture/InnerListOffer.vue'
import SeriesBox from '~/components/panel/SeriesBox.vue'
import type { Capture } from '~/components/popup/capture/useCapture'
import type { TabFacts } from '~/lib/engine/commandMap'
import type { DraftRow } from '~/lib/vault/store/tables'
import { draftRow, page } from './captureDesk'

const shown = (component: Component, tab: Partial<TabFacts>, draft?: DraftRow, mayCapture = true): Promise<string> => {
  const capture = {
    tab: shallowRef(page(tab)),
    draft: shallowRef(draft),
    lastMode: computed(() => 'fullPage'),
    modes: ['visible', 'fullPage'],
    mayCapture: computed(() => mayCapture),
    running: computed(() => draft !== undefined),
  } as unknown as Capture
  return renderToString(createSSRApp(component, { capture }).use(createMessages('en', en)))
}

describe('a list of many pages', () => {
  const series = draftRow({ state: 'captured', facts: { url: page().url, pages: [{}, {}], series: { open: true } } })

  it('is offered as one series, where the page may be captured and nothing runs', async () => {
    expect(await shown(SeriesBox, { listPages: 5 })).toContain('This list has 5 pages. Capture them as one series?')
    for (const nothing of [
      shown(SeriesBox, {}),
      shown(SeriesBox, { listPages: 1 }),
      shown(SeriesBox, { listPages: 5 }, undefined, false),
      shown(SeriesBox, { listPages: 5 }, draftRow()),
    ]) {
      expect(await nothing).not.toContain('data-series')
    }
  })

  it('once begun it counts its pages and takes the next one or is finished', async () => {
    const running = await shown(SeriesBox, { listPages: 5 }, series)
    expect(running).toContain('data-series="running"')
    expect(running).toMatch(/page 2 of 5.*Add this page.*Finish series/s)
    const disabled = /<button[^>]* disabled(?=[ >=])[^>]*>(?=Add this page)/
    expect(running).not.toMatch(disabled)
    expect(await shown(SeriesBox, { listPages: 5 }, series, false)).toMatch(disabled)
  })
})

describe('a list inside the page', () => {
  it('is offered where it is there, the page may be captured and nothing runs', async () => {
    expect(await shown(InnerListOffer, { innerList: { label: '#jobs' } })).toContain('Capture inner list')
    for (const nothing of [
      shown(InnerListOffer, {}),
      shown(InnerListOffer, { innerList: { label: '#jobs' } }, undefined, false),
      shown(InnerListOffer, { innerList: { label: '#jobs' } }, draftRow()),
    ]) {
      expect(await nothing).not.toContain('Capture inner list')
    }
  })
})
