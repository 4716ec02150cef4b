/**
 * A component definition as controls, and as assets and suppliers where a component says of no requirement how it is
 * met.
 */

import { addComponent, addControl, roleOfComponent } from './importComponents'
import { objectsIn, ownProp, textIn, type Placed } from './importPieces'
import type { Reader } from './oscalReader'

export function readComponents(reader: Reader): void {
  for (const placed of objectsIn(reader.root, 'components', reader.at)) readComponent(reader, placed)
  for (const { at, piece } of objectsIn(reader.root, 'capabilities', reader.at))
    reader.note('notRead', at, textIn(piece, 'name') ?? 'capability')
  for (const { at, piece } of objectsIn(reader.root, 'import-component-definitions', reader.at))
    reader.note('remote', at, textIn(piece, 'href') ?? '')
}

function readComponent(reader: Reader, placed: Placed): void {
  const reqs: string[] = []
  for (const { piece: implementation, at } of objectsIn(placed.piece, 'control-implementations', placed.at)) {
    for (const { piece, at: place } of objectsIn(implementation, 'implemented-requirements', at)) {
      const requirement = reader.requirement(textIn(piece, 'control-id'), `${place}/control-id`)
      if (requirement !== undefined && !reqs.includes(requirement)) reqs.push(requirement)
    }
  }
  // A definition says what a component could do; whether it runs here is for people to say.
  if (ownProp(placed.piece, 'record') === undefined && reqs.length > 0 && roleOfComponent(placed.piece) !== 'control')
    addControl(reader, placed, { reqs, status: 'planned' })
  else addComponent(reader, placed, { reqs, status: 'planned' })
}
