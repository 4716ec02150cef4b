/**
 * Puts the initial focus of a dialog into its first field. The default is the close button, which the first typed space
 * would press. Pass it as `:content="{ onOpenAutoFocus: startInField }"`. Order: the element marked `data-first`, the
 * first field, the selected choice.
 */
export function startInField(event: Event): void {
  const dialog = event.currentTarget as HTMLElement | null
  const field =
    dialog?.querySelector<HTMLElement>('[data-first]') ??
    dialog?.querySelector<HTMLElement>(typed) ??
    dialog?.querySelector<HTMLElement>(chosen)
  if (!field) return
  event.preventDefault()
  field.focus()
}

const typed = [
  'input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file])',
  'textarea',
  'select',
  '[contenteditable=true]',
]
  .map((one) => `${one}:not(:disabled)`)
  .join(', ')
const chosen = 'input[type=radio]:checked:not(:disabled)'
