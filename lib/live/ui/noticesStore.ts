import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Failure } from '~/lib/shared/result'

export interface Notice {
  readonly text: string
  readonly undo?: () => Promise<void>
}

/** One toast at a time, bottom centre, eight seconds; failures stay until they are dismissed (ux.md 7). */
export const useNotices = defineStore('notices', () => {
  const notice = shallowRef<Notice>()
  const failure = shallowRef<Failure>()
  /** Set after an undo: how many values were kept because somebody changed them since. */
  const takenBack = shallowRef<number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  function leaveIn(ms: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => {
      notice.value = undefined
      takenBack.value = undefined
    }, ms)
  }
  function tell(next: Notice): void {
    takenBack.value = undefined
    notice.value = next
    leaveIn(8000)
  }
  const fail = (next: Failure): void => {
    failure.value = next
  }
  function undone(kept: number): void {
    notice.value = undefined
    takenBack.value = kept
    leaveIn(4000)
  }
  async function undo(): Promise<void> {
    const taken = notice.value?.undo
    notice.value = undefined
    await taken?.()
  }
  const dismiss = (): void => {
    notice.value = undefined
    failure.value = undefined
    takenBack.value = undefined
  }
  return { notice, failure, takenBack, tell, fail, undone, undo, dismiss }
})
