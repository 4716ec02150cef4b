import type { HelpLines } from './helpLines'

export const annexHelp: HelpLines = {}
