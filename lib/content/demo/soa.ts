import { annexA } from '../catalogue/iso27001'
import type { DemoFields, DemoRecord } from './demoRecord'
import { demoId, demoNamed, iso, soaId } from './demoRecord'
import { demoControls } from './demoControls'
import { person } from './demoPeople'
import { demoRisks } from './demoRisks'

type Fields = DemoFields<'soaEntry'>

/** Exclusions: two without a justification, one (A.5.23) although cloud suppliers exist; gaps of isms.md 9. */
const excluded: Readonly<Record<string, string>> = {
  'A.5.23': 'Quillmere buys its hosting as an ordinary service under a framework contract; no separate process for cloud services is kept.',
  'A.7.6': 'There are no secure areas: no data centre, no vault and no room in which work would need special rules.',
  'A.7.8': 'Apart from notebooks and one network cabinet there is no equipment of ours that siting could protect.',
  'A.7.10': 'No removable media are issued or used; paper is covered by the classification scheme and clear desk.',
  'A.7.12': '',
  'A.7.13': 'All devices are leased and exchanged by the lessor when they fail; nobody maintains equipment for us.',
  'A.8.18': 'Production consists of managed services without shell access; no programs that could override controls are installed.',
  'A.8.30': '',
}

const inherited: Readonly<Record<string, string>> = {
  'A.7.1': 'The perimeter of the data centres is that of Nimbus Cloud; its report is read every year. The office is rented space behind the landlord’s entrance.',
  'A.7.4': 'Data centres are watched by Nimbus Cloud around the clock; the office building by the landlord’s guard.',
  'A.7.5': 'Fire, water and heat protection of the data centres is that of Nimbus Cloud, shown in its report.',
  'A.7.11': 'Power and cooling are supplied and tested by Nimbus Cloud; the office can close without effect on the service.',
}

const legal = ['A.8.12', 'A.5.5', 'A.5.15', 'A.5.18', 'A.5.20', 'A.5.24', 'A.5.31', 'A.5.32', 'A.5.33', 'A.5.34', 'A.6.1', 'A.6.2', 'A.6.6', 'A.8.10', 'A.8.11', 'A.8.24']
const contractual = ['A.5.14', 'A.5.15', 'A.5.17', 'A.5.18', 'A.5.19', 'A.5.20', 'A.5.22', 'A.5.26', 'A.5.29', 'A.5.30', 'A.6.6', 'A.7.1', 'A.7.11', 'A.8.5', 'A.8.8', 'A.8.13', 'A.8.14', 'A.8.15', 'A.8.24', 'A.8.29', 'A.8.32']

/** Owners of rows without a control. */
const owners: Readonly<Record<string, string>> = { 'A.8.12': 'SE' }

export function demoSoaEntries(): readonly DemoRecord<'soaEntry'>[] {
  const controls = demoControls()
  const openRisks = demoRisks().filter(({ fields }) => fields.status === 'open')
  const reqsOf = new Map(controls.map(({ id, fields }) => [id, fields.reqs ?? []]))
  const byRisk = new Set(openRisks.flatMap(({ fields }) => [...(fields.reqs ?? []), ...(fields.controls ?? []).flatMap((id) => reqsOf.get(id) ?? [])]))

  return annexA.map(({ code }, index) => {
    const id = soaId(code)
    const linked = controls.filter(({ fields }) => fields.reqs?.includes(iso(code)))
    const at = `2025-05-${String(5 + (index % 20)).padStart(2, '0')}`
    const by = person('IS')
    if (code in excluded) return demoNamed('soaEntry', id, at, by, { applicability: 'notApplicable', justification: excluded[code] || undefined })
    const found: Fields['reasons'] = [
      ...(contractual.includes(code) ? (['contractual'] as const) : []),
      ...(legal.includes(code) ? (['legal'] as const) : []),
      ...(byRisk.has(iso(code)) ? (['risk'] as const) : []),
    ]
    const reasons: Fields['reasons'] = found.length > 0 ? found : ['practice']
    if (code in inherited) return demoNamed('soaEntry', id, at, by, { applicability: 'inherited', reasons, justification: inherited[code], owner: person('OM'), provider: demoId('SU-1') })
    const owner = linked[0]?.fields.owner ?? person(owners[code] ?? 'IS')
    return demoNamed('soaEntry', id, at, by, {
      applicability: 'applicable', reasons, owner,
      implementation: linked.length > 0 ? linked.map(({ ref, fields }) => `${ref} ${fields.title}`).join('; ') : undefined,
    })
  })
}
