/** The live Statement of Applicability as it would be frozen today, from the state of a report (SOA8). */

import { soaRequirements } from '../catalogue/catalogue'
import { testFacts } from '../controls/testState'
import { evidenceFacts } from '../evidence/evidenceFacts'
import type { EvidenceFacts } from '../evidence/usable'
import { freezeSoa, type FrozenSoa } from '../soa/frozenSoa'
import { soaIndex } from '../soa/soaIndex'
import { rowsFrom } from '../soa/soaRows'
import type { ReportContext } from './frame'
import { personName } from './reportState'
import { standingIn } from './signing'

export function liveSoa(ctx: ReportContext, framework: string): FrozenSoa {
  const { state, today } = ctx
  const evidence = state.rows('evidence')
  const facts = new Map(evidence.map((row): [string, EvidenceFacts] => [row.id, evidenceFacts(row, { statements: state.statementsOf(row.id), held: state.held, today })]))
  const scope = state.rows('scope')[0]
  const index = soaIndex({
    controls: state.rows('control'), risks: state.rows('risk'), evidence, actions: state.rows('treatmentAction'), suppliers: state.rows('supplier'), obligations: state.rows('obligation'), assets: state.rows('asset'),
    today, settings: state.settings, scope, tests: state.rows('controlTest').map((test) => testFacts(test, state.statementsOf(test.id), today)),
    evidenceFacts: (id) => facts.get(id) ?? { reviewState: 'unreviewed', blobState: 'pending', seal: 'integrityOnly' },
  })
  const scopeVersion = approvedHash(ctx, 'scope')
  const methodVersion = approvedHash(ctx, 'riskMethod')
  return freezeSoa({
    index,
    rows: rowsFrom(index, soaRequirements(framework), state.rows('soaEntry')),
    header: {
      ...(scope?.orgName !== undefined && { orgName: scope.orgName }), framework,
      ...(scopeVersion !== undefined && { scopeVersion }), ...(methodVersion !== undefined && { methodVersion }), asOf: today,
    },
    nameOfPerson: (id) => personName(state, id),
    supplierOf: (id) => ((row) => (row?.kind === 'supplier' ? { ref: row.ref, name: row.name } : undefined))(state.record(id)),
  })
}

function approvedHash(ctx: ReportContext, kind: 'scope' | 'riskMethod'): string | undefined {
  const row = ctx.state.rows(kind)[0]
  const last = row && standingIn(ctx, row, 'main')?.versions.at(-1)
  return last && !last.revoked ? last.contentHash : undefined
}
