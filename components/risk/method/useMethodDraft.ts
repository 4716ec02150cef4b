import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useEdit } from '~/lib/live/record/useEdit'
import { useCommand } from '~/lib/live/engine/useCommand'
import type { RecordEdit } from '~/lib/engine/commandMap'
import { isPeriod } from '~/lib/shared/dates'
import { isOpenRisk } from '~/lib/isms/risk/aggregate'
import { matrixHash } from '~/lib/isms/risk/level'
import { draftFields, namingProblems, type MethodDraft } from '~/lib/isms/risk/methodDraft'
import { rescaleEdits, type ScoreMapping } from '~/lib/isms/risk/rescale'
import { validateMethod } from '~/lib/records/validateMethod'
import type { Risk } from '~/lib/records/kinds/risk'
import { canonicalJson } from '~/lib/shared/json'
import { ok, type Result } from '~/lib/shared/result'
import { useRisks } from '~/lib/live/risk/risksStore'

export interface MethodEditing {
  readonly draft: ShallowRef<MethodDraft | undefined>
  readonly start: () => void
  /**
   * Place in the form → what is wrong there and how to put it right: `likelihood.3`, `levels.1`, `authority.4`, or a
   * field.
   */
  readonly problems: ComputedRef<ReadonlyMap<string, string>>
  readonly changed: ComputedRef<boolean>
  readonly matrixChanged: ComputedRef<boolean>
  /** Open risks scored under the method in force: what a changed matrix makes outdated. */
  readonly affected: ComputedRef<readonly Risk[]>
  /** One command: the method, and the rescaled risks where a mapping was confirmed (RS8). */
  readonly save: (mapping?: ScoreMapping) => Promise<Result<unknown>>
}

/** A risk method while it is changed: written whole or not at all. */
export function useMethodDraft(): MethodEditing {
  const { t } = useI18n()
  const riskStore = useRisks()
  const edit = useEdit()
  const run = useCommand()
  const draft = shallowRef<MethodDraft>()

  const start = (): void => {
    const { likelihood, impact, levels, grid, acceptMax, authority } = riskStore.method
    draft.value = { likelihood, impact, levels, grid, acceptMax, authority }
  }
  const problems = computed(() => {
    const found = new Map<string, string>()
    const now = draft.value
    if (!now) return found
    for (const { field, index, type } of namingProblems(now))
      found.set(
        `${field}.${index}`,
        type === 'twice'
          ? t('risk.method.twice')
          : t(field === 'levels' ? 'risk.method.unnamedLevel' : 'risk.method.unnamed', { n: index + 1 }),
      )
    for (const { level, max } of now.authority)
      if (!isPeriod(max)) found.set(`authority.${level}`, t('risk.method.period'))
    for (const { field, message } of validateMethod(now))
      if (field !== undefined && !found.has(field)) found.set(field, message)
    return found
  })
  const differs = (field: (typeof draftFields)[number]): boolean =>
    draft.value !== undefined && canonicalJson(draft.value[field]) !== canonicalJson(riskStore.method[field])
  const changed = computed(() => draftFields.some(differs))
  const matrixChanged = computed(
    () => draft.value !== undefined && matrixHash(draft.value.grid) !== matrixHash(riskStore.method.grid),
  )
  const affected = computed(() => {
    const hash = matrixHash(riskStore.method.grid)
    return (riskStore.risks ?? []).filter(
      (row) =>
        isOpenRisk(row) &&
        row.matrixHash === hash &&
        (row.currentL !== undefined || row.inherentL !== undefined || row.residualL !== undefined),
    )
  })

  async function save(mapping?: ScoreMapping): Promise<Result<unknown>> {
    const now = draft.value
    const { record } = riskStore.method
    if (!now || !record) return ok()
    const method: RecordEdit = {
      kind: 'riskMethod',
      id: record.id,
      changes: draftFields.filter(differs).map((field) => ({ op: 'set', field, value: now[field] as never })),
    }
    const risks = mapping
      ? rescaleEdits(affected.value, mapping, matrixHash(now.grid)).map((one): RecordEdit => ({ kind: 'risk', ...one }))
      : []
    const done =
      risks.length === 0
        ? await edit(record, method.changes, t('risk.method.saved'))
        : await run('record.edit', { edits: [method, ...risks] }, { quiet: true, done: t('risk.method.saved') })
    if (done.ok && draft.value === now) draft.value = undefined
    return done
  }
  return { draft, start, problems, changed, matrixChanged, affected, save }
}
