import { describe, expect, it } from 'vitest'
import { assembleRecord } from '~/lib/records/assembleRecord'
import { missingFields } from '~/lib/records/fieldCompleteness'
import { demoRecords } from '~/lib/content/demo/demoRecords'
import { demoState, rowsIn, type StateFixture } from '~/lib/content/demo/demoState'
import { demoSteps } from '~/lib/content/demo/script'
import { demoEntries, demoId, demoRow, demoToday } from '~/lib/content/demo/demoRecord'
import { demoReviews } from '~/lib/content/demo/demoEvidence'
import { demoEvidenceImages, demoImageTemplates, describeDemoImage } from '~/lib/content/demo/images'
import { demoMembers, person } from '~/lib/content/demo/demoPeople'
import { testFacts } from '~/lib/isms/control/testState'
import { parentsOf, requirementCode } from '~/lib/records/derivedIds'
import { evaluate } from '~/lib/isms/readiness/evaluate'
import { effectiveSettings } from '~/lib/isms/workspace/effectiveSettings'
import { controlEvidence, supersededIds, type EvidenceFacts } from '~/lib/isms/evidence/usable'
import { evidencePattern } from '~/lib/isms/evidence/pattern'
import { windowRelation } from '~/lib/isms/evidence/freshness'
import { isRequestOverdue, requestState } from '~/lib/isms/evidence/requestState'
import { isReference } from '~/lib/records/fields'
import { compareRefs } from '~/lib/records/refs'
import { kindNames, recordKind, type Kind, type RowOf } from '~/lib/records/registry'
import { aggregateLevels, isOpenRisk } from '~/lib/isms/risk/aggregate'
import { riskFlags } from '~/lib/isms/risk/flags'
import { riskLevels, type Matrix } from '~/lib/isms/risk/level'
import { annexA } from '~/lib/content/catalogue/iso27001'
import { requirementById } from '~/lib/content/catalogue/catalogue'
import { additionalControls, soaRows } from '~/lib/isms/soa/soaRows'
import { isTaskOverdue } from '~/lib/records/recurrence/occurrences'
import { validateRecord } from '~/lib/records/validateRecord'
import { validateValue } from '~/lib/records/validateValue'

const today = demoToday
const records = demoRecords()
const state = demoState('demo')
const of = <K extends Kind>(kind: K): readonly RowOf<K>[] => rowsIn(state, kind)
const byRef = (refs: readonly { readonly ref: string }[]) => refs.map(({ ref }) => ref).sort(compareRefs)

const risks = of('risk')
const controls = of('control')
const evidence = of('evidence')
const settings = effectiveSettings(of('settings')[0])
const method = of('riskMethod')[0] as unknown as Matrix
const reviews = new Map(demoReviews().map((review) => [review.evidence, review]))
const facts = (id: string): EvidenceFacts => ({
  reviewState: reviews.get(id)?.decision ?? 'unreviewed',
  blobState: 'present',
  seal: 'sealed',
})
const tests = of('controlTest').map((test) =>
  testFacts(
    test,
    state.statements.filter(({ subjectId }) => subjectId === test.id),
    today,
  ),
)

/** Every failing check with the records it names, as an auditor would read it. */
function failing(fixture: StateFixture): Readonly<Record<string, string>> {
  const { statements, members, conflicts, changes, blobs, rows } = demoState(fixture)
  const history = new Map<string, (typeof changes)[number][]>()
  for (const change of changes) history.set(change.recordId, [...(history.get(change.recordId) ?? []), change])
  const results = evaluate({
    today,
    put: rows,
    statements,
    members,
    conflicts,
    files: [...blobs],
    history: [...history],
  })
  const names = new Map(rows.map((row) => [row.id, row.ref || row.id]))
  const nameOf = (id: string): string =>
    id.startsWith('sv_')
      ? 'live'
      : id
          .split('~')
          .map((part) => names.get(part) ?? requirementCode(part))
          .join(' ')
  return Object.fromEntries(
    results
      .filter(({ status }) => status === 'fail')
      .map(({ id, severity, failing: ids }) => [
        id,
        `${severity === 'blocker' ? 'B' : severity === 'warning' ? 'W' : 'A'} ${ids.map((one) => (one.startsWith('ai_') ? `${names.get(parentsOf(one)[0]!)} ${requirementCode(parentsOf(one)[1]!)}` : nameOf(one))).join(', ')}`.trim(),
      ]),
  )
}
const superseded = supersededIds(evidence)

