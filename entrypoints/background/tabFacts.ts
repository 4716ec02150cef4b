/**
 * What capture surfaces show of a tab: may it be captured, what was captured there before, where does it go. Reads
 * only.
 */

import { browserFailure, isForbiddenAddress } from '~/lib/capture/control/browserErrors'
import type { BrowserTab, CaptureBrowser } from '~/lib/capture/control/captureBrowser'
import type { CaptureMode, PageFacts } from '~/lib/capture/record/captureFacts'
import { originOf, pageKey, suggestLinks } from '~/lib/capture/record/suggestLinks'
import type { TabFacts } from '~/lib/engine/commandMap'
import { requestState } from '~/lib/isms/evidence/requestState'
import type { RowOf } from '~/lib/records/registry'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import { kindTable, type Vault } from '~/lib/vault/store/tables'
import type { Vaults } from './vaults'

/** Captures looked at for suggestions: the newest; older ones say little about today's links. */
const lookBack = 1_500

export interface TabFactsSurroundings {
  readonly browser: CaptureBrowser
  readonly deviceDb: DeviceDb
  readonly vaults: Vaults
}

export type TabFactsOf = (tabId: number | undefined, workspaceId: string | null) => Promise<TabFacts | null>

export function createTabFacts({ browser, deviceDb, vaults }: TabFactsSurroundings): TabFactsOf {
  return async (tabId, workspaceId) => {
    const tab = tabId === undefined ? await browser.activeTab() : await browser.getTab(tabId)
    if (!tab) return null
    const access = await accessOf(browser, tab)
    const address = tab.url ?? ''
    const known = workspaceId === null ? undefined : await vaults.open(workspaceId)
    const earlier =
      known && address
        ? await earlierOf(known, address, await preference(deviceDb, `request:${workspaceId}`))
        : undefined
    const said = access.granted ? await measured(browser, tab.tabId) : {}
    const elsewhere = workspaceId === null ? undefined : await otherWorkspace(deviceDb, address, workspaceId)
    return {
      tabId: tab.tabId,
      windowId: tab.windowId,
      url: address,
      title: tab.title ?? '',
      ...access,
      suggested: earlier?.suggested ?? [],
      ...(earlier?.seenAt !== undefined && { seenAt: earlier.seenAt }),
      ...(earlier?.lastMode && { lastMode: earlier.lastMode }),
      ...(elsewhere && { otherWorkspace: elsewhere }),
      ...said,
    }
  }
}

async function accessOf(browser: CaptureBrowser, tab: BrowserTab): Promise<Pick<TabFacts, 'granted' | 'forbidden'>> {
  if (tab.url !== undefined && isForbiddenAddress(tab.url)) return { granted: false, forbidden: true }
  const probe = await browser.probe(tab.tabId)
  if (probe.ok) return { granted: true, forbidden: false }
  return { granted: false, forbidden: probe.error.type === 'forbiddenPage' }
}

/** A site captured before belongs to a workspace; evidence in the wrong client's workspace is a breach. */
export async function otherWorkspace(
  deviceDb: DeviceDb,
  address: string,
  workspaceId: string,
): Promise<TabFacts['otherWorkspace']> {
  const origin = originOf(address)
  const site = origin && (await deviceDb.sites.get(origin))
  if (!site || site.workspaceId === workspaceId) return undefined
  const row = await deviceDb.workspaces.get(site.workspaceId)
  return row && { id: row.id, name: row.name }
}

interface Earlier {
  readonly suggested: TabFacts['suggested']
  readonly seenAt?: number
  readonly lastMode?: CaptureMode
}

async function earlierOf(vault: Vault, address: string, currentRequest: string | undefined): Promise<Earlier> {
  const [evidence, controls, requests, submissions, devices, members] = await Promise.all([
    kindTable<RowOf<'evidence'>>(vault, 'evidence').orderBy('capturedAt').reverse().limit(lookBack).toArray(),
    kindTable<RowOf<'control'>>(vault, 'control').toArray(),
    kindTable<RowOf<'evidenceRequest'>>(vault, 'evidenceRequest').toArray(),
    kindTable<RowOf<'evidenceSubmission'>>(vault, 'evidenceSubmission').toArray(),
    vault.devices.toArray(),
    vault.members.toArray(),
  ])
  const own = devices.find((device) => device.own)
  const person = members.find((member) => member.memberId === own?.memberId)?.personId
  const open = requests.filter(
    (request) =>
      request.archivedOn === undefined && ['requested', 'rejected'].includes(requestState(request, submissions)),
  )
  const suggested = suggestLinks(address, {
    evidence,
    controls,
    requests: open,
    ...(person && { person }),
    ...(currentRequest && { currentRequest }),
  })
  const key = pageKey(address)
  const last = evidence.find((row) => row.url !== undefined && row.archivedOn === undefined && pageKey(row.url) === key)
  if (!last) return { suggested }
  return { suggested, lastMode: modeOf(last), ...(last.capturedAt && { seenAt: Date.parse(last.capturedAt) }) }
}

/** Told from the originals: a capture record need not be on this device. */
function modeOf(row: RowOf<'evidence'>): CaptureMode {
  const originals = Object.entries(row.files)
    .filter(([, file]) => file.part === 'original')
    .map(([name]) => name)
  if (originals.some((name) => name.endsWith('.mhtml'))) return 'archive'
  return originals.some((name) => /(?:tile-\d+|full-page[\w-]*)\.(?:png|webp)$/.test(name)) ? 'fullPage' : 'visible'
}

/** What the page itself says: looked at, never changed. */
async function measured(
  browser: CaptureBrowser,
  tabId: number,
): Promise<Pick<TabFacts, 'listPages' | 'hints' | 'innerList'>> {
  try {
    const line = await browser.openPage(tabId)
    if (!line.ok) return {}
    const described = await line.value.request({ type: 'describe' })
    line.value.close()
    return described.ok ? factsOf(described.value) : {}
  } catch (error) {
    // A page that can't be read offers and prefills nothing; the capture itself will say why.
    void browserFailure(error)
    return {}
  }
}

const environments = ['production', 'staging', 'test'] as const

function factsOf({
  list,
  scroller,
  accountHint,
  environmentHint,
}: PageFacts): Pick<TabFacts, 'listPages' | 'hints' | 'innerList'> {
  const account = typeof accountHint === 'string' ? accountHint.trim().slice(0, 200) : ''
  const environment = environments.find((word) => word === environmentHint)
  return {
    ...(list && { listPages: list.pages }),
    ...((account || environment) && { hints: { ...(account && { account }), ...(environment && { environment }) } }),
    ...(scroller && !scroller.main && { innerList: { label: String(scroller.label).slice(0, 120) } }),
  }
}

async function preference(deviceDb: DeviceDb, key: string): Promise<string | undefined> {
  const row = await deviceDb.preferences.get(key)
  return typeof row?.value === 'string' ? row.value : undefined
}
