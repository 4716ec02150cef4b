import { app } from './en/app'
import { audit } from './en/audit'
import { context } from './en/context'
import { dashboard } from './en/dashboard'
import { evidence } from './en/evidence'
import { frameworks } from './en/frameworks'
import { empty, field, kind, section, value } from './en/kinds'
import { improvement } from './en/improvement'
import { incident } from './en/incident'
import { merging } from './en/merging'
import { panel } from './en/panel'
import { people } from './en/people'
import { popup } from './en/popup'
import { record } from './en/record'
import { register } from './en/register'
import { registers } from './en/registers'
import { risk } from './en/risk'
import { soa } from './en/soa'
import { start } from './en/start'
import { task } from './en/task'
import { treatment } from './en/treatment'
import { workspace } from './en/workspace'

/** English, the language of the source. One file per area; an area is imported here by name. */
export const en = {
  app, audit, context, dashboard, evidence, field, frameworks, improvement, incident, kind, merging, panel, people, popup, record, register: { ...register, empty }, registers, risk, section, soa, start, task, treatment, value, workspace,
}