describe('the demo organisation', () => {
  it('has the counts of isms.md 9', () => {
    const counts = Object.fromEntries(kindNames.map((kind) => [kind, of(kind).length]))
    expect(Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))).toEqual({
      soaVersion: 3,
      readinessRun: 14,
      settings: 1,
      scope: 1,
      person: 45,
      riskMethod: 1,
      asset: 64,
      risk: 31,
      control: 78,
      soaEntry: 93,
      evidence: 240,
      evidenceRequest: 12,
      evidenceSubmission: 14,
      task: 24,
      comment: 40,
      issue: 14,
      interestedParty: 9,
      obligation: 18,
      roleAssignment: 12,
      competence: 14,
      training: 6,
      communication: 10,
      policy: 16,
      document: 22,
      objective: 6,
      change: 6,
      feedback: 8,
      threat: 24,
      vulnerability: 12,
      treatmentPlan: 1,
      treatmentAction: 22,
      riskAcceptance: 5,
      exception: 3,
      controlTest: 96,
      captureRecipe: 8,
      metric: 12,
      measurement: 120,
      auditProgramme: 1,
      audit: 3,
      auditItem: 118,
      finding: 9,
      nonconformity: 7,
      correctiveAction: 11,
      improvement: 10,
      managementReview: 3,
      decision: 9,
      incident: 6,
      supplier: 15,
    })
    expect(of('person').filter(({ external }) => external)).toHaveLength(3)
    // Nine members of staff have keys, and the internal auditor, who declares and signs.
    expect(demoMembers.filter(({ person: id }) => !of('person').find((row) => row.id === id)!.external)).toHaveLength(9)
    expect(demoMembers.filter(({ role }) => role === 'auditor').map(({ person: id }) => id)).toEqual([person('IA')])
    expect(state.statements.filter(({ type }) => type === 'custody')).toHaveLength(520)
    expect(risks.filter(({ status }) => status === 'closed')).toHaveLength(2)
    expect(controls.filter(({ key }) => key)).toHaveLength(20)
    expect(evidence.filter(({ source }) => source === 'capture')).toHaveLength(60)
    expect(evidence.filter(({ id }) => !reviews.has(id))).toHaveLength(14)
    expect(demoReviews().filter(({ decision }) => decision === 'rejected')).toHaveLength(6)
  })

  it('is the same every time, with unique ids and refs', () => {
    expect(demoSteps()).toEqual(demoSteps())
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
    const refs = records.map(({ ref }) => ref).filter(Boolean)
    expect(new Set(refs).size).toBe(refs.length)
    expect(demoId('R-7')).toMatch(/^r_[0-9A-Za-z]{22}$/)
  })

  it('writes only valid values, and every record reads back unchanged', () => {
    for (const record of records) {
      const flat = demoEntries(record)
      for (const [key, value] of [...flat.entries, ...flat.texts])
        expect(validateValue(record.kind, key, value), `${record.ref || record.id} ${key}`).toMatchObject({ ok: true })
      expect(assembleRecord(record.kind, record.id, flat.entries, flat.texts)).toEqual(demoRow(record))
    }
  })

  it('references existing records, created earlier, and requirements of the catalogue', () => {
    const made = new Map(records.map(({ id, at }) => [id, at]))
    for (const record of records) {
      const values = demoRow(record) as unknown as Readonly<Record<string, unknown>>
      for (const [name, field] of Object.entries(recordKind(record.kind).fields)) {
        const ids = [values[name] ?? []].flat() as string[]
        expect(isReference(field) ? ids.filter((id) => !made.has(id)) : [], `${record.ref} ${name}`).toEqual([])
        expect(
          field.type === 'reqs' ? ids.filter((id) => !requirementById(id)?.assessable) : [],
          `${record.ref} ${name}`,
        ).toEqual([])
      }
      expect(record.at <= '2026-06-01T07:41:00.000Z').toBe(true)
    }
    // Replaying the year throws if something is changed or signed before it exists.
    expect(demoSteps().length).toBeGreaterThan(1500)
  })

  it('is complete except for its gaps', () => {
    const incomplete = state.rows.flatMap((row) => {
      const missing = missingFields(row.kind, row as never)
      const broken = validateRecord(row.kind, row as never).map(({ type }) => type)
      return missing.length + broken.length > 0 ? [`${row.ref || row.id}: ${[...missing, ...broken].join(' ')}`] : []
    })
    // The next review is only planned, an incident has no lessons, one nonconformity is new.
    expect(incomplete).toEqual([
      'MR-2026-2: conclusion',
      'NC-7: rootCause causeMethod effectivenessCriteria effectivenessDue',
      'IN-6: lessonsMissing',
    ])
  })
})

