/**
 * The Statement of Applicability (6.1.3 d): a frozen version by default, or live, then marked as not approved
 * (SOA8-SOA11).
 */

import type { ReportWords } from '~/lib/isms/report/reportLanguage'
import { type ReportContext } from '~/lib/isms/report/reportLanguage'
import { fail, ok, type Result } from '~/lib/shared/result'
import { frameworks } from '~/lib/content/catalogue/catalogue'
import { frameworkOf, soaEntryId } from '~/lib/records/derivedIds'
import { compareRefs } from '~/lib/records/refs'
import { recordHash } from '../stateHash'
import { compareSoa, type ComparedField, type FieldDifference } from '~/lib/isms/soa/compareSoa'
import type { FrozenRow, FrozenSoa } from '~/lib/isms/soa/frozenSoa'
import { soaVersions, type SoaVersionFacts, type SoaVersions } from '~/lib/isms/soa/soaVersions'
import { column, list, naming, text } from '../reportCells'
import { frame, organisationName, scopeWords, versionNumber } from '../frame'
import { liveSoa } from '../liveSoaRows'
import type { Block, Cell, Column, Report } from '../report'
import { signedAt, signerWords } from '../signing'

export interface SoaOptions {
  readonly framework?: string | undefined
  /** Id of a frozen version, or `live`; defaults to the version in force. */
  readonly version?: string | undefined
  /** Id of an older version to compare with. */
  readonly against?: string | undefined
}

export const soaVersionsIn = ({ state, today }: ReportContext, framework = 'iso27001-2022'): SoaVersions =>
  soaVersions(state.rows('soaVersion'), state.statementsOf, { framework, today })

/** Fails with `notFound`, `copyAway` or `copyDamaged`: a report never shows bytes other than those approved. */
export function soaReport(ctx: ReportContext, options: SoaOptions = {}): Result<Report> {
  const framework = options.framework ?? 'iso27001-2022'
  const versions = soaVersionsIn(ctx, framework)
  const wanted =
    options.version === 'live'
      ? undefined
      : options.version === undefined
        ? versions.inForce
        : versions.all.find(({ record }) => record.id === options.version)
  if (options.version !== undefined && options.version !== 'live' && !wanted)
    return fail('notFound', 'This version of the statement is not in the workspace. Choose another one.')
  const soa = wanted ? copyOf(ctx, wanted) : ok(liveSoa(ctx, framework))
  if (!soa.ok) return soa
  const older =
    options.against === undefined ? undefined : versions.all.find(({ record }) => record.id === options.against)
  if (options.against !== undefined && !older)
    return fail('notFound', 'The version to compare with is not in the workspace. Choose another one.')
  const before = older && copyOf(ctx, older)
  if (before && !before.ok) return before
  return ok(
    build(ctx, {
      soa: soa.value,
      version: wanted,
      framework,
      ...(wanted?.state === 'superseded' && { replacedBy: versions.inForce?.number ?? versions.next - 1 }),
      ...(older && before && { older: { version: older, soa: before.value } }),
    }),
  )
}

function copyOf({ state }: ReportContext, { record }: SoaVersionFacts): Result<FrozenSoa> {
  const copy = state.soaCopies.get(record.id)
  if (copy?.state !== 'here')
    return fail(
      'copyAway',
      'The frozen copy of this version is not on this device yet. It arrives when a device that has it is online.',
    )
  return copy.intact
    ? ok(copy.soa)
    : fail(
        'copyDamaged',
        'The frozen copy differs from what was approved. Fetch it again from another device; nothing is printed from it.',
      )
}

interface Parts {
  readonly soa: FrozenSoa
  readonly version: SoaVersionFacts | undefined
  readonly framework: string
  /** If this version was superseded: number of the version in force, otherwise of the last one. */
  readonly replacedBy?: number
  readonly older?: { readonly version: SoaVersionFacts; readonly soa: FrozenSoa }
}

