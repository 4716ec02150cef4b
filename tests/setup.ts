/** Before anything that looks for a database: the browser's own is not here. */

import 'fake-indexeddb/auto'
