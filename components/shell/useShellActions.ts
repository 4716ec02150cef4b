import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { recordNew } from './navigation'
import type { PaletteAction } from './palette/paletteActions'
import { setColourMode, useColourMode } from '../theme/colourMode'
import { isIconName } from '../theme/icons'
import { kindNames, recordKind, type Kind } from '~/lib/records/registry'
import { useSession } from '~/lib/live/workspace/sessionStore'

/**
 * Made by hand, by the button of their register. Others come from somewhere: a finding from a checklist, a version by
 * freezing.
 */
const notMadeByHand: ReadonlySet<Kind> = new Set([
  'settings',
  'scope',
  'riskMethod',
  'soaEntry',
  'auditItem',
  'comment',
  'evidenceSubmission',
  'readinessRun',
  'framework',
  'requirement',
  'crosswalk',
  'measurement',
  'finding',
  'riskAcceptance',
  'decision',
  'captureRecipe',
])

/** Begun most often: these stand first where nothing is typed. */
const often: readonly Kind[] = ['risk', 'control', 'evidence', 'task', 'incident', 'nonconformity', 'policy', 'audit']

/** Looked for by other names than their own. */
const alsoCalled: Partial<Readonly<Record<Kind, string>>> = {
  soaVersion: 'freeze soa statement of applicability',
  audit: 'start audit',
  evidence: 'upload',
  nonconformity: 'nc',
  interestedParty: 'stakeholder',
}

/** What the shell offers everywhere: new records of what the role may write, the workspace, the look. */
export function useShellActions(show: { readonly keys: () => void }): ComputedRef<readonly PaletteAction[]> {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const { dark } = useColourMode()
  const icon = (kind: Kind): PaletteAction['icon'] =>
    ((name) => (isIconName(name) ? name : 'plus'))(recordKind(kind).icon)

  const records = computed((): readonly PaletteAction[] =>
    [...often, ...kindNames.filter((kind) => !often.includes(kind))]
      .filter((kind) => !notMadeByHand.has(kind) && session.canWrite(recordKind(kind).class))
      .map((kind) => ({
        id: `new-${kind}`,
        title: t(`kind.${kind}.new`),
        text: alsoCalled[kind] ?? '',
        icon: icon(kind),
        go: () => router.push(recordNew(kind)),
      })),
  )
  const go = (id: string, to: string, icon: PaletteAction['icon'], may = true): readonly PaletteAction[] =>
    may
      ? [{ id, title: t(`search.action.${id}`), text: t(`search.actionText.${id}`), icon, go: () => router.push(to) }]
      : []
  const workspaces = computed((): readonly PaletteAction[] =>
    (session.workspaces ?? [])
      .filter((row) => row.id !== session.workspaceId && row.state === 'open')
      .map((row) => ({
        id: `switch-${row.id}`,
        title: t('search.action.switch', { name: row.name }),
        text: t('search.actionText.switch'),
        icon: 'layers',
        go: async () => ((await session.open(row.id)) ? router.push('/') : undefined),
      })),
  )

  return computed(() => [
    ...records.value,
    ...go('guide', '/?guide=1', 'compass', session.canWrite('settings')),
    ...go('pickRisks', '/risks?pick=1', 'radar', session.canWrite('register')),
    ...go('invite', '/workspace/members?new=invite', 'user-plus', session.canLead),
    ...go(
      'import',
      router.hasRoute('import') ? '/reports/import' : '/reports',
      'file-input',
      session.canWrite('register'),
    ),
    ...go('export', '/reports', 'download'),
    ...go('backup', '/workspace/backup', 'hard-drive'),
    ...go('activity', '/activity', 'history'),
    ...(router.hasRoute('print')
      ? (['soa', 'risks', 'readiness'] as const).flatMap((report) =>
          go(`print.${report}`, `/print/${report}`, 'printer'),
        )
      : []),
    {
      id: 'print',
      title: t('search.action.printPage'),
      text: t('search.actionText.printPage'),
      icon: 'printer',
      go: () => setTimeout(() => window.print(), 50),
    },
    {
      id: 'theme',
      title: t(dark.value ? 'search.action.light' : 'search.action.dark'),
      text: t('search.actionText.theme'),
      icon: dark.value ? 'sun' : 'moon',
      keys: ['mod.'],
      go: () => setColourMode(dark.value ? 'light' : 'dark'),
    },
    {
      id: 'keys',
      title: t('search.action.keys'),
      text: t('search.actionText.keys'),
      icon: 'keyboard',
      keys: ['?'],
      go: show.keys,
    },
    ...workspaces.value,
    ...(session.workspaces?.some((row) => row.demo) ? [] : go('demo', '/demo', 'play')),
    ...go('create', '/start', 'plus'),
  ])
}
