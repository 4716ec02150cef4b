import { fieldValues } from '~/lib/records/fieldValues'
import type { Failure } from '../shared/result'
import { recordKind, type Kind, type RowOf } from './registry'

/**
 * Cross-field rules (V of isms.md 3). They inform: forms show them, signing does not depend on them, and merged values
 * that violate one are shown as incomplete, never repaired (MG18).
 */
export function validateRecord<K extends Kind>(kind: K, row: RowOf<K>): readonly Failure[] {
  return [...orderProblems(kind, row), ...(recordKind(kind).validate?.(row as never) ?? [])]
}

/** Pairs of days in the wrong order: an end before its start. */
export function orderProblems<K extends Kind>(kind: K, row: RowOf<K>): readonly Failure[] {
  const values = fieldValues<string | undefined>(row)
  return (recordKind(kind).order ?? []).flatMap(([first, second]) => {
    const [from, to] = [values[first], values[second]]
    return from !== undefined && to !== undefined && to < from
      ? [
          {
            type: 'dateOrder',
            field: second,
            message: `This day lies before ${from}, when it begins. Choose ${from} or later, or move the beginning first.`,
          },
        ]
      : []
  })
}
