import { useI18n } from 'vue-i18n'
import { useCommand } from '~/lib/live/engine/useCommand'
import type { Policy } from '~/lib/records/kinds/policy'
import { useNotices } from '~/lib/live/ui/noticesStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** Asks those who approve a policy, by a comment that names them: it waits under "Needs me" for each of them. */
export function useApprovalRequest(row: () => Policy, version: () => number): () => Promise<void> {
  const { t } = useI18n()
  const session = useSession()
  const notices = useNotices()
  const run = useCommand()
  return async () => {
    const { id, ref, approvers } = row()
    const people = approvers
      .filter((person) => person !== session.personId)
      .map((person) => ({ person, name: session.nameOfPerson(person) }))
      .filter((one): one is { person: string; name: string } => one.name !== undefined)
    if (people.length === 0 || !session.personId)
      return notices.fail({ type: 'nobodyToAsk', message: t('editor.askNobody') })
    const body = t('editor.askText', { mentions: people.map(({ name }) => `@${name}`).join(' '), v: version(), ref })
    await run(
      'record.create',
      {
        kind: 'comment',
        fields: { target: id, body, author: session.personId, mentions: people.map(({ person }) => person) },
      },
      { done: t('editor.asked', { names: people.map(({ name }) => name).join(', ') }) },
    )
  }
}
