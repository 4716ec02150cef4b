/**
 * The pages a person opens first: the index by clause and requirement, the table of the same, and what must exist on
 * paper.
 */

import { requirementsOf } from '../isms/pack/selection'
import { signerNotes, signerWithNotes } from '../isms/statement/signerNotes'
import { clauseOf, type DocumentedInformation } from '../isms/pack/documented'
import type { LeftOut } from '../isms/pack/packPlan'
import type { RecordSetName } from '../isms/pack/records'
import { csvText } from './csv'
import { fileLink, h, page, relativeAddress, type Html, type Part } from './html'
import { coversWords, type EvidenceFolder } from './packedEvidence'
import type { PackState, RequirementFacts } from './packState'
import type { Translate } from './packWords'
import { groupBy } from '../shared/groups'

export interface IndexInput {
  readonly state: PackState
  readonly t: Translate
  readonly locale: string
  /** What was chosen, in words. */
  readonly description: string
  readonly folders: readonly EvidenceFolder[]
  readonly leftOut: readonly LeftOut[]
  readonly records: readonly {
    readonly name: RecordSetName | 'soa'
    readonly path: string
    readonly sheet: string
    readonly count: number
  }[]
  readonly documented: readonly DocumentedInformation[]
  /** Paths of files that others handed in. */
  readonly extra: readonly string[]
  /** Reports and documents that could not be made. */
  readonly notMade: readonly { readonly name: string; readonly reason: string }[]
}

interface Line {
  readonly requirement: RequirementFacts | undefined
  readonly folder: EvidenceFolder
}

/** Evidence under every requirement it shows, directly or through a control. What shows none comes last. */
function linesOf({ folders, state }: IndexInput): readonly Line[] {
  const reqsOf = requirementsOf(state.rows('control'))
  return folders
    .flatMap((folder): readonly Line[] => {
      const requirements = reqsOf(folder.facts.row).map(state.requirement)
      return requirements.length === 0
        ? [{ requirement: undefined, folder }]
        : requirements.map((requirement) => ({ requirement, folder }))
    })
    .sort(
      (a, b) =>
        place(a) - place(b) ||
        compare(a.requirement?.framework ?? '', b.requirement?.framework ?? '') ||
        (a.requirement?.order ?? 0) - (b.requirement?.order ?? 0) ||
        compare(a.requirement?.code ?? '', b.requirement?.code ?? ''),
    )
}
const place = ({ requirement }: Line): number => (requirement ? 0 : 1)
const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true })

/** One line per link and file, although each file is in the pack once (isms.md 7.4); then what is not in it. */
export function indexCsv(input: IndexInput): string {
  const { t, state, leftOut } = input
  const head = [
    'framework',
    'requirement',
    'requirementTitle',
    'controls',
    'ref',
    'title',
    'file',
    'sha256',
    'taken',
    'covers',
    'recorded',
    'review',
    'reviewedBy',
    'reviewedOn',
    'seal',
    'completeness',
    'completenessNote',
    'state',
  ]
  const controls = (ids: readonly string[]): string =>
    ids.map((id) => state.lookup.get('control', id)?.ref ?? id).join(' ')
  const rows = linesOf(input).flatMap(({ requirement, folder: { facts, files } }) =>
    files
      .filter(({ part }) => part === 'original')
      .map(({ path, sha256 }) => [
        requirement?.framework ?? '',
        requirement?.code ?? '',
        requirement?.title ?? '',
        controls(facts.row.controls),
        facts.row.ref,
        facts.row.title ?? '',
        path,
        sha256 ?? '',
        facts.taken ?? '',
        facts.covers,
        facts.row.createdAt,
        t(`evidence.state.${facts.review.state}`),
        reviewerWords(facts, t),
        facts.review.on ?? '',
        sealWords(facts, t),
        facts.row.completeness === undefined ? '' : t(`value.evidence.completeness.${facts.row.completeness}`),
        facts.row.completenessNote ?? '',
        t('pack.file.included'),
      ]),
  )
  const without = leftOut.map(({ evidence, reason, instead }) => [
    '',
    '',
    '',
    controls(evidence.controls),
    evidence.ref,
    evidence.title ?? '',
    '',
    '',
    evidence.capturedAt ?? '',
    coversWords(evidence, state),
    evidence.createdAt,
    '',
    '',
    '',
    '',
    '',
    '',
    reasonWords(reason, instead, t),
  ])
  return csvText([head.map((name) => t(`pack.file.column.${name}`)), ...rows, ...without])
}

/**
 * Who reviewed, with what has to be said about that signature (ST12, ST16). Days are written as everywhere in a pack.
 */
const reviewerWords = ({ review: { by, readmitted, doubtfulSince } }: EvidenceFolder['facts'], t: Translate): string =>
  signerWithNotes(by ?? '', [
    ...(readmitted ? [t('record.statement.again', { name: readmitted.by, date: readmitted.on })] : []),
    ...doubtNote(doubtfulSince, t),
  ])
