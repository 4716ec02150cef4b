/**
 * The frozen copy of a Statement of Applicability (SOA8): self-contained data that stays readable long after the
 * records have moved on. Its canonical JSON is what is stored, hashed and approved; `parseFrozenSoa` reads it back.
 */

import * as v from 'valibot'
import { byName } from '../../shared/byName'
import { hashOfJson } from '../../shared/hash'
import { isJsonObject } from '../../shared/json'
import { fail, ok, type Result } from '../../shared/result'
import { hashedContent } from '../statement/hashedContent'
import { isSound, supersededIds } from '../evidence/usable'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import { byRef } from '~/lib/records/refs'
import { soaStatuses } from './status'
import { additionalControls, type SoaRow } from './soaRows'
import type { SoaIndex } from './soaIndex'

const words = v.array(v.string())
const evidenceSchema = v.strictObject({ ref: v.string(), contentHash: v.string(), coversTo: v.optional(v.string()) })
const decisionEntries = {
  requirement: v.string(),
  applicability: v.picklist(['undecided', 'applicable', 'notApplicable', 'inherited']),
  reasons: words,
  justification: v.optional(v.string()),
  /** Ref of the supplier. */
  provider: v.optional(v.string()),
  /** Id of the person. */
  owner: v.optional(v.string()),
  /** Refs. */
  controls: words,
  risks: words,
}
const schema = v.strictObject({
  v: v.literal(1),
  header: v.strictObject({
    orgName: v.optional(v.string()),
    framework: v.string(),
    /** Content hashes of the approved scope and method it is based on; absent if not approved. */
    scopeVersion: v.optional(v.string()),
    methodVersion: v.optional(v.string()),
    asOf: v.string(),
  }),
  rows: v.array(
    v.strictObject({ ...decisionEntries, status: v.picklist(soaStatuses), evidence: v.array(evidenceSchema) }),
  ),
  /** SOA2: controls that belong to no row. */
  additional: v.array(
    v.strictObject({
      control: v.string(),
      status: v.optional(v.string()),
      owner: v.optional(v.string()),
      evidence: v.array(evidenceSchema),
    }),
  ),
  /**
   * Titles and names at that time, by ref or person id, so that the copy is readable without the records. Refs may be
   * any string, even inherited property names: dropping one would make the copy differ from what was signed.
   */
  names: v.pipe(
    v.custom<Readonly<Record<string, string>>>(
      (value) => isJsonObject(value) && Object.values(value).every((name) => typeof name === 'string'),
    ),
    v.transform(byName),
  ),
})

export type FrozenSoa = v.InferOutput<typeof schema>
export type FrozenRow = FrozenSoa['rows'][number]
/** The part of a row that a person decides; status and evidence are derived. */
export type SoaDecision = Omit<FrozenRow, 'status' | 'evidence'>

export interface FrozenHashes {
  /** SHA-256 of the entire copy in the canonical form that is stored. */
  readonly contentHash: string
  /** SHA-256 of the rows without status and evidence (SOA9). */
  readonly decisionHash: string
}

export interface FreezeInput {
  readonly index: SoaIndex
  readonly rows: readonly SoaRow[]
  readonly header: FrozenSoa['header']
  readonly nameOfPerson: (id: string) => string | undefined
  readonly supplierOf: (id: string) => { readonly ref: string; readonly name: string | undefined } | undefined
}

/**
 * SOA8. Includes evidence that is accepted, not superseded, not archived, and linked to the row's controls or to the
 * requirement. Whether its bytes have reached this device is ignored, so that two devices freeze the same content.
 */
export function freezeSoa({ index, rows, header, nameOfPerson, supplierOf }: FreezeInput): FrozenSoa {
  const names: Record<string, string> = byName<string>({})
  const proofs = proofOf(index)
  const person = (id: string | undefined): string | undefined => {
    const name = id === undefined ? undefined : nameOfPerson(id)
    if (id !== undefined && name !== undefined) names[id] = name
    return id
  }
  const name = (record: { readonly ref: string; readonly title: string | undefined }): void => {
    if (record.title !== undefined) names[record.ref] = record.title
  }
  const frozen = rows.map((row): FrozenRow => {
    const supplier = row.entry?.provider === undefined ? undefined : supplierOf(row.entry.provider)
    if (supplier?.name !== undefined) names[supplier.ref] = supplier.name
    person(row.entry?.owner)
    row.controls.forEach(name)
    row.risks.forEach(name)
    return {
      ...decisionOf(row, (id) => supplierOf(id)?.ref),
      status: row.status,
      evidence: proofs([row.requirement.id], row.controls),
    }
  })
  const additional = [...additionalControls(index.input.controls, header.framework)].sort(byRef).map((control) => {
    name(control)
    const owner = person(control.owner)
    return {
      control: control.ref,
      ...(control.status !== undefined && { status: control.status }),
      ...(owner !== undefined && { owner }),
      evidence: proofs([], [control]),
    }
  })
  return { v: 1, header, rows: frozen, additional, names }
}

