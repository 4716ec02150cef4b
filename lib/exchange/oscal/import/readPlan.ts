/** A system security plan as assets, suppliers, controls and decisions of the Statement of Applicability. */

import { soaEntryId } from '~/lib/records/derivedIds'
import { byName } from '../../../shared/byName'
import type { JsonObject } from '../../../shared/json'
import { lineOr } from '../text'
import { addComponent, addControl, controlStatus, leastOf, roleOfComponent, uuidOf } from './importComponents'
import {
  coreProp,
  filled,
  objectIn,
  objectsIn,
  ownFlag,
  ownNumber,
  ownProp,
  ownProps,
  textIn,
  wordOf,
  type Placed,
} from './importPieces'
import type { Reader } from './oscalReader'

export function readPlan(reader: Reader): void {
  const { root, at } = reader
  const implementation = objectIn(root, 'system-implementation')
  const components = objectsIn(implementation, 'components', `${at}/system-implementation`)
  const byUuid = new Map(components.map((placed) => [uuidOf(placed.piece).toLowerCase(), placed]))
  const requirements = objectsIn(
    objectIn(root, 'control-implementation'),
    'implemented-requirements',
    `${at}/control-implementation`,
  )
  const uses = usesOf(reader, requirements)

  for (const placed of objectsIn(
    objectIn(objectIn(root, 'system-characteristics'), 'system-information'),
    'information-types',
    `${at}/system-characteristics/system-information`,
  ))
    readInformation(reader, placed)
  for (const placed of components) readComponent(reader, placed, uses.get(uuidOf(placed.piece).toLowerCase()))
  for (const placed of requirements) readRequirement(reader, placed, byUuid)
}

/**
 * Something used is an asset or comes from a supplier, and what it does for a requirement is a control; only documents
 * of ours tell the two apart.
 */
function readComponent(reader: Reader, placed: Placed, use: Use | undefined): void {
  const about = { reqs: use?.reqs ?? [], status: leastOf(use?.states ?? []) }
  const role = roleOfComponent(placed.piece)
  const id = addComponent(reader, placed, about)
  if (
    role === 'control' ||
    role === 'system' ||
    ownProp(placed.piece, 'record') !== undefined ||
    about.reqs.length === 0
  )
    return
  addControl(reader, placed, {
    ...about,
    as: `${uuidOf(placed.piece)}#control`,
    links: id === undefined ? {} : role === 'supplier' ? { suppliers: [id] } : { assets: [id] },
  })
}

interface Use {
  readonly reqs: string[]
  readonly states: (string | undefined)[]
}

/**
 * Which requirements each component is named by, and how far it says it is. Statements of a requirement count as the
 * requirement.
 */
function usesOf(reader: Reader, requirements: readonly Placed[]): ReadonlyMap<string, Use> {
  const uses = new Map<string, Use>()
  for (const { piece, at } of requirements) {
    const requirement = reader.requirement(textIn(piece, 'control-id'), `${at}/control-id`)
    for (const { piece: by } of byComponents(piece, at)) {
      const uuid = (textIn(by, 'component-uuid') ?? '').toLowerCase()
      const use = uses.get(uuid) ?? { reqs: [], states: [] }
      uses.set(uuid, use)
      if (requirement !== undefined && !use.reqs.includes(requirement) && objectsIn(by, 'inherited', '').length === 0)
        use.reqs.push(requirement)
      use.states.push(controlStatus(textIn(objectIn(by, 'implementation-status'), 'state')))
    }
  }
  return uses
}

const byComponents = (requirement: JsonObject, at: string): readonly Placed[] => [
  ...objectsIn(requirement, 'by-components', at),
  ...objectsIn(requirement, 'statements', at).flatMap(({ piece, at: inner }) =>
    objectsIn(piece, 'by-components', inner),
  ),
]

function readInformation(reader: Reader, { piece, at }: Placed): void {
  // The generic entry of a plan without information assets is no asset.
  if (
    textIn(piece, 'uuid') === undefined ||
    (ownProp(piece, 'record') === undefined &&
      objectsIn(piece, 'props', '').length === 0 &&
      textIn(piece, 'title') === 'Information in scope')
  )
    return
  reader.add('asset', uuidOf(piece), at, {
    name: textIn(piece, 'title'),
    type: 'information',
    classification: wordOf('asset', 'classification', ownProp(piece, 'classification')),
    pii: ownFlag(piece, 'pii'),
    location: ownProp(piece, 'location'),
    c: ownNumber(piece, 'confidentiality') ?? impact(piece, 'confidentiality-impact'),
    i: ownNumber(piece, 'integrity') ?? impact(piece, 'integrity-impact'),
    a: ownNumber(piece, 'availability') ?? impact(piece, 'availability-impact'),
    status: wordOf('asset', 'status', ownProp(piece, 'status')) ?? 'inUse',
    owner: reader.person(ownProp(piece, 'owner')),
    custodian: reader.person(ownProp(piece, 'custodian')),
  })
}

