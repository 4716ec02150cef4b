/** Every record kind, registered once. Books, tables, forms and routes are derived from this list. */

import type { RecordDefinition, RecordOf } from './defineRecord'
import { asset } from './kinds/asset'
import { audit } from './kinds/audit'
import { auditItem } from './kinds/auditItem'
import { auditProgramme } from './kinds/auditProgramme'
import { captureRecipe } from './kinds/captureRecipe'
import { change } from './kinds/change'
import { comment } from './kinds/comment'
import { communication } from './kinds/communication'
import { competence } from './kinds/competence'
import { control } from './kinds/control'
import { controlTest } from './kinds/controlTest'
import { correctiveAction } from './kinds/correctiveAction'
import { crosswalk } from './kinds/crosswalk'
import { decision } from './kinds/decision'
import { document } from './kinds/document'
import { evidence } from './kinds/evidence'
import { evidenceRequest } from './kinds/evidenceRequest'
import { evidenceSubmission } from './kinds/evidenceSubmission'
import { exception } from './kinds/exception'
import { feedback } from './kinds/feedback'
import { finding } from './kinds/finding'
import { framework } from './kinds/framework'
import { improvement } from './kinds/improvement'
import { incident } from './kinds/incident'
import { interestedParty } from './kinds/interestedParty'
import { issue } from './kinds/issue'
import { managementReview } from './kinds/managementReview'
import { measurement } from './kinds/measurement'
import { metric } from './kinds/metric'
import { nonconformity } from './kinds/nonconformity'
import { objective } from './kinds/objective'
import { obligation } from './kinds/obligation'
import { person } from './kinds/person'
import { policy } from './kinds/policy'
import { readinessRun } from './kinds/readinessRun'
import { requirement } from './kinds/requirement'
import { risk } from './kinds/risk'
import { riskAcceptance } from './kinds/riskAcceptance'
import { riskMethod } from './kinds/riskMethod'
import { roleAssignment } from './kinds/roleAssignment'
import { scope } from './kinds/scope'
import { settings } from './kinds/settings'
import { soaEntry } from './kinds/soaEntry'
import { soaVersion } from './kinds/soaVersion'
import { supplier } from './kinds/supplier'
import { task } from './kinds/task'
import { threat } from './kinds/threat'
import { training } from './kinds/training'
import { treatmentAction } from './kinds/treatmentAction'
import { treatmentPlan } from './kinds/treatmentPlan'
import { vulnerability } from './kinds/vulnerability'

export const kinds = {
  settings,
  scope,
  person,
  issue,
  interestedParty,
  obligation,
  roleAssignment,
  competence,
  training,
  communication,
  policy,
  document,
  objective,
  change,
  feedback,
  riskMethod,
  asset,
  threat,
  vulnerability,
  risk,
  treatmentPlan,
  treatmentAction,
  riskAcceptance,
  exception,
  control,
  controlTest,
  soaEntry,
  soaVersion,
  evidence,
  captureRecipe,
  evidenceRequest,
  evidenceSubmission,
  metric,
  measurement,
  auditProgramme,
  audit,
  auditItem,
  finding,
  managementReview,
  decision,
  nonconformity,
  correctiveAction,
  improvement,
  task,
  incident,
  supplier,
  comment,
  readinessRun,
  framework,
  requirement,
  crosswalk,
} as const

export type Kind = keyof typeof kinds
/** The row of a kind, as used by the interface and the rules. */
export type RowOf<K extends Kind> = RecordOf<(typeof kinds)[K]>
export type AnyRecord = { [K in Kind]: RowOf<K> }[Kind]
export type AnyDefinition = RecordDefinition

export const kindNames = Object.keys(kinds) as readonly Kind[]

export const isKind = (word: string): word is Kind => Object.hasOwn(kinds, word)
export const recordKind = (kind: Kind): AnyDefinition => kinds[kind] as unknown as AnyDefinition

const byIdPrefix = new Map(kindNames.map((kind) => [recordKind(kind).prefix.toLowerCase(), kind]))

/** The kind encoded in an id (ID1: lower-case prefix, underscore). */
export const kindOfId = (id: string): Kind | undefined => byIdPrefix.get(id.slice(0, Math.max(0, id.indexOf('_'))))

/**
 * Whether a record of this kind may have this id. Ids encode their kind (ID1), and views look records up by id alone: a
 * record under an id of another kind would displace that one.
 */
export const isIdFor = (kind: string, id: string): boolean => (kindOfId(id) ?? kind) === kind
