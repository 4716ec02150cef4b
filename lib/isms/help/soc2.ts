import type { HelpLines } from './helpLines'

export const soc2Help: HelpLines = {}
