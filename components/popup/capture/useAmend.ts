import { useEngine } from '~/lib/live/engine/engine'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { DraftRow } from '~/lib/vault/store/tables'
import { amendment, type CaptureEdit } from './amendment'

export interface Amend {
  /** A correction while the capture runs; nothing where none does. */
  edited(edit: CaptureEdit): void
  /** What was corrected last is with the draft when this resolves. */
  flush(): Promise<void>
}

const pause = 250

/** What a person corrects while a capture runs is sealed with it; what merely loads or suggests itself is not. */
export function useAmend(running: () => DraftRow | undefined): Amend {
  const client = useEngine()
  const session = useSession()
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: { readonly draftId: string; readonly edits: CaptureEdit[] } | undefined
  let sent: Promise<unknown> = Promise.resolve()

  function flush(): Promise<void> {
    clearTimeout(timer)
    const amend = waiting
    waiting = undefined
    if (amend) sent = sent.then(() => send(amend.draftId, amend.edits))
    return sent.then(() => undefined)
  }
  async function send(draftId: string, edits: readonly CaptureEdit[]): Promise<void> {
    const row = await session.vault?.drafts.get(draftId)
    if (row) await client.run('capture.amend', { draftId, ...amendment(row.links, edits) })
  }

  return {
    flush,
    edited(edit) {
      const draft = running()
      if (!draft) return
      if (waiting && waiting.draftId !== draft.id) void flush()
      waiting = { draftId: draft.id, edits: [...(waiting?.edits ?? []), edit] }
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), pause)
    },
  }
}
