/**
 * A capture in one action, from the context menu or a keyboard command: the defaults a person would find preselected in
 * the popup. Where a default would be a guess about the workspace, it asks instead of capturing.
 */

import type { CaptureController } from '~/lib/capture/control/captureController'
import { captureMessages } from '~/lib/capture/control/browserErrors'
import type { CaptureMode } from '~/lib/capture/record/captureFacts'
import type { Badge } from './badge'
import type { TabFactsOf } from './tabFacts'
import type { BackgroundWords } from './backgroundWords'

export interface OneActionSurroundings {
  readonly controller: CaptureController
  readonly tabFacts: TabFactsOf
  readonly badge: Pick<Badge, 'flash'>
  /** The workspace opened last. */
  currentWorkspace(): Promise<string | undefined>
  /** In the language of this device. */
  words(): Promise<BackgroundWords>
  /** Shows the popup, where the browser lets an extension do so; else a tab. */
  ask(): Promise<void>
}

export type OneAction = (mode: CaptureMode, tabId: number | undefined) => Promise<void>

export function createOneAction({
  controller,
  tabFacts,
  badge,
  currentWorkspace,
  ask,
  words,
}: OneActionSurroundings): OneAction {
  return async (mode, tabId) => {
    const [workspaceId, said] = await Promise.all([currentWorkspace(), words()])
    if (workspaceId === undefined) {
      badge.flash('ask', `Plumbline: ${said.noWorkspace}`)
      return ask()
    }
    const tab = await tabFacts(tabId, workspaceId)
    if (!tab) return badge.flash('failed', `Plumbline: ${said.say(captureMessages.pageGone)}`)
    if (tab.otherWorkspace) {
      badge.flash('ask', `Plumbline: ${said.otherWorkspace(tab.otherWorkspace.name)}`)
      return ask()
    }
    const chosen = tab.suggested.filter((link) => link.preselected)
    const request = chosen.find((link) => link.kind === 'evidenceRequest')?.id
    const started = await controller.start({
      tabId: tab.tabId,
      workspaceId,
      mode,
      controls: chosen.filter((link) => link.kind === 'control').map((link) => link.id),
      reqs: [],
      ...(request !== undefined && { request }),
    })
    if (!started.ok) return badge.flash('failed', `Plumbline: ${said.say(started.error.message)}`)
    const draft = await controller.settled(started.value.draftId)
    if (draft?.state === 'done') badge.flash('sealed', `Plumbline: ${said.sealed(draft.ref ?? '')}`)
    else if (draft?.state !== 'cancelled')
      badge.flash('failed', `Plumbline: ${draft?.failure ? said.say(draft.failure.message) : said.failed}`)
  }
}
