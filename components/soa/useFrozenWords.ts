import { useI18n } from 'vue-i18n'
import { requirementById } from '~/lib/live/framework/useCatalogue'
import { useDates } from '~/lib/live/ui/useDates'
import { useSigner } from '~/lib/live/statement/useSigner'
import type { ComparedField } from '~/lib/isms/soa/compareSoa'
import type { FrozenSoa } from '~/lib/isms/soa/frozenSoa'
import type { SoaVersionFacts } from '~/lib/isms/soa/soaVersions'

export interface FrozenWords {
  /** Code and title of a requirement, or the ref of an additional control. */
  readonly rowName: (key: string) => { readonly code: string; readonly title: string }
  /** A value of a field as the copy meant it; names are those frozen with it. */
  readonly value: (field: ComparedField, raw: string, copies: readonly FrozenSoa[]) => string
  /** "Version 3", or when it was frozen. */
  readonly versionName: (version: SoaVersionFacts) => string
  readonly signer: (version: SoaVersionFacts) => string
}

/** How frozen copies speak: everything from the copy itself, so that it reads as it was. */
export function useFrozenWords(): FrozenWords {
  const { t, te } = useI18n()
  const dates = useDates()
  const signer = useSigner()
  const named = (key: string, copies: readonly FrozenSoa[]): string | undefined =>
    copies.map((copy) => copy.names[key]).find((name) => name !== undefined)
  return {
    rowName: (key) =>
      ((requirement) => ({ code: requirement?.code ?? key, title: requirement?.title ?? '' }))(requirementById(key)),
    value(field, raw, copies) {
      if (field === 'applicability' || field === 'reasons')
        return te(`value.soaEntry.${field}.${raw}`) ? t(`value.soaEntry.${field}.${raw}`) : raw
      if (field === 'status')
        return te(`app.state.${raw}`)
          ? t(`app.state.${raw}`)
          : te(`value.control.status.${raw}`)
            ? t(`value.control.status.${raw}`)
            : raw
      if (field === 'owner') return named(raw, copies) ?? t('soa.version.unknownPerson')
      if (field === 'provider') return named(raw, copies) ?? raw
      return field === 'evidence' ? raw.split(' ')[0]! : raw
    },
    versionName: (version) =>
      version.number === undefined
        ? t('soa.version.draft', { date: dates.day(version.record.createdAt) })
        : t('soa.version.number', { n: version.number }),
    signer: ({ approvedBy }) => (approvedBy ? signer.words(approvedBy) : t('soa.version.notApproved')),
  }
}
