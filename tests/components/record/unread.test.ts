/** ST2: nobody signs what he has not seen. */

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useUnread, type ShownContent } from '~/components/record/useUnread'

const content = (hash: string, parts: ShownContent['parts']): ShownContent => ({ contentHash: hash, parts })

describe('ST2: what changes while a content lies open for signing', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
  afterEach(() => void vi.useRealTimers())

  async function opened() {
    const open = shallowRef(false)
    const shown = shallowRef(content('a', { title: 'Audit', auditees: ['ps_1'] }))
    const asked = useUnread(
      () => open.value,
      () => shown.value,
    )
    open.value = true
    await nextTick()
    return { open, shown, ...asked }
  }

  it('is named, and has to be read before it is signed', async () => {
    const { shown, unread, read } = await opened()
    vi.advanceTimersByTime(1_000)
    shown.value = content('b', { title: 'Audit', auditees: ['ps_1', 'ps_2'], scope: 'Backup' })
    await nextTick()
    expect(unread.value).toEqual(['auditees', 'scope'])
    read()
    expect(unread.value).toBeUndefined()
  })

  it('belongs to what is read where it was on its way as the dialog opened', async () => {
    const { shown, unread } = await opened()
    vi.advanceTimersByTime(400)
    shown.value = content('b', { title: 'Audit', auditees: ['ps_2'] })
    await nextTick()
    expect(unread.value).toBeUndefined()
  })

  it('is waited for where the engine knows it first, and then read however short the dialog was open', async () => {
    const { open, shown, unread, awaited, refused } = await opened()
    refused()
    expect([awaited.value, unread.value]).toEqual([true, undefined])
    shown.value = content('b', { title: 'Audit', auditees: [] })
    await nextTick()
    expect([awaited.value, unread.value]).toEqual([false, ['auditees']])
    // Opened anew, all of it lies there to be read.
    open.value = false
    await nextTick()
    open.value = true
    await nextTick()
    expect([awaited.value, unread.value]).toEqual([false, undefined])
  })
})
