/** The extension's background: service worker in Chrome, event page in Firefox. */

import { defineBackground } from 'wxt/utils/define-background'
import { browser } from 'wxt/browser'
import { startBackground } from './background/startBackground'
import { browserHost } from './compose/browserHost'

export default defineBackground({
  type: 'module',
  main: () =>
    startBackground({
      firefox: import.meta.env.FIREFOX,
      composeHost: (parts) => browserHost({ ...parts, keepAwake: () => void browser.runtime.getPlatformInfo() }),
    }),
})
