/** Light, dark or as the system says: a class on the root element, remembered by this browser profile. */

import { ref, type Ref } from 'vue'

export const colourModes = ['system', 'light', 'dark'] as const
export type ColourMode = (typeof colourModes)[number]

const storageKey = 'plumbline.colourMode'
const isMode = (word: string | null): word is ColourMode => colourModes.some((mode) => mode === word)

const systemIsDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

const mode = ref<ColourMode>('system')
const dark = ref(false)

function apply(): void {
  dark.value = mode.value === 'dark' || (mode.value === 'system' && systemIsDark().matches)
  document.documentElement.classList.toggle('dark', dark.value)
}

/** Called once by each page before it mounts, so that no page flashes white at night. */
export function startColourMode(): void {
  const kept = localStorage.getItem(storageKey)
  mode.value = isMode(kept) ? kept : 'system'
  apply()
  systemIsDark().addEventListener('change', apply)
  // Paper is white: what is printed at night is printed as by day.
  addEventListener('beforeprint', () => document.documentElement.classList.remove('dark'))
  addEventListener('afterprint', apply)
  addEventListener('storage', (event) => {
    if (event.key !== storageKey) return
    mode.value = isMode(event.newValue) ? event.newValue : 'system'
    apply()
  })
}

export function setColourMode(next: ColourMode): void {
  mode.value = next
  localStorage.setItem(storageKey, next)
  apply()
}

export const useColourMode = (): { mode: Readonly<Ref<ColourMode>>; dark: Readonly<Ref<boolean>> } => ({ mode, dark })
