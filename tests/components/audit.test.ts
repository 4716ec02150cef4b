import { describe, expect, it } from 'vitest'
import { audit } from '~/components/i18n/en/audit'
import {
  cellGlyph,
  findingGlyph,
  gradeGlyph,
  grades,
  methodIcon,
  resultGlyph,
  results,
  statusGlyph,
} from '~/components/audit/auditLook'
import { missingParts } from '~/lib/isms/audit/auditCompleteness'
import { findingStates } from '~/lib/isms/audit/findingState'
import { conflictReasons } from '~/lib/isms/audit/auditIndependence'
import { kinds } from '~/lib/records/registry'

const without = (words: object, names: readonly string[]): readonly string[] =>
  names.filter((name) => typeof (words as Record<string, unknown>)[name] !== 'string')

describe('words and looks of audits', () => {
  it('name every derived state, missing part and reason of a conflict', () => {
    expect(without(audit.finding.state, findingStates)).toEqual([])
    expect(without(audit.missing, missingParts)).toEqual([])
    expect(without(audit.conflict, conflictReasons)).toEqual([])
    expect(without(audit.grades, grades)).toEqual([])
    expect(without(audit.programme, Object.keys(cellGlyph))).toEqual([])
  })
  it('draw every result, grade, status and method that a record may hold', () => {
    expect(Object.keys(resultGlyph).sort()).toEqual([...kinds.auditItem.fields.result.values!].sort())
    expect([...results, 'notAssessed'].sort()).toEqual([...kinds.auditItem.fields.result.values!].sort())
    expect(Object.keys(gradeGlyph).sort()).toEqual([...kinds.finding.fields.grade.values!].sort())
    expect(Object.keys(statusGlyph).sort()).toEqual([...kinds.audit.fields.status.values!].sort())
    expect(Object.keys(methodIcon).sort()).toEqual([...kinds.auditItem.fields.method.values!].sort())
    expect(Object.keys(findingGlyph).sort()).toEqual([...findingStates].sort())
  })
})
