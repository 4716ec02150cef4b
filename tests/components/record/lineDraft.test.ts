import { describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { createLineDraft } from '~/components/record/fields/lineDraft'

function typing(initial: string) {
  const value = shallowRef(initial)
  const written: string[] = []
  let works = true
  const line = createLineDraft(
    () => value.value,
    async (typed) => {
      if (works) {
        written.push(typed)
        value.value = typed
      }
      return works
    },
  )
  return { value, written, line, fail: () => (works = false) }
}

describe('one line while somebody else writes it (ux.md 7)', () => {
  it('is not overwritten, and says so', async () => {
    const { value, line, written } = typing('High')
    line.start()
    line.draft.value = 'Medium'
    expect(line.theirs.value).toBe(false)
    value.value = 'Low'
    expect([line.draft.value, line.theirs.value, line.editing.value]).toEqual(['Medium', true, true])
    line.keepMine()
    expect([line.draft.value, line.theirs.value]).toEqual(['Medium', false])
    value.value = 'Lower'
    expect(line.theirs.value).toBe(true)
    await line.finish()
    expect([written, line.editing.value]).toEqual([['Medium'], false])
  })
  it('takes theirs without writing anything', async () => {
    const { value, line, written } = typing('High')
    line.start()
    line.draft.value = 'Medium'
    value.value = 'Low'
    line.takeTheirs()
    await line.finish()
    expect([value.value, written, line.editing.value, line.theirs.value]).toEqual(['Low', [], false, false])
  })
  it('writes nothing back where nothing was typed, unless the old value is kept knowingly', async () => {
    const { value, line, written } = typing('High')
    line.start()
    value.value = 'Low'
    await line.finish()
    expect([value.value, written]).toEqual(['Low', []])
    value.value = 'High'
    line.start()
    value.value = 'Low'
    line.keepMine()
    await line.finish()
    expect(written).toEqual(['High'])
  })
  it('asks nothing when both wrote the same', () => {
    const { value, line } = typing('High')
    line.start()
    line.draft.value = ' Low '
    value.value = 'Low'
    expect(line.theirs.value).toBe(false)
  })
  it('stores what was corrected while the first was on its way, and takes its own coming back for no news', async () => {
    const value = shallowRef('High')
    const sent: { readonly typed: string; readonly answer: (done: boolean) => void }[] = []
    const line = createLineDraft(
      () => value.value,
      (typed) => new Promise((answer) => sent.push({ typed, answer })),
    )
    line.start()
    line.draft.value = 'Lwo'
    const finished = line.finish()
    line.draft.value = 'Low'
    void line.finish()
    sent[0]!.answer(true)
    await vi.waitFor(() => expect(sent.length).toBe(2))
    value.value = 'Lwo'
    expect([line.theirs.value, line.editing.value]).toEqual([false, true])
    sent[1]!.answer(true)
    await finished
    expect([sent.map(({ typed }) => typed), line.editing.value]).toEqual([['Lwo', 'Low'], false])
  })
  it('stays open with the text when it can’t be saved; Esc throws it away', async () => {
    const { value, line, written, fail } = typing('High')
    fail()
    line.start()
    line.draft.value = 'Medium'
    await line.finish()
    expect([line.editing.value, line.draft.value]).toEqual([true, 'Medium'])
    line.restore()
    expect([line.editing.value, value.value, written]).toEqual([false, 'High', []])
  })
})
