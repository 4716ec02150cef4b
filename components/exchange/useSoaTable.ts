import { useI18n } from 'vue-i18n'
import { useSoaProblem } from '../soa/useSoaProblem'
import type { OutTable } from '~/lib/exchange/tables/exportTable'
import type { SoaRow } from '~/lib/isms/soa/soaRows'
import { useRegisters } from '~/lib/live/record/registersStore'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** The rows of the Statement of Applicability as the grid shows them, undecided ones included. */
export function useSoaTable(): (rows: readonly SoaRow[]) => OutTable {
  const { t } = useI18n()
  const registers = useRegisters()
  const session = useSession()
  const problemOf = useSoaProblem()
  return (rows) => ({
    name: t('soa.title'),
    header: ['id', 'requirement', 'decision', 'reasons', 'status', 'controls', 'risks', 'owner', 'provider']
      .map((name) => t(`soa.${name}`, { name: '', date: '' }))
      .concat(
        t('field.soaEntry.justification'),
        t('field.soaEntry.implementation'),
        t('exchange.import.counts.notice'),
      ),
    rows: rows.map((row) => [
      row.requirement.code,
      row.requirement.title,
      t(`value.soaEntry.applicability.${row.applicability}`),
      (row.entry?.reasons ?? []).map((reason) => t(`value.soaEntry.reasons.${reason}`)).join(', '),
      t(`app.state.${row.status}`),
      row.controls.map((control) => control.ref).join(' '),
      row.risks.map((risk) => risk.ref).join(' '),
      session.nameOfPerson(row.entry?.owner ?? row.controls[0]?.owner) ?? '',
      row.entry?.provider === undefined
        ? ''
        : (registers.suppliers?.find((one) => one.id === row.entry?.provider)?.name ?? ''),
      row.entry?.justification ?? '',
      row.entry?.implementation ?? '',
      problemOf(row)?.text ?? '',
    ]),
  })
}
