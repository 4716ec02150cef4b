/** Remarks about a signature are next to the signer's name in every report that shows one (ST12, ST16). */

import { describe, expect, it } from 'vitest'
import { buildReport } from '~/lib/isms/report/reports'
import { signerNotes, signerWithNotes } from '~/lib/isms/statement/signerNotes'
import type { StatementFact } from '~/lib/isms/statement/statementFacts'
import { contextOf, demoReportState } from './demoReportState'

const at = Date.UTC(2026, 2, 3, 12)
const noted: Pick<StatementFact, 'readmitted' | 'doubtfulSince'> = {
  readmitted: { byMemberId: 'm_bob', seq: 7, at },
  doubtfulSince: Date.UTC(2026, 1, 2, 12),
}

function said(id: Parameters<typeof buildReport>[1], over: Partial<StatementFact>): string {
  const state = demoReportState()
  // An SoA carries the signature its version was frozen with; the other reports read the statements of the record.
  const built = buildReport(
    contextOf({
      ...state,
      nameOfMember: (memberId) => (memberId === 'm_bob' ? 'Bob Lead' : undefined),
      statementsOf: (recordId) => state.statementsOf(recordId).map((one) => ({ ...one, ...over })),
    }),
    id,
    {},
  )
  if (!built.ok) throw new Error(`${id}: ${built.error.message}`)
  return JSON.stringify(built.value)
}

describe('the name of the signer', () => {
  it('is shown alone without remarks, and with them otherwise', () => {
    const words = {
      t: (key: string, values?: object) => `${key} ${Object.values(values ?? {}).join(' ')}`,
      day: (ms: number) => new Date(ms).toISOString().slice(0, 10),
      nameOfMember: () => 'Bob',
    }
    expect(signerWithNotes('Clara', signerNotes({}, words))).toBe('Clara')
    expect(signerWithNotes('Clara', signerNotes(noted, words))).toBe(
      'Clara (record.statement.again Bob 2026-03-03; record.statement.doubtful 2026-02-02)',
    )
  })

  it.each(['soa', 'treatment', 'audit', 'review', 'nonconformities', 'policies', 'attestations'] as const)(
    'appears with its remarks in the report %s, and without them if there are none',
    (id) => {
      const marked = said(id, noted)
      expect(marked).toContain('re-admitted by Bob Lead on 3 Mar 2026')
      expect(marked).toContain('doubtful: since 2 Feb 2026 somebody else may have used the device that signed')
      expect(said(id, {})).not.toMatch(/re-admitted|doubtful/)
    },
  )
})