/** The decision part of a live row, in the form of a frozen copy. */
export function decisionOf(row: SoaRow, supplierRef: (id: string) => string | undefined): SoaDecision {
  const { entry } = row
  const justification = entry?.justification?.trim()
  const provider = entry?.provider === undefined ? undefined : (supplierRef(entry.provider) ?? entry.provider)
  return {
    requirement: row.requirement.id,
    applicability: row.applicability,
    reasons: [...(entry?.reasons ?? [])].sort(),
    ...(justification && { justification }),
    ...(provider !== undefined && { provider }),
    ...(entry?.owner !== undefined && { owner: entry.owner }),
    controls: row.controls.map(({ ref }) => ref),
    risks: row.risks.map(({ ref }) => ref),
  }
}

export const decisionPart = ({ status: _status, evidence: _evidence, ...decision }: FrozenRow): SoaDecision => decision

/** SOA8: the hashes a soaVersion record stores. */
export const frozenHashes = (soa: FrozenSoa): FrozenHashes => ({
  contentHash: hashOfJson(soa),
  decisionHash: hashOfJson(soa.rows.map(decisionPart)),
})

/** Reads untrusted bytes of a frozen copy. Fails with `frozenMalformed`. */
export function parseFrozenSoa(value: unknown): Result<FrozenSoa> {
  const parsed = v.safeParse(schema, value)
  if (parsed.success) return ok(parsed.output)
  const path = v.getDotPath(parsed.issues[0]) ?? 'copy'
  return fail(
    'frozenMalformed',
    `This frozen statement can't be read by this version (${path}). Update the app; the stored bytes stay as they are.`,
  )
}

function proofOf({
  input,
}: SoaIndex): (requirements: readonly string[], controls: readonly Control[]) => FrozenRow['evidence'] {
  const superseded = supersededIds(input.evidence)
  const sound = input.evidence.filter((evidence) =>
    isSound(evidence, { ...input.evidenceFacts(evidence.id), blobState: 'present' }, superseded, input.settings),
  )
  const byControl = new Map<string, Evidence[]>()
  const byRequirement = new Map<string, Evidence[]>()
  const put = (map: Map<string, Evidence[]>, key: string, evidence: Evidence): void =>
    void (map.get(key)?.push(evidence) ?? map.set(key, [evidence]))
  for (const evidence of sound) {
    for (const id of evidence.controls) put(byControl, id, evidence)
    for (const id of evidence.reqs) put(byRequirement, id, evidence)
  }
  const hashes = new Map(sound.map((evidence) => [evidence.id, hashedContent(evidence, 'review').contentHash]))
  return (requirements, controls) => {
    const found = new Set([
      ...requirements.flatMap((id) => byRequirement.get(id) ?? []),
      ...controls.flatMap(({ id }) => byControl.get(id) ?? []),
    ])
    return [...found].sort(byRef).map((evidence) => ({
      ref: evidence.ref,
      contentHash: hashes.get(evidence.id)!,
      ...(evidence.coversTo !== undefined && { coversTo: evidence.coversTo }),
    }))
  }
}

/** Open points shown before freezing; none of them prevents it (SOA1, SOA3-SOA5, SOA7). */
export const openPoints = (
  rows: readonly SoaRow[],
): {
  readonly undecided: readonly SoaRow[]
  readonly contradicted: readonly SoaRow[]
  readonly incomplete: readonly SoaRow[]
} => ({
  undecided: rows.filter((row) => row.applicability === 'undecided'),
  contradicted: rows.filter((row) => row.contradictions.length > 0),
  incomplete: rows.filter((row) => row.applicability !== 'undecided' && row.problems.length > 0),
})
