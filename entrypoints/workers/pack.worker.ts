/**
 * Packs are surveyed, written and checked here, beside the page: files are read and hashed by the gigabyte. Reads the
 * vault, writes nothing.
 */

import type { PackFunctions } from '~/lib/live/pack/packFunctions'
import { serveWorker, type WorkerProgress } from '~/lib/platform/workerRpc'
import type { CatalogueWords } from '~/lib/content/catalogue/catalogueWords'
import type { PackOptions } from '~/lib/isms/pack/packPlan'
import type { PackSelection } from '~/lib/isms/pack/selection'
import { readPackState, type PackState } from '~/lib/pack/packState'
import type { PackReport } from '~/lib/pack/packReport'
import { verifyPack } from '~/lib/pack/verifyPack'
import {
  surveyPack,
  writePack,
  type PackSummary,
  type PreparedPack,
  type UnsignedPack,
  type WrittenPack,
} from '~/lib/pack/writePack'
import { fail, ok, type Result } from '~/lib/shared/result'
import { openVault, type Vault } from '~/lib/vault/store/tables'

/** The pack that waits for its signature. */
let prepared: PreparedPack | undefined

const functions: PackFunctions = {
  survey: (workspaceId: string, selection: PackSelection, options: PackOptions): Promise<PackSummary> =>
    withState(workspaceId, (state) => surveyPack(selection, options, state)),
  /** Writes the payload and keeps it; `finish` closes it with the signature over its manifest. */
  write: (workspaceId: string, request, asked): Promise<Result<UnsignedPack>> =>
    safely(async () =>
      withState(
        workspaceId,
        async (state, vault) => {
          send({ job: 'pack', step: 'reports', done: 0 })
          const { packFiles, sourcesOf } = await import('./packFiles')
          const { files, notMade } =
            asked.reports || asked.oscal
              ? await packFiles(sourcesOf(vault, workspaceId), state, {
                  selection: request.selection,
                  language: request.language,
                  asked,
                })
              : { files: [], notMade: [] }
          const written = await writePack({ ...request, extra: files, notMade }, state, (step, done, total, what) =>
            tell({ job: 'pack', step: `${step} ${what}`.trim(), done, total }),
          )
          if (!written.ok) return written
          prepared = written.value
          return ok(prepared.pack)
        },
        await catalogueWordsOf(request.language.locale),
      ),
    ),
  finish: (manifestSignature: string): Promise<Result<WrittenPack>> =>
    safely(() => (prepared ? prepared.finish(manifestSignature) : Promise.reject(new Error('no pack was written')))),
  verify: (file: Blob): Promise<Result<PackReport>> =>
    safely(() => verifyPack(file, (done, total, path) => tell({ job: 'verify', step: path, done, total }))),
}

async function withState<T>(
  workspaceId: string,
  act: (state: PackState, vault: Vault) => T | Promise<T>,
  words?: CatalogueWords,
): Promise<T> {
  const vault = await openVault(workspaceId)
  try {
    return await act(await readPackState(vault, workspaceId, words), vault)
  } finally {
    vault.close()
  }
}

const catalogueWordsOf = async (locale: string): Promise<CatalogueWords | undefined> =>
  locale === 'de' ? (await import('~/lib/content/catalogue/de/german')).german : undefined

/** A file that can not be read (it was moved, the disk is full) is no bug of ours. */
async function safely<T>(act: () => Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await act()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    if (name === 'QuotaExceededError')
      return fail('diskFull', 'This disk is full. Free some space and try again; nothing was written.')
    if (name === 'NotReadableError' || name === 'NotFoundError')
      return fail('unreadable', 'The file can’t be read: it was moved or changed. Choose it again.')
    throw error
  }
}

/** Files come in pieces; a page that is told of every one has no time to show them. */
let toldAt = 0
function tell(progress: WorkerProgress): void {
  const now = performance.now()
  if (now - toldAt < 100 && progress.done < (progress.total ?? 0)) return
  toldAt = now
  send(progress)
}
const send = serveWorker(functions)
