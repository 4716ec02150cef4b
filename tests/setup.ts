/** Before anything that looks for a database: the browser's own is not here. */

import 'fake-indexeddb/auto'
import fc from 'fast-check'

// A run that is red is red again: every run draws the same examples. `npm run properties -- --seeds N` draws others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) })
