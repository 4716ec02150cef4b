/** Control ids of a catalogue: which token stands for which requirement, there and back. */

import { isJsonObject } from '../../shared/json'
import type { OscalFramework, OscalRequirement } from './oscalState'
import { controlToken, isToken } from './text'

export interface ControlIds {
  readonly framework: string
  /** Token of a requirement; undefined for one of another framework. */
  readonly of: (requirementId: string) => string | undefined
  readonly requirement: (controlId: string) => OscalRequirement | undefined
  /** The statement a finding points at. */
  readonly statement: (requirementId: string) => string | undefined
}

/** The id an imported catalogue gave it; else its code as a token (isms.md 7.3). */
const wanted = ({ oscal, code }: OscalRequirement): string =>
  isJsonObject(oscal) && typeof oscal.id === 'string' && isToken(oscal.id) ? oscal.id : controlToken(code)

/** Two codes that become one token are told apart by a number, in catalogue order. */
export function controlIdsOf(framework: OscalFramework): ControlIds {
  const ids = new Map<string, string>()
  const back = new Map<string, OscalRequirement>()
  for (const requirement of [...framework.requirements].sort((a, b) => a.order - b.order)) {
    const first = wanted(requirement)
    let id = first
    for (let n = 2; back.has(id); n++) id = `${first}-${n}`
    back.set(id, requirement)
    ids.set(requirement.id, id)
  }
  return {
    framework: framework.id,
    of: (requirementId) => ids.get(requirementId),
    requirement: (controlId) => back.get(controlId) ?? back.get(controlId.toLowerCase()),
    statement: (requirementId) => {
      const id = ids.get(requirementId)
      return id && statementId(id, back.get(id))
    },
  }
}

/** `<id>_smt`, or what an imported catalogue calls its statement. */
export function statementId(controlId: string, requirement: OscalRequirement | undefined): string {
  const parts = isJsonObject(requirement?.oscal) ? requirement.oscal.parts : undefined
  const own = Array.isArray(parts)
    ? parts.find((part) => isJsonObject(part) && part.name === 'statement' && typeof part.id === 'string')
    : undefined
  return isJsonObject(own) && typeof own.id === 'string' ? own.id : `${controlId}_smt`
}
