/** How a pack selects its evidence (isms.md 7.4): by audit, request, control, framework, window, or individually. */

import { frameworkOf } from '~/lib/records/derivedIds'
import { windowRelation } from '../evidence/freshness'
import type { EffectiveSettings } from '../workspace/effectiveSettings'
import type { Control } from '~/lib/records/kinds/control'
import type { Evidence } from '~/lib/records/kinds/evidence'
import type { Kind, RowOf } from '~/lib/records/registry'

export interface Window {
  readonly from: string
  readonly to: string
}

/**
 * `window` narrows the other selections; on its own it selects everything that covers those days. `withRequirements`:
 * for an audit, also the evidence of the requirements on its checklist, or of all requirements if it has no checklist.
 */
export type PackSelection =
  | {
      readonly by: 'audit'
      readonly id: string
      readonly withRequirements?: boolean | undefined
      readonly window?: Window | undefined
    }
  | { readonly by: 'request'; readonly id: string; readonly window?: Window | undefined }
  | { readonly by: 'control'; readonly id: string; readonly window?: Window | undefined }
  | { readonly by: 'framework'; readonly id: string; readonly window?: Window | undefined }
  | { readonly by: 'window'; readonly window: Window }
  | { readonly by: 'evidence'; readonly ids: readonly string[]; readonly window?: Window | undefined }

export const selectionKinds = [
  'audit',
  'request',
  'control',
  'framework',
  'window',
  'evidence',
] as const satisfies readonly PackSelection['by'][]

/**
 * An evidence record that files an export is recognised by a manifest among its files. It is never evidence of a
 * control itself.
 */
export const manifestName = 'manifest-sha256.txt'
/** The exporter's signature over the bytes of the manifest, in DER. */
export const manifestSignatureName = 'manifest.sig.der'
export const isPackRecord = ({ source, files }: Pick<Evidence, 'source' | 'files'>): boolean =>
  source === 'generated' && Object.hasOwn(files, manifestName)

export interface SelectionState {
  /** Records of a kind, without archived ones. */
  readonly rows: <K extends Kind>(kind: K) => readonly RowOf<K>[]
  readonly settings: Pick<EffectiveSettings, 'timeZone'>
}

/** Evidence of a selection, unordered. Redaction, restriction and missing bytes are judged afterwards. */
export function selectedEvidence(selection: PackSelection, state: SelectionState): readonly Evidence[] {
  const chosen = chooser(selection, state)
  return state
    .rows('evidence')
    .filter((row) => !isPackRecord(row) && chosen(row) && inWindow(row, selection.window, state))
}

/** A merged record may have no date at all (MG18): such evidence is never excluded by date. */
function inWindow(row: Evidence, window: Window | undefined, { settings }: SelectionState): boolean {
  const isDated = row.coversTo !== undefined || row.capturedAt !== undefined || row.createdAt !== ''
  return !window || !isDated || windowRelation(row, window, settings) !== 'outside'
}

function chooser(selection: PackSelection, state: SelectionState): (row: Evidence) => boolean {
  switch (selection.by) {
    case 'window':
      return () => true
    case 'evidence':
      return (
        (ids) => (row: Evidence) =>
          ids.has(row.id)
      )(new Set(selection.ids))
    case 'control':
      return (row) => row.controls.includes(selection.id)
    case 'framework':
      return (
        (reqsOf) => (row: Evidence) =>
          reqsOf(row).some((id) => frameworkOf(id) === selection.id)
      )(requirementsOf(state.rows('control')))
    case 'request':
      return named(requestIds([selection.id], state))
    case 'audit': {
      const linked = named(auditIds(selection.id, state))
      const shown = selection.withRequirements ? onChecklist(selection.id, state) : () => false
      return (row) => linked(row) || shown(row)
    }
  }
}

interface Named {
  readonly evidence: ReadonlySet<string>
  /** Records that the evidence may be about. */
  readonly subjects: ReadonlySet<string>
}

const named =
  ({ evidence, subjects }: Named) =>
  (row: Evidence): boolean =>
    evidence.has(row.id) || row.subjects.some((id) => subjects.has(id))

function requestIds(requests: readonly string[], { rows }: SelectionState): Named {
  const answers = rows('evidenceSubmission').filter(
    ({ request }) => request !== undefined && requests.includes(request),
  )
  return {
    evidence: new Set(answers.flatMap(({ evidence }) => evidence)),
    subjects: new Set([...requests, ...answers.map(({ id }) => id)]),
  }
}

/** Evidence seen for its items and findings, handed in for its requests, attached to its reports, or naming it. */
function auditIds(audit: string, state: SelectionState): Named {
  const own = <K extends 'auditItem' | 'finding' | 'evidenceRequest'>(kind: K) =>
    state.rows(kind).filter((row) => (row as { readonly audit?: string | undefined }).audit === audit)
  const items = own('auditItem')
  const findings = own('finding')
  const requests = own('evidenceRequest').map(({ id }) => id)
  const asked = requestIds(requests, state)
  const reports = state
    .rows('audit')
    .filter(({ id }) => id === audit)
    .flatMap(({ report }) => report)
  return {
    evidence: new Set([
      ...asked.evidence,
      ...reports,
      ...items.flatMap(({ evidence }) => evidence),
      ...findings.flatMap(({ evidence }) => evidence),
    ]),
    subjects: new Set([...asked.subjects, audit, ...items.map(({ id }) => id), ...findings.map(({ id }) => id)]),
  }
}

function onChecklist(audit: string, { rows }: SelectionState): (row: Evidence) => boolean {
  const asked = new Set(
    rows('auditItem')
      .filter((item) => item.audit === audit)
      .flatMap(({ requirement }) => requirement ?? []),
  )
  const reqsOf = requirementsOf(rows('control'))
  return (row) => reqsOf(row).some((id) => asked.size === 0 || asked.has(id))
}

/** The requirements evidence shows: those it names, and those its controls address. */
export function requirementsOf(
  controls: readonly Pick<Control, 'id' | 'reqs'>[],
): (row: Pick<Evidence, 'reqs' | 'controls'>) => readonly string[] {
  const byControl = new Map(controls.map(({ id, reqs }) => [id, reqs]))
  return ({ reqs, controls: own }) => [...new Set([...reqs, ...own.flatMap((id) => byControl.get(id) ?? [])])]
}

/** The days a pack covers, for the records of a period; undefined if it covers all time. */
export function packPeriod(selection: PackSelection, { rows }: SelectionState): Window | undefined {
  if (selection.window) return selection.window
  if (selection.by === 'audit') {
    const audit = rows('audit').find(({ id }) => id === selection.id)
    const [from, to] = [audit?.windowFrom ?? audit?.performedFrom, audit?.windowTo ?? audit?.performedTo]
    return audit?.windowFrom !== undefined && from !== undefined && to !== undefined ? { from, to } : undefined
  }
  if (selection.by === 'request') {
    const request = rows('evidenceRequest').find(({ id }) => id === selection.id)
    return request?.periodFrom !== undefined && request.periodTo !== undefined
      ? { from: request.periodFrom, to: request.periodTo }
      : undefined
  }
  return undefined
}