function build(ctx: ReportContext, { soa, version, framework, replacedBy, older }: Parts): Report {
  const { words, state } = ctx
  const { t } = words
  const approved =
    version?.approvedBy && (version.state === 'approved' || version.state === 'superseded')
      ? version.approvedBy
      : undefined
  const isLive = version === undefined
  const replaced = replacedBy === undefined ? undefined : t('report.soa.replaced', { n: replacedBy })
  const title = frameworks.find(({ id }) => id === framework)?.title ?? framework
  const named = (key: string): string | undefined => soa.names[key]
  const implemented = isLive
    ? new Map(
        state
          .rows('soaEntry')
          .flatMap((row) => (row.implementation === undefined ? [] : [[row.id, row.implementation] as const])),
      )
    : new Map<string, string>()
  const blocks: readonly Block[] = [
    {
      type: 'table',
      sheet: t('report.soa.sheet'),
      columns: soaColumns(words, isLive),
      rows: soa.rows.map((row) => soaCells(words, row, named, implemented.get(soaEntryId(row.requirement)))),
    },
    {
      type: 'paragraph',
      quiet: true,
      text: t(isLive ? 'report.soa.endLive' : 'report.soa.endFrozen', {
        rows: words.number(soa.rows.length),
        additional: words.number(soa.additional.length),
      }),
    },
    { type: 'heading', level: 2, text: t('soa.version.additional') },
    {
      type: 'table',
      sheet: t('report.soa.additionalSheet'),
      empty: t('soa.additionalNone'),
      columns: additionalColumns(words),
      rows: soa.additional.map((control) => [
        text(control.control),
        text(named(control.control)),
        text(control.status && words.value('control', 'status', control.status, String)),
        text(control.owner && named(control.owner)),
        proof(words, control.evidence),
        allProof(words, control.evidence),
      ]),
    },
    ...namedControls(words, soa, named),
    ...(isLive || !version.record.note
      ? []
      : [
          { type: 'heading' as const, level: 2 as const, text: t('soa.version.note') },
          { type: 'paragraph' as const, text: version.record.note },
        ]),
    ...(older ? comparison(ctx, older, { soa }) : []),
  ]
  return frame(ctx, {
    id: 'soa',
    organisation: soa.header.orgName ?? organisationName(ctx),
    title: t('report.title.soa'),
    subtitle: [
      `${title}, ${t('report.soa.annexA')}`,
      version?.number === undefined
        ? t(isLive ? 'report.live' : 'report.draft')
        : t('report.version', { n: version.number }),
      replaced,
      t('report.asOf', { date: words.longDay(soa.header.asOf) }),
    ],
    fields: [
      {
        label: t('report.field.approvedBy'),
        value: approved
          ? signerWords(ctx, approved)
          : version?.state === 'withdrawn'
            ? t('soa.version.state.withdrawn')
            : version?.state === 'rejected'
              ? t('soa.version.state.rejected')
              : t('report.notApproved'),
      },
      { label: t('report.field.signed'), value: approved ? words.moment(signedAt(approved)) : '–' },
      { label: t('report.field.scope'), value: isLive ? scopeWords(ctx) : coveredScope(ctx, soa) },
      { label: t('report.field.decided'), value: decided(words, soa) },
    ],
    blocks,
    used: [
      version ? (version.record.contentHash ?? '') : '',
      ...(isLive ? liveHashes(ctx) : []),
      ...(older ? [older.version.record.contentHash ?? ''] : []),
    ].filter(Boolean),
    document:
      version?.number === undefined
        ? t('report.soa.documentLive')
        : [t('report.soa.document', { n: version.number }), ...(replaced === undefined ? [] : [replaced])].join(', '),
    statement: approved,
    ...((watermark) => watermark && { watermark })(
      approved
        ? replacedBy && t('report.watermark.replaced', { n: replacedBy })
        : t(
            isLive
              ? 'report.watermark.live'
              : version.state === 'withdrawn'
                ? 'report.watermark.withdrawn'
                : 'report.watermark.draft',
          ),
    ),
    fileParts: [version?.number === undefined ? t('report.live') : `v${version.number}`],
  })
}

/** A live statement covers everything it is computed from. */
const liveHashes = ({ state }: ReportContext): readonly string[] =>
  (['soaEntry', 'control', 'risk', 'evidence', 'controlTest', 'supplier'] as const).flatMap((kind) =>
    state.rows(kind).map(recordHash),
  )

function coveredScope(ctx: ReportContext, { header }: FrozenSoa): string {
  const { t } = ctx.words
  if (header.scopeVersion === undefined) return t('report.scope.none')
  const n = versionNumber(ctx, ctx.state.rows('scope')[0], header.scopeVersion)
  return n === undefined ? header.scopeVersion.slice(0, 12) : t('report.scope.version', { n })
}

function decided({ t }: ReportWords, { rows }: FrozenSoa): string {
  const n = (applicability: FrozenRow['applicability']): number =>
    rows.filter((row) => row.applicability === applicability).length
  const undecided = n('undecided')
  return [
    t('report.soa.decided', { a: n('applicable'), i: n('inherited'), e: n('notApplicable') }),
    ...(undecided > 0 ? [t('report.soa.undecided', { n: undecided })] : []),
  ].join(', ')
}

