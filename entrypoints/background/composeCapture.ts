/**
 * Wires capturing: the browser's edge, the drafts in the vaults, the seal by the engine, badge and one-action captures.
 */

import { createCaptureController, type CaptureController } from '~/lib/capture/control/captureController'
import type { SealAnswer, SealInput } from '~/lib/capture/record/draftEndings'
import { callSpacing, createCaptureGate } from '~/lib/capture/control/captureGate'
import type { CaptureBrowser } from '~/lib/capture/control/captureBrowser'
import type { CaptureFacts } from '~/lib/capture/record/captureFacts'
import type { Imaging } from '~/lib/capture/modes/imaging'
import { originOf } from '~/lib/capture/record/suggestLinks'
import type { JsonValue } from '~/lib/shared/json'
import type { Random } from '~/lib/shared/ids'
import type { Result } from '~/lib/shared/result'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import { watchQuery } from '~/lib/vault/store/watchQuery'
import { showReminder, takeReminder } from './remind'
import { backgroundWords, readLocale } from './backgroundWords'
import { createBadge, type Badge, type BadgeFace, type ReviewCounts } from './badge'
import { captureCommands } from './captureCommands'
import { createDraftStore } from './draftStore'
import { createOneAction, type OneAction } from './oneAction'
import { createTabFacts, type TabFactsOf } from './tabFacts'
import type { Vaults } from './vaults'

export interface CaptureParts {
  readonly browser: CaptureBrowser
  readonly imaging: Imaging
  readonly browserFacts: CaptureFacts['browser']
  readonly clock: { now(): number; sleep(milliseconds: number): Promise<void> }
  readonly random: Random
  readonly deviceDb: DeviceDb
  readonly vaults: Vaults
  readonly face: BadgeFace
  /** The host's `run`; called only after the host is there. */
  run(commandId: string, workspaceId: string, name: string, input: JsonValue): Promise<Result<unknown>>
  ask(): Promise<void>
  onCounts?(counts: ReviewCounts): void
}

export interface ComposedCapture {
  readonly controller: CaptureController
  readonly tabFacts: TabFactsOf
  readonly commands: ReturnType<typeof captureCommands>
  readonly oneAction: OneAction
  readonly badge: Badge
  /** After a start of the worker: what a dead one left behind is brought to its end. */
  takeUp(): Promise<void>
}

export function composeCapture(parts: CaptureParts): ComposedCapture {
  const { browser, deviceDb, vaults } = parts
  const controller = createCaptureController({
    browser,
    imaging: parts.imaging,
    clock: parts.clock,
    gate: createCaptureGate(parts.clock, parts.browser.quota ? callSpacing : 0),
    random: parts.random,
    browserFacts: parts.browserFacts,
    async store(workspaceId) {
      const vault = await vaults.open(workspaceId)
      return vault && createDraftStore(vault)
    },
    workspaces: () => vaults.workspaces(),
    seal: (workspaceId, commandId, input: SealInput) =>
      parts.run(commandId, workspaceId, 'evidence.seal', input as unknown as JsonValue) as Promise<Result<SealAnswer>>,
    clockOffset: async (workspaceId) => (await deviceDb.workspaces.get(workspaceId))?.clockOffset ?? 0,
    async remember(url, workspaceId) {
      const origin = originOf(url)
      if (origin) await deviceDb.sites.put({ origin, workspaceId, at: parts.clock.now() })
    },
  })
  const tabFacts = createTabFacts({ browser, deviceDb, vaults })
  let followed: string | undefined
  const badge = createBadge(parts.face, parts.clock, parts.onCounts, (found) => {
    const workspaceId = followed
    if (workspaceId === undefined) return
    void takeReminder(deviceDb, workspaceId, found)
      .then((reminder) => reminder && showReminder(workspaceId, reminder))
      .catch(() => undefined)
  })
  const currentWorkspace = async (): Promise<string | undefined> => (await vaults.workspaces())[0]

  // The badge counts for the workspace opened last, whichever surface opened it.
  watchQuery(currentWorkspace, (workspaceId) => {
    if (workspaceId === followed) return
    followed = workspaceId
    void (workspaceId === undefined ? Promise.resolve(undefined) : vaults.open(workspaceId)).then(async (vault) => {
      const row = workspaceId === undefined ? undefined : await deviceDb.workspaces.get(workspaceId)
      if (followed === workspaceId) badge.follow(vault, row?.clockOffset ?? 0)
    })
  })

  return {
    controller,
    tabFacts,
    commands: captureCommands({ controller, tabFacts }),
    oneAction: createOneAction({
      controller,
      tabFacts,
      badge,
      currentWorkspace,
      ask: parts.ask,
      words: async () => backgroundWords[await readLocale(deviceDb)],
    }),
    badge,
    async takeUp() {
      for (const workspaceId of await vaults.workspaces()) {
        // A vault that does not open keeps its drafts for the next start and must not hold up the others.
        await controller.resume(workspaceId).catch(() => undefined)
      }
    },
  }
}
