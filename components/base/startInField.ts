/**
 * Where the focus of a dialog with a field begins: in the field. By itself it begins on the closing button, which a blank typed
 * at once would press. For `:content="{ onOpenAutoFocus: startInField }"`.
 */
export function startInField(event: Event): void {
  const field = (event.currentTarget as HTMLElement | null)?.querySelector<HTMLElement>(fields)
  if (!field) return
  event.preventDefault()
  field.focus()
}

const fields = ['input:not([type=hidden]):not([type=checkbox]):not([type=file])', 'textarea', 'select', '[contenteditable=true]'].map((one) => `${one}:not(:disabled)`).join(', ')
