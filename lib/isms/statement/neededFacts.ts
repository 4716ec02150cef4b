/**
 * ST15: what must be filled in before a record is approved. Saving never requires it; signing does. An owner of the
 * workspace, or named top management, may approve anyway and give a reason, which every print then shows.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { isSetValue, missingFields } from '~/lib/records/fieldCompleteness'
import { isLevel, level, type Matrix } from '../risk/level'
import { isKind, recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { SignerFacts } from './authority'
import type { StatementFact } from './statementFacts'
import { frozenFields } from './frozen'

/** Who may approve with required fields blank: an owner of the workspace, or named top management. */
export const mayOverrideBlanks = ({ role, isTopManagement }: Pick<SignerFacts, 'role' | 'isTopManagement'>): boolean =>
  role === 'owner' || isTopManagement

/**
 * Rejects an approval with blanks with `factsMissing`, listing them in `detail.fields`; passes if a permitted signer
 * gives a reason.
 */
export function judgeBlanks(
  blanks: readonly string[],
  { mayOverride, reason }: { readonly mayOverride: boolean; readonly reason: string | undefined },
): Result<void> {
  if (blanks.length === 0 || (mayOverride && reason?.trim())) return ok()
  return fail(
    'factsMissing',
    `Not answered yet: ${blanks.join(', ')}. Answer it first; an owner or top management can approve without it and give a reason.`,
    { detail: { fields: blanks } },
  )
}

/**
 * Which blanks an approval accepted, and why: read from the signed copy, whoever made it. Undefined if there were no
 * blanks and no reason.
 */
export function overrideOf({
  type,
  subjectKind,
  profile,
  frozen,
  reason,
}: Pick<StatementFact, 'type' | 'subjectKind' | 'profile' | 'frozen' | 'reason'>):
  { readonly fields: readonly string[]; readonly reason: string | undefined } | undefined {
  if (type !== 'approve' || !isKind(subjectKind)) return undefined
  const copy = frozenFields(frozen)
  const fields = copy ? blanksIn(subjectKind, profile, copy) : []
  const why = reason?.trim() ? reason.trim() : undefined
  return fields.length === 0 && why === undefined ? undefined : { fields, reason: why }
}

/** Hashed fields that an approval under a profile requires, apart from those a rule determines. */
const needed: Partial<Record<Kind, Readonly<Record<string, readonly string[]>>>> = {
  scope: { main: ['statement'] },
  risk: { treatment: ['event', 'owner', 'option'] },
  treatmentPlan: { main: ['from', 'to', 'risks'] },
  roleAssignment: { main: ['role', 'holder', 'responsibilities', 'authorities'] },
  policy: { main: ['level', 'body'] },
  objective: { main: ['statement', 'target', 'owner', 'due', 'plan', 'evaluation'] },
  auditProgramme: { main: ['from', 'to', 'objectives', 'methods'] },
  change: { main: ['purpose', 'consequences', 'integrity', 'responsible'] },
  exception: { main: ['reason', 'requestedBy', 'validUntil'] },
}

/**
 * Blank fields of content that was or will be signed, in form order. `fields` are those of the record or of a frozen
 * copy.
 */
export function blanksIn(kind: Kind, profile: string, fields: Readonly<Record<string, unknown>>): readonly string[] {
  const definition = recordKind(kind).fields
  // Every field of the method is required, because all later scores are read by it (6.1.2 a-b).
  const names =
    kind === 'riskMethod' && profile === 'main'
      ? missingFields(kind, fields as never)
      : (needed[kind]?.[profile] ?? []).filter((name) => !isSetValue(definition[name]!, fields[name]))
  const modifies = fields['option'] === 'modify' || fields['option'] === 'share'
  const residual =
    kind === 'risk' && profile === 'treatment' && modifies
      ? ['residualL', 'residualI'].filter((name) => fields[name] === undefined)
      : []
  return [...names, ...residual]
}

/**
 * What an approval of the record would leave open: blanks, and for a risk the present level, which its treatment
 * responds to.
 */
export function neededFacts(row: AnyRecord, profile: string, method: Pick<Matrix, 'grid'>): readonly string[] {
  const unscored =
    row.kind === 'risk' && profile === 'treatment' && !isLevel(level(row.currentL, row.currentI, method.grid))
  return [...(unscored ? scoresOf(row) : []), ...blanksIn(row.kind, profile, fieldValues(row))]
}

const scoresOf = ({ currentL, currentI }: RowOf<'risk'>): readonly string[] => {
  const unset = [...(currentL === undefined ? ['currentL'] : []), ...(currentI === undefined ? ['currentI'] : [])]
  return unset.length > 0 ? unset : ['currentL', 'currentI']
}
