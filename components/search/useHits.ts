import { useI18n } from 'vue-i18n'
import type { RouteLocationRaw } from 'vue-router'
import { useRecordNames } from '../record/useRecordNames'
import { recordDrawer } from '../shell/navigation'
import { isIconName, type IconName } from '../theme/icons'
import { useNames } from '~/lib/live/record/useNames'
import { fieldLabelKey } from '~/lib/records/formSections'
import { recordKind, type AnyRecord, type Kind } from '~/lib/records/registry'
import type { SearchHit } from '~/lib/search/searchFunctions'

export interface HitLook {
  readonly ref: string
  readonly title: string
  /** Name of its kind; of a comment also what it speaks about. */
  readonly kind: string
  readonly icon: IconName
  readonly to: RouteLocationRaw
  /** Name of the field the snippet is from. */
  readonly field: string
}

/** How a hit is called, where it opens, and where its words stand. */
export function useHits(): (hit: SearchHit) => HitLook {
  const { t, te } = useI18n()
  const names = useNames()
  const nameOf = useRecordNames()
  const icon = (kind: Kind): IconName => ((name) => (isIconName(name) ? name : 'file-text'))(recordKind(kind).icon)

  return (hit) => {
    const row = names.value.get(hit.id)
    const target = hit.target === undefined ? undefined : names.value.get(hit.target)
    const { ref, title } =
      hit.kind === 'comment'
        ? { ref: target ? nameOf(target).ref : '', title: hit.title }
        : row
          ? nameOf(row)
          : { ref: hit.kind === 'person' ? '' : hit.ref, title: hit.title }
    const label =
      hit.field === undefined
        ? ''
        : hit.field === 'tags'
          ? fieldLabelKey(hit.kind, 'tags')
          : fieldLabelKey(hit.kind, hit.field)
    return {
      ref,
      title: title || ref,
      icon: icon(hit.kind),
      to: placeOf(hit, target),
      kind:
        hit.kind === 'comment' && target
          ? t('search.commentOn', { kind: t(`kind.${target.kind}.one`) })
          : t(`kind.${hit.kind}.one`),
      field: label !== '' && te(label) ? t(label) : '',
    }
  }
}

/** A comment opens what it speaks about. */
export function placeOf(hit: Pick<SearchHit, 'id' | 'kind' | 'ref'>, target: AnyRecord | undefined): RouteLocationRaw {
  if (hit.kind === 'comment') return target ? recordDrawer(target.kind, target) : '/needs-me'
  return recordDrawer(hit.kind, hit)
}
