import type { Ref } from 'vue'
import { useKeys } from '~/lib/live/ui/useKeys'

/**
 * E edits the first field, O the owner, D the day, L links; C comments, H shows the history (ux.md 8). The same in
 * drawer and page.
 */
export function useRecordKeys(
  body: Readonly<Ref<HTMLElement | null>>,
  showHistory: () => void,
  active: () => boolean,
): void {
  function press(...fields: readonly string[]): boolean {
    const row = fields
      .map((field) => body.value?.querySelector(field === '' ? '[data-field]' : `[data-field="${field}"]`))
      .find((found) => found != null)
    // In a field of links the last button adds one; elsewhere there is but one.
    const button = [...(row?.querySelectorAll<HTMLButtonElement>('[data-editor] button') ?? [])].at(-1)
    button?.scrollIntoView({ block: 'nearest' })
    button?.click()
    return button !== undefined
  }
  useKeys(
    {
      e: () => press(''),
      o: () => press('owner', 'assignee', 'responsible', 'holder'),
      d: () => press('due', 'validUntil', 'plannedFrom', 'reviewedOn'),
      l: () => press('controls', 'reqs', 'links', 'risks', 'supports', 'evidence'),
      h: showHistory,
      c: () => {
        const box = body.value?.querySelector<HTMLElement>('[data-comment]')
        box?.scrollIntoView({ block: 'nearest' })
        box?.focus()
        return box != null
      },
    },
    active,
  )
}
