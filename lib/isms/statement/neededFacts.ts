/**
 * ST15: what has to be answered before a record is approved. Saving never waits for it; a signature under a blank does.
 * An owner of the workspace, or named top management, may approve without it and says why, which every print then
 * shows.
 */

import { fieldValues } from '~/lib/records/fieldValues'
import { isSetValue, missingFields } from '~/lib/records/fieldCompleteness'
import { isLevel, level, type Matrix } from '../risk/level'
import { isKind, recordKind, type AnyRecord, type Kind, type RowOf } from '~/lib/records/registry'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { SignerFacts } from './authority'
import type { StatementFact } from './statementFacts'
import { frozenFields } from './frozen'

/** Who may approve with facts left open: an owner of the workspace, and who is named as top management. */
export const mayOverrideBlanks = ({ role, isTopManagement }: Pick<SignerFacts, 'role' | 'isTopManagement'>): boolean =>
  role === 'owner' || isTopManagement

/**
 * Refuses an approval under blanks with `factsMissing`, which lists them in `detail.fields`; with a reason, from who
 * may, it goes through.
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
 * What an approval went ahead without, and why: read from the signed copy, whoever made it. Undefined where nothing was
 * open and nothing said.
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

/** Hashed fields that an approval of a profile cannot do without, beside those a rule finds by itself. */
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
 * Fields of content that was or will be signed which say nothing, in form order. `fields` are those of the record or of
 * a frozen copy.
 */
export function blanksIn(kind: Kind, profile: string, fields: Readonly<Record<string, unknown>>): readonly string[] {
  const definition = recordKind(kind).fields
  // The whole method is what every later score is read by (6.1.2 a-b).
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
 * What an approval of the record would leave open: blanks, and of a risk the present level, which its treatment answers
 * to.
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
