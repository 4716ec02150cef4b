import { useI18n } from 'vue-i18n'
import type { Result } from './auditLook'
import { questionOf, requirementById } from '~/lib/live/framework/useCatalogue'
import { useCommand } from '~/lib/live/engine/useCommand'
import { useEdit } from '~/lib/live/record/useEdit'
import { useNames } from '~/lib/live/record/useNames'
import type { FieldChange } from '~/lib/engine/commandMap'
import { improvementFrom, nonconformityFrom } from '~/lib/isms/audit/fromFinding'
import { auditItemId, requirementCode } from '~/lib/records/derivedIds'
import type { Audit } from '~/lib/records/kinds/audit'
import type { AuditItem } from '~/lib/records/kinds/auditItem'
import type { Finding } from '~/lib/records/kinds/finding'
import { useAudits } from '~/lib/live/audit/auditsStore'
import { useControlFacts } from '~/lib/live/control/controlFactsStore'
import { useNotices } from '~/lib/live/ui/noticesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface AuditEdit {
  readonly setResult: (item: AuditItem, result: Result) => Promise<void>
  readonly addItems: (audit: Pick<Audit, 'id' | 'auditors'>, requirements: readonly string[]) => Promise<boolean>
  readonly removeItem: (item: AuditItem) => Promise<boolean>
  /** Answers the id of the new finding. */
  readonly raise: (item: AuditItem) => Promise<string | undefined>
  readonly openNonconformity: (finding: Finding) => Promise<void>
  readonly openImprovement: (finding: Finding) => Promise<void>
  readonly change: (
    row: Audit | AuditItem | Finding,
    changes: readonly FieldChange[],
    done?: string,
  ) => Promise<boolean>
}

/** What auditors do, each as one command with one undo. */
export function useAuditEdit(): AuditEdit {
  const { t } = useI18n()
  const session = useSession()
  const audits = useAudits()
  const controlStore = useControlFacts()
  const notices = useNotices()
  const names = useNames()
  const edit = useEdit()
  const run = useCommand()

  async function change(
    row: Audit | AuditItem | Finding,
    changes: readonly FieldChange[],
    done?: string,
  ): Promise<boolean> {
    const result = await edit(row, changes, done)
    if (!result.ok) notices.fail(result.error)
    return result.ok
  }

  /** Who judges first becomes the auditor of an item, and the day is kept. */
  async function setResult(item: AuditItem, result: Result): Promise<void> {
    const judged = result !== 'notAssessed'
    await change(
      item,
      [
        { op: 'set', field: 'result', value: result },
        { op: 'set', field: 'assessedOn', value: judged ? session.today : null },
        ...(judged && item.auditor === undefined && session.personId !== undefined
          ? [{ op: 'set', field: 'auditor', value: session.personId } as const]
          : []),
      ],
      t('audit.item.set', {
        code: requirementCode(item.requirement ?? ''),
        result: t(`value.auditItem.result.${result}`),
      }),
    )
  }

  async function addItems(audit: Pick<Audit, 'id' | 'auditors'>, requirements: readonly string[]): Promise<boolean> {
    const ids = requirements.map((requirement) => auditItemId(audit.id, requirement))
    // Taken off before: what was written then comes back with it.
    const archived = ids.filter((id) => names.value.get(id)?.archivedOn !== undefined)
    const fresh = requirements.filter((requirement) => !names.value.has(auditItemId(audit.id, requirement)))
    const only = audit.auditors.length === 1 ? audit.auditors[0] : undefined
    const done = t('audit.add.done', { n: requirements.length }, requirements.length)
    if (fresh.length > 0) {
      const made = await run(
        'record.edit',
        {
          edits: fresh.map((requirement) => {
            const known = requirementById(requirement)
            const question = known && questionOf(known)
            return {
              kind: 'auditItem' as const,
              id: auditItemId(audit.id, requirement),
              changes: [
                { op: 'set', field: 'audit', value: audit.id },
                { op: 'set', field: 'requirement', value: requirement },
                { op: 'set', field: 'result', value: 'notAssessed' },
                ...(question ? [{ op: 'set', field: 'question', value: question } as const] : []),
                ...(only ? [{ op: 'set', field: 'auditor', value: only } as const] : []),
              ],
            }
          }),
        },
        { done },
      )
      if (!made.ok) return false
    }
    if (archived.length === 0) return true
    return (await run('record.restore', { kind: 'auditItem', ids: archived }, fresh.length > 0 ? {} : { done })).ok
  }

  const removeItem = async (item: AuditItem): Promise<boolean> =>
    (
      await run(
        'record.archive',
        { kind: 'auditItem', ids: [item.id] },
        { done: t('audit.item.removed', { code: requirementCode(item.requirement ?? '') }) },
      )
    ).ok

  async function raise(item: AuditItem): Promise<string | undefined> {
    const named = (controlStore.controls ?? [])
      .filter(
        (control) =>
          control.status !== 'retired' && item.requirement !== undefined && control.reqs.includes(item.requirement),
      )
      .map((control) => control.id)
    const raisedBy = session.personId ?? item.auditor
    const made = await run(
      'record.create',
      {
        kind: 'finding',
        fields: {
          audit: item.audit ?? '',
          item: item.id,
          requirement: item.requirement ?? '',
          grade: item.result === 'observation' ? 'observation' : 'minor',
          raisedOn: session.today,
          ...(raisedBy !== undefined && { raisedBy }),
          ...(item.objectiveEvidence && { objectiveEvidence: item.objectiveEvidence }),
          ...(item.evidence.length > 0 && { evidence: [...item.evidence] }),
          ...(named.length > 0 && named.length <= 3 && { controls: named }),
        },
      },
      { done: (output) => t('audit.finding.created', { ref: output.ref }) },
    )
    return made.ok ? made.value.id : undefined
  }

  const ownerOf = (finding: Finding): string | undefined =>
    finding.controls.map((id) => controlStore.controlById.get(id)?.owner).find((owner) => owner !== undefined)
  async function openNonconformity(finding: Finding): Promise<void> {
    const { id, fields } = nonconformityFrom(finding, audits.auditById.get(finding.audit ?? ''), ownerOf(finding))
    await run(
      'record.create',
      { kind: 'nonconformity', id, fields },
      { done: (output) => t('audit.finding.openNcDone', { ref: output.ref }) },
    )
  }
  async function openImprovement(finding: Finding): Promise<void> {
    const { id, fields } = improvementFrom(finding, ownerOf(finding))
    await run(
      'record.create',
      { kind: 'improvement', id, fields },
      { done: (output) => t('audit.finding.openOiDone', { ref: output.ref }) },
    )
  }

  return { setResult, addItems, removeItem, raise, openNonconformity, openImprovement, change }
}