/**
 * Print shows seven columns (report-soa.png): owner and risks below the requirement, justification and implementation
 * below the evidence. A sheet has one column per field.
 */
function soaColumns({ t }: ReportWords, isLive: boolean): readonly Column[] {
  return [
    column('id', t('soa.id'), 6.5, 'ref'),
    naming(column('requirement', t('soa.requirement'), 24, 'long', 'page')),
    naming(column('title', t('soa.requirement'), 24, 'text', 'sheet')),
    column('applies', t('report.soa.applies'), 7.5),
    column('why', t('report.soa.why'), 15.5),
    column('justification', t('soa.version.justification'), 30, 'long', 'sheet'),
    column('status', t('soa.status'), 9.5),
    column('implementation', t('report.soa.implementation'), 30, 'long', 'sheet'),
    column('controls', t('soa.controls'), 11, 'ref'),
    column('risks', t('soa.risks'), 14, 'text', 'sheet'),
    column('owner', t('soa.owner'), 16, 'text', 'sheet'),
    column('provider', t('soa.provider'), 16, 'text', 'sheet'),
    column('evidence', t('report.soa.evidence'), 30, 'long', 'sheet'),
    column('proof', t(isLive ? 'report.soa.proofLive' : 'report.soa.proof'), 26.5, 'long', 'page'),
  ]
}

