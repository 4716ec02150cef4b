import type { HelpLines } from './helpLines'

export const clauseHelp: HelpLines = {}