/** isms.md 9: the set of failing checks is exactly this. */
const gaps = {
  '4.3-scope-approval-stale': 'W sc_main',
  '6.1.2-scores-on-scale': 'W R-30',
  '6.1.2-method-followed': 'W R-11',
  // The risk above the criteria that has no option is in no approved plan (TR12).
  '6.1.3-plan-covers-risks': 'W R-19',
  '6.1.3-untreated': 'B R-19',
  '6.1.3-approval-stale': 'W R-14',
  '6.1.3-residual-not-accepted': 'B R-B4',
  '6.1.3-acceptance-expired': 'B R-3',
  '6.1.3-soa-exclusion-justified': 'B A.7.12, A.8.30',
  '6.1.3-soa-contradiction': 'B A.5.23',
  '6.1.3-soa-outdated': 'W live',
  '6.1.3-soa-not-implemented': 'W A.8.12',
  '6.1.3-orphan-control': 'W C-78',
  '7.3-attestation-overdue': 'W PE-14 PO-1, PE-28 PO-1, PE-42 PO-1',
  '7.5-review-overdue': 'W PO-8',
  '7.5-unapproved-changes': 'W PO-1',
  '7.5-open-conflicts': 'A AS-21',
  '8.1-suppliers-reviewed': 'W SU-6',
  '8.3-action-overdue': 'W TA-5',
  '8.3-exception-expired': 'W EX-3',
  'A-evidence-expired': 'W C-30',
  'A-evidence-out-of-period': 'W C-59',
  'A-evidence-pattern': 'W C-18',
  'A-control-ineffective': 'W C-33',
  'A-incident-lessons': 'W IN-6',
  '9.1-metric-no-measurement': 'W MT-12',
  '9.2-auditor-independence': 'B IA-2026-1 A.8.32',
  '9.2-finding-without-nc': 'W FN-7',
  '9.2-requests-overdue': 'W ER-7',
  '9.3-inputs-complete': 'W MR-2026-1',
  '9.3-actions-overdue': 'W DE-5',
  '10.2-root-cause-missing': 'W NC-5',
  '10.2-action-overdue': 'W CA-7',
  '10.2-effectiveness-by-doer': 'W NC-2',
  'SOC-fraud-risk': 'W',
}

describe('its readiness (RE1, RE2, RE6)', () => {
  it('the demo fails exactly the 35 checks of its gaps, six of them blockers', () => {
    expect(failing('demo')).toEqual(gaps)
    expect(Object.values(gaps).filter((found) => found.startsWith('B'))).toHaveLength(6)
  })
  it('with the gaps fixed nothing fails', () => {
    expect(failing('fixed')).toEqual({})
  })
  it('an empty workspace fails what must exist, and nothing that needs candidates', () => {
    const stage1 = [
      '4.1-issues-recorded',
      '4.1-climate-determined',
      '4.2-parties-recorded',
      '4.3-scope-defined',
      '4.4-processes-described',
      '5.1-top-management-named',
      '5.2-policy-exists',
      '5.3-roles-assigned',
      '6.1.2-method-defined',
      '6.1.2-risks-assessed',
      '6.1.3-soa-complete',
      '6.1.3-soa-approved',
      '6.2-objectives-exist',
      '7.4-communication-plan',
      '8.1-tasks-scheduled',
      '9.1-metrics-exist',
      '9.2-programme-exists',
      '9.2-audit-planned',
      '9.3-review-planned',
    ]
    expect(Object.keys(failing('empty')).sort()).toEqual(
      [...stage1, '7.2-competence-recorded', '7.3-awareness-run', '9.2-audit-done', '9.3-review-done'].sort(),
    )
  })
  it('RE9: its runs show a rising monthly trend, and since when each gap exists', () => {
    const runs = of('readinessRun')
    const overall = runs.map(({ scores }) => scores!.overall!)
    expect([overall[0], overall.at(-1), runs.length]).toEqual([41, 79, 14])
    expect(overall.every((score, index) => index === 0 || score > overall[index - 1]!)).toBe(true)
    expect(runs.map(({ id }) => parentsOf(id)[0]!.slice(0, 7))).toEqual(
      Array.from({ length: 14 }, (_, index) => new Date(Date.UTC(2025, 3 + index, 1)).toISOString().slice(0, 7)),
    )
    // Exactly what fails today also failed in the last run.
    expect(Object.keys(runs.at(-1)!.failing!).sort()).toEqual(Object.keys(gaps).sort())
    const failed = runs.map((run) => Object.keys(run.failing!).length)
    expect(failed[0]).toBeGreaterThan(failed.at(-1)! - 15)
  })
})

