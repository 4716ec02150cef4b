import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { connectEditor, type EditorConnection, type EditorDocument } from '~/lib/sync/editors/connectEditor'
import { useEngine } from '../engine/engine'

export interface RichField {
  /** The shared document, once its text is here; another one after the engine came back without the room. */
  readonly document: Readonly<ShallowRef<EditorDocument | undefined>>
  /** Everything typed so far is durable on this device. */
  readonly saved: Readonly<ShallowRef<boolean>>
  /** Why nothing can be typed here (no right to write). */
  readonly refused: Readonly<ShallowRef<string | undefined>>
  /** The engine does not answer: shown, so that nobody types into nothing. */
  readonly silent: Readonly<ShallowRef<boolean>>
}

const patience = 4000

/** One rich field as a shared document: bound to the engine's room while the scope lives. */
export function useRichField(field: {
  readonly kind: string
  readonly recordId: string
  readonly field: string
}): RichField {
  const client = useEngine()
  const document = shallowRef<EditorDocument>()
  const saved = shallowRef(true)
  const refused = shallowRef<string>()
  const silent = shallowRef(false)
  const waiting = setTimeout(() => (silent.value = document.value === undefined), patience)
  const connection: EditorConnection = connectEditor(() => client.editorPort(field), {
    shape: 'rich',
    // A fresh document is shown when its text has come: an editor over an empty one would write into it.
    onDocument: () => (document.value = undefined),
    onSynced(synced) {
      if (!synced) return
      silent.value = false
      document.value = connection.current
    },
    onSaved: (now) => (saved.value = now),
    onRefused: (message) => (refused.value = message),
  })
  onScopeDispose(() => {
    clearTimeout(waiting)
    // The last frames are on their way to the engine in this same page; a moment is enough for them to be durable.
    const end = (tries: number): void => {
      if (connection.saved || tries === 0) connection.destroy()
      else setTimeout(() => end(tries - 1), 100)
    }
    end(30)
  })
  return { document, saved, refused, silent }
}
