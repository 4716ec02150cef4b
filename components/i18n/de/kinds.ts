import { kindWords } from '../kindWords'
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

const words = {
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
}
const of = kindWords(words)

export const { kind, section, value, empty } = of
export const field = {
  common: {
    ref: 'Nr.',
    createdAt: 'Angelegt',
    createdBy: 'Angelegt von',
    archivedOn: 'Archiviert',
    archivedBy: 'Archiviert von',
    legacyRef: 'Frühere Nummer',
    tags: 'Schlagwörter',
    importKey: 'Importschlüssel',
    duplicateOf: 'Doppelt zu',
  },
  ...of.field,
}
