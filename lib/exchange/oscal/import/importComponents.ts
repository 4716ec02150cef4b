/** Components of a file as controls, assets and suppliers. */

import { byName } from '~/lib/shared/byName'
import type { JsonObject } from '~/lib/shared/json'
import {
  coreProp,
  objectIn,
  ownFlag,
  ownNumber,
  ownProp,
  ownProps,
  saidIn,
  textIn,
  wordOf,
  type Placed,
} from './importPieces'
import type { Reader } from './oscalReader'

/** What a component is here. Documents of ours say it; of others their type does. */
export type ComponentRole = 'control' | 'asset' | 'supplier' | 'system' | 'none'

const assetTypes: Readonly<Record<string, string>> = byName({
  software: 'software',
  hardware: 'hardware',
  network: 'network',
  physical: 'site',
  system: 'service',
  service: 'service',
  interconnection: 'service',
  people: 'people',
})

export function roleOfComponent(piece: JsonObject): ComponentRole {
  const own = ownProp(piece, 'record')
  if (own === 'control' || own === 'asset' || own === 'supplier') return own
  if (own !== undefined) return own === 'scope' ? 'system' : 'none'
  const type = textIn(piece, 'type') ?? ''
  if (type === 'this-system') return 'system'
  if (type === 'process-procedure') return 'control'
  if (type === 'service' && coreProp(piece, 'implementation-point') === 'external') return 'supplier'
  return assetTypes[type] === undefined ? 'none' : 'asset'
}

/** Adds the record of a component; undefined (and noted) for what has no register here. */
export function addComponent(
  reader: Reader,
  { piece, at }: Placed,
  more: { readonly reqs?: readonly string[]; readonly status?: string | undefined } = {},
): string | undefined {
  switch (roleOfComponent(piece)) {
    case 'control':
      return addControl(reader, { piece, at }, more)
    case 'asset':
      return reader.add('asset', uuidOf(piece), at, {
        name: textIn(piece, 'title'),
        type: wordOf('asset', 'type', ownProp(piece, 'type')) ?? assetTypes[textIn(piece, 'type') ?? ''],
        classification: wordOf('asset', 'classification', ownProp(piece, 'classification')),
        c: ownNumber(piece, 'confidentiality'),
        i: ownNumber(piece, 'integrity'),
        a: ownNumber(piece, 'availability'),
        pii: ownFlag(piece, 'pii'),
        location: ownProp(piece, 'location'),
        status: wordOf('asset', 'status', ownProp(piece, 'status')) ?? assetStatus(piece),
        owner: reader.responsible(piece, 'asset-owner') ?? reader.responsible(piece),
        custodian: reader.responsible(piece, 'asset-custodian'),
      })
    case 'supplier':
      return reader.add('supplier', uuidOf(piece), at, {
        name: textIn(piece, 'title'),
        service: saidIn(piece),
        status:
          wordOf('supplier', 'status', ownProp(piece, 'status')) ??
          (stateOf(piece) === 'disposition' ? 'ended' : 'active'),
        criticality: wordOf('supplier', 'criticality', ownProp(piece, 'criticality')),
        cloud: ownFlag(piece, 'cloud'),
        subservice: wordOf('supplier', 'subservice', ownProp(piece, 'subservice')),
        dataAccess: wordOf('supplier', 'dataAccess', ownProp(piece, 'data-access')),
        assurance: wordOf('supplier', 'assurance', ownProp(piece, 'assurance')),
        assuranceUntil: ownProp(piece, 'assurance-until'),
        contractFrom: ownProp(piece, 'contract-from'),
        contractUntil: ownProp(piece, 'contract-until'),
        reviewedOn: ownProp(piece, 'reviewed-on'),
        userControls: ownProp(piece, 'user-controls'),
        owner: reader.responsible(piece, 'supplier-owner') ?? reader.responsible(piece),
      })
    case 'system':
      return undefined
    default:
      reader.note('notRead', at, textIn(piece, 'type') ?? '')
      return undefined
  }
}

const natures: Readonly<Record<string, string>> = byName({
  software: 'technical',
  hardware: 'technical',
  network: 'technical',
  service: 'technical',
  physical: 'physical',
})

interface ControlFacts {
  readonly reqs?: readonly string[]
  readonly status?: string | undefined
  /** The name it is found again by, where the component itself is something else. */
  readonly as?: string
  readonly links?: { readonly assets?: string[]; readonly suppliers?: string[] }
}

/** Any component as a control: what is done, with the requirements it answers to. */
export const addControl = (
  reader: Reader,
  { piece, at }: Placed,
  { reqs = [], status, as = uuidOf(piece), links = {} }: ControlFacts,
): string | undefined => {
  const own = ownProp(piece, 'record') === 'control'
  return reader.add('control', as, at, {
    ...links,
    title: textIn(piece, 'title'),
    description: saidIn(piece),
    reqs: [...reqs],
    status: wordOf('control', 'status', ownProp(piece, 'status')) ?? status,
    nature:
      wordOf('control', 'nature', ownProp(piece, 'nature')) ??
      (own ? undefined : (natures[textIn(piece, 'type') ?? ''] ?? 'administrative')),
    types: ownProps(piece, 'control-type').filter((word) => wordOf('control', 'types', word) !== undefined),
    frequency: wordOf('control', 'frequency', ownProp(piece, 'frequency')),
    automation: wordOf('control', 'automation', ownProp(piece, 'automation')),
    key: ownFlag(piece, 'key'),
    implementedOn: ownProp(piece, 'implemented-on'),
    testEvery: ownProp(piece, 'test-every'),
    evidenceNeeded: ownProp(piece, 'evidence-needed'),
    testProcedure: ownProp(piece, 'test-procedure'),
    owner: reader.responsible(piece, 'control-owner') ?? reader.responsible(piece),
  })
}

export const uuidOf = (piece: JsonObject): string => textIn(piece, 'uuid') ?? ''
const stateOf = (piece: JsonObject): string | undefined => textIn(objectIn(piece, 'status'), 'state')
const assetStates: Readonly<Record<string, string>> = byName({
  'under-development': 'planned',
  'operational': 'inUse',
  'disposition': 'retired',
})
const assetStatus = (piece: JsonObject): string | undefined => assetStates[stateOf(piece) ?? '']

const controlStates: Readonly<Record<string, string>> = byName({
  implemented: 'operating',
  alternative: 'operating',
  partial: 'inProgress',
  planned: 'planned',
})
/** OSCAL's word for how far something is implemented, as the status of a control; undefined where there is none. */
export const controlStatus = (state: string | undefined): string | undefined => controlStates[state ?? '']
/** The least finished of several. */
export const leastOf = (states: readonly (string | undefined)[]): string | undefined =>
  ['planned', 'inProgress', 'operating'].find((status) => states.includes(status))
