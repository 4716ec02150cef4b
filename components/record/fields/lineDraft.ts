/**
 * One line being typed: what somebody else sets meanwhile is told and never overwrites it (ux.md 7 field editors). No
 * DOM.
 */

import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'

export interface LineDraft {
  readonly editing: Readonly<ShallowRef<boolean>>
  /** What stands in the input. */
  readonly draft: ShallowRef<string>
  /** Somebody else's value came while typing, and nobody has answered yet. */
  readonly theirs: ComputedRef<boolean>
  start(): void
  /**
   * Commits what was typed; nothing where nothing was. Stays open when the commit fails, and when more was typed
   * meanwhile.
   */
  finish(): Promise<void>
  /** Goes on with the own text, knowing theirs. */
  keepMine(): void
  /** Closes with their value. */
  takeTheirs(): void
  /** Throws the own text away. */
  restore(): void
}

export function createLineDraft(value: () => string, commit: (typed: string) => Promise<boolean>): LineDraft {
  const editing = shallowRef(false)
  const draft = shallowRef('')
  const started = shallowRef('')
  /** The value the person knows of: at the start, or since keeping their own. */
  const seen = shallowRef('')
  const kept = shallowRef(false)
  /** What was stored from here since the start; its coming back is no news. */
  const stored = shallowRef<string>()
  let committing = false
  /** Asked to finish while committing. */
  let again = false
  const close = (): void => {
    editing.value = false
  }
  return {
    editing,
    draft,
    theirs: computed(
      () => editing.value && value() !== seen.value && value() !== stored.value && value() !== draft.value.trim(),
    ),
    start() {
      started.value = seen.value = draft.value = value()
      kept.value = false
      stored.value = undefined
      editing.value = true
    },
    async finish() {
      if (!editing.value) return
      if (committing) return void (again = true)
      do {
        again = false
        const typed = draft.value.trim()
        if (
          stored.value === undefined
            ? typed === value() || (typed === started.value.trim() && !kept.value)
            : typed === stored.value
        )
          return close()
        committing = true
        const done = await commit(typed)
        committing = false
        if (!done) return
        stored.value = typed
        if (draft.value.trim() === typed) return close()
      } while (again)
    },
    keepMine() {
      seen.value = value()
      kept.value = true
    },
    takeTheirs: close,
    restore: close,
  }
}