const impacts: Readonly<Record<string, number>> = byName({
  'fips-199-low': 1,
  'low': 1,
  'fips-199-moderate': 2,
  'moderate': 2,
  'fips-199-high': 3,
  'high': 3,
})
const impact = (piece: JsonObject, name: string): number | undefined =>
  impacts[textIn(objectIn(piece, name), 'selected') ?? textIn(objectIn(piece, name), 'base') ?? '']

function readRequirement(reader: Reader, { piece, at }: Placed, components: ReadonlyMap<string, Placed>): void {
  const requirement = idOf(reader, piece)
  if (requirement === undefined) return
  const parts = byComponents(piece, at).map((placed) => ({
    ...placed,
    component: components.get((textIn(placed.piece, 'component-uuid') ?? '').toLowerCase()),
  }))
  const system = parts.filter(({ component }) => component && roleOfComponent(component.piece) === 'system')
  const ours = ownProp(piece, 'applicability') !== undefined
  // Elsewhere the system itself is what implements: that is a control here, or the row would look as if nobody did
  // anything.
  if (!ours) for (const { piece: by, at: place } of system) addSystemControl(reader, requirement, by, place)

  const inSoa =
    reader.framework && reader.around.soaRequirements(reader.framework.id).some((one) => one.id === requirement)
  if (!inSoa) return
  const states = parts.map(({ piece: by }) => textIn(objectIn(by, 'implementation-status'), 'state'))
  const provider = parts
    .map(({ piece: by }) =>
      objectsIn(by, 'inherited', '').length > 0 ? reader.idOf(textIn(by, 'component-uuid')) : undefined,
    )
    .find((id) => id?.startsWith('su_'))
  const inherited = coreProp(piece, 'control-origination') === 'inherited'
  const excluded = states.length > 0 && states.every((state) => state === 'not-applicable')
  const [own] = system
  const text =
    own && ownProp(own.piece, 'implementation-text') !== 'none' ? textIn(own.piece, 'description') : undefined
  const said = {
    reasons: ownProps(piece, 'reason').filter((word) => wordOf('soaEntry', 'reasons', word) !== undefined),
    justification: textIn(piece, 'remarks'),
    implementation: excluded && !ours ? undefined : text,
    provider,
    owner: reader.responsible(piece, 'soa-owner') ?? (ours ? undefined : reader.responsible(piece)),
  }
  const id = soaEntryId(requirement)
  const undecided = ownProp(piece, 'applicability') === 'undecided'
  // Not decided is what a row without a decision says as well: nothing is made of it, and nothing changed that says so
  // already.
  if (undecided && Object.keys(filled(said)).length === 0) return
  const here =
    (reader.recordOf(id) as unknown as { readonly applicability?: string } | undefined)?.applicability ?? 'undecided'
  reader.add(
    'soaEntry',
    uuidOf(piece),
    at,
    {
      applicability:
        undecided && here === 'undecided'
          ? undefined
          : (wordOf('soaEntry', 'applicability', ownProp(piece, 'applicability')) ??
            (inherited ? 'inherited' : excluded ? 'notApplicable' : 'applicable')),
      ...said,
    },
    id,
  )
}

/** Noted once already, where the components were looked at. */
const idOf = (reader: Reader, piece: JsonObject): string | undefined => {
  const controlId = textIn(piece, 'control-id')
  return reader.framework && controlId !== undefined ? reader.known(controlId) : undefined
}

function addSystemControl(reader: Reader, requirement: string, by: JsonObject, at: string): void {
  const status = controlStatus(textIn(objectIn(by, 'implementation-status'), 'state'))
  if (status === undefined) return
  const row = reader.framework!.requirements.find((one) => one.id === requirement)
  reader.add('control', uuidOf(by), at, {
    title: lineOr(row && `${row.code} ${row.title}`, requirement),
    description: textIn(by, 'description'),
    reqs: [requirement],
    status,
    nature: 'administrative',
  })
}
