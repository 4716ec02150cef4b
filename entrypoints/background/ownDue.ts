/**
 * Dated work that is late or due for the person of this device, read from the vault: what the badge and the daily
 * reminder count beside reviews.
 */

import { dayMs, dateInZone } from '~/lib/shared/dates'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { isLead, type WorkspaceRole } from '~/lib/records/classes'
import { kindOfId, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { datedKinds, datedOf, type Dated } from '~/lib/isms/task/dated'
import { datedFor } from '~/lib/isms/task/reminders'
import { kindTable, type Vault } from '~/lib/vault/store/tables'

export async function ownDue(
  vault: Vault,
  now: number,
): Promise<{ readonly today: string; readonly due: readonly Dated[] }> {
  const settingsRow = await kindTable<RowOf<'settings'>>(vault, 'settings').get('settings_main')
  const settings = effectiveSettings(settingsRow)
  const dayOf = (time: number): string => dateInZone(new Date(time).toISOString(), settings.timeZone)
  const today = dayOf(now)
  const own = (await vault.devices.toArray()).find((device) => device.own)
  const member = own && (await vault.members.get(own.memberId))
  if (member?.active !== true) return { today, due: [] }

  const rows = (await Promise.all(datedKinds.map((kind: Kind) => kindTable<AnyRecord>(vault, kind).toArray()))).flat()
  const statements = new Map<string, StatementFact[]>()
  await vault.statements.each((row) => {
    const kind = kindOfId(row.subjectId)
    if (kind !== undefined && datedKinds.includes(kind))
      statements.set(row.subjectId, [...(statements.get(row.subjectId) ?? []), row])
  })
  // Risks are many and only say whose an acceptance is: the few that are accepted are read one by one.
  const risks = new Map(
    (
      await kindTable<RowOf<'risk'>>(vault, 'risk').bulkGet(
        rows.flatMap((row) => (row.kind === 'riskAcceptance' && row.risk !== undefined ? [row.risk] : [])),
      )
    ).flatMap((row) => (row ? [[row.id, row] as const] : [])),
  )
  const byId = new Map<string, AnyRecord>(rows.map((row) => [row.id, row]))
  const found = datedOf(rows, {
    today,
    end: dateInZone(new Date(now + 40 * dayMs).toISOString(), settings.timeZone),
    settings,
    statementsOf: (id) => statements.get(id) ?? [],
    recordOf: (id) => byId.get(id) ?? risks.get(id),
    dayOf,
  })
  return { today, due: datedFor(found, { person: member.personId, lead: isLead(member.role as WorkspaceRole), today }) }
}
