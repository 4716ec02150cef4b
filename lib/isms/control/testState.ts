/** testState and testDue: what a control's tests add up to (isms.md 3.3). Only signed tests count. */

import { addPeriod } from '~/lib/shared/dates'
import type { Control } from '~/lib/records/kinds/control'
import type { ControlTest } from '~/lib/records/kinds/controlTest'
import { approvalState, type ApprovalState } from '../statement/approvalState'
import type { StatementFact } from '../statement/statementFacts'
import { hashedContent } from '../statement/hashedContent'

export interface ControlTestFacts {
  readonly control: string | undefined
  readonly kind: 'design' | 'operating' | undefined
  readonly result: 'effective' | 'partlyEffective' | 'ineffective' | undefined
  readonly periodTo: string | undefined
  readonly archivedOn?: string | undefined
  /** Its `sign` statement is current (ST4); an unsigned test is a draft. */
  readonly signed: boolean
}

/** State of a test's signature (ST4); only `current` makes the test count. */
export const testSignature = (test: ControlTest, statements: readonly StatementFact[], today: string): ApprovalState =>
  approvalState(statements, { profile: 'main', contentHash: hashedContent(test, 'main').contentHash, today }).state

export const testFacts = (
  test: ControlTest,
  statements: readonly StatementFact[],
  today: string,
): ControlTestFacts => ({
  control: test.control,
  kind: test.testKind,
  result: test.result,
  periodTo: test.periodTo,
  archivedOn: test.archivedOn,
  signed: statements.length > 0 && testSignature(test, statements, today) === 'current',
})

export interface TestState {
  /** Result of the latest signed operating test. */
  readonly result: 'none' | 'effective' | 'partlyEffective' | 'ineffective'
  readonly periodTo: string | undefined
  /** Day the next test is due: last periodTo (otherwise implementedOn) + testEvery (default P12M). */
  readonly due: string | undefined
}

/** testState and testDue of a control (isms.md 3.3). */
export function testState(
  control: Pick<Control, 'id' | 'implementedOn' | 'testEvery'>,
  tests: readonly ControlTestFacts[],
): TestState {
  const last = tests
    .filter(
      (test) =>
        test.control === control.id && test.kind === 'operating' && test.signed && test.archivedOn === undefined,
    )
    .sort((a, b) => ((a.periodTo ?? '') < (b.periodTo ?? '') ? -1 : 1))
    .at(-1)
  const from = last?.periodTo ?? control.implementedOn
  return {
    result: last?.result ?? 'none',
    periodTo: last?.periodTo,
    due: from === undefined ? undefined : addPeriod(from, control.testEvery ?? 'P12M'),
  }
}

/** True for an effective operating test that is not overdue (SOA6). */
export const isTestedInTime = (state: TestState, today: string): boolean =>
  state.result === 'effective' && state.due !== undefined && today <= state.due

/** A tester who owns the control is allowed, and marked "self-tested" (isms.md 3.3). */
export const isSelfTested = (test: Pick<ControlTest, 'tester'>, control: Pick<Control, 'owner'> | undefined): boolean =>
  test.tester !== undefined && test.tester === control?.owner
