import * as v from 'valibot'
import { defineRecord, type RecordOf } from '../defineRecord'
import { parentsOf, requirementCode } from '../derivedIds'
import { bool, int, json, long, setOf, text } from '../fields'
import type { JsonValue } from '~/lib/shared/json'

const anyJson = v.unknown() as unknown as v.GenericSchema<unknown, JsonValue>

/**
 * One requirement of a framework that does not ship with the product (isms.md 6.4). Other records reference it as
 * `<framework>:<code>`.
 */
export const requirement = defineRecord({
  kind: 'requirement',
  prefix: 'RQ',
  class: 'settings',
  clause: '6.1.3',
  icon: 'table-properties',
  derivedId: 'always',
  naturalKey: (id) => requirementCode(parentsOf(id)[0] ?? ''),
  title: 'title',
  indexes: ['framework'],
  fields: {
    /** `frameworkId` of its framework. */
    framework: text('*'),
    code: text('*'),
    title: text('*'),
    group: text(),
    /** Id of the parent requirement. */
    parent: text(),
    assessable: bool(),
    guidance: long(),
    types: setOf(['preventive', 'detective', 'corrective']),
    properties: setOf(['C', 'I', 'A']),
    order: int('', { min: 0 }),
    /** Further content from an OSCAL catalogue, stored unchanged: control id, parameters, parts, props, links. */
    oscal: json(anyJson),
  },
})

export type RequirementRecord = RecordOf<typeof requirement>
