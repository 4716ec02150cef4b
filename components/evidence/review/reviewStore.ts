import { defineStore } from 'pinia'
import { computed, shallowRef, triggerRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useSurroundings } from '~/lib/live/engine/engine'
import { newCommandId } from '~/lib/live/engine/newCommandId'
import { useLiveQuery } from '~/lib/live/engine/useLiveQuery'
import { useNotices } from '~/lib/live/ui/noticesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { decisionStore } from './decisionStore'
import { isDecidedHere } from '../evidenceStates'
import { createPendingDecisions, type PendingDecisions } from './pendingDecisions'
import { readWaiting, type EvidenceView } from '../readEvidence'
import { orderQueue, queueItem, type QueueItem } from './reviewQueue'
import { useLanguage } from '~/lib/live/ui/languageStore'

/**
 * What waits for a review and what is done with it, the same in popup and app: decisions wait five seconds, survive the
 * surface, and are undone with U. Lives as long as the surface, not as long as one page of it.
 */
export const useReview = defineStore('review', () => {
  const { client, deviceDb, now } = useSurroundings()
  const session = useSession()
  const notices = useNotices()
  const { t } = useI18n({ useScope: 'global' })
  const language = useLanguage()

  const waiting = useLiveQuery(
    () => session.vault && readWaiting(session.vault, session.nowMs),
    () => session.vault,
  ).value

  const decisions = shallowRef<PendingDecisions>()
  const connect = (workspaceId: string): PendingDecisions =>
    createPendingDecisions({
      store: decisionStore(deviceDb, workspaceId),
      sign: (one) =>
        client.run(
          'statement.sign',
          {
            type: 'review',
            subject: { kind: 'evidence', id: one.evidenceId },
            profile: 'review',
            expectedHash: one.expectedHash,
            decision: one.decision,
            ...(one.reason !== undefined && { reason: one.reason }),
          },
          { commandId: one.commandId, workspaceId: one.workspaceId },
        ),
      revoke: (id, of) => client.run('statement.revoke', { id }, { workspaceId: of }),
      now,
      after: (milliseconds, run) => {
        const timer = setTimeout(run, milliseconds)
        return () => clearTimeout(timer)
      },
      onChange: () => triggerRef(decisions),
      onFailed: (one, failure) =>
        notices.fail({
          ...failure,
          message: t('popup.toast.failed', { ref: one.ref, message: language.failureText(failure) }),
        }),
    })
  watch(
    () => session.workspaceId,
    (workspaceId) => {
      void decisions.value?.flush()
      decisions.value = workspaceId === undefined ? undefined : connect(workspaceId)
      void decisions.value?.resume().then((signed) => {
        if (signed.length > 0)
          notices.tell({ text: t('popup.toast.leftover', { n: signed.length, ref: signed[0]!.ref }, signed.length) })
      })
    },
    { immediate: true },
  )

  // Closing the popup ends its timers: what was decided is sent now instead.
  if (typeof addEventListener === 'function') addEventListener('pagehide', () => void decisions.value?.flush())

  const itemOf = (view: EvidenceView): QueueItem =>
    queueItem(
      view.row,
      {
        reviewState: view.review.state === 'stale' ? 'stale' : 'unreviewed',
        seal: view.seal,
        blobs: view.blobs,
        ...(view.requestDue !== undefined && { requestDue: view.requestDue }),
      },
      view.comments,
      { ...(session.personId !== undefined && { personId: session.personId }), role: session.role },
      session.today,
    )
  /** Decided here and not to be shown as waiting: inside the five seconds, or on its way to the log. */
  const isDecided = (view: EvidenceView): boolean =>
    (decisions.value?.decided.has(view.row.id) ?? false) || isDecidedHere(view.review)

  const isDecidedId = (id: string): boolean => decisions.value?.decided.has(id) ?? false

  const views = computed(() => (waiting.value?.views ?? []).filter((view) => !isDecided(view)))
  const queue = computed(() => orderQueue(views.value.map(itemOf)))
  const viewOf = (id: string | undefined): EvidenceView | undefined => views.value.find((view) => view.row.id === id)
  /** Undefined until the vault answered. */
  const total = computed(() => waiting.value && waiting.value.total - (waiting.value.views.length - views.value.length))

  async function decide(view: EvidenceView, decision: 'accepted' | 'rejected', reason?: string): Promise<void> {
    const { workspaceId } = session
    if (!workspaceId || !decisions.value) return
    const { ref } = view.row
    notices.tell({ text: t(`popup.toast.${decision}`, { ref }), undo })
    await decisions.value.decide({
      commandId: newCommandId(),
      workspaceId,
      evidenceId: view.row.id,
      ref,
      decision,
      ...(reason !== undefined && { reason }),
      expectedHash: view.review.contentHash,
      decidedAt: now(),
    })
  }

  async function undo(): Promise<void> {
    const answer = await decisions.value?.undo()
    if (!answer) return
    if (answer.what === 'failed') notices.fail(answer.failure)
    else
      notices.tell({
        text: t(answer.what === 'takenBack' ? 'popup.toast.undone' : 'popup.toast.revoked', {
          ref: answer.decision.ref,
        }),
      })
  }

  /** A question to the capturer. Answers whether it is kept, so that a form can keep its text when it is not. */
  async function ask(view: EvidenceView, body: string): Promise<boolean> {
    const asked = await client.run('record.create', {
      kind: 'comment',
      fields: { target: view.row.id, body, author: session.personId ?? '' },
    })
    if (asked.ok) notices.tell({ text: t('popup.toast.asked', { ref: view.row.ref }) })
    else notices.fail(asked.error)
    return asked.ok
  }

  return { queue, views, total, viewOf, itemOf, isDecided, isDecidedId, decide, undo, ask }
})
