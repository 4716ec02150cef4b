import { useI18n } from 'vue-i18n'
import { useCommand } from '~/lib/live/engine/useCommand'
import type { FieldChange, RecordEdit } from '~/lib/engine/commandMap'
import { addDays } from '~/lib/shared/dates'
import type { SoaRow } from '~/lib/isms/soa/soaRows'
import { useNotices } from '~/lib/live/ui/noticesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

export interface SoaEdit {
  /** One command, one undo, for any number of rows; entries that do not exist yet come into being. */
  readonly change: (rows: readonly SoaRow[], changes: readonly FieldChange[]) => Promise<boolean>
  /** Links a control to rows, or takes it away: written at the control, where the link lives. */
  readonly linkControl: (rows: readonly SoaRow[], control: string, remove?: boolean) => Promise<boolean>
  /** One task for somebody: evidence for these rows, due in two weeks, linked to their controls. */
  readonly askEvidence: (rows: readonly SoaRow[], person: string) => Promise<boolean>
}

/** Days somebody has to bring evidence that was asked for. */
const askDays = 14

export function useSoaEdit(): SoaEdit {
  const { t } = useI18n()
  const run = useCommand()
  const notices = useNotices()
  const session = useSession()
  async function send(edits: readonly RecordEdit[], what: string): Promise<boolean> {
    const result = await run('record.edit', { edits }, { quiet: true, done: what })
    if (!result.ok) notices.fail(result.error)
    return result.ok
  }
  const said = (rows: readonly SoaRow[]): string =>
    rows.length === 1
      ? t('app.toast.changed', { what: rows[0]!.requirement.code })
      : t('app.toast.bulk', { n: rows.length }, rows.length)
  const codes = (rows: readonly SoaRow[]): string => rows.map((row) => row.requirement.code).join(', ')
  return {
    change: (rows, changes) =>
      send(
        rows.map((row) => ({ kind: 'soaEntry' as const, id: row.id, changes })),
        said(rows),
      ),
    linkControl: (rows, control, remove = false) =>
      send(
        [
          {
            kind: 'control',
            id: control,
            changes: rows.map((row) => ({
              op: remove ? ('remove' as const) : ('add' as const),
              field: 'reqs',
              element: row.requirement.id,
            })),
          },
        ],
        said(rows),
      ),
    async askEvidence(rows, person) {
      const named = codes(rows.slice(0, 8)) + (rows.length > 8 ? ' …' : '')
      const links = [...new Set(rows.flatMap((row) => row.controls.map(({ id }) => id)))]
      const result = await run(
        'record.create',
        {
          kind: 'task',
          fields: {
            title: t('soa.ask.title', { codes: named }),
            description: t('soa.ask.text', { codes: codes(rows) }),
            purpose: 'evidence',
            assignee: person,
            due: addDays(session.today, askDays),
            links,
            status: 'open',
          },
        },
        { done: t('soa.ask.done') },
      )
      return result.ok
    },
  }
}
