import { activity } from './en/activity'
import { app } from './en/app'
import { audit } from './en/audit'
import { context } from './en/context'
import { control } from './en/control'
import { dashboard } from './en/dashboard'
import { demo } from './en/demo'
import { editor } from './en/editor'
import { evidence } from './en/evidence'
import { exchange } from './en/exchange'
import { frameworks } from './en/frameworks'
import { guide } from './en/guide'
import { improvement } from './en/improvement'
import { incident } from './en/incident'
import { empty, field, kind, section, value } from './en/kinds'
import { merging } from './en/merging'
import { metric } from './en/metric'
import { oscal } from './en/oscal'
import { pack } from './en/pack'
import { panel } from './en/panel'
import { people } from './en/people'
import { policy } from './en/policy'
import { popup } from './en/popup'
import { progress } from './en/progress'
import { readiness } from './en/readiness'
import { record } from './en/record'
import { register } from './en/register'
import { registers } from './en/registers'
import { report } from './en/report'
import { review } from './en/review'
import { risk } from './en/risk'
import { search } from './en/search'
import { soa } from './en/soa'
import { start } from './en/start'
import { task } from './en/task'
import { treatment } from './en/treatment'
import { workspace } from './en/workspace'

/** English, the language of the source. One file per area; an area is imported here by name. */
export const en = {
  activity,
  app,
  audit,
  context,
  control,
  dashboard,
  demo,
  editor,
  evidence,
  exchange,
  field,
  frameworks,
  guide,
  improvement,
  incident,
  kind,
  merging,
  metric,
  oscal,
  pack,
  panel,
  people,
  policy,
  popup,
  progress,
  readiness,
  record,
  register: { ...register, empty },
  registers,
  report,
  review,
  risk,
  search,
  section,
  soa,
  start,
  task,
  treatment,
  value,
  workspace,
}
