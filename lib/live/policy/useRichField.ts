import { onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { connectEditor, type EditorConnection, type EditorDocument } from '~/lib/sync/editors/connectEditor'
import { useEngine } from '../engine/engine'

export interface RichField {
  /** The shared document, once its text is loaded; replaced if the engine comes back without the room. */
  readonly document: Readonly<ShallowRef<EditorDocument | undefined>>
  /** Everything typed so far is durable on this device. */
  readonly saved: Readonly<ShallowRef<boolean>>
  /** Why the field is read-only (no permission to write). */
  readonly refused: Readonly<ShallowRef<string | undefined>>
  /** The engine does not respond: shown, so that nobody types in vain. */
  readonly silent: Readonly<ShallowRef<boolean>>
}

const patience = 4000

/** One rich text field as a shared document, bound to the engine's room while the scope is active. */
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
    // A new document is shown only once its text is loaded: an editor on an empty one would write into it.
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
    // The last frames are on their way to the engine; a moment is enough for them to become durable.
    const end = (tries: number): void => {
      if (connection.saved || tries === 0) connection.destroy()
      else setTimeout(() => end(tries - 1), 100)
    }
    end(30)
  })
  return { document, saved, refused, silent }
}
