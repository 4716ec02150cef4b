/** Keys of the interface (ux.md 8). Single letters work when no field has focus; the newest handler of a key wins. */

import { getCurrentScope, onScopeDispose } from 'vue'

export type KeyHandler = (event: KeyboardEvent) => boolean | void

interface Binding {
  readonly keys: Readonly<Record<string, KeyHandler>>
  readonly active?: () => boolean
}

const bindings: Binding[] = []
let listening = false
let prefix: { readonly key: string; readonly at: number } | undefined

const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
export const modifierKey = (): string => (isMac() ? '⌘' : 'Ctrl ')

/** The name of a pressed key: `mod+k`, `shift+enter`, `j`, `?`. */
export function keyName(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'shiftKey' | 'altKey'>): string {
  const key =
    event.key === ' '
      ? 'space'
      : event.key.length === 1
        ? event.key.toLowerCase()
        : event.key.toLowerCase().replace('arrow', '')
  const letter = /^[a-z0-9]$|^.{2,}$/.test(key)
  return [(event.metaKey || event.ctrlKey) && 'mod', event.altKey && 'alt', event.shiftKey && letter && 'shift', key]
    .filter(Boolean)
    .join('+')
}

/** Whether the focused element accepts text, so that single letters belong to it. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    (/^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) &&
      !['checkbox', 'radio', 'button'].includes((target as HTMLInputElement).type))
  )
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  // An open menu, picker or dialog has its own keys: Esc closes it and nothing behind it.
  if (document.querySelector('[data-dismissable-layer]')) return
  const name = keyName(event)
  const plain = !name.includes('mod+') && !name.includes('alt+')
  if (plain && name !== 'escape' && takesText(event.target)) return
  if (
    plain &&
    ['enter', 'space'].includes(name) &&
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, [role=menuitem], [role=option]')
  )
    return
  const sequence = prefix && event.timeStamp - prefix.at < 1200 ? `${prefix.key} ${name}` : undefined
  prefix = plain && name === 'g' ? { key: 'g', at: event.timeStamp } : undefined
  for (const candidate of [sequence, name]) {
    if (candidate === undefined) continue
    for (let at = bindings.length - 1; at >= 0; at--) {
      const binding = bindings[at]!
      const handler = binding.keys[candidate]
      if (!handler || (binding.active && !binding.active())) continue
      if (handler(event) === false) continue
      event.preventDefault()
      return
    }
  }
}

/** Binds keys while the scope is active. A handler that returns `false` leaves the key to others. */
export function useKeys(keys: Readonly<Record<string, KeyHandler>>, active?: () => boolean): void {
  if (!listening && typeof document !== 'undefined') {
    document.addEventListener('keydown', onKey)
    listening = true
  }
  const binding: Binding = { keys, ...(active && { active }) }
  bindings.push(binding)
  if (getCurrentScope()) onScopeDispose(() => bindings.splice(bindings.indexOf(binding), 1))
}
