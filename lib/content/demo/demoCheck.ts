import { annexA, clauseItems } from '../catalogue/iso27001'
import { addDays } from '~/lib/shared/dates'
import { auditItemId, measurementId, nonconformityIdOfFinding } from '~/lib/records/derivedIds'
import { demoControls, keyControls } from './demoControls'
import { demoId, demoNamed, demoRecord, iso, type DemoFields, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

type Metric = DemoFields<'metric'>
/**
 * MT-1 to MT-12 with their values by month, oldest first; the last month is May 2026. MT-12 started in January and was
 * never measured.
 */
const metrics: readonly (readonly [string, string, NonNullable<Metric['direction']>, number, number, string, readonly number[]])[] = [
  ['Patches in time', '%', 'higher', 95, 90, 'SE', [86, 88, 90, 91, 93, 92, 94, 95, 96, 95, 97]], ['Median age of critical weaknesses', 'days', 'lower', 7, 10, 'SE', [12, 11, 10, 9, 9, 8, 6, 5, 5, 4, 4]],
  ['Second factor coverage', '%', 'higher', 100, 98, 'IS', [95, 96, 97, 97, 98, 98, 99, 99, 100, 100, 100]], ['Backup jobs that ended well', '%', 'higher', 99, 97, 'PE', [96, 97, 98, 99, 99, 98, 99, 99, 99, 100, 99]],
  ['Time to restore in rehearsals', 'hours', 'lower', 4, 5, 'HP', [6, 5.5, 5, 5, 4.5, 4.5, 4.2, 4, 3.6, 3.2, 3.2]], ['Availability of the service', '%', 'higher', 99.9, 99.8, 'HP', [99.87, 99.93, 99.95, 99.9, 99.88, 99.94, 99.97, 99.95, 99.96, 99.91, 99.96]],
  ['People who finished awareness', '%', 'higher', 95, 90, 'PP', [82, 86, 88, 90, 91, 93, 95, 95, 96, 96, 97]], ['Clicks in phishing exercises', '%', 'lower', 8, 12, 'IS', [21, 19, 17, 17, 14, 14, 14, 10, 10, 9, 9]],
  ['Access rights removed in reviews', '%', 'band', 5, 2, 'HP', [14, 12, 9, 8, 7, 6, 6, 5, 5, 6, 5]], ['Events reported by staff', 'a month', 'band', 8, 3, 'SE', [3, 4, 4, 6, 7, 6, 8, 9, 7, 8]],
  ['Corrective actions in time', '%', 'higher', 90, 80, 'IS', [68, 70, 75, 80, 80, 85, 85, 88, 90, 92, 91]], ['Supplier reports read in time', '%', 'higher', 100, 90, 'FL', []],
]
const months = ['2025-07', '2025-08', '2025-09', '2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05']
const lastDay = (month: string): string => addDays(`${Number(month.slice(5)) === 12 ? `${Number(month.slice(0, 4)) + 1}-01` : `${month.slice(0, 5)}${String(Number(month.slice(5)) + 1).padStart(2, '0')}`}-01`, -1)

export const demoMetrics = (): readonly DemoRecord[] => [
  ...metrics.map(([title, unit, direction, target, watch, owner, values], index) =>
    demoRecord('metric', `MT-${index + 1}`, values.length > 0 ? '2025-06-23' : '2025-12-15', person('IS'), {
      title, unit, direction, every: 'monthly', collector: person(owner), analyst: person('IS'), analysedWhen: 'First Monday of the month', start: values.length > 0 ? '2025-07-01' : '2026-01-01', status: 'active',
      purpose: `Shows whether ${title.charAt(0).toLowerCase()}${title.slice(1)} moves the way it should.`, method: 'Taken from the source system on the first working day; counted as written in the metric book.',
      targets: { '2025-07-01': direction === 'band' ? { low: target - 3, high: target + 3, watch } : { target, watch } },
      controls: [demoId(`C-${keyControls[index]!}`)],
    })),
  ...metrics.flatMap(([, , direction, target, , owner, values], index) => values.map((value, at) => {
    const month = months[at + months.length - values.length]!
    const measuredOn = addDays(lastDay(month), month === '2026-05' ? 0 : 3)
    const low = direction === 'higher' ? value < target : direction === 'lower' ? value > target : false
    return demoNamed('measurement', measurementId(demoId(`MT-${index + 1}`), lastDay(month)), measuredOn === '2026-05-31' ? '2026-05-31T15:00:00.000Z' : measuredOn, person(owner), {
      metric: demoId(`MT-${index + 1}`), periodFrom: `${month}-01`, periodTo: lastDay(month), value, measuredOn, measuredBy: person(owner),
      ...(low && { evaluation: 'Below the aim; the trend is right, and the action named goes on.', followUp: [demoId(`TA-${1 + (index % 8)}`)] }),
    })
  })),
]

/** Who tests: never the owner of the control. */
const testers = ['IS', 'SE', 'HP'] as const
const rounds = [{ from: '2025-07-01', to: '2025-12-31', on: '2026-01-20' }, { from: '2025-10-01', to: '2026-03-31', on: '2026-04-14' }] as const
const outcome: Readonly<Record<string, readonly [result: 'partlyEffective' | 'ineffective', exceptions: number, conclusion: string]>> = {
  // NC-4 was opened from this one.
  'C-48/2026-04-14': ['partlyEffective', 3, 'Three paths between test and production were open.'],
  // Nothing was opened from this one: an intentional gap.
  'C-33/2026-01-20': ['ineffective', 4, 'Papers with names of drivers lay open on four of ten evenings.'],
}

/** CT-1 to CT-96: two tests in the year of each key control and of some others, one of the rest. */
export const demoTests = (): readonly DemoRecord<'controlTest'>[] => (tests ??= makeTests())

let tests: readonly DemoRecord<'controlTest'>[] | undefined

function makeTests(): readonly DemoRecord<'controlTest'>[] {
  const controls = demoControls()
    .filter(({ fields }) => fields.status === 'operating' && fields.implementedOn !== undefined && fields.implementedOn < '2026-01-01')
    .sort((a, b) => Number(b.fields.key === true) - Number(a.fields.key === true))
  return Array.from({ length: 96 }, (_, index) => {
    const control = controls[index % controls.length]!
    const round = rounds[index < controls.length ? 0 : 1]
    const population = 12 + ((index * 37) % 240)
    const tester = person(testers.filter((key) => person(key) !== control.fields.owner)[index % 2]!)
    const [result, exceptionsFound, conclusion] = outcome[`${control.ref}/${round.on}`] ?? ['effective', 0, 'No exception in the sample.']
    return demoRecord('controlTest', `CT-${index + 1}`, `${round.on}T1${index % 5}:00:00.000Z`, tester, {
      control: control.id, testKind: 'operating', periodFrom: round.from, periodTo: round.to, testedOn: round.on, tester,
      procedure: control.fields.testProcedure ?? `Look at ${control.fields.evidenceNeeded ?? 'the record'} and compare with the source.`,
      population: 'All occurrences of the period, counted in the source system', populationSize: population, sampleSize: Math.min(population, 10 + (index % 15)), selection: 'random',
      exceptionsFound, result, conclusion,
    })
  })
}

/** The test from which a nonconformity was opened. */
export const demoTestOf = (control: string, on: string): string => demoTests().find(({ fields }) => fields.control === demoId(control) && fields.testedOn === on)!.id

const findings: readonly (readonly [audit: number, code: string, grade: NonNullable<DemoFields<'finding'>['grade']>, title: string, seen: string, on: string])[] = [
  [1, 'A.8.13', 'minor', 'Restore was not tested for one quarter', 'No protocol for April to June 2025.', '2025-11-05'], [1, 'A.5.18', 'minor', 'Access of two leavers removed late', 'Two of twelve leavers kept accounts for nine days.', '2025-11-06'],
  [1, 'A.6.3', 'observation', 'Awareness of new people depends on the date they start', 'Three joiners waited for four months.', '2025-11-06'], [1, 'A.8.32', 'strength', 'Changes can be followed from idea to release', 'All 25 samples were complete.', '2025-11-07'],
  [1, 'A.5.22', 'opportunity', 'Supplier reports could be judged against own figures', 'Judgements repeat the supplier’s words.', '2025-11-07'], [2, '6.1.2', 'minor', 'Scores without a reason', 'Four of 29 risks had no sentence on the score.', '2026-05-06'],
  [2, '7.5.2', 'minor', 'Two procedures carry no version', 'Pages of the wiki without approval.', '2026-05-12'], [2, 'A.8.16', 'observation', 'Alarms are closed without a note', 'Five of 30 had no reason.', '2026-05-12'], [2, '9.1', 'opportunity', 'Figures could be shown to all staff', 'Only leads see them.', '2026-05-13'],
]
const gradeResult = { minor: 'nonconforms', major: 'nonconforms', observation: 'observation' } as const

/** Checklist of an audit: who assessed what on which day. A sample names its population (AU4). */
const items = (audit: string, codes: readonly string[], on: (index: number) => string): readonly DemoRecord<'auditItem'>[] =>
  codes.map((code, index) => {
    const found = findings.find(([number, requirement]) => `IA-${number === 1 ? '2025-1' : '2026-1'}` === audit && requirement === code)
    const grade = found?.[2]
    // The change control is the Engineering Lead's own: an intentional gap (AU3).
    const auditor = person(audit === 'IA-2026-1' && code === 'A.8.32' ? 'EL' : 'IA')
    const day = on(index)
    const sampled = index % 6 === 5
    return demoNamed('auditItem', auditItemId(demoId(audit), iso(code)), `${day}T13:00:00.000Z`, person('IA'), {
      audit: demoId(audit), requirement: iso(code), auditor, assessedOn: day,
      method: sampled ? ['document', 'sample'] : index % 3 === 0 ? ['document', 'interview'] : ['document'],
      ...(sampled && { population: 'All records of the period, counted in the register', populationSize: 40 + index, sampleSize: 10, selection: 'random', exceptionsFound: grade === 'minor' ? 2 : 0 }),
      result: grade !== undefined && grade in gradeResult ? gradeResult[grade as keyof typeof gradeResult] : 'conforms',
      objectiveEvidence: grade === undefined || grade === 'strength' || grade === 'opportunity' ? `Document read and compared with practice in a conversation with the owner; ${code} is met.` : found![4],
    })
  })

const excluded: readonly string[] = ['A.5.23', 'A.7.6', 'A.7.8', 'A.7.10', 'A.7.12', 'A.7.13', 'A.8.18', 'A.8.30']
const annexCodes = (theme: string): readonly string[] => annexA.map(({ code }) => code).filter((code) => code.startsWith(theme) && !excluded.includes(code))
/**
 * The first audit covered the clauses, organisational controls and half of the technological ones; the second people,
 * sites and the rest.
 */
const firstCodes = [...clauseItems.map(({ code }) => code), ...annexCodes('A.5.').slice(0, 34), ...annexCodes('A.8.').slice(0, 14)]
const secondCodes = ['6.1.2', '6.1.3', '7.5.2', '9.1', '10.2', ...annexCodes('A.6.'), ...annexCodes('A.7.'), ...annexCodes('A.8.').slice(14)]

export function demoAudits(): readonly DemoRecord[] {
  const lead = { leadAuditor: person('IA') }
  const common = { methods: 'Interviews, documents, samples', criteria: 'ISO/IEC 27001:2022 and own policies', type: 'internal' as const, programme: demoId('AP-1'), status: 'completed' as const, ...lead }
  return [
    demoRecord('auditProgramme', 'AP-1', '2025-04-22', person('IA'), {
      title: 'Internal audit programme 2025 to 2026', from: '2025-07-01', to: '2026-12-31', frequency: 'P6M', objectives: 'Every clause and every applicable control once in the period, key controls twice.', methods: 'Interviews, documents, samples on site and remote',
      responsibilities: 'Harrow & Finch audits; the Information Security Manager prepares; top management receives the report.', importance: 'Platform and engineering first: they hold the largest risks.', previousResults: 'First programme; the gap analysis of March 2025 was taken as a start.', programmeRisks: 'One auditor: the Engineering Lead helps with technical questions.',
    }),
    demoRecord('audit', 'IA-2025-1', '2025-09-15', person('IA'), { ...common, title: 'Internal audit, autumn 2025', auditors: [person('IA')], objectives: 'Conformity and effect of the ISMS in its first year.', scope: 'Clauses 4 to 10; organisational and technological controls', plannedFrom: '2025-11-03', plannedTo: '2025-11-07', performedFrom: '2025-11-03', performedTo: '2025-11-07', summary: 'The ISMS runs; evidence of restore and leavers is thin.', conclusion: 'conformsWithMinors', distribution: [person('IS'), person('MD')].sort(), reportedOn: '2025-11-21' }),
    demoRecord('audit', 'IA-2026-1', '2026-03-23', person('IA'), { ...common, title: 'Internal audit, spring 2026', auditors: [person('EL'), person('IA')].sort(), objectives: 'Readiness for stage 2; people and physical controls.', scope: 'Clauses 6 to 10; people, physical and remaining technological controls', plannedFrom: '2026-05-04', plannedTo: '2026-05-15', performedFrom: '2026-05-04', performedTo: '2026-05-15', summary: 'Ready in most parts. Reasons of scores, versions of procedures and notes on alarms are to be mended before stage 2.', conclusion: 'conformsWithMinors', distribution: [person('IS'), person('MD')].sort(), reportedOn: '2026-05-28' }),
    demoRecord('audit', 'IA-2026-2', '2026-03-16', person('LA'), { title: 'Stage 2 certification audit', type: 'stage2', objectives: 'Certification', scope: 'As the scope statement', criteria: 'ISO/IEC 27001:2022', methods: 'On site and remote', leadAuditor: person('LA'), auditors: [person('LA'), person('TA')].sort(), plannedFrom: '2026-06-22', plannedTo: '2026-06-24', windowFrom: '2025-12-01', windowTo: '2026-05-31', status: 'planned' }),
    ...items('IA-2025-1', firstCodes, (index) => `2025-11-0${3 + (index % 5)}`),
    ...items('IA-2026-1', secondCodes, (index) => (index < 20 ? `2026-05-0${6 + (index % 3)}` : `2026-05-1${2 + (index % 3)}`)),
    ...findings.map(([audit, code, grade, title, seen, on], index) =>
      demoRecord('finding', `FN-${index + 1}`, `${on}T14:00:00.000Z`, person('IA'), {
        audit: demoId(audit === 1 ? 'IA-2025-1' : 'IA-2026-1'), requirement: iso(code), grade, title, statement: 'What the requirement asks is written down and done as written.', objectiveEvidence: seen,
        ...((grade === 'minor' || grade === 'major') && { gap: 'Practice falls behind the own rule.' }), raisedBy: person('IA'), raisedOn: on,
      })),
  ]
}

const review = (number: string, heldOn: string, at: string, status: 'planned' | 'held', nextOn: string, inputE: string): DemoRecord<'managementReview'> =>
  demoRecord('managementReview', `MR-${number}`, at, person('IS'), {
    title: `Management review, ${heldOn.slice(0, 4)} ${Number(heldOn.slice(5, 7)) < 7 ? 'first' : 'second'} half`, heldOn, chair: person('MD'), attendees: [person('MD'), person('IS'), person('HP'), person('EL')].sort(), nextOn, status,
    ...(status === 'held' && {
      inputA: 'Actions of the last review are done or on their way.', inputB: 'Certification asked by two more customers; heat watch begins in May.', inputC: 'Processing agreement version 6 in force.', inputD: 'Findings closed within 40 days on average; figures improve.', ...(inputE && { inputE }), inputF: 'Four risks above the criteria, each with a plan.', inputG: 'Ten improvements, six done.',
      suitable: 'yes' as const, adequate: 'yes' as const, effective: 'yes' as const, conclusion: 'The ISMS suits the company, is adequate and works; leavers and restore need attention.',
    }),
  })

export const demoReviewsOfManagement = (): readonly DemoRecord[] => [
  review('2025-1', '2025-08-12', '2025-07-28', 'held', '2026-02-12', 'Two customers praised the answers to their questionnaires.'),
  review('2026-1', '2026-02-12', '2026-01-26', 'held', '2026-08-12', ''),
  review('2026-2', '2026-08-12', '2026-05-04', 'planned', '2027-02-12', ''),
  ...([
    ['2025-1', 'resources', 'A second person for platform security from October.', 'HP', '2025-10-31', 'done'], ['2025-1', 'improvement', 'Leavers are closed from the people system.', 'PP', '2025-12-31', 'done'], ['2025-1', 'risk', 'Backups outside the region before spring.', 'HP', '2026-03-31', 'done'], ['2025-1', 'ismsChange', 'Key controls are tested twice a year.', 'IS', '2025-12-31', 'done'],
    ['2026-1', 'improvement', 'Customers are asked for feedback twice a year.', 'CS', '2026-04-30', 'open'], ['2026-1', 'resources', '20,000 for the penetration test and hardware keys.', 'MD', '2026-03-31', 'done'], ['2026-1', 'ismsChange', 'Scope names the storage room.', 'IS', '2026-06-30', 'open'], ['2026-1', 'risk', 'Location data encrypted per haulier.', 'PV', '2026-08-31', 'open'], ['2026-1', 'other', 'Stage 2 in June.', 'IS', '2026-06-30', 'open'],
  ] as const).map(([of, type, text, owner, due, status], index) =>
    demoRecord('decision', `DE-${index + 1}`, of === '2025-1' ? '2025-08-12T12:30:00.000Z' : '2026-02-12T12:30:00.000Z', person('IS'), { review: demoId(`MR-${of}`), type, text, owner: person(owner), due, status, ...(status === 'done' && { doneOn: due, outcome: 'Done as decided.' }) })),
]

export const ncOfFinding = (number: number): string => nonconformityIdOfFinding(demoId(`FN-${number}`))
