import type { Failure } from '../shared/result'
import { recordKind, type Kind, type RowOf } from './registry'

/**
 * Cross-field rules (V of isms.md 3). They inform: a form shows them, sign commands ask for none, and merged values
 * that break one are shown as incomplete, never repaired (MG18).
 */
export function validateRecord<K extends Kind>(kind: K, row: RowOf<K>): readonly Failure[] {
  return recordKind(kind).validate?.(row as never) ?? []
}
