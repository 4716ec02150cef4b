/**
 * Files that signed content names by their hash: the frozen Statement of Applicability (`frozen`) and the frozen inputs
 * of a management review (`pack`). A file of a pack that claims to be one of them must be what was approved or signed
 * off as just that: the version of the number in its name, the inputs of the review whose id stands there. A refusal
 * approves nothing, and neither does what was taken back; `verify.sh` asks the same.
 */

import { approvalState } from '../isms/statement/approvalState'
import type { StatementFact } from '../isms/statement/statementFacts'
import { versionsOf } from '../isms/statement/versions'
import { utf8 } from '../shared/bytes'
import { isJsonObject, readForeignJson, type JsonObject } from '../shared/json'

const profile = 'main'

/** What stands in for a framework's id in the name of a file; byte for byte, as a shell replaces them. */
export const frameworkPart = (framework: string): string =>
  framework.replace(/[^\w.-]/gu, (sign) => '-'.repeat(utf8(sign).length))

/**
 * Hash of the copy that was approved as this version of the framework's statement; undefined where no approval of it
 * stands.
 */
export function soaApproved(
  statements: readonly StatementFact[],
  framework: string,
  number: number,
): string | undefined {
  const own = statements.filter(({ subjectKind }) => subjectKind === 'soaVersion')
  const subjects = new Set(
    own
      .filter((statement) => frameworkPart(String(fieldsOf(statement)['framework'])) === framework)
      .map(({ subjectId }) => subjectId),
  )
  const version = versionsOf(
    own.filter(({ subjectId }) => subjects.has(subjectId)),
    profile,
  ).find((one) => one.number === number)
  const standing = version && standingOn(own, version.statement.subjectId)
  return standing?.contentHash === version?.contentHash ? fileNamed(standing, 'frozen') : undefined
}

/** Hash of the inputs that the review was signed off with; undefined where no such signature stands. */
export const inputsSigned = (statements: readonly StatementFact[], review: string): string | undefined =>
  fileNamed(
    standingOn(
      statements.filter(({ subjectKind }) => subjectKind === 'managementReview'),
      review,
    ),
    'pack',
  )

/** The latest decision on a record (ST4), unless it is a refusal or was taken back. */
function standingOn(statements: readonly StatementFact[], id: string): StatementFact | undefined {
  // No content hashes to nothing: whatever stands was decided about other content.
  const { state, statement } = approvalState(
    statements.filter(({ subjectId }) => subjectId === id),
    { profile, contentHash: '', today: '' },
  )
  return state === 'stale' ? statement : undefined
}

function fileNamed(statement: StatementFact | undefined, field: 'frozen' | 'pack'): string | undefined {
  const file = statement && fieldsOf(statement)[field]
  return isJsonObject(file) && typeof file['sha256'] === 'string' ? file['sha256'] : undefined
}

/** Fields of the content that was signed, where it is that of the statement's own subject. */
function fieldsOf({ frozen, subjectKind, subjectId }: StatementFact): JsonObject {
  const content = frozen && readForeignJson(frozen)
  const own =
    isJsonObject(content) &&
    content['kind'] === subjectKind &&
    content['recordId'] === subjectId &&
    content['profile'] === profile
  return own && isJsonObject(content['fields']) ? content['fields'] : {}
}
