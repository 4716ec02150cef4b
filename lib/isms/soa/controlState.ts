import { addPeriod } from '../dates'
import type { Control } from '../kinds/control'
import type { ControlTestFacts } from './facts'

export interface TestState {
  /** Result of the latest signed operating test. */
  readonly result: 'none' | 'effective' | 'partlyEffective' | 'ineffective'
  readonly periodTo: string | undefined
  /** Day the next test is due: last periodTo (else implementedOn) + testEvery (P12M). */
  readonly due: string | undefined
}

/** testState and testDue of a control (isms.md 3.3). */
export function testState(control: Pick<Control, 'id' | 'implementedOn' | 'testEvery'>, tests: readonly ControlTestFacts[]): TestState {
  const last = tests
    .filter((test) => test.control === control.id && test.kind === 'operating' && test.signed && test.archivedOn === undefined)
    .sort((a, b) => ((a.periodTo ?? '') < (b.periodTo ?? '') ? -1 : 1))
    .at(-1)
  const from = last?.periodTo ?? control.implementedOn
  return {
    result: last?.result ?? 'none',
    periodTo: last?.periodTo,
    due: from === undefined ? undefined : addPeriod(from, control.testEvery ?? 'P12M'),
  }
}

/** An effective operating test that is not overdue (SOA6). */
export const isTestedInTime = (state: TestState, today: string): boolean => state.result === 'effective' && state.due !== undefined && today <= state.due
