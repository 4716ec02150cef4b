import type { ReportContext } from './reportLanguage'
import { freezeInput } from '../soa/freezeInput'
import { freezeSoa, type FrozenSoa } from '../soa/frozenSoa'

/** The live Statement of Applicability as it would be frozen today (SOA8). */
export const liveSoa = ({ state, today }: ReportContext, framework: string): FrozenSoa =>
  freezeSoa(freezeInput({ all: state.all, statementsOf: state.statementsOf, held: state.held }, framework, today))
