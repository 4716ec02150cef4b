import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { findInPalette, type PaletteEntry } from './findInPalette'
import { navItems, recordDrawer, requirementPlace } from '../navigation'
import { paletteActions } from './paletteActions'
import { useRecentRecords } from './useRecentRecords'
import { useRecordNames } from '~/components/record/useRecordNames'
import { useHits } from '~/components/search/useHits'
import { isIconName, type IconName } from '~/components/theme/icons'
import { frameworks } from '~/lib/live/framework/useCatalogue'
import { useFind } from '~/lib/live/record/useFind'
import { useNames } from '~/lib/live/record/useNames'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { queryWords } from '~/lib/records/text/findWords'
import { recordKind } from '~/lib/records/registry'
import type { SearchAnswer, SearchHit } from '~/lib/search/searchFunctions'
import { useSession } from '~/lib/live/workspace/sessionStore'

export type PaletteGroup = 'recent' | 'records' | 'clauses' | 'pages' | 'actions' | 'all'

export interface PaletteRow {
  readonly id: string
  readonly icon: IconName
  readonly ref: string
  readonly title: string
  /** At the right edge: kind, framework, clause. */
  readonly note: string
  readonly keys: readonly string[]
  readonly archived: boolean
  readonly words: readonly string[]
  readonly matched: readonly string[]
  readonly snippet?: { readonly field: string } & NonNullable<SearchHit['snippet']>
  readonly go: () => unknown
}

export interface Palette {
  readonly groups: ComputedRef<readonly { readonly group: PaletteGroup; readonly rows: readonly PaletteRow[] }[]>
  readonly answer: Readonly<Ref<SearchAnswer | undefined>>
  /** The records do not answer yet what is typed. */
  readonly asking: Readonly<Ref<boolean>>
}

const mostRecent = 6
const mostRecords = 8
const firstActions = 5

/**
 * What the palette shows for a query: at once what the page knows (pages, actions, codes), and records as the search
 * finds them.
 */
export function usePalette(open: Readonly<Ref<boolean>>, query: Readonly<Ref<string>>): Palette {
  const { t } = useI18n()
  const router = useRouter()
  const names = useNames()
  const nameOf = useRecordNames()
  const look = useHits()
  const recent = useRecentRecords()
  const session = useSession()
  const asked = computed(() => query.value.trim())
  const { answer, asking } = useFind(() =>
    open.value && asked.value !== '' ? { query: asked.value, limit: mostRecords } : undefined,
  )

  const pages = computed((): readonly PaletteEntry[] =>
    navItems.map((item) => ({
      id: item.path,
      group: 'pages',
      ref: item.clause ?? '',
      title: t(`app.nav.${item.name}`),
      text: (item.kinds ?? []).map((kind) => t(`kind.${kind}.many`)).join(' '),
      icon: item.icon,
      ...(item.key && { keys: ['G', item.key.toUpperCase()] }),
      go: () => router.push(item.path),
    })),
  )
  const actions = computed((): readonly PaletteEntry[] =>
    paletteActions.value.map((action) => ({
      id: action.id,
      group: 'actions',
      ref: '',
      title: action.title,
      text: action.text ?? '',
      icon: action.icon,
      keys: action.keys ?? [],
      go: action.go,
    })),
  )
  const on = computed((): ReadonlySet<string> => new Set(effectiveSettings(session.settings).frameworks))
  const codes = computed((): readonly PaletteEntry[] =>
    frameworks()
      .filter(({ id }) => on.value.has(id))
      .flatMap((framework) =>
        framework.requirements.map((one) => ({
          id: one.id,
          group: 'clauses' as const,
          ref: one.code,
          title: one.title,
          text: '',
          icon: 'library' as const,
          note: framework.title,
          go: () => router.push(requirementPlace(one.id)),
        })),
      ),
  )
  const words = computed(() => queryWords(asked.value))

  const entryRow = (entry: PaletteEntry): PaletteRow => ({
    id: entry.id,
    icon: entry.icon,
    ref: entry.group === 'clauses' ? entry.ref : '',
    title: entry.title,
    note: entry.group === 'pages' ? entry.ref : (entry.note ?? ''),
    keys: entry.keys ?? [],
    archived: false,
    words: words.value,
    matched: [],
    go: entry.go,
  })
  const hitRow = (hit: SearchHit): PaletteRow => {
    const own = look(hit)
    return {
      id: hit.id,
      icon: own.icon,
      ref: own.ref,
      title: own.title,
      note: own.kind,
      keys: [],
      archived: hit.archived,
      words: answer.value?.words ?? [],
      matched: hit.matched,
      ...(hit.snippet && hit.kind !== 'comment' && { snippet: { ...hit.snippet, field: own.field } }),
      go: () => (recent.keep(hit.target ?? hit.id), router.push(own.to)),
    }
  }
  const recentRows = computed(() =>
    recent.ids.value
      .flatMap((id): PaletteRow[] => {
        const row = names.value.get(id)
        if (!row || row.archivedOn !== undefined) return []
        const name = nameOf(row)
        const icon = recordKind(row.kind).icon
        return [
          {
            id,
            icon: isIconName(icon) ? icon : 'file-text',
            ref: name.ref,
            title: name.title,
            note: t(`kind.${row.kind}.one`),
            keys: [],
            archived: false,
            words: [],
            matched: [],
            go: () => router.push(recordDrawer(row.kind, row)),
          },
        ]
      })
      .slice(0, mostRecent),
  )

  const local = computed(() =>
    open.value ? findInPalette([...pages.value, ...actions.value, ...codes.value], asked.value) : [],
  )
  const groups = computed(() => {
    if (!open.value) return []
    if (asked.value === '') {
      return [
        { group: 'recent' as const, rows: recentRows.value },
        { group: 'actions' as const, rows: actions.value.slice(0, firstActions).map(entryRow) },
        { group: 'pages' as const, rows: pages.value.map(entryRow) },
      ].filter(({ rows }) => rows.length > 0)
    }
    const hits = answer.value?.hits ?? []
    const found = [
      { group: 'records' as const, best: hits[0]?.exact ? -1 : 3, rows: hits.map(hitRow) },
      ...(['pages', 'actions', 'clauses'] as const).map((group) => {
        const some = local.value.filter(({ entry }) => entry.group === group)
        return { group, best: some[0]?.rank ?? 9, rows: some.map(({ entry }) => entryRow(entry)) }
      }),
    ]
    const total = answer.value?.total ?? 0
    const all: PaletteRow = {
      id: 'all',
      icon: 'search',
      ref: '',
      title: t('search.all', { n: total }),
      note: '',
      keys: [],
      archived: false,
      words: [],
      matched: [],
      go: () => router.push({ path: '/search', query: { q: asked.value } }),
    }
    return [
      ...found
        .filter(({ rows }) => rows.length > 0)
        .sort((a, b) => a.best - b.best)
        .map(({ group, rows }) => ({ group, rows })),
      ...(total > 1 ? [{ group: 'all' as const, rows: [all] }] : []),
    ]
  })
  return { groups, answer, asking }
}
