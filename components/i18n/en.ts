import { app } from './en/app'
import { evidence } from './en/evidence'
import { field } from './en/field'
import { kind } from './en/kind'
import { panel } from './en/panel'
import { popup } from './en/popup'
import { section } from './en/section'
import { start } from './en/start'
import { value } from './en/value'
import { workspace } from './en/workspace'

/** English, the language of the source. One file per area; an area is imported here by name. */
export const en = { app, evidence, field, kind, panel, popup, section, start, value, workspace }
