/** Which field of an evidence a link belongs to. Pure. */

import type { FieldChange } from '~/lib/engine/commandMap'
import { kindOfId } from '~/lib/records/registry'

export const linkField = (id: string): 'controls' | 'reqs' | 'subjects' =>
  id.includes(':') ? 'reqs' : kindOfId(id) === 'control' ? 'controls' : 'subjects'

export const linkChanges = (id: string, op: 'add' | 'remove'): readonly FieldChange[] => [
  { op, field: linkField(id), element: id },
]
