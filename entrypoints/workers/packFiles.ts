/**
 * Reports and OSCAL documents of a pack (isms.md 7.1, 7.3), made as their own pages make them. They stand as of the
 * last change of the workspace and not as of the day of export: the same state makes the same bytes (7.4). What can not
 * be made is named with its reason; nothing is left out silently.
 */

import type { AskedFiles } from '~/lib/live/pack/packFunctions'
import type { ReportContext } from '~/lib/isms/report/reportLanguage'
import { readOscalState } from '~/lib/engine/readOscalState'
import { exportOscal } from '~/lib/exchange/oscal/exportOscal'
import { oscalFileName, type OscalChoice } from '~/lib/exchange/oscal/models'
import type { OscalState } from '~/lib/exchange/oscal/oscalState'
import { writeDocx } from '~/lib/exchange/reports/writeDocx'
import { writeXlsx } from '~/lib/exchange/reports/writeXlsx'
import { timelessZip } from '~/lib/exchange/zip/timelessZip'
import { dateInZone } from '~/lib/shared/dates'
import { packRecords } from '~/lib/isms/pack/records'
import { safeName } from '~/lib/isms/pack/paths'
import type { PackSelection } from '~/lib/isms/pack/selection'
import { usableAccent } from '~/lib/isms/report/look'
import { buildReport, type ReportChoice } from '~/lib/isms/report/reports'
import type { ReportId } from '~/lib/isms/report/report'
import type { ReportState } from '~/lib/isms/report/reportState'
import { reportWords } from '~/lib/isms/report/reportWords'
import type { PackState } from '~/lib/pack/packState'
import type { ExtraFile, NotMade } from '~/lib/pack/writePack'
import { hasWord, translator, type PackLanguage } from '~/lib/pack/packWords'
import { utf8 } from '~/lib/shared/bytes'
import { readReportState } from '~/lib/vault/views/readReportState'
import type { Vault } from '~/lib/vault/store/tables'

export interface PackFiles {
  readonly files: readonly ExtraFile[]
  readonly notMade: readonly NotMade[]
}

/** Where the two kinds of files take their state from; each is read once, when it is asked for. */
export interface FileSources {
  report(today: string): Promise<ReportState>
  oscal(today: string): Promise<OscalState>
}

export const sourcesOf = (vault: Vault, workspaceId: string): FileSources => ({
  report: (today) => readReportState(vault, today),
  oscal: (today) => readOscalState(vault, workspaceId, today),
})

export async function packFiles(
  sources: FileSources,
  state: PackState,
  {
    selection,
    language,
    asked,
  }: { readonly selection: PackSelection; readonly language: PackLanguage; readonly asked: AskedFiles },
): Promise<PackFiles> {
  const files: ExtraFile[] = []
  const notMade: NotMade[] = []
  const today = dateInZone(state.asOf, state.settings.timeZone)
  const records = packRecords(selection, new Set(), state)
  const idsOf = (kind: 'audit' | 'managementReview') =>
    records.flatMap((set) => set.records).filter((row) => row.kind === kind)
  if (asked.reports) {
    const context: ReportContext = {
      state: await sources.report(today),
      words: wordsOf(state, language),
      today,
      generatedAt: state.asOf,
    }
    const look = { letter: false, accent: usableAccent(context.state.rows('settings')[0]?.accent) }
    for (const { id, choice = {}, name, formats } of reports(idsOf)) {
      const report = buildReport(context, id, choice)
      if (!report.ok) notMade.push({ name: `reports/${name}`, reason: report.error.message })
      else
        for (const format of formats) {
          const made = await (format === 'docx' ? writeDocx(report.value, look) : writeXlsx(report.value, look))
          files.push({
            path: `reports/${name}.${format}`,
            bytes: timelessZip(new Uint8Array(await made.arrayBuffer()), state.asOf),
          })
        }
    }
  }
  if (asked.oscal) {
    const oscal = await sources.oscal(today)
    const t = translator(language)
    for (const { choice, subject } of documents(selection, state, idsOf('audit'))) {
      const made = await exportOscal(oscal, choice, state.asOf)
      const word = made.ok ? '' : `oscal.failure.${made.error.type}`
      if (made.ok) files.push({ path: `oscal/${safeName(made.value.fileName)}`, bytes: utf8(made.value.text) })
      else
        notMade.push({
          name: `oscal/${oscalFileName(choice.model, subject)}`,
          reason: hasWord(language, word) ? t(word) : made.error.message,
        })
    }
  }
  return { files, notMade }
}

interface AskedReport {
  readonly id: ReportId
  readonly choice?: ReportChoice
  readonly name: string
  readonly formats: readonly ('docx' | 'xlsx')[]
}

/** Those an auditor works with; readiness is the organisation's own view of itself and stays in the house. */
const reports = (
  rows: (kind: 'audit' | 'managementReview') => readonly { readonly id: string; readonly ref: string }[],
): readonly AskedReport[] => [
  { id: 'soa', name: 'statement-of-applicability', formats: ['docx', 'xlsx'] },
  { id: 'risks', name: 'risk-register', formats: ['xlsx'] },
  { id: 'treatment', name: 'risk-treatment-plan', formats: ['docx', 'xlsx'] },
  ...rows('audit').map(({ id, ref }): AskedReport => ({
    id: 'audit',
    choice: { audit: id },
    name: `audit-${safeName(ref || id)}`,
    formats: ['docx'],
  })),
  ...rows('managementReview').map(({ id, ref }): AskedReport => ({
    id: 'review',
    choice: { review: id },
    name: `management-review-${safeName(ref || id)}`,
    formats: ['docx'],
  })),
  { id: 'nonconformities', name: 'nonconformities', formats: ['xlsx'] },
  { id: 'policies', name: 'policies', formats: ['docx'] },
]

interface AskedDocument {
  readonly choice: OscalChoice
  /** What its name is made of. */
  readonly subject: string
}

function documents(
  selection: PackSelection,
  { settings }: PackState,
  audits: readonly { readonly id: string; readonly ref: string }[],
): readonly AskedDocument[] {
  const frameworks = selection.by === 'framework' ? [selection.id] : settings.frameworks
  return frameworks.flatMap((framework): readonly AskedDocument[] => [
    ...(
      [
        'catalog',
        'profile',
        'system-security-plan',
        'component-definition',
        'plan-of-action-and-milestones',
        'mapping-collection',
      ] as const
    ).map((model) => ({ choice: { model, framework }, subject: framework })),
    // Assessments are about the audits of the pack, once, under the first framework.
    ...(framework === frameworks[0]
      ? audits.flatMap(({ id, ref }) =>
          (['assessment-plan', 'assessment-results'] as const).map((model) => ({
            choice: { model, framework, audit: id },
            subject: ref,
          })),
        )
      : []),
  ])
}

function wordsOf({ settings }: PackState, language: PackLanguage) {
  const t = translator(language)
  const check = (id: string, part: string): string | undefined =>
    ((key) => (hasWord(language, key) ? t(key) : undefined))(`readiness.check.${id.replaceAll('.', '_')}.${part}`)
  return reportWords({
    locale: language.locale,
    timeZone: settings.timeZone,
    t: (key, values = {}, n) => t(key, values as Readonly<Record<string, string | number>>, n),
    has: (key) => hasWord(language, key),
    checkTitle: (id) => check(id, 'title'),
    checkFix: (id) => check(id, 'settled'),
  })
}