describe('its risks', () => {
  const openRisks = risks.filter(isOpenRisk)
  const judged = openRisks.map((risk) => ({ risk, levels: riskLevels(risk, method) }))
  it('RS9: one Critical, six High, twelve Medium, nine Low, one without a level', () => {
    expect(
      aggregateLevels(
        judged.map(({ levels }) => levels.current.level),
        method,
      ),
    ).toEqual({ worst: 4, counts: { 1: 9, 2: 12, 3: 6, 4: 1 }, noLevel: 1, above: 7 })
  })
  it('RS5, RS6: no score contradicts another', () => {
    const actions = of('treatmentAction')
    const flagged = judged.filter(
      ({ risk, levels }) =>
        riskFlags(risk, levels, {
          operatingControls: controls.filter(({ id, status }) => risk.controls.includes(id) && status === 'operating')
            .length,
          actions: actions.filter(({ risks: named }) => named.includes(risk.id)),
        }).length > 0,
    )
    expect(byRef(flagged.map(({ risk }) => risk))).toEqual([])
  })
  it('every open risk with an option is owned by a member who can sign', () => {
    const members = demoMembers.map(({ person: id }) => id)
    expect(byRef(openRisks.filter(({ option, owner }) => option !== undefined && !members.includes(owner!)))).toEqual(
      [],
    )
  })
})

describe('its Statement of Applicability', () => {
  const rows = soaRows({
    requirements: annexA,
    entries: of('soaEntry'),
    controls,
    risks,
    evidence,
    evidenceFacts: facts,
    settings,
    today,
    scope: of('scope')[0]!,
    assets: of('asset'),
    tests,
    actions: of('treatmentAction'),
    suppliers: of('supplier'),
  })
  const withStatus = (status: string) =>
    rows.filter((row) => row.status === status).map(({ requirement }) => requirement.code)
  it('decides 81 applicable, 4 inherited, 8 excluded', () => {
    expect(
      ['applicable', 'inherited', 'notApplicable'].map(
        (word) => rows.filter(({ applicability }) => applicability === word).length,
      ),
    ).toEqual([81, 4, 8])
  })
  it('SOA6: every status occurs', () => {
    expect(withStatus('noControl')).toEqual(['A.8.12'])
    expect(withStatus('planned')).toEqual(['A.5.36', 'A.8.34'])
    expect(withStatus('partial')).toEqual(['A.5.22', 'A.5.33', 'A.8.11', 'A.8.23', 'A.8.26'])
    expect(withStatus('notVerified')).toEqual([
      'A.5.5',
      'A.5.10',
      'A.5.21',
      'A.5.34',
      'A.6.4',
      'A.7.14',
      'A.8.6',
      'A.8.10',
      'A.8.13',
      'A.8.17',
      'A.8.22',
      'A.8.31',
      'A.8.33',
    ])
    expect(withStatus('ineffective')).toEqual(['A.7.7'])
    expect(withStatus('verified')).toHaveLength(59)
  })
  it('SOA3 to SOA7: two unjustified exclusions, one contradicted; nothing else', () => {
    expect(
      rows
        .filter(({ problems }) => problems.length > 0)
        .map(({ requirement, problems }) => [requirement.code, problems]),
    ).toEqual([
      ['A.7.12', ['justificationMissing']],
      ['A.8.30', ['justificationMissing']],
    ])
    expect(
      rows.filter(({ contradictions }) => contradictions.length > 0).map(({ requirement }) => requirement.code),
    ).toEqual(['A.5.23'])
  })
  it('SOA2: six additional controls, one of which serves nothing', () => {
    expect(additionalControls(controls, 'iso27001-2022')).toHaveLength(6)
    const named = new Set(risks.flatMap((risk) => risk.controls))
    expect(byRef(controls.filter(({ id, reqs }) => reqs.length === 0 && !named.has(id)))).toEqual(['C-78'])
  })
})

it('evidence has a review to be signed', () => {
  expect(records.filter(({ kind, review }) => kind === 'evidence' && review === undefined)).toHaveLength(14)
})

