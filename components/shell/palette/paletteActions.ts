/**
 * What can be done from anywhere (⌘K). The shell brings the usual; any page may add its own for as long as it is shown.
 */

import { computed, getCurrentScope, onScopeDispose, shallowReactive, type ComputedRef } from 'vue'
import type { IconName } from '~/components/theme/icons'

export interface PaletteAction {
  readonly id: string
  readonly title: string
  /** More words it is found by. */
  readonly text?: string
  readonly icon: IconName
  /** Shown beside it, in the words of the keyboard map. */
  readonly keys?: readonly string[]
  readonly go: () => unknown
}

const providers = shallowReactive<(() => readonly PaletteAction[])[]>([])

/** Offers actions while the scope lives. The function is read inside a computed value, so it may ask stores. */
export function usePaletteActions(actions: () => readonly PaletteAction[]): void {
  providers.push(actions)
  if (getCurrentScope()) onScopeDispose(() => providers.splice(providers.indexOf(actions), 1))
}

/** All of them; what a page offers stands before the usual, and of two with one id the page's counts. */
export const paletteActions: ComputedRef<readonly PaletteAction[]> = computed(() => {
  const found = new Map<string, PaletteAction>()
  for (const actions of [...providers].reverse())
    for (const action of actions()) if (!found.has(action.id)) found.set(action.id, action)
  return [...found.values()]
})
