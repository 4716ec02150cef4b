import { dropDrafts, putDraft } from '~/lib/vault/store/drafts'
import type { DryRun, ReadAnswer, RowFilter, Format } from '~/lib/live/exchange/tableFunctions'
import type { PlannedRow } from '~/lib/exchange/tables/plannedRow'
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { createImportWorker } from './importWorker'
import { newCommandId } from '~/lib/live/engine/newCommandId'
import { useCommand } from '~/lib/live/engine/useCommand'
import { useExchange, type ExchangeClient } from '~/lib/live/exchange/exchangeWorker'
import type { TextEncoding } from '~/lib/exchange/tables/decodeText'
import type { Mapping } from '~/lib/exchange/tables/mapping'
import type { Kind } from '~/lib/records/registry'
import type { Failure, Result } from '~/lib/shared/result'
import { usePreferences } from '~/lib/live/ui/preferencesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export type ImportStep = 'file' | 'columns' | 'dryRun'

/**
 * One import from the file to the records: what was read, which column is which, what would happen, and the writing of
 * it.
 */
export function useImport() {
  const { t, locale } = useI18n()
  const session = useSession()
  const preferences = usePreferences()
  const run = useCommand()
  const start = useExchange()

  const step = shallowRef<ImportStep>('file')
  const files = shallowRef<readonly File[]>([])
  const read = shallowRef<ReadAnswer>()
  const table = shallowRef(0)
  const kind = shallowRef<Kind>()
  const mapping = shallowRef<Mapping>([])
  const remembered = shallowRef(false)
  const emptyClears = shallowRef(false)
  const evidenceFiles = shallowRef<readonly File[]>([])
  const dryRun = shallowRef<DryRun>()
  const filter = shallowRef<RowFilter>('all')
  const rows = shallowRef<readonly PlannedRow[]>([])
  const skipErrors = shallowRef(false)
  const failure = shallowRef<Failure>()
  /** What somebody said the file is in; undefined: as it was found out (IM1). */
  const encoding = shallowRef<TextEncoding>()
  const written = shallowRef<{ readonly kind: Kind; readonly created: number; readonly updated: number }>()

  /** A worker that was ended took the tables and the hashes along. */
  const worker = createImportWorker({
    start,
    async fill(call) {
      await call.read([...files.value], locale.value, encoding.value)
      if (evidenceFiles.value.length > 0) await call.drop([...evidenceFiles.value])
    },
    broke: (error) =>
      void (failure.value = {
        type: 'workerStopped',
        message: t('exchange.import.workerStopped', {
          message: error instanceof Error ? error.message : String(error),
        }),
      }),
  })
  const { job } = worker
  onScopeDispose(worker.end)

  async function choose(chosen: readonly File[]): Promise<void> {
    reset()
    const texts = chosen.filter(({ name }) => /\.(docx|md|markdown)$/i.test(name))
    const odd = chosen.find(({ name }) => !/\.(csv|tsv|txt|xlsx|docx|md|markdown)$/i.test(name))
    if (chosen.length === 0) return
    if (odd)
      return void (failure.value = {
        type: 'unknownFile',
        message: t('exchange.import.unknownFile', { name: odd.name }),
      })
    if (texts.length > 0 && texts.length < chosen.length)
      return void (failure.value = { type: 'mixed', message: t('exchange.import.mixed') })
    if (texts.length === 0 && chosen.length > 1)
      return void (failure.value = { type: 'several', message: t('exchange.import.several') })
    files.value = chosen
    const answer = await worker.during('read', chosen[0]!.name, ({ call }) => call().read([...chosen], locale.value))
    if (!answer) return
    if (!answer.ok) return void (failure.value = answer.error)
    worker.filled()
    read.value = answer.value
    step.value = 'columns'
    await chooseTable(0)
  }

  /** Reads the file once more as that; where its bytes say otherwise, what was read before stays. */
  async function setEncoding(next: TextEncoding): Promise<void> {
    failure.value = undefined
    const answer = await worker.during('read', files.value[0]!.name, ({ call }) =>
      call().read([...files.value], locale.value, next),
    )
    if (!answer) return
    if (!answer.ok) return void (failure.value = answer.error)
    encoding.value = next
    worker.filled()
    read.value = answer.value
    if (step.value === 'columns') return chooseKind(kind.value ?? answer.value.tables[table.value]?.kind)
    step.value = 'columns'
    await chooseTable(0)
  }

  async function chooseTable(index: number): Promise<void> {
    table.value = index
    await chooseKind(read.value?.tables[index]?.kind ?? kind.value)
  }

  async function chooseKind(next: Kind | undefined): Promise<void> {
    kind.value = next
    dryRun.value = undefined
    mapping.value = []
    if (!next || !read.value?.tables[table.value]) return
    const guess = await (
      await worker.holding()
    ).guess(table.value, next, locale.value, preferences.get(`importColumns.${next}`))
    remembered.value = guess.remembered
    mapping.value = guess.mapping
  }

  async function setColumn(column: number, field: string | undefined): Promise<void> {
    if (!kind.value) return
    const options =
      field === undefined
        ? mapping.value[column]!.options
        : await (await worker.holding()).options(table.value, kind.value, field, column)
    // One column a field: the one that had it lets go.
    mapping.value = mapping.value.map((one, index) =>
      index === column
        ? { field, options }
        : field !== undefined && one.field === field
          ? { ...one, field: undefined }
          : one,
    )
    remembered.value = false
  }
  function setOptions(column: number, options: Partial<Mapping[number]['options']>): void {
    mapping.value = mapping.value.map((one, index) =>
      index === column ? { ...one, options: { ...one.options, ...options } } : one,
    )
  }

  const setEmptyClears = (clears: boolean): void => void (emptyClears.value = clears)
  const setSkipErrors = (skip: boolean): void => void (skipErrors.value = skip)
  const back = (): void => void (step.value = 'columns')

  async function dropFiles(dropped: readonly File[]): Promise<void> {
    const all = [...new Map([...evidenceFiles.value, ...dropped].map((file) => [file.name, file])).values()]
    failure.value = undefined
    // Those whose hashing was cancelled are not dropped.
    if (await worker.during('hash', t('exchange.import.hashing'), ({ call }) => call().drop(all)))
      evidenceFiles.value = all
  }

  async function plan(): Promise<void> {
    const chosen = kind.value
    if (!chosen || !session.workspaceId) return
    skipErrors.value = false
    const input = {
      workspaceId: session.workspaceId,
      table: table.value,
      kind: chosen,
      mapping: [...mapping.value],
      emptyClears: emptyClears.value,
      locale: locale.value,
    }
    failure.value = undefined
    const kept = `importColumns.${chosen}`
    const done = await worker.during('dryRun', files.value[0]?.name ?? '', async ({ holding }) => {
      const call = await holding()
      return {
        answer: await call.dryRun(input),
        heads: await call.remember(input.table, input.mapping, preferences.get(kept)),
      }
    })
    if (!done) return
    const { answer, heads } = done
    if (!answer.ok) return void (failure.value = answer.error)
    void preferences.set(kept, heads)
    dryRun.value = answer.value
    step.value = 'dryRun'
    await show(answer.value.counts.error > 0 ? 'error' : 'all')
  }

  /** All rows of a filter at once would be megabytes; they come as the list is scrolled. */
  const page = 200
  async function show(next: RowFilter): Promise<void> {
    filter.value = next
    rows.value = await worker.call().rows(next, 0, page)
  }
  const total = computed(() => dryRun.value?.counts[filter.value] ?? 0)
  let asking = false
  async function more(): Promise<void> {
    if (asking || rows.value.length >= total.value) return
    asking = true
    const at = filter.value
    const next = await worker.call().rows(at, rows.value.length, page)
    if (at === filter.value) rows.value = [...rows.value, ...next]
    asking = false
  }

  const toWrite = computed(() => (dryRun.value ? dryRun.value.counts.create + dryRun.value.counts.update : 0))

  async function commit(): Promise<boolean> {
    const { vault } = session
    const chosen = kind.value
    const counts = dryRun.value?.counts
    if (!vault || !chosen || !counts) return false
    failure.value = undefined
    const ready = await worker.during('write', '', ({ call }) => call().ready())
    if (!ready) return false
    const draftId = `import_${newCommandId()}`
    job.value = {
      name: 'write',
      about: t('exchange.import.commit', { n: toWrite.value }, toWrite.value),
      since: performance.now(),
    }
    const put = await putAside(
      draftId,
      ready.plan,
      ready.files.map(({ name, sha256 }) => ({
        name,
        sha256,
        file: evidenceFiles.value.find((one) => one.name.normalize('NFC') === name),
      })),
    )
    const answer: Result<{ created: number; updated: number }> = put.ok
      ? await run(
          'table.import',
          { draftId },
          {
            quiet: true,
            done: ({ created, updated }) => t('exchange.import.done', { n: created + updated }, created + updated),
          },
        )
      : put
    job.value = undefined
    if (!answer.ok) {
      failure.value = answer.error
      if (put.ok) await dropDrafts(vault, [draftId])
      return false
    }
    written.value = { kind: chosen, ...answer.value }
    return true

    /** A draft is this device's scratch, not a record: the engine makes records of it in one transaction. */
    async function putAside(
      id: string,
      planned: Blob,
      named: readonly { readonly name: string; readonly sha256: string; readonly file: File | undefined }[],
    ): Promise<Result<void>> {
      try {
        await putDraft(vault!, { id, mode: 'import', state: 'done', at: Date.now() }, [
          { name: 'plan.json', mime: 'application/json', bytes: planned },
          ...named.flatMap(({ name, sha256, file }, index) =>
            file
              ? [
                  {
                    name: `file-${index}`,
                    mime: file.type || 'application/octet-stream',
                    bytes: file,
                    sha256,
                    facts: name,
                  },
                ]
              : [],
          ),
        ])
        return { ok: true, value: undefined }
      } catch (error) {
        return {
          ok: false,
          error: {
            type: 'notKept',
            message: t('exchange.import.notKept', { message: error instanceof Error ? error.message : String(error) }),
          },
        }
      }
    }
  }

  /** Ends whatever runs. Nothing of it is left behind; what was chosen before stays. */
  function cancel(): void {
    const was = job.value?.name
    worker.end()
    job.value = undefined
    if (was === 'read') reset()
  }
  function reset(): void {
    step.value = 'file'
    files.value = []
    encoding.value = undefined
    read.value = undefined
    kind.value = undefined
    mapping.value = []
    dryRun.value = undefined
    evidenceFiles.value = []
    rows.value = []
    written.value = undefined
    failure.value = undefined
  }
  const write = (
    out: Parameters<ExchangeClient['call']['write']>[0],
    format: Format,
    csv: Parameters<ExchangeClient['call']['write']>[2],
  ) => worker.call().write(out, format, csv)
  const errorRows = () => worker.call().rows('error', 0, 20_000)
  const template = (of: Kind, name: string, format: Format, csv: Parameters<ExchangeClient['call']['template']>[4]) =>
    worker.call().template(of, name, format, locale.value, csv)

  return {
    step,
    files,
    read,
    table,
    kind,
    mapping,
    remembered,
    emptyClears,
    evidenceFiles,
    dryRun,
    filter,
    rows,
    total,
    skipErrors,
    job,
    failure,
    written,
    toWrite,
    choose,
    setEncoding,
    chooseTable,
    chooseKind,
    setColumn,
    setOptions,
    setEmptyClears,
    setSkipErrors,
    back,
    dropFiles,
    plan,
    show,
    more,
    commit,
    cancel,
    reset,
    write,
    errorRows,
    template,
  }
}
export type Import = ReturnType<typeof useImport>
