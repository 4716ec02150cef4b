/** Whoever is quicker than the disk: what they do meanwhile is neither lost nor done twice. */

import { createPinia } from 'pinia'
import { describe, expect, it, vi } from 'vitest'
import { createApp, nextTick, shallowRef } from 'vue'
import { sendText } from '~/components/base/sendText'
import { useEnter } from '~/components/base/useEnter'
import { provideSurroundings } from '~/lib/live/engine/engine'
import { useCommand, type RunCommand } from '~/lib/live/engine/useCommand'
import { useNotices } from '~/lib/live/ui/noticesStore'

/** Answers when told to. */
function slow() {
  const asked: { readonly input: unknown; readonly answer: (value: unknown) => void }[] = []
  return {
    asked,
    ask: (input: unknown) => new Promise<never>((resolve) => asked.push({ input, answer: resolve as never })),
  }
}

describe('a field that is sent with Enter', () => {
  it('is empty at once, sends once, and keeps what is typed on', async () => {
    const field = shallowRef(' backup ')
    const { asked, ask } = slow()
    const first = sendText(field, ask)
    expect(await sendText(field, ask)).toBe(false)
    field.value = 'restore'
    asked[0]!.answer(true)
    expect([await first, field.value, asked.map(({ input }) => input)]).toEqual([true, 'restore', ['backup']])
  })
  it('holds again what was refused, before what was typed since', async () => {
    const field = shallowRef('backup')
    const { asked, ask } = slow()
    const sent = sendText(field, ask)
    field.value = 'restore'
    asked[0]!.answer(false)
    expect([await sent, field.value]).toEqual([false, 'backup restore'])
  })
})

describe('Enter on a list that is still being found', () => {
  function list() {
    const settled = shallowRef(true)
    const query = shallowRef('')
    const went: string[] = []
    return {
      settled,
      query,
      went,
      enter: useEnter(
        () => settled.value,
        query,
        () => went.push(query.value),
      ),
    }
  }
  it('waits for the answer to what is typed', async () => {
    const { settled, query, went, enter } = list()
    query.value = 'secrets'
    settled.value = false
    enter()
    expect(went).toEqual([])
    settled.value = true
    await nextTick()
    expect(went).toEqual(['secrets'])
    enter()
    expect(went).toEqual(['secrets', 'secrets'])
  })
  it('is taken back by typing on', async () => {
    const { settled, query, went, enter } = list()
    settled.value = false
    enter()
    query.value = 'secrets never'
    settled.value = true
    await nextTick()
    expect(went).toEqual([])
  })
})

describe('a button that creates', () => {
  const made = { ok: true, value: { id: 'ctl_1', ref: 'C-1' } } as const
  function commands() {
    const { asked, ask } = slow()
    const app = createApp({})
    app.use(createPinia())
    provideSurroundings(app, { client: { run: (_: string, input: unknown) => ask(input) } } as never)
    return {
      asked,
      run: app.runWithContext(() => useCommand()) as RunCommand,
      notices: app.runWithContext(() => useNotices()),
    }
  }
  const control = { kind: 'control', fields: { title: 'Backups' } } as const
  it('pressed twice before the first is stored makes one record', async () => {
    const { asked, run } = commands()
    const both = [run('record.create', control), run('record.create', { ...control })]
    expect(asked.length).toBe(1)
    asked[0]!.answer(made)
    expect(await Promise.all(both)).toEqual([made, made])
  })
  it('makes another when pressed again, and of something else at once', async () => {
    const { asked, run } = commands()
    const first = run('record.create', control)
    void run('record.create', { ...control, fields: { title: 'Restores' } })
    expect(asked.length).toBe(2)
    asked[0]!.answer(made)
    await first
    void run('record.create', control)
    expect(asked.length).toBe(2)
    await vi.waitFor(() => {
      void run('record.create', control)
      expect(asked.length).toBe(3)
    })
  })
  it('tells nothing where all stood so already, and leaves what can be taken back', async () => {
    const { asked, run, notices } = commands()
    const edit = {
      edits: [{ kind: 'control', id: 'ctl_1', changes: [{ op: 'set', field: 'title', value: 'Backups' }] }],
    } as const
    const both = [run('record.edit', edit, { done: 'C-1 changed' }), run('record.edit', edit, { done: 'again' })]
    asked[0]!.answer({ ok: true, value: { changed: 1 } })
    asked[1]!.answer({ ok: true, value: { changed: 0 } })
    await Promise.all(both)
    expect(notices.notice?.text).toBe('C-1 changed')
  })
  it('keeps a failure on the screen when the next thing works', async () => {
    const { asked, run, notices } = commands()
    const edit = { edits: [] }
    const both = [run('record.edit', edit), run('record.edit', edit, { done: 'C-1 changed' })]
    asked[0]!.answer({ ok: false, error: { type: 'forbidden', message: 'No.' } })
    asked[1]!.answer({ ok: true, value: { changed: 1 } })
    await Promise.all(both)
    expect([notices.failure?.type, notices.notice?.text]).toEqual(['forbidden', 'C-1 changed'])
  })
})
