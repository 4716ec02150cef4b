/** Beside an audit report that nobody signed: who signs it, and what to do where that person has no keys. */

import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import ReportRail from '~/components/audit/ReportRail.vue'
import { isInternal } from '~/lib/isms/audit/auditIndependence'
import { useAudits } from '~/lib/live/audit/auditsStore'
import { useStatements } from '~/lib/live/statement/statementsStore'
import { useSession } from '~/lib/live/workspace/sessionStore'
import { demoSurface, text, type DemoSurface } from '../demoSurface'

vi.mock('@nuxt/ui/components/Button.vue', async () => (await import('../uiParts')).buttonPart)
vi.mock('@nuxt/ui/components/Modal.vue', async () => (await import('../uiParts')).dialogPart)
vi.mock('@nuxt/ui/components/Popover.vue', async () => (await import('../uiParts')).closedPart)
vi.mock('@nuxt/ui/components/DropdownMenu.vue', async () => (await import('../uiParts')).closedPart)

let surface: DemoSurface
beforeAll(async () => {
  surface = await demoSurface()
})
afterAll(() => surface.close())

it('names a way out only where the lead auditor has no keys, in both languages', async () => {
  const { audit, keyless, member } = surface.inPage(() => {
    const session = useSession()
    const bound = new Set(session.members!.map(({ personId }) => personId))
    return {
      audit: useAudits().audits!.find(isInternal)!,
      keyless: session.persons!.find(({ id }) => !bound.has(id))!,
      member: session.members!.find(({ active, personId }) => active && personId !== undefined)!,
    }
  })
  const draw = async (leadAuditor: string | undefined, locale: 'en' | 'de') =>
    text(await surface.draw(ReportRail, { row: { ...audit, id: 'au_unsigned', leadAuditor } }, locale))
  const name = surface.inPage(() => useSession().nameOfPerson(keyless.id))
  expect(await draw(keyless.id, 'en')).toContain(
    `Only the lead auditor signs: ${name}. To get it signed, invite ${name} to this workspace as auditor, or name another lead auditor.`,
  )
  expect(await draw(keyless.id, 'de')).toContain(
    `Nur der leitende Auditor unterschreibt: ${name}. Damit der Bericht unterschrieben wird, laden Sie ${name} als Auditor in diesen Arbeitsbereich ein oder benennen Sie einen anderen leitenden Auditor.`,
  )
  const withKeys = await draw(member.personId, 'en')
  expect(withKeys).toContain('Only the lead auditor signs:')
  expect(withKeys).not.toContain('To get it signed')
  expect(await draw(undefined, 'en')).not.toContain('To get it signed')

  // What was signed and counts no more has its own reason; the way out stands beside it all the same.
  const stand = surface.inPage(() => useStatements())
  const approval = {
    state: 'void',
    waiting: [],
    statement: { voidReason: 'noAuthority', memberId: member.memberId, time: 0 },
  }
  const standing = vi.spyOn(stand, 'standing')
  standing.mockReturnValue({ approval, contentHash: 'ab' } as never)
  expect(await draw(keyless.id, 'en')).toContain('Signature without authority noAuthority To get it signed')
  standing.mockReturnValue({ approval: { ...approval, state: 'stale' }, contentHash: 'ab' } as never)
  expect(await draw(keyless.id, 'en')).toContain('To get it signed')
  expect(await draw(member.personId, 'en')).not.toContain('To get it signed')
  standing.mockRestore()

  // A member who left signs nothing any more; records of one person that were merged are one person.
  await surface.inPage(() => useSession().vault!.members.update(member.memberId, { active: false }))
  await vi.waitFor(async () => expect(await draw(member.personId, 'en')).toContain('To get it signed'))
})
