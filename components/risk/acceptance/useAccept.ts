import { useI18n } from 'vue-i18n'
import { useCommand } from '~/lib/live/engine/useCommand'
import { useDates } from '~/lib/live/ui/useDates'
import { readRow } from '~/lib/live/record/useRecords'
import type { Risk } from '~/lib/records/kinds/risk'
import { assembleRecord } from '~/lib/records/assembleRecord'
import type { FrozenScores } from '~/lib/isms/risk/acceptanceFacts'
import { compositeRecords } from '~/lib/isms/statement/composites'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { useRisks } from '~/lib/live/risk/risksStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { useStatements } from '~/lib/live/statement/statementsStore'
import { fail, type Result } from '~/lib/shared/result'
import type { AnyRecord } from '~/lib/records/registry'
import { useLanguage } from '~/lib/live/ui/languageStore'

export interface AcceptanceForm {
  readonly type: 'residual' | 'interim'
  readonly justification: string
  readonly conditions: string
  readonly validUntil: string
  readonly frozen: FrozenScores
}

export interface Accepting {
  /** The acceptance as it would stand, judged by the rule that judges its signature later (TR4). */
  readonly maySign: (risk: Risk, form: AcceptanceForm) => Result<void>
  /**
   * Creates the acceptance and, where `sign`, accepts in one flow. A refused signature leaves the draft, named in the
   * failure.
   */
  readonly accept: (
    risk: Risk,
    form: AcceptanceForm,
    options: { readonly sign: boolean; readonly ask: boolean },
  ) => Promise<Result<{ readonly ref: string }>>
}

const valuesOf = (risk: Risk, { type, justification, conditions, validUntil, frozen }: AcceptanceForm) => ({
  risk: risk.id,
  type,
  justification: justification.trim(),
  ...(conditions.trim() !== '' && { conditions: conditions.trim() }),
  validUntil,
  ...frozen,
})

export function useAccept(): Accepting {
  const { t } = useI18n()
  const language = useLanguage()
  const run = useCommand()
  const dates = useDates()
  const riskStore = useRisks()
  const session = useSession()
  const statements = useStatements()

  const maySign: Accepting['maySign'] = (risk, form) => {
    const draft = assembleRecord('riskAcceptance', 'rx_draft', [
      ['createdAt', ''],
      ['createdBy', ''],
      ...Object.entries(valuesOf(risk, form)),
    ])
    return statements.maySign(draft as AnyRecord, 'accept', 'main', form.validUntil)
  }

  const accept: Accepting['accept'] = async (risk, form, { sign, ask }) => {
    const made = await run(
      'record.create',
      { kind: 'riskAcceptance', fields: valuesOf(risk, form) },
      {
        quiet: true,
        ...(!sign && { done: (output: { ref: string }) => t('risk.accept.drafted', { ref: output.ref }) }),
      },
    )
    if (!made.ok) return made
    const { id, ref } = made.value
    if (ask && risk.owner !== undefined && session.personId !== undefined) {
      const body = t('risk.accept.request', {
        name: session.nameOfPerson(risk.owner) ?? '',
        ref,
        level: riskStore.method.levels[form.frozen.frozenLevel - 1]?.label ?? form.frozen.frozenLevel,
        date: dates.day(form.validUntil),
      })
      await run('record.create', {
        kind: 'comment',
        fields: { target: id, body, author: session.personId, mentions: [risk.owner] },
      })
    }
    if (!sign) return { ok: true, value: { ref } }
    const row = await readRow('riskAcceptance', id)
    if (!row) return fail('notFound', t('risk.accept.kept', { ref }))
    const { contentHash } = hashedContent(row, 'main', compositeRecords(row, 'main', statements.lookup))
    const signed = await run(
      'statement.sign',
      {
        type: 'accept',
        subject: { kind: 'riskAcceptance', id },
        profile: 'main',
        expectedHash: contentHash,
        validUntil: form.validUntil,
      },
      { quiet: true, done: t('risk.accept.signed', { ref, date: dates.day(form.validUntil) }), undo: false },
    )
    return signed.ok
      ? { ok: true, value: { ref } }
      : fail(signed.error.type, `${language.failureText(signed.error)} ${t('risk.accept.kept', { ref })}`)
  }
  return { maySign, accept }
}
