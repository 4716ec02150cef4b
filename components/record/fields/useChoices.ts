import { useI18n } from 'vue-i18n'
import { useRecordNames } from '../useRecordNames'
import { searchRequirements, annexA } from '~/lib/live/framework/useCatalogue'
import { useFrameworks } from '~/lib/live/framework/frameworksStore'
import { useNames } from '~/lib/live/record/useNames'
import { valueLabelKey } from '~/lib/records/formSections'
import { isKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import { searchText } from '~/lib/records/text/searchText'
import { isActivePerson } from '~/lib/records/kinds/person'
import { fieldOf } from '~/lib/records/validateValue'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { useLanguage } from '~/lib/live/ui/languageStore'

export interface Choice {
  readonly value: string
  readonly label: string
  /** Mono text before the label. */
  readonly ref?: string
  readonly person?: boolean
  readonly kind?: Kind | 'requirement'
  readonly text?: string
}

export interface Choices {
  /** Everything a field may hold, for fields that hold one of several things. */
  readonly choicesOf: (kind: Kind, field: string, query?: string) => readonly Choice[]
  /** One record, as pickers offer it. */
  readonly choiceOf: (row: AnyRecord) => Choice
}

/** What can be chosen for a field: enum values, persons, records of the kinds it may point at, requirements. */
export function useChoices(): Choices {
  const { t, te } = useI18n()
  const language = useLanguage()
  const names = useNames()
  const session = useSession()
  const nameOf = useRecordNames()
  const ofRecord = (row: AnyRecord): Choice =>
    ((name) => ({
      value: row.id,
      label: name.title,
      ref: name.ref,
      person: row.kind === 'person',
      kind: row.kind,
      text: searchText(row),
    }))(nameOf(row))

  function choicesOf(kind: Kind, name: string, query = ''): readonly Choice[] {
    const field = fieldOf(kind, name)
    if (!field) return []
    if (field.values)
      return field.values.map((value) => ({
        value,
        label: te(valueLabelKey(kind, name, value)) ? t(valueLabelKey(kind, name, value)) : value,
      }))
    if (field.type === 'reqs')
      return (query.trim() === '' ? annexA() : searchRequirements(query, 60, useFrameworks().active)).map((row) => ({
        value: row.id,
        label: row.title,
        ref: row.code,
        kind: 'requirement' as const,
        text: row.code,
      }))
    const target = field.type === 'person' || field.element === 'person' ? 'person' : field.target
    if (!target) return []
    const rows = [...names.value.values()].filter(
      (row) =>
        row.archivedOn === undefined &&
        (row.kind !== 'person' || isActivePerson(row, session.today)) &&
        (target === 'any' ? row.kind !== 'person' : isKind(target) && row.kind === target),
    )
    return rows
      .map(ofRecord)
      .sort((a, b) => language.format.compare(a.ref ?? '', b.ref ?? '') || language.format.compare(a.label, b.label))
  }
  return { choicesOf, choiceOf: ofRecord }
}
