/**
 * What stands for parts of the interface library, which need its build plugin: their words and what is put into them.
 * Test files share what was loaded once, so all use the same.
 */

import { h, type FunctionalComponent } from 'vue'

/** Stands for `Button.vue`. */
export const buttonPart = {
  default: ((_, { attrs }) => h('button', attrs['label'] as string | undefined)) as FunctionalComponent,
}
/** Stands for `Modal.vue`: nothing until it is open. */
export const dialogPart = {
  default: ((_, { attrs, slots }) =>
    attrs['open'] === true
      ? h('div', [
          `${String(attrs['title'])} ${String(attrs['description'])} `,
          ...['body', 'footer'].map((name) => slots[name]?.({})),
        ])
      : null) as FunctionalComponent,
}
/** Stands for what is drawn only once it is opened. */
export const closedPart = { default: (() => null) as FunctionalComponent }