const doubtNote = (since: string | undefined, t: Translate): readonly string[] =>
  since === undefined ? [] : [t('record.statement.doubtful', { date: instantWords(since) })]
const instantWords = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`
const sealWords = ({ seal, altered, sealDoubtfulSince }: EvidenceFolder['facts'], t: Translate): string =>
  [
    t(`evidence.seal.${seal}.word`),
    ...doubtNote(sealDoubtfulSince, t),
    ...(altered.length > 0 ? [t('evidence.seal.altered')] : []),
  ].join('; ')
const reasonWords = (reason: LeftOut['reason'], instead: readonly string[], t: Translate): string =>
  t(`pack.file.leftOut.${reason}`, { refs: instead.join(', ') })

export function indexPage(input: IndexInput): string {
  const { t, state, description, folders, leftOut, records, locale, extra, notMade, documented } = input
  const title = t('pack.file.title', { organisation: state.organisation || t('pack.file.unnamed') })
  const missing = documented.filter(({ total }) => total === 0).length
  return page(
    locale,
    title,
    h`
<h1>${title}</h1>
<p>${description}</p>
<dl>
<dt>${t('pack.file.evidence')}</dt><dd>${t('pack.file.evidenceCount', { n: folders.length, files: folders.reduce((sum, { files }) => sum + files.length, 0) })}</dd>
<dt>${t('pack.file.notIn')}</dt><dd>${leftOut.length === 0 ? t('pack.file.nothingLeftOut') : h`<a href="#left-out">${t('pack.file.leftOutCount', { n: leftOut.length })}</a>`}</dd>
<dt>${t('pack.file.documented')}</dt><dd><a href="documented-information.html">${missing === 0 ? t('pack.file.documentedAll') : t('pack.file.documentedMissing', { n: missing })}</a></dd>
<dt>${t('pack.file.check')}</dt><dd><a href="VERIFY.md">VERIFY.md</a>, <a href="verify.sh">verify.sh</a></dd>
</dl>
<nav>${[...new Set(linesOf(input).map(({ requirement }) => requirement?.framework ?? ''))].map((id) => h`<a href="#${anchor(id)}">${id === '' ? t('pack.file.noRequirement') : state.frameworkTitle(id)}</a>`)}<a href="#records">${t('pack.file.records')}</a>${extra.length + notMade.length > 0 && h`<a href="#reports">${t('pack.file.extra')}</a>`}</nav>
${sections(input)}
<h2 id="left-out">${t('pack.file.notIn')}</h2>
${
  leftOut.length === 0
    ? h`<p>${t('pack.file.nothingLeftOut')}</p>`
    : table(
        [t('pack.file.column.ref'), t('pack.file.column.title'), t('pack.file.column.covers'), t('pack.file.why')],
        [10, 40, 20, 30],
        leftOut.map(({ evidence, reason, instead }) => [
          h`<span class="mono day">${evidence.ref}</span>`,
          evidence.title,
          coversWords(evidence, state),
          reasonWords(reason, instead, t),
        ]),
      )
}
<h2 id="records">${t('pack.file.records')}</h2>
<p class="quiet">${t('pack.file.recordsHelp')}</p>
${table(
  [t('pack.file.register'), t('pack.file.count'), t('pack.file.asData'), t('pack.file.asSheet')],
  [],
  records.map(({ name, path, sheet, count }) => [
    t(`pack.file.set.${name}`),
    count,
    fileLink(path, basename(path)),
    fileLink(sheet, basename(sheet)),
  ]),
)}
<p><a href="records/statements.jsonl">records/statements.jsonl</a> <span class="quiet">${t('pack.file.statementsHelp')}</span></p>
<p><a href="access/members.json">access/members.json</a> <span class="quiet">${t('pack.file.membersHelp')}</span></p>
${
  extra.length + notMade.length > 0 &&
  h`<h2 id="reports">${t('pack.file.extra')}</h2>
<p class="quiet">${t('pack.file.extraHelp', { when: `${state.asOf.slice(0, 10)} ${state.asOf.slice(11, 16)} UTC` })}</p>
<ul>${extra.map((path) => h`<li>${fileLink(path, path)}</li>`)}${notMade.map(({ name, reason }) => h`<li>${name}: <strong>${t('pack.file.notMade')}</strong> ${reason}</li>`)}</ul>`
}
<h2>${t('evidence.seal.limits')}</h2>
<p>${t('evidence.seal.limitsText')}</p>
`,
  )
}

const anchor = (id: string): string => (id === '' ? 'none' : `fw-${id.replace(/[^\w.-]/g, '-')}`)
const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

function sections(input: IndexInput): Html {
  const { state, t } = input
  const lines = linesOf(input)
  const byFramework = [...groupBy(lines, ({ requirement }) => requirement?.framework ?? '')]
  return h`${byFramework.map(
    ([framework, own]) => h`
<h2 id="${anchor(framework)}">${framework === '' ? t('pack.file.noRequirement') : state.frameworkTitle(framework)}</h2>
${[...groupBy(own, ({ requirement }) => requirement?.id ?? '')].map(([, of]) => requirementSection(of, input))}`,
  )}`
}

function requirementSection(lines: readonly Line[], { t, state }: IndexInput): Html {
  const { requirement } = lines[0]!
  const columns = ['ref', 'title', 'file', 'taken', 'covers', 'review', 'seal'] as const
  return h`${requirement && h`<h3><span class="mono">${requirement.code}</span> ${requirement.title}${requirement.group && h` <span class="quiet">${requirement.group}</span>`}</h3>`}
