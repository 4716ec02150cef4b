/**
 * Where the focus of a dialog with a field begins: in the field. By itself it begins on the closing button, which a blank typed
 * at once would press. For `:content="{ onOpenAutoFocus: startInField }"`; where nothing is to be typed, it begins at what is chosen,
 * and at what `data-first` marks before all else.
 */
export function startInField(event: Event): void {
  const dialog = event.currentTarget as HTMLElement | null
  const field = dialog?.querySelector<HTMLElement>('[data-first]') ?? dialog?.querySelector<HTMLElement>(typed) ?? dialog?.querySelector<HTMLElement>(chosen)
  if (!field) return
  event.preventDefault()
  field.focus()
}

const typed = ['input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file])', 'textarea', 'select', '[contenteditable=true]'].map((one) => `${one}:not(:disabled)`).join(', ')
const chosen = 'input[type=radio]:checked:not(:disabled)'
