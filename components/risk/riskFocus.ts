import { shallowRef } from 'vue'

/**
 * What a callout asks another block of the same record to open: the form of a new action, a stage to score. By record
 * id; cleared by who opens it.
 */
export const addingActionTo = shallowRef<string>()
export const scoringOf = shallowRef<{ readonly id: string; readonly stage: 'current' | 'residual' }>()