${table(
  columns.map((name) => t(`pack.file.column.${name}`)),
  widths,
  lines.map(({ folder }) => {
    const { row, taken, covers, review } = folder.facts
    return [
      h`<a class="mono day" href="${relativeAddress(folder.folder)}/evidence.json">${row.ref}</a>`,
      h`${row.title}${row.controls.length > 0 && h`<br><span class="quiet">${row.controls.map((id) => state.lookup.get('control', id)?.ref ?? id).join(', ')}</span>`}${row.completeness === 'partial' && h`<br><strong>${t('value.evidence.completeness.partial')}</strong> ${row.completenessNote}`}`,
      folder.files
        .filter(({ part }) => part === 'original')
        .map(
          ({ path, name, sha256 }) =>
            h`<div>${fileLink(path, name)} <code class="quiet">${sha256?.slice(0, 12)}</code></div>`,
        ),
      taken && h`<span class="day">${taken.slice(0, 10)}</span> <span class="quiet">${taken.slice(11, 19)}</span>`,
      covers.split(' – ').map((day, index) => h`${index > 0 && ' – '}<span class="day">${day}</span>`),
      h`${t(`evidence.state.${review.state}`)}${review.by !== undefined && h`<br><span class="quiet">${reviewerWords(folder.facts, t)}, <span class="day">${review.on}</span></span>`}`,
      sealWords(folder.facts, t),
    ]
  }),
)}`
}

/** `documented-information.html` (isms.md 6.1): clause, document or record, version, approver, date, or "missing". */
export function documentedPage({ t, locale, state, documented }: IndexInput): string {
  const title = t('pack.file.documented')
  return page(
    locale,
    title,
    h`
<h1>${title}</h1>
<p>${t('pack.file.documentedHelp')}</p>
<p><a href="index.html">${t('pack.file.back')}</a></p>
${table(
  ['clause', 'what', 'record', 'version', 'approver', 'date'].map((name) => t(`pack.file.documentedColumn.${name}`)),
  [7, 22, 37, 8, 16, 10],
  documented.flatMap(({ item, lines, total }): readonly (readonly Part[])[] => {
    const head = [
      h`<span class="mono">${clauseOf(item)}</span>`,
      t(`pack.file.documentedItem.${item.replaceAll('.', '_')}`),
    ]
    if (total === 0) return [[...head, h`<span class="none">${t('pack.file.missing')}</span>`, '', '', '']]
    const more = total - lines.length
    return [
      ...lines.map(({ kind, ref, title: name, version, by, on, signed }, index) => [
        ...(index === 0 ? head : ['', '']),
        h`${ref !== '' && ref !== name && h`<span class="mono">${ref}</span> `}${name} <span class="quiet">${t(`kind.${kind}.one`)}</span>`,
        version,
        by === undefined
          ? h`<span class="quiet">${t('pack.file.notSigned')}</span>`
          : signerWithNotes(
              state.nameOf(by),
              signed
                ? signerNotes(signed, {
                    t,
                    day: (ms) => instantWords(new Date(ms).toISOString()),
                    nameOfMember: state.nameOf,
                  })
                : [],
            ),
        on && h`<span class="day">${on}</span>`,
      ]),
      ...(more > 0 ? [['', '', t('pack.file.more', { n: more }), '', '', '']] : []),
    ]
  }),
)}
`,
  )
}

/** Shares of the width, so that the tables of all requirements stand under each other. */
const widths = [7, 25, 19, 10, 11, 18, 10]

const table = (head: readonly string[], columns: readonly number[], rows: readonly (readonly Part[])[]): Html =>
  h`<table${columns.length > 0 && h` class="even"`}>${columns.length > 0 && h`<colgroup>${columns.map((share) => h`<col style="width:${share}%">`)}</colgroup>`}<thead><tr>${head.map((name) => h`<th scope="col">${name}</th>`)}</tr></thead><tbody>${rows.map((row) => h`<tr>${row.map((cell) => h`<td>${cell}</td>`)}</tr>`)}</tbody></table>`
