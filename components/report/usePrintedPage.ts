import { onScopeDispose, watch, type Ref } from 'vue'

/**
 * The size of paper the browser prints on while a report is shown. The pages bring their own margins, so the browser
 * adds none, nor head or foot of its own.
 */
export function usePrintedPage(size: Ref<string>): void {
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  watch(size, (now) => sheet.replaceSync(`@page { size: ${now}; margin: 0 }`), { immediate: true })
  onScopeDispose(() => (document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)))
}
