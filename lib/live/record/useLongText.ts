import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { connectEditor, type EditorConnection, type EditorDocument } from '~/lib/sync/editors/connectEditor'
import { useSession } from '../workspace/sessionStore'
import { useEngine } from '../engine/engine'
import { textDifference } from './textDifference'
import { applySteps, rebaseSteps } from '~/lib/vault/books/textMerge'

export interface LongText {
  /**
   * `live`: every keystroke is durable in the engine and merges with what others type. `alone`: the caller saves the
   * difference.
   */
  readonly mode: Readonly<ShallowRef<'opening' | 'live' | 'alone'>>
  readonly text: Readonly<ShallowRef<string>>
  /** Names of others who have this field open. */
  readonly others: Readonly<ShallowRef<readonly string[]>>
  readonly saved: Readonly<ShallowRef<boolean>>
  type(value: string): void
  /** Opens the field's shared document; falls back to `alone` if the engine has none. */
  open(field: { readonly kind: string; readonly recordId: string; readonly field: string }, base: string): void
  close(): void
}

const patience = 1500

/** One long text as a shared document, bound to the engine's room while it is open, and closed with its scope. */
export function useLongText(): LongText {
  const client = useEngine()
  const session = useSession()
  const mode = shallowRef<'opening' | 'live' | 'alone'>('alone')
  const text = shallowRef('')
  const others = shallowRef<readonly string[]>([])
  const saved = shallowRef(true)
  let connection: EditorConnection | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  function bind(document: EditorDocument): void {
    document.text.observe((_event, transaction) => {
      if (!transaction.local && mode.value === 'live') text.value = document.text.toJSON()
    })
    document.awareness.setLocalState({ name: session.nameOfPerson(session.personId) ?? '' })
    document.awareness.on('change', () => {
      const own = document.doc.clientID
      others.value = [...document.awareness.getStates()]
        .filter(([id]) => id !== own)
        .map(([, state]) => String((state as { name?: unknown }).name ?? ''))
        .filter(Boolean)
    })
  }
  function apply(value: string): void {
    const shared = connection?.current.text
    const difference = shared && textDifference(shared.toJSON(), value)
    if (!shared || !difference) return
    connection!.current.doc.transact(() => {
      if (difference.removed > 0) shared.delete(difference.at, difference.removed)
      if (difference.inserted !== '') shared.insert(difference.at, difference.inserted)
    })
  }
  const alone = (): void => {
    clearTimeout(timer)
    mode.value = 'alone'
    connection?.destroy()
    connection = undefined
  }

  const handle: LongText = {
    mode,
    text,
    others,
    saved,
    type(value) {
      text.value = value
      if (mode.value === 'live') apply(value)
    },
    open(field, base) {
      text.value = base
      mode.value = 'opening'
      timer = setTimeout(alone, patience)
      try {
        connection = connectEditor(() => client.editorPort(field), {
          onDocument: bind,
          onSynced(synced) {
            if (!synced || mode.value !== 'opening') return
            clearTimeout(timer)
            const typed = text.value
            const shared = connection!.current.text.toJSON()
            mode.value = 'live'
            // Text typed before the room answered is applied as a difference to what the person saw.
            if (typed !== base && typed !== shared) apply(applySteps(shared, rebaseSteps(base, typed, shared)))
            text.value = connection!.current.text.toJSON()
          },
          onSaved: (now) => (saved.value = now),
          onRefused: alone,
        })
      } catch {
        alone()
      }
    },
    close() {
      clearTimeout(timer)
      const closing = connection
      connection = undefined
      others.value = []
      mode.value = 'alone'
      // The last frames are on their way to the engine; a moment is enough for them to become durable.
      const end = (tries: number): void => {
        if (!closing) return
        if (closing.saved || tries === 0) closing.destroy()
        else setTimeout(() => end(tries - 1), 100)
      }
      end(30)
    },
  }
  onScopeDispose(() => handle.close())
  return handle
}