describe('its evidence', () => {
  const window = { from: '2025-12-01', to: '2026-05-31' }
  const linked = (id: string) => evidence.filter((item) => item.controls.includes(id))
  const operating = controls.filter(({ status }) => status === 'operating')
  it('EV4: only the restore evidence has expired, and every operating control has some', () => {
    expect(byRef(operating.filter(({ id }) => linked(id).length === 0))).toEqual([])
    const any = (id: string): EvidenceFacts => ({ ...facts(id), reviewState: 'accepted' })
    const expired = operating.filter(
      (control) =>
        controlEvidence(
          control,
          linked(control.id).filter((item) => facts(item.id).reviewState !== 'rejected'),
          { facts: any, superseded, settings, today },
        ).state === 'expired',
    )
    expect(expired.map(({ ref }) => ref)).toEqual(['C-30'])
    expect(
      operating
        .filter(
          (control) =>
            controlEvidence(control, linked(control.id), { facts, superseded, settings, today }).state === 'expired',
        )
        .map(({ ref }) => ref),
    ).toEqual(['C-30'])
  })
  it('EV5: one control has evidence before the Stage 2 window only', () => {
    const outside = operating.filter(
      ({ id }) =>
        linked(id).length > 0 && linked(id).every((item) => windowRelation(item, window, settings) === 'outside'),
    )
    expect(byRef(outside)).toEqual(['C-59'])
  })
  it('EV9: key controls show a pattern, except for the access review', () => {
    const thin = operating.filter(
      (control) =>
        control.key && (evidencePattern(control, linked(control.id), { facts, settings, today })?.ratio ?? 1) < 0.75,
    )
    expect(byRef(thin)).toEqual(['C-18'])
  })
  it('captures name their source and author; nobody reviews their own; waiting evidence is fresh', () => {
    for (const item of evidence.filter(({ source }) => source === 'capture'))
      expect([item.ref, item.url, item.system, item.account, item.capturedBy].every(Boolean), item.ref).toBe(true)
    for (const review of reviews.values()) {
      const item = evidence.find(({ id }) => id === review.evidence)!
      expect(review.by).not.toBe(item.capturedBy ?? item.createdBy)
      expect(review.at > item.createdAt && review.at < '2026-06-01').toBe(true)
    }
    const rejected = [...reviews.values()].filter(({ decision }) => decision === 'rejected')
    expect(rejected.length).toBeGreaterThan(0)
    for (const { reason } of rejected) expect(reason).toBeTruthy()
    const waiting = evidence.filter(({ id }) => !reviews.has(id))
    expect(waiting.every(({ createdAt }) => createdAt >= '2026-05-23')).toBe(true)
    expect(byRef(waiting)).toEqual([
      'EV-227',
      'EV-228',
      'EV-229',
      'EV-230',
      'EV-231',
      ...Array.from({ length: 9 }, (_, i) => `EV-B${33 + i}`),
    ])
  })
  it('each has its own image, which is identical every time', () => {
    const pictures = records
      .filter(({ kind }) => kind === 'evidence')
      .map(({ image }) => JSON.stringify(describeDemoImage(image!)))
    expect(new Set(pictures).size).toBe(pictures.length)
    for (const record of records.filter(({ kind }) => kind === 'evidence')) {
      const content = describeDemoImage(record.image!)
      expect(content.rows.length, record.ref).toBeGreaterThan(0)
      for (const { cells } of content.rows) expect(cells).toHaveLength(content.columns.length)
      expect(describeDemoImage(record.image!)).toEqual(content)
    }
    expect(demoEvidenceImages().map(({ template }) => template)).toEqual(demoImageTemplates)
    const backups = describeDemoImage(records.find(({ ref }) => ref === 'EV-231')!.image!)
    expect([backups.product, backups.rows.length, backups.filters.at(-1)]).toEqual([
      'Nimbus Console',
      50,
      'Rows 1-50 of 62',
    ])
  })
})

it('its requests show every state, one of them rejected and past due', () => {
  const submissions = of('evidenceSubmission')
  const states = of('evidenceRequest').map((request) => ({ request, state: requestState(request, submissions) }))
  expect(new Set(states.map(({ state }) => state))).toEqual(
    new Set(['withdrawn', 'accepted', 'rejected', 'submitted', 'requested']),
  )
  expect(
    states
      .filter(({ request, state }) => isRequestOverdue(state, request.due, today))
      .map(({ request }) => request.ref),
  ).toEqual(['ER-7'])
})

it('RC6: its tasks are on time, some of them late but within the grace period', () => {
  expect(byRef(of('task').filter((task) => isTaskOverdue(task, today, settings.taskGraceDays)))).toEqual([])
  expect(byRef(of('task').filter((task) => isTaskOverdue(task, today, 0)))).toEqual(['TK-20'])
  expect(of('person').find(({ id }) => id === person('IS'))?.title).toBe('Information Security Manager')
})
