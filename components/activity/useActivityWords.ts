import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'
import { useStatementWords, useVersionsOf } from '../record/history/useMilestones'
import { useRecordNames } from '../record/useRecordNames'
import { useValueWords } from '../record/fields/useValueWords'
import { pathOfKind, recordDrawer } from '../shell/navigation'
import { useNames } from '~/lib/live/record/useNames'
import type { ActivityChange, ActivityEntry } from '~/lib/records/recordActivity'
import { fieldLabelKey } from '~/lib/records/formSections'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { useRegisters } from '~/lib/live/record/registersStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import type { StatementRow } from '~/lib/vault/store/tables'

export interface ActivityWords {
  readonly who: string
  readonly personId: string
  /** What was done, before the name of the record: "changed 3 fields of". */
  readonly did: string
  readonly ref: string
  readonly title: string
  /** After the name: which fields, a reason, a comment. */
  readonly more: string
  readonly to: RouteLocationRaw | undefined
}

export interface ActivityLine {
  readonly id: string
  readonly label: string
  readonly change: string
  readonly concurrent: boolean
  readonly lost: boolean
}

/** An entry as a sentence, and its changes as lines. */
export function useActivityWords(): {
  readonly wordsOf: (entry: ActivityEntry) => ActivityWords
  readonly linesOf: (entry: ActivityEntry) => readonly ActivityLine[]
} {
  const { t, te } = useI18n()
  const session = useSession()
  const names = useNames()
  const nameOf = useRecordNames()
  const values = useValueWords()
  const statementWords = useStatementWords()
  const versionsOf = useVersionsOf()

  const registers = useRegisters()
  const commentById = computed(() => new Map((registers.comments ?? []).map((row) => [row.id, row])))

  const label = (kind: Kind, field: string): string =>
    te(fieldLabelKey(kind, field)) ? t(fieldLabelKey(kind, field)) : field
  const personOf = (memberId: string): string =>
    session.members?.find((member) => member.memberId === memberId)?.personId ?? memberId
  /** What an entry is about: of a comment, the record it speaks about. */
  const subjectOf = (entry: Exclude<ActivityEntry, { type: 'bornMany' }>): AnyRecord | undefined => {
    if (entry.kind !== 'comment') return names.value.get(entry.recordId)
    return names.value.get(commentById.value.get(entry.recordId)?.target ?? '')
  }
  const clip = (text: string): string => (text.length > 80 ? `${text.slice(0, 78)}…` : text)

  function wordsOf(entry: ActivityEntry): ActivityWords {
    const who = { who: session.memberName(entry.memberId), personId: personOf(entry.memberId) }
    if (entry.type === 'bornMany')
      return {
        ...who,
        did: t('activity.did.bornMany', { n: entry.recordIds.length, kind: t(`kind.${entry.kind}.many`) }),
        ref: '',
        title: '',
        more: '',
        to: pathOfKind(entry.kind),
      }
    const row = subjectOf(entry)
    const name = row ? nameOf(row) : { ref: '', title: entry.kind === 'settings' ? '' : t('search.link.unknown') }
    const place = {
      ref: name.ref,
      title: name.title,
      to: row ? recordDrawer(row.kind, row) : entry.kind === 'settings' ? '/workspace' : undefined,
    }
    if (entry.type === 'statement') {
      const made = statementWords(entry.statement as StatementRow, versionsOf(entry.recordId).get(entry.statement.id))
      return {
        ...who,
        who: made.name,
        personId: made.personId,
        did: `${made.words}:`,
        ...place,
        more: [made.reason, made.notes].filter(Boolean).join(' · '),
      }
    }
    if (entry.type === 'commented')
      return {
        ...who,
        did: t('activity.did.commented'),
        ...place,
        more: clip(commentById.value.get(entry.recordId)?.body ?? ''),
      }
    const fields = entry.fields.map((field) => label(entry.kind, field))
    const kind = t(`kind.${entry.kind}.one`)
    if (entry.type === 'changed')
      return {
        ...who,
        did:
          entry.kind === 'settings'
            ? t('activity.did.settings')
            : t('activity.did.changed', { n: fields.length }, fields.length),
        ...place,
        more: clip(fields.join(', ')),
      }
    return {
      ...who,
      did: t(`activity.did.${entry.type}`, { kind }),
      ...place,
      more: entry.type === 'born' || entry.type === 'withdrawn' ? kind : clip(fields.join(', ')),
    }
  }

  function linesOf(entry: ActivityEntry): readonly ActivityLine[] {
    // What something was born with is the record itself.
    if (
      entry.type === 'bornMany' ||
      entry.type === 'statement' ||
      entry.type === 'born' ||
      entry.type === 'withdrawn' ||
      entry.type === 'commented'
    )
      return []
    return entry.changes.map((change) => ({
      id: change.id,
      label: label(change.kind, change.field),
      change: changeWords(change),
      concurrent: change.concurrent,
      lost: change.lost,
    }))
  }
  function changeWords(change: ActivityChange): string {
    const value = (raw: unknown): string =>
      raw === null || raw === undefined || raw === '' ? '–' : clip(values.text(change.kind, change.field, raw))
    if (change.element !== undefined)
      return `${values.text(change.kind, change.field, [change.element])} ${t(change.after === null || change.after === false ? 'record.removedFrom' : 'record.addedTo')}`
    if (change.long || recordKind(change.kind).fields[change.field]?.type === 'json') return t('record.long')
    return `${value(change.before)} → ${value(change.after)}`
  }
  return { wordsOf, linesOf }
}
