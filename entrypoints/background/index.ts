/** The extension's background: service worker in Chrome, event page in Firefox. */

import { defineBackground } from 'wxt/utils/define-background'
import { browserHost } from '~/entrypoints/compose/browserHost'
import { startBackground } from './startBackground'

export default defineBackground(() => startBackground({ firefox: import.meta.env.FIREFOX, composeHost: browserHost }))
