/**
 * Ids built from parent ids joined by `~` (ID1, marked D), so that the same record created on two offline devices is
 * one record (MG11). Element codes may contain `/` or `~`; such characters are percent-encoded, because an id must not
 * contain `/`.
 */

const part = (value: string): string =>
  value.normalize('NFC').replace(/[%/~]/g, (char) => encodeURIComponent(char).replace('~', '%7E'))
const unpart = (value: string): string => value.replace(/%(25|2F|7E)/gi, (escape) => decodeURIComponent(escape))

export const derivedId = (prefix: string, ...parents: readonly string[]): string =>
  `${prefix}_${parents.map(part).join('~')}`

/** The parents of a derived id, in their original order. */
export const parentsOf = (id: string): readonly string[] =>
  id
    .slice(id.indexOf('_') + 1)
    .split('~')
    .map(unpart)

export const requirementId = (framework: string, code: string): string => `${framework}:${code}`
export const requirementCode = (requirement: string): string => requirement.slice(requirement.indexOf(':') + 1)
export const frameworkOf = (requirement: string): string => requirement.slice(0, Math.max(0, requirement.indexOf(':')))

export const soaEntryId = (requirement: string): string => derivedId('soa', requirement)
export const requirementOfSoaEntry = (id: string): string => parentsOf(id)[0]!
export const soaVersionId = (framework: string, contentHash: string): string =>
  derivedId('sv', framework, contentHash.slice(0, 16))
export const measurementId = (metric: string, periodTo: string): string => derivedId('me', metric, periodTo)
export const auditItemId = (audit: string, requirement: string): string => derivedId('ai', audit, requirement)
export const nonconformityIdOfFinding = (finding: string): string => derivedId('nc', finding)
export const improvementIdOfFinding = (finding: string): string => derivedId('oi', finding)
export const readinessRunId = (date: string): string => derivedId('rr', date)
export const crosswalkId = (source: string, target: string): string => derivedId('xw', source, target)
export const frameworkRecordId = (framework: string): string => derivedId('fw', framework)
/** Id of the record of a requirement that others reference as `requirement`. */
export const requirementRecordId = (requirement: string): string => derivedId('rq', requirement)
