import { computed, onScopeDispose, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { usePlatform, useEngine } from '~/lib/live/engine/engine'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import type { TabFacts } from '~/lib/engine/commandMap'
import type { CaptureMode } from '~/lib/capture/record/captureFacts'
import { isJsonObject } from '~/lib/shared/json'
import type { Failure } from '~/lib/shared/result'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { DraftRow } from '~/lib/vault/store/tables'
import { draftForm } from './amendment'
import {
  linkChoices,
  periodReversed,
  siteOf,
  splitLinks,
  statedFacts,
  type LinkChoice,
  type StatedForm,
} from './captureForm'
import { useAmend } from './useAmend'
import { useStated, type Stated } from './useStated'

export interface Capture {
  /** Undefined until the background answered; null when no page is in front. */
  readonly tab: Readonly<ShallowRef<TabFacts | null | undefined>>
  readonly modes: readonly CaptureMode[]
  readonly lastMode: ComputedRef<CaptureMode>
  readonly choices: ComputedRef<readonly LinkChoice[]>
  readonly stated: Ref<StatedForm>
  /** Fields of `stated` that hold what the page suggests. */
  readonly prefilled: Stated['prefilled']
  readonly note: Ref<string>
  readonly reversed: ComputedRef<boolean>
  /** The capture under way or just ended. */
  readonly draft: Readonly<Ref<DraftRow | undefined>>
  readonly running: ComputedRef<boolean>
  readonly failure: ShallowRef<Failure | undefined>
  readonly mayCapture: ComputedRef<boolean>
  tick(id: string, checked: boolean): void
  add(link: { readonly id: string; readonly kind: string; readonly ref: string; readonly title: string }): void
  /** The request the panel has in hand: linked unless unticked. */
  readonly request: ShallowRef<
    { readonly id: string; readonly kind: string; readonly ref: string; readonly title: string } | undefined
  >
  start(
    mode: CaptureMode,
    how?: { readonly starts?: boolean; readonly of?: string; readonly inner?: boolean },
  ): Promise<void>
  cancel(keep: boolean): Promise<void>
  finishSeries(draftId: string): Promise<void>
  dismiss(): void
  look(): Promise<void>
  captureHere(): void
}

const busy: readonly DraftRow['state'][] = ['capturing', 'captured', 'sealing']

/** Capturing the page in front, for popup and side panel: what it links to, what is stated, how far it is. */
export function useCapture(): Capture {
  const client = useEngine()
  const platform = usePlatform()
  const session = useSession()

  const tab = shallowRef<TabFacts | null>()
  const failure = shallowRef<Failure>()
  const ticks = ref(new Map<string, boolean>())
  const added = ref<{ id: string; kind: string; ref: string; title: string }[]>([])
  const {
    form: stated,
    prefilled,
    held,
  } = useStated(tab, (changes) => {
    // Another site in front: its account says nothing about the capture that runs.
    if (held.value || siteIsTheDrafts()) edited({ what: 'stated', changes })
  })
  const words = shallowRef('')
  /** Of a capture that another surface began: what its draft held when it was met. */
  const met = shallowRef<DraftRow>()
  const request = shallowRef<{
    readonly id: string
    readonly kind: string
    readonly ref: string
    readonly title: string
  }>()
  const draftId = shallowRef<string>()
  const otherIsFine = shallowRef(false)
  let starting = false
  let looks = 0

  const modes: readonly CaptureMode[] = platform.capture?.archive
    ? ['visible', 'fullPage', 'archive']
    : ['visible', 'fullPage']
  const lastMode = computed<CaptureMode>(() => {
    const last = tab.value?.lastMode
    return last && modes.includes(last) ? last : 'fullPage'
  })

  async function look(): Promise<void> {
    if (!platform.capture || !session.workspaceId) return
    const own = ++looks
    const tabId = await platform.capture.activeTab()
    const seen = await client.run('capture.tab', tabId === undefined ? {} : { tabId })
    // Another tab is in front by now.
    if (own !== looks) return
    if (!seen.ok) {
      failure.value = seen.error
      return
    }
    const before = tab.value
    tab.value = otherIsFine.value && seen.value ? withoutOther(seen.value) : seen.value
    if (before && before.url !== seen.value?.url) otherIsFine.value = false
  }
  watch(
    () => session.workspaceId,
    () => void look(),
    { immediate: true },
  )
  if (platform.capture) onScopeDispose(platform.capture.onActiveTab(() => void look()))

  const inHand = computed(() =>
    request.value
      ? [
          {
            kind: 'evidenceRequest' as const,
            id: request.value.id,
            ref: request.value.ref,
            title: request.value.title,
            why: 'request' as const,
            preselected: true,
          },
        ]
      : [],
  )
  const choices = computed(() => {
    const suggested = [...inHand.value, ...(tab.value?.suggested ?? []).filter((link) => link.id !== request.value?.id)]
    const ids = met.value && draftForm(met.value.links).ids
    return linkChoices(
      ids ? suggested.map((link) => ({ ...link, preselected: ids.has(link.id) })) : suggested,
      added.value,
      ticks.value,
    )
  })

  // A capture that runs already (another surface began it) is shown here too.
  const running = useLiveQuery(
    () =>
      session.vault?.drafts
        .where('state')
        .anyOf([...busy])
        .filter((row) => row.mode !== 'upload')
        .last(),
    () => session.vault,
  ).value
  const own = useLiveQuery(
    () => (draftId.value === undefined ? undefined : session.vault?.drafts.get(draftId.value)),
    [() => session.vault, draftId],
  ).value
  const draft = computed(() =>
    draftId.value !== undefined && own.value?.id === draftId.value ? own.value : running.value,
  )
  const isRunning = computed(() => draft.value !== undefined && busy.includes(draft.value.state))
  // The worker that ran it died: woken again at once, it seals what is there and says so.
  onScopeDispose(
    client.onBroken(() => {
      if (isRunning.value) client.wake()
    }),
  )
  const { edited, flush } = useAmend(() =>
    isRunning.value && draft.value?.state !== 'sealing' ? draft.value : undefined,
  )
  watch(running, (row) => {
    if (!row || starting || (draftId.value !== undefined && isRunning.value)) return
    const { stated: theirs, note: theirNote } = draftForm(row.links)
    draftId.value = row.id
    met.value = row
    held.value = theirs
    words.value = theirNote
  })

  const details = (): {
    controls: readonly string[]
    reqs: readonly string[]
    request?: string
    note?: string
    stated?: ReturnType<typeof statedFacts>
  } => {
    const facts = statedFacts(stated.value)
    return {
      ...splitLinks(choices.value),
      ...(words.value.trim() !== '' && { note: words.value.trim() }),
      ...(facts && { stated: facts }),
    }
  }
  // Once it ended, the next capture begins with this surface's own words again; a note it no longer took stays.
  watch(isRunning, (now) => {
    if (now || !met.value) return
    const { note } = draftForm((draft.value ?? met.value).links)
    met.value = held.value = undefined
    if (words.value.trim() === note.trim()) words.value = ''
  })

  const siteIsTheDrafts = (): boolean => {
    const facts = isJsonObject(draft.value?.facts) ? draft.value.facts : {}
    return typeof facts.url === 'string' && siteOf(facts.url) === siteOf(tab.value?.url ?? '')
  }

  async function start(
    mode: CaptureMode,
    { starts, of, inner }: { readonly starts?: boolean; readonly of?: string; readonly inner?: boolean } = {},
  ): Promise<void> {
    const { workspaceId } = session
    if (starting || !tab.value || !workspaceId || (isRunning.value && of === undefined)) return
    failure.value = undefined
    starting = true
    const begun = await client.run('capture.start', {
      tabId: tab.value.tabId,
      workspaceId,
      mode,
      ...details(),
      ...(of !== undefined && { series: of }),
      ...(starts && { startsSeries: true }),
      ...(inner && { inner: true }),
    })
    starting = false
    if (begun.ok) draftId.value = begun.value.draftId
    else failure.value = begun.error
  }
  async function cancel(keep: boolean): Promise<void> {
    if (!draft.value) return
    const cancelled = await client.run('capture.cancel', { draftId: draft.value.id, keep })
    if (!cancelled.ok) failure.value = cancelled.error
  }
  async function finishSeries(id: string): Promise<void> {
    await flush()
    const finished = await client.run('capture.finishSeries', { draftId: id })
    if (!finished.ok) failure.value = finished.error
  }

  return {
    tab,
    modes,
    lastMode,
    choices,
    stated,
    prefilled,
    draft,
    failure,
    request,
    look,
    start,
    cancel,
    finishSeries,
    note: computed({
      get: () => words.value,
      set(note) {
        words.value = note
        edited({ what: 'note', note })
      },
    }),
    reversed: computed(() => periodReversed(stated.value)),
    running: isRunning,
    mayCapture: computed(
      () =>
        tab.value?.granted === true &&
        !tab.value.forbidden &&
        !tab.value.otherWorkspace &&
        session.canWrite('evidence'),
    ),
    tick(id, checked) {
      ticks.value.set(id, checked)
      edited({ what: 'link', id, checked })
    },
    add(link) {
      if (!added.value.some((one) => one.id === link.id)) added.value.push(link)
      ticks.value.set(link.id, true)
      edited({ what: 'link', id: link.id, checked: true })
    },
    dismiss() {
      draftId.value = undefined
      failure.value = undefined
    },
    captureHere() {
      otherIsFine.value = true
      if (tab.value) tab.value = withoutOther(tab.value)
    },
  }
}

function withoutOther(facts: TabFacts): TabFacts {
  const { otherWorkspace: _, ...rest } = facts
  return rest
}