function soaCells(
  words: ReportWords,
  row: FrozenRow,
  named: (key: string) => string | undefined,
  implementation: string | undefined,
): readonly Cell[] {
  const { code, title } = words.requirement(row.requirement)
  const why = reasonOrder
    .filter((reason) => row.reasons.includes(reason))
    .map((reason) => words.t(`report.soa.reason.${reason}`))
  const applies = row.applicability
  const provider = row.provider === undefined ? '' : (named(row.provider) ?? row.provider)
  const justified = row.justification ?? ''
  const evidence = proof(words, row.evidence).text
  const owner = row.owner === undefined ? '' : (named(row.owner) ?? words.t('report.somebody'))
  const below = [
    owner && `${words.t('soa.owner')}: ${owner}`,
    row.risks.length > 0 && `${words.t('soa.risks')}: ${row.risks.join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ')
  // On paper an exclusion shows its reason, any other row its evidence; the justification of an applicable row follows
  // below.
  const shown =
    applies === 'notApplicable'
      ? justified || words.t('report.soa.noJustification')
      : [row.evidence.length > 0 ? evidence : words.t('report.soa.noneReviewed'), justified, implementation]
          .filter(Boolean)
          .join('\n')
  return [
    text(code),
    text([title, below].filter(Boolean).join('\n')),
    text(title),
    text(words.t(`report.soa.applicability.${applies}`)),
    text(capital(why.join(', '))),
    text(justified),
    text(words.t(`app.state.${row.status}`)),
    text(
      [implementation, ...row.controls.map((ref) => [ref, named(ref)].filter(Boolean).join(' '))]
        .filter(Boolean)
        .join('\n'),
    ),
    list(applies === 'inherited' && provider !== '' ? [provider, ...row.controls] : row.controls),
    list(row.risks),
    text(owner),
    text(provider),
    allProof(words, row.evidence),
    text(applies === 'undecided' ? words.t('report.soa.undecidedRow') : shown),
  ]
}

/** On paper rows name controls by ref: their titles are listed here, each once. */
function namedControls(
  { t }: ReportWords,
  { rows }: FrozenSoa,
  named: (key: string) => string | undefined,
): readonly Block[] {
  const refs = [...new Set(rows.flatMap(({ controls }) => controls))].sort(compareRefs)
  return refs.length === 0
    ? []
    : [
        { type: 'heading', level: 2, text: t('report.soa.namedControls'), only: 'page' },
        {
          type: 'table',
          sheet: t('report.soa.namedControls'),
          only: 'page',
          columns: [column('ref', t('report.column.ref'), 8, 'ref'), column('control', t('report.soa.control'), 92)],
          rows: refs.map((ref) => [text(ref), text(named(ref))]),
        },
      ]
}

const reasonOrder = ['risk', 'legal', 'contractual', 'practice'] as const
const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

function additionalColumns({ t }: ReportWords): readonly Column[] {
  return [
    column('id', t('soa.id'), 8, 'ref'),
    column('control', t('report.soa.control'), 38),
    column('status', t('soa.status'), 14),
    column('owner', t('soa.owner'), 18),
    column('proof', t('soa.evidence'), 22, 'text', 'page'),
    column('evidence', t('report.soa.evidence'), 30, 'long', 'sheet'),
  ]
}

const covers = (words: ReportWords, { ref, coversTo }: FrozenRow['evidence'][number]): string =>
  coversTo === undefined ? ref : words.t('report.soa.covers', { ref, date: words.day(coversTo) })

/** The evidence that covers the latest day, and how many more there are. */
function proof(words: ReportWords, evidence: FrozenRow['evidence']): Cell {
  const best = [...evidence].sort((a, b) => (b.coversTo ?? '').localeCompare(a.coversTo ?? ''))[0]
  if (!best) return text('')
  return text(
    [
      covers(words, best),
      ...(evidence.length > 1 ? [words.t('report.soa.more', { n: evidence.length - 1 })] : []),
    ].join(', '),
  )
}
const allProof = (words: ReportWords, evidence: FrozenRow['evidence']): Cell =>
  text(evidence.map((one) => covers(words, one)).join('; '))

/** SOA10: comparison with an older version, row by row. */
function comparison(
  ctx: ReportContext,
  older: NonNullable<Parts['older']>,
  present: Pick<Parts, 'soa'>,
): readonly Block[] {
  const { words } = ctx
  const { t } = words
  const differences = compareSoa(older.soa, present.soa)
  const label = (field: ComparedField, raw: string): string =>
    valueWords(words, field, raw, (key) => present.soa.names[key] ?? older.soa.names[key])
  const side = ({ field }: FieldDifference, values: readonly string[]): string =>
    values.map((raw) => label(field, raw)).join(', ') || t('soa.compare.nothing')
  const rows = differences.rows.flatMap((row): readonly (readonly Cell[])[] => {
    const key = row.additional
      ? { code: row.key, title: present.soa.names[row.key] ?? older.soa.names[row.key] ?? '' }
      : words.requirement(row.key)
    if (row.change !== 'changed')
      return [[text(key.code), text(key.title), text(''), text(''), text(t(`soa.compare.${row.change}Row`))]]
    return row.fields.map((field) => [
      text(key.code),
      text(key.title),
      text(t(`soa.compare.fields.${field.field}`)),
      text(side(field, field.before)),
      text(side(field, field.after)),
    ])
  })
  return [
    { type: 'heading', level: 2, text: t('report.soa.compare', { version: versionName(words, older.version) }) },
    {
      type: 'paragraph',
      quiet: true,
      text: [
        t('soa.compare.added', { n: differences.added }),
        t('soa.compare.removed', { n: differences.removed }),
        t('soa.compare.changed', { n: differences.changed }),
        t('soa.compare.same', { n: differences.same }),
      ].join(' · '),
    },
    {
      type: 'table',
      sheet: t('report.soa.compareSheet'),
      empty: t('soa.compare.noneText'),
      rows,
      columns: [
        column('id', t('soa.id'), 8, 'ref'),
        column('requirement', t('soa.requirement'), 24),
        column('field', t('soa.compare.field'), 12),
        column('before', t('soa.compare.before'), 28, 'long'),
        column('after', t('soa.compare.after'), 28, 'long'),
      ],
    },
  ]
}

function valueWords(
  words: ReportWords,
  field: ComparedField,
  raw: string,
  named: (key: string) => string | undefined,
): string {
  const { t, has } = words
  if (field === 'applicability' || field === 'reasons') return words.value('soaEntry', field, raw, String)
  if (field === 'status')
    return has(`app.state.${raw}`) ? t(`app.state.${raw}`) : words.value('control', 'status', raw, String)
  if (field === 'owner') return named(raw) ?? t('report.somebody')
  return field === 'provider' ? (named(raw) ?? raw) : raw
}

export const versionName = ({ t, day }: ReportWords, { number, record }: SoaVersionFacts): string =>
  number === undefined ? t('soa.version.draft', { date: day(record.createdAt) }) : t('report.version', { n: number })

/** SOA9 as a figure for the list of reports: number of rows whose live content differs from a version. */
export function rowsChangedSince(ctx: ReportContext, version: SoaVersionFacts): number | undefined {
  const copy = ctx.state.soaCopies.get(version.record.id)
  if (copy?.state !== 'here') return undefined
  const live = liveSoa(ctx, version.record.framework ?? frameworkOf(copy.soa.rows[0]?.requirement ?? ''))
  return compareSoa(copy.soa, live, {
    fields: ['applicability', 'reasons', 'justification', 'provider', 'owner', 'controls', 'risks'],
  }).rows.filter(({ additional }) => !additional).length
}
