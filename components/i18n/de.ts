import { activity } from './de/activity'
import { app } from './de/app'
import { audit } from './de/audit'
import { context } from './de/context'
import { control } from './de/control'
import { dashboard } from './de/dashboard'
import { demo } from './de/demo'
import { editor } from './de/editor'
import { evidence } from './de/evidence'
import { exchange } from './de/exchange'
import { frameworks } from './de/frameworks'
import { guide } from './de/guide'
import { improvement } from './de/improvement'
import { incident } from './de/incident'
import { empty, field, kind, section, value } from './de/kinds'
import { merging } from './de/merging'
import { metric } from './de/metric'
import { oscal } from './de/oscal'
import { pack } from './de/pack'
import { panel } from './de/panel'
import { people } from './de/people'
import { policy } from './de/policy'
import { popup } from './de/popup'
import { progress } from './de/progress'
import { readiness } from './de/readiness'
import { record } from './de/record'
import { register } from './de/register'
import { registers } from './de/registers'
import { report } from './de/report'
import { review } from './de/review'
import { risk } from './de/risk'
import { search } from './de/search'
import { soa } from './de/soa'
import { start } from './de/start'
import { task } from './de/task'
import { treatment } from './de/treatment'
import { workspace } from './de/workspace'

/** German: the same areas and keys as English, in the words of `de/README.md`. */
export const de = {
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
