import { putDraft } from '~/lib/vault/store/drafts'
import type { AskedFiles } from '~/lib/live/pack/packFunctions'
import { computed, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { infoName, packInfoText } from './packInfo'
import { packName } from './packSelection'
import { saveFile } from '../workspace/keys/saveFile'
import { usePlatform } from '~/lib/live/engine/engine'
import { newCommandId } from '~/lib/live/engine/newCommandId'
import { usePackWorker, type PackWorkerHandle } from '~/lib/live/pack/packWorker'
import { useCommand } from '~/lib/live/engine/useCommand'
import type { PackOptions } from '~/lib/isms/pack/packPlan'
import { manifestName, type PackSelection } from '~/lib/isms/pack/selection'
import type { MembersDocument } from '~/lib/pack/members'
import type { WrittenPack } from '~/lib/pack/writePack'
import type { JsonObject } from '~/lib/shared/json'
import { unexpected, type Failure } from '~/lib/shared/result'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface FinishedPack {
  readonly pack: WrittenPack
  /** The record that files it. */
  readonly ref: string
  readonly id: string
}

export interface PackExport {
  readonly state: Readonly<ShallowRef<'idle' | 'writing' | 'recording' | 'done'>>
  readonly failed: Readonly<ShallowRef<Failure | undefined>>
  readonly finished: Readonly<ShallowRef<FinishedPack | undefined>>
  readonly busy: ComputedRef<boolean>
  readonly worker: PackWorkerHandle
  write(what: {
    readonly selection: PackSelection
    readonly options: PackOptions
    readonly description: string
    readonly ref: string | undefined
    readonly subjects: readonly string[]
    readonly asked: AskedFiles
  }): Promise<void>
  cancel(): void
  save(): void
  /** Forgets a finished one. */
  reset(): void
}

/**
 * Signs the list of members, has the worker write, signs the manifest, files the export, hands the file over: in this
 * order, so that nothing leaves unrecorded.
 */
export function usePackExport(): PackExport {
  const { t, locale, getLocaleMessage } = useI18n()
  const session = useSession()
  const platform = usePlatform()
  const run = useCommand()
  const worker = usePackWorker()
  const state = shallowRef<'idle' | 'writing' | 'recording' | 'done'>('idle')
  const failed = shallowRef<Failure>()
  const finished = shallowRef<FinishedPack>()
  /** Grows with every start and cancel: what an older run still brings is thrown away. */
  let turn = 0

  /**
   * Messages as plain data, English where a language lacks one and it is loaded: a worker takes neither functions nor
   * proxies.
   */
  const messages = (): JsonObject =>
    JSON.parse(
      JSON.stringify(deepMerge(getLocaleMessage('en'), getLocaleMessage((locale as Ref<string>).value))),
    ) as JsonObject

  async function write({
    selection,
    options,
    description,
    ref,
    subjects,
    asked,
  }: Parameters<PackExport['write']>[0]): Promise<void> {
    const { workspaceId } = session
    if (!workspaceId || state.value === 'writing' || state.value === 'recording') return
    const own = ++turn
    failed.value = finished.value = undefined
    state.value = 'writing'
    const members = await run('pack.members', null, { quiet: true, undo: false })
    if (own !== turn) return
    if (!members.ok) return stop(members.error)
    try {
      const written = await worker.call().write(
        workspaceId,
        {
          selection,
          options,
          description,
          name: packName(ref, session.today),
          date: session.today,
          software: `Plumbline ${platform.browser.extensionVersion}`,
          members: members.value.document as unknown as MembersDocument,
          membersSignature: members.value.signature,
          language: { locale: (locale as Ref<string>).value, messages: messages() },
        },
        asked,
      )
      if (own !== turn) return
      if (!written.ok) return stop(written.error)
      const signed = await run('pack.sign', { manifest: written.value.manifest }, { quiet: true, undo: false })
      if (own !== turn) return
      if (!signed.ok) return stop(signed.error)
      const pack = await worker.call().finish(signed.value.signature)
      if (own !== turn) return
      if (!pack.ok) return stop(pack.error)
      state.value = 'recording'
      const filed = await file(pack.value, { selection, description, subjects })
      if (!filed.ok) return stop(filed.error)
      finished.value = { pack: pack.value, ...filed.value }
      state.value = 'done'
      save()
    } catch (error) {
      if (own === turn) stop(unexpected(error))
    } finally {
      if (own === turn) worker.cancel()
    }
  }

  async function file(
    pack: WrittenPack,
    {
      selection,
      description,
      subjects,
    }: { readonly selection: PackSelection; readonly description: string; readonly subjects: readonly string[] },
  ) {
    const vault = session.vault!
    const draftId = `pack_${newCommandId()}`
    const info = packInfoText({
      v: 1,
      description,
      selection,
      manifestHash: pack.manifestHash,
      zipBytes: pack.file.size,
      summary: pack.summary,
    })
    await putDraft(vault, { id: draftId, mode: 'pack', state: 'captured', at: Date.now() }, [
      { name: manifestName, mime: 'text/plain', bytes: new Blob([pack.manifest], { type: 'text/plain' }) },
      { name: infoName, mime: 'application/json', bytes: new Blob([info], { type: 'application/json' }) },
    ])
    const filed = await run(
      'pack.record',
      {
        draftId,
        title: t('pack.dialog.recordTitle', { what: description }),
        evidence: pack.evidence,
        subjects,
        manifestHash: pack.manifestHash,
      },
      { quiet: true, undo: false },
    )
    if (!filed.ok) await run('evidence.discardDraft', { draftId }, { quiet: true })
    return filed
  }

  function stop(error: Failure): void {
    failed.value = error
    state.value = 'idle'
  }
  function cancel(): void {
    if (state.value !== 'writing') return
    turn++
    worker.cancel()
    state.value = 'idle'
  }
  function save(): void {
    if (finished.value) saveFile(finished.value.pack.fileName, finished.value.pack.file)
  }
  function reset(): void {
    failed.value = finished.value = undefined
    state.value = 'idle'
  }
  return {
    reset,
    state,
    failed,
    finished,
    busy: computed(() => state.value === 'writing' || state.value === 'recording'),
    worker,
    write,
    cancel,
    save,
  }
}

function deepMerge(base: unknown, over: unknown): unknown {
  if (typeof base !== 'object' || base === null || typeof over !== 'object' || over === null) return over ?? base
  const keys = new Set([...Object.keys(base), ...Object.keys(over)])
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      deepMerge((base as Record<string, unknown>)[key], (over as Record<string, unknown>)[key]),
    ]),
  )
}
