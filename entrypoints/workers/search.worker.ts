/** Search of an app page, in a worker of its own: however much is read or asked, the page does not wait for it. */

import { createSearch, readStored, type Search } from '~/lib/search/createSearch'
import type { SearchFunctions } from '~/lib/search/searchFunctions'
import type { StoredIndex } from '~/lib/search/storedIndex'
import { serveWorker } from '~/lib/platform/workerRpc'
import { openSearchDb, searchDbName } from '~/lib/vault/store/searchDb'
import { openVault } from '~/lib/vault/store/tables'

let opened: Promise<Search> | undefined

const functions: SearchFunctions = {
  async open(workspaceId, context) {
    opened ??= start(workspaceId)
    ;(await opened).setContext(context)
  },
  setContext: (context) => void opened?.then((search) => search.setContext(context)),
  find: async (request) => (await search()).find(request),
  ready: async () => (await search()).ready(),
}
const progress = serveWorker(functions)

function search(): Promise<Search> {
  if (!opened) throw new Error('open comes first')
  return opened
}

async function start(workspaceId: string): Promise<Search> {
  const opening = openSearchDb<StoredIndex>(workspaceId)
  // A vault of many tables takes its time to open; the index is read meanwhile.
  const stored = opening.then(readStored)
  const [vault, db] = await Promise.all([openVault(workspaceId, { durability: 'default' }), opening])
  return createSearch({
    vault,
    db,
    stored,
    clock: { now: () => performance.now() },
    pause,
    alone: async (write) => {
      await navigator.locks.request(searchDbName(workspaceId), { ifAvailable: true }, async (lock) => {
        if (lock) await write()
      })
    },
    changed: ({ state, done, total }) => progress({ job: 'index', step: state, done, total }),
  })
}

/** Messages that wait are handled first; unlike a timer, this costs no milliseconds of its own. */
const channel = new MessageChannel()
const waiting: (() => void)[] = []
channel.port1.onmessage = () => waiting.shift()?.()
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve)
    channel.port2.postMessage(0)
  })
