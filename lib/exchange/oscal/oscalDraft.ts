/**
 * A document while it is written: it remembers whom and what it names, so that metadata and back matter list exactly
 * that.
 */

import type { Evidence } from '~/lib/records/kinds/evidence'
import { evidenceFilePaths, evidenceFolderName } from '~/lib/isms/pack/paths'
import { controlIdsOf, type ControlIds } from './controlIds'
import { oscalFileName, oscalVersion, type OscalModel } from './models'
import { oscalFacts, type OscalFacts, type OscalFramework, type OscalState } from './oscalState'
import { prop, recordProps, type Piece, type PieceObject } from './oscalParts'
import { line, lineOr } from './text'
import { uuidsOf } from './uuid'

/** Why something of the workspace is not in a document. The interface has a sentence for each. */
export const leftOutReasons = [
  'otherFramework',
  'retiredControls',
  'endedRoles',
  'notAssessed',
  'withdrawnFindings',
  'restrictedFiles',
  'unknownRequirement',
  'withinCriteria',
  'closedNonconformities',
  'unknownCrosswalk',
  'externalLinks',
  'noFiles',
  'sharedIds',
] as const
export type LeftOutReason = (typeof leftOutReasons)[number]

export interface Draft {
  readonly state: OscalState
  readonly facts: OscalFacts
  readonly framework: OscalFramework
  readonly ids: ControlIds
  /** OSCAL asks for an instant; the caller's clock. */
  readonly now: string
  readonly uuid: (...name: readonly string[]) => string
  /** UUID of the party that stands for a person; undefined for nobody and for records that are not here. */
  readonly person: (id: string | undefined) => string | undefined
  readonly organisation: () => string
  /** Id of a role that the document names. */
  readonly role: (id: string, title: string, more?: PieceObject) => string
  /** `responsible-roles` or `responsible-parties` of one person; empty for nobody. */
  readonly responsible: (role: string, title: string, person: string | undefined) => readonly Piece[]
  /** `#uuid` of the back-matter resource of an evidence. */
  readonly resource: (evidence: Evidence) => string
  /** `#uuid` of a resource that is another document of this workspace. */
  readonly document: (model: OscalModel, subject: string, title: string) => string
  /** Whether nothing was written under this name yet. */
  readonly firstTime: (name: string) => boolean
  readonly leaveOut: (reason: LeftOutReason, n?: number) => void
  readonly leftOut: () => readonly { readonly reason: LeftOutReason; readonly n: number }[]
  readonly metadata: (title: string, version: string, more?: PieceObject) => Piece
  readonly backMatter: () => Piece
}

export function startDraft(state: OscalState, framework: OscalFramework, now: string): Draft {
  const facts = oscalFacts(state)
  const uuid = uuidsOf(state.workspaceId)
  const persons = new Set<string>()
  const roles = new Map<string, PieceObject>()
  const evidence = new Map<string, Evidence>()
  const documents = new Map<string, PieceObject>()
  const leftOut = new Map<LeftOutReason, number>()
  const written = new Set<string>()
  let namesOrganisation = false

  const organisation = (): string => {
    namesOrganisation = true
    return uuid('sc_main', 'organisation')
  }
  const draft: Draft = {
    state,
    facts,
    framework,
    now,
    uuid,
    organisation,
    ids: controlIdsOf(framework),
    person(id) {
      if (!facts.find('person', id)) return undefined
      persons.add(id!)
      return uuid(id!)
    },
    role(id, title, more = {}) {
      if (!roles.has(id)) roles.set(id, { id, title: lineOr(title, id), ...more })
      return id
    },
    responsible(role, title, person) {
      const party = draft.person(person)
      return party === undefined ? [] : [{ 'role-id': draft.role(role, title), 'party-uuids': [party] }]
    },
    resource(row) {
      evidence.set(row.id, row)
      return `#${uuid(row.id)}`
    },
    document(model, subject, title) {
      const id = uuid(model, subject, 'resource')
      documents.set(id, {
        uuid: id,
        title,
        rlinks: [{ 'href': oscalFileName(model, subject), 'media-type': 'application/oscal+json' }],
      })
      return `#${id}`
    },
    firstTime: (name) => written.size < written.add(name).size,
    leaveOut: (reason, n = 1) => void (n > 0 && leftOut.set(reason, (leftOut.get(reason) ?? 0) + n)),
    leftOut: () => [...leftOut].map(([reason, n]) => ({ reason, n })),
    metadata(title, version, more = {}) {
      const people = [...persons].sort().map((id) => partyOf(id))
      const [scope] = state.rows('scope')
      const own: readonly Piece[] = namesOrganisation
        ? [
            {
              uuid: uuid('sc_main', 'organisation'),
              type: 'organization',
              name: lineOr(scope?.orgName, 'The organisation'),
            },
          ]
        : []
      return {
        'title': lineOr(title, 'OSCAL'),
        'last-modified': now,
        'version': lineOr(version, state.today),
        'oscal-version': oscalVersion,
        ...more,
        'props': [prop('framework', framework.id), ...((more.props as readonly Piece[] | undefined) ?? [])],
        'roles': [...roles.values()],
        'parties': [...own, ...people],
      }
    },
    backMatter() {
      const resources = [...documents.values(), ...[...evidence.values()].map((row) => resourceOf(draft, row))]
      return resources.length === 0 ? undefined : { resources }
    },
  }
  function partyOf(id: string): Piece {
    const row = facts.find('person', id)!
    return {
      'uuid': uuid(id),
      'type': 'person',
      'name': lineOr(row.name, row.ref),
      'props': [...recordProps(row), prop('title', row.title), prop('unit', row.unit), prop('firm', row.firm)],
      'member-of-organizations': row.external || !namesOrganisation ? [] : [organisation()],
    }
  }
  return draft
}

/** Evidence by name and SHA-256; its files lie where an evidence pack keeps them (isms.md 7.4). */
function resourceOf(draft: Draft, row: Evidence): PieceObject {
  const restricted = row.sensitivity === 'restricted'
  const files = Object.entries(row.files)
  if (restricted) draft.leaveOut('restrictedFiles', files.length)
  else if (files.length === 0 && row.url === undefined) draft.leaveOut('noFiles')
  const paths = evidenceFilePaths(row)
  const own = files.map(([name, file]): Piece => ({
    'href': ['..', 'evidence', evidenceFolderName(row), ...paths.get(name)!.split('/')]
      .map(encodeURIComponent)
      .join('/'),
    'media-type': line(file.mime),
    'hashes': [{ algorithm: 'SHA-256', value: file.blob.sha256 }],
  }))
  return {
    uuid: draft.uuid(row.id),
    title: lineOr(row.title, row.ref),
    props: [
      ...recordProps(row),
      prop('source', row.source),
      prop('captured-at', row.capturedAt),
      prop('covers-from', row.coversFrom),
      prop('covers-to', row.coversTo),
      prop('system', row.system),
      prop('review', draft.state.evidenceFacts(row.id).reviewState),
      prop('completeness', row.completeness),
      prop('sensitivity', row.sensitivity),
      { name: 'type', value: 'evidence' },
    ],
    rlinks: restricted ? [] : own,
  }
}
