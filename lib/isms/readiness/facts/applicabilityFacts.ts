/** Rows of the Statement of Applicability, one at a time (SOA). */

import { hashOfJson } from '~/lib/shared/hash'
import { canonicalJson } from '~/lib/shared/json'
import { annexA } from '~/lib/content/catalogue/iso27001'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { requirementCode, soaEntryId } from '~/lib/records/derivedIds'
import type { Control } from '~/lib/records/kinds/control'
import type { Risk } from '~/lib/records/kinds/risk'
import type { SoaEntry } from '~/lib/records/kinds/soaEntry'
import { byRef } from '~/lib/records/refs'
import { isOpenRisk } from '~/lib/isms/risk/aggregate'
import { contradictionsOf, type SoaContradiction } from '~/lib/isms/soa/contradictions'
import { decisionOf } from '~/lib/isms/soa/frozenSoa'
import { entryProblems, type SoaProblem } from '~/lib/isms/soa/soaProblems'
import { soaVersions } from '~/lib/isms/soa/soaVersions'
import { soaStatus, type SoaStatus } from '~/lib/isms/soa/status'
import { fact, factOfAll, type Reader } from '../readinessReader'
import { controlEvidence, controlTest, hasUsableEvidence } from './controlFacts'

/** SOA1: the 93 rows. */
export const annexRows = annexA.map(({ id }) => id)
export const isoFramework = 'iso27001-2022'
export const annex = (code: string): string => `${isoFramework}:${code}`

export interface SoaFacts {
  readonly entry: SoaEntry | undefined
  readonly applicability: NonNullable<SoaEntry['applicability']>
  readonly status: SoaStatus
  readonly controls: readonly Control[]
  readonly risks: readonly Risk[]
  readonly problems: readonly SoaProblem[]
  readonly contradictions: readonly SoaContradiction[]
}

const inOrder = <T extends { readonly ref: string; readonly id: string }>(rows: readonly T[]): readonly T[] =>
  [...rows].sort(byRef)

export const applicability = (read: Reader, requirement: string): SoaFacts['applicability'] =>
  read.row('soaEntry', soaEntryId(requirement))?.applicability ?? 'undecided'
/** Whether a row of Annex A applies here; preconditions of checks use it by code. */
export const applies = (read: Reader, code: string): boolean => applicability(read, annex(code)) === 'applicable'

/** Controls that name the requirement, without retired ones. */
export const controlsNaming = (read: Reader, requirement: string): readonly Control[] =>
  inOrder(read.referencing('control', 'reqs', requirement).filter((row) => row.status !== 'retired'))
const risksNaming = (read: Reader, requirement: string): readonly Risk[] =>
  inOrder(read.referencing('risk', 'reqs', requirement).filter(isOpenRisk))

/** SOA3: open risks that name the requirement directly, or through their controls or those of their actions. */
function risksBehind(read: Reader, requirement: string, controls: readonly Control[]): readonly Risk[] {
  const found = new Map(risksNaming(read, requirement).map((row) => [row.id, row]))
  const take = (row: Risk | undefined): void => void (row && isOpenRisk(row) && found.set(row.id, row))
  for (const { id } of controls) {
    read.referencing('risk', 'controls', id).forEach(take)
    for (const action of read.referencing('treatmentAction', 'controls', id)) {
      if (action.status !== 'cancelled') for (const risk of action.risks) take(read.row('risk', risk))
    }
  }
  return inOrder([...found.values()])
}

export const soaRow = fact((read, requirement): SoaFacts => {
  const entry = read.row('soaEntry', soaEntryId(requirement))
  const code = requirementCode(requirement)
  const controls = controlsNaming(read, requirement)
  const risks = risksBehind(read, requirement, controls)
  const decided = entry?.applicability ?? 'undecided'
  const provider = read.row('supplier', entry?.provider)
  return {
    entry,
    controls,
    risks,
    applicability: decided,
    status: soaStatus(decided, controls, {
      evidenceOf: ({ id }) => controlEvidence(read, id).state,
      testOf: ({ id }) => controlTest(read, id),
      today: read.today(),
    }),
    problems: entryProblems(entry, {
      risks: risks.length,
      suppliers: provider ? [provider] : [],
      hasUsableEvidence: hasUsableEvidence(read),
      today: read.today(),
    }),
    contradictions:
      decided === 'notApplicable'
        ? contradictionsOf(code, { controls, risks: risksNaming(read, requirement), ...contradictionFacts(read, code) })
        : [],
  }
})

/** SOA7: other facts an exclusion may contradict; only those the rule of that row needs. */
function contradictionFacts(read: Reader, code: string): Partial<Parameters<typeof contradictionsOf>[1]> {
  return {
    scope: read.row('scope', 'sc_main'),
    ...(/^A\.5\.(19|2[0-3])$/.test(code) && { suppliers: read.rows('supplier') }),
    ...(code === 'A.5.34' && { assets: read.rows('asset') }),
    ...(code === 'A.5.31' && { obligations: read.rows('obligation') }),
  }
}

/** The decision of a row in the text form of a frozen copy: equal text means equal decision (SOA9). */
const decisionText = fact((read, requirement): string => {
  const row = soaRow(read, requirement)
  const live = {
    requirement: requirementById(requirement)!,
    id: soaEntryId(requirement),
    evidence: { state: 'none' } as const,
    ...row,
  }
  return canonicalJson(decisionOf(live, (id) => read.refOf(id)))
})

const decisionHash = factOfAll((read): string =>
  hashOfJson(annexRows.map((requirement) => JSON.parse(decisionText(read, requirement)) as never)),
)

/** SOA9, SOA11: the version in force, and whether the live statement differs from it. */
export const soaInForce = factOfAll((read): { readonly id: string; readonly outdated: boolean } | undefined => {
  const { inForce } = soaVersions(read.rows('soaVersion'), (id) => read.statements(id), {
    framework: isoFramework,
    today: read.today(),
  })
  return inForce && { id: inForce.record.id, outdated: decisionHash(read) !== inForce.record.decisionHash }
})
