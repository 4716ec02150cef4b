import { describe, expect, it } from 'vitest'
import { assembleRecord } from '~/lib/isms/assembleRecord'
import { missingFields } from '~/lib/isms/completeness'
import { demoEdits, demoGaps, demoRecords, demoStatements } from '~/lib/isms/demo/demoRecords'
import { demoEntries, demoId, demoRow, demoToday, iso, type DemoRecord } from '~/lib/isms/demo/demoRecord'
import { demoReviews } from '~/lib/isms/demo/evidence'
import { demoEvidenceImages, demoImageTemplates, describeDemoImage } from '~/lib/isms/demo/images'
import { demoMembers, person } from '~/lib/isms/demo/people'
import { effectiveSettings } from '~/lib/isms/effectiveSettings'
import { controlEvidence, supersededIds, type EvidenceFacts } from '~/lib/isms/evidence/usable'
import { evidencePattern } from '~/lib/isms/evidence/pattern'
import { windowRelation } from '~/lib/isms/evidence/freshness'
import { isRequestOverdue, requestState } from '~/lib/isms/evidence/requestState'
import { isReference } from '~/lib/isms/fields'
import { compareRefs } from '~/lib/isms/refs'
import { kindNames, recordKind, type Kind, type RowOf } from '~/lib/isms/registry'
import { aggregateLevels, isOpenRisk } from '~/lib/isms/risk/aggregate'
import { riskFlags } from '~/lib/isms/risk/flags'
import { riskLevels, type Matrix } from '~/lib/isms/risk/level'
import { riskState } from '~/lib/isms/risk/state'
import { annexA } from '~/lib/isms/catalogue/iso27001'
import { requirementById } from '~/lib/isms/catalogue/catalogue'
import { additionalControls, soaRows } from '~/lib/isms/soa/soaRows'
import { isTaskOverdue } from '~/lib/isms/tasks/occurrences'
import { validateRecord } from '~/lib/isms/validateRecord'
import { validateValue } from '~/lib/isms/validateValue'

const today = demoToday
const records = demoRecords()
const of = <K extends Kind>(kind: K): readonly RowOf<K>[] => records.filter((record): record is DemoRecord<K> => record.kind === kind).map((record) => demoRow(record))
const byRef = (refs: readonly { readonly ref: string }[]) => refs.map(({ ref }) => ref).sort(compareRefs)

const risks = of('risk')
const controls = of('control')
const evidence = of('evidence')
const settings = effectiveSettings(of('settings')[0])
const method = of('riskMethod')[0] as unknown as Matrix
const reviews = new Map(demoReviews().map((review) => [review.evidence, review]))
const facts = (id: string): EvidenceFacts => ({ reviewState: reviews.get(id)?.decision ?? 'unreviewed', blobState: 'present', seal: 'sealed' })
const superseded = supersededIds(evidence)

describe('the demo organisation', () => {
  it('has the counts of isms.md 9', () => {
    const counts = Object.fromEntries(kindNames.map((kind) => [kind, of(kind).length]))
    expect(Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0))).toEqual({
      settings: 1, scope: 1, person: 45, riskMethod: 1, asset: 64, risk: 31, control: 78, soaEntry: 93, evidence: 240, evidenceRequest: 12, evidenceSubmission: 14, task: 24, comment: 40,
      issue: 14, interestedParty: 9, obligation: 18, roleAssignment: 12, competence: 14, training: 6, communication: 10, policy: 16, document: 22, objective: 6, change: 6, feedback: 8, threat: 24, vulnerability: 12,
      treatmentPlan: 1, treatmentAction: 22, riskAcceptance: 5, exception: 3, controlTest: 96, captureRecipe: 8, metric: 12, measurement: 120, auditProgramme: 1, audit: 3, auditItem: 118, finding: 9,
      nonconformity: 7, correctiveAction: 11, improvement: 10, managementReview: 3, decision: 9, incident: 6, supplier: 15,
    })
    expect(of('person').filter(({ external }) => external)).toHaveLength(3)
    expect(demoMembers).toHaveLength(9)
    expect(risks.filter(({ status }) => status === 'closed')).toHaveLength(2)
    expect(controls.filter(({ key }) => key)).toHaveLength(20)
    expect(evidence.filter(({ source }) => source === 'capture')).toHaveLength(60)
    expect(evidence.filter(({ id }) => !reviews.has(id))).toHaveLength(14)
    expect(demoReviews().filter(({ decision }) => decision === 'rejected')).toHaveLength(6)
  })

  it('is the same every time, with unique ids and refs', () => {
    expect(demoRecords()).toEqual(records)
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length)
    const refs = records.map(({ ref }) => ref).filter(Boolean)
    expect(new Set(refs).size).toBe(refs.length)
    expect(demoId('R-7')).toMatch(/^r_[0-9A-Za-z]{22}$/)
  })

  it('writes only valid values, and every record reads back as it was meant', () => {
    for (const record of records) {
      const flat = demoEntries(record)
      for (const [key, value] of [...flat.entries, ...flat.texts]) expect(validateValue(record.kind, key, value), `${record.ref || record.id} ${key}`).toMatchObject({ ok: true })
      expect(assembleRecord(record.kind, record.id, flat.entries, flat.texts)).toEqual(demoRow(record))
    }
  })

  it('points at records that are there, made before, and at requirements of the catalogue', () => {
    const made = new Map(records.map(({ id, at }) => [id, at]))
    for (const record of records) {
      const values = demoRow(record) as unknown as Readonly<Record<string, unknown>>
      for (const [name, field] of Object.entries(recordKind(record.kind).fields)) {
        const ids = [values[name] ?? []].flat() as string[]
        if (isReference(field)) for (const id of ids) expect(made.has(id), `${record.ref} ${name} ${id}`).toBe(true)
        if (field.type === 'reqs') for (const id of ids) expect(requirementById(id)?.assessable, `${record.ref} ${id}`).toBe(true)
      }
      expect(record.at <= '2026-06-01T07:41:00.000Z').toBe(true)
    }
    for (const { kind, id, at } of [...demoEdits(), ...demoStatements()]) {
      expect(records.some((record) => record.kind === kind && record.id === id && record.at < at)).toBe(true)
    }
  })

  it('is complete but for its gaps', () => {
    const incomplete = records.flatMap((record) => {
      const row = demoRow(record)
      const missing = missingFields(record.kind, row as never).filter((name) => name !== 'files')
      const broken = validateRecord(record.kind, row as never).map(({ type }) => type)
      return missing.length + broken.length > 0 ? [`${record.ref || record.id}: ${[...missing, ...broken].join(' ')}`] : []
    })
    // Nine checks of the running audit wait, the next review is planned only, an incident has no lessons, one nonconformity is new.
    expect(incomplete.filter((line) => line.startsWith('ai_')).every((line) => line.endsWith(': objectiveEvidence'))).toBe(true)
    expect(incomplete.filter((line) => line.startsWith('ai_'))).toHaveLength(9)
    expect(incomplete.filter((line) => !line.startsWith('ai_'))).toEqual(['IN-6: lessonsMissing', 'MR-2026-2: conclusion', 'NC-7: rootCause causeMethod effectivenessCriteria effectivenessDue'])
  })
})

describe('its risks', () => {
  const openRisks = risks.filter(isOpenRisk)
  const judged = openRisks.map((risk) => ({ risk, levels: riskLevels(risk, method) }))
  it('RS9: one Critical, six High, twelve Medium, nine Low, one without a level', () => {
    expect(aggregateLevels(judged.map(({ levels }) => levels.current.level), method)).toEqual({ worst: 4, counts: { 1: 9, 2: 12, 3: 6, 4: 1 }, noLevel: 1, above: 7 })
  })
  it('gaps: off the scale, under the previous matrix, High with no option; no score contradicts another; none is flagged fraud', () => {
    expect(judged.filter(({ levels }) => [levels.inherent, levels.current, levels.residual].some(({ level }) => level === 'offScale')).map(({ risk }) => risk.id)).toEqual(demoGaps['6.1.2-scores-on-scale'])
    expect(judged.filter(({ levels, risk }) => levels.outdated || !risk.rationale).map(({ risk }) => risk.id)).toEqual(demoGaps['6.1.2-method-followed'])
    expect(judged.filter(({ risk, levels }) => riskState(risk, levels, method, { actions: undefined, hasValidAcceptance: risk.option === 'retain', today }) === 'untreated').map(({ risk }) => risk.id)).toEqual(demoGaps['6.1.3-untreated'])
    const flagged = judged.filter(({ risk, levels }) => riskFlags(risk, levels, { operatingControls: controls.filter(({ id, status }) => risk.controls.includes(id) && status === 'operating').length }).length > 0)
    expect(byRef(flagged.map(({ risk }) => risk))).toEqual([])
    expect(risks.some(({ fraud }) => fraud)).toBe(false)
    expect(openRisks.filter(({ assets, processes }) => assets.length + processes.length === 0)).toEqual([])
  })
  it('every open risk with an option is owned by a member who can sign', () => {
    const members = demoMembers.map(({ person: id }) => id)
    expect(byRef(openRisks.filter(({ option, owner }) => option !== undefined && !members.includes(owner!)))).toEqual([])
  })
})

describe('its Statement of Applicability', () => {
  const rows = soaRows({ requirements: annexA, entries: of('soaEntry'), controls, risks, evidence, evidenceFacts: facts, settings, today, scope: of('scope')[0]!, assets: of('asset') })
  const withStatus = (status: string) => rows.filter((row) => row.status === status).map(({ requirement }) => requirement.code)
  it('decides 81 applicable, 4 inherited, 8 excluded', () => {
    expect(['applicable', 'inherited', 'notApplicable'].map((word) => rows.filter(({ applicability }) => applicability === word).length)).toEqual([81, 4, 8])
  })
  it('SOA6: every status is there to be seen', () => {
    expect(withStatus('noControl').map(iso)).toEqual(demoGaps['6.1.3-soa-not-implemented'])
    expect(withStatus('planned')).toEqual(['A.5.36', 'A.8.34'])
    expect(withStatus('partial')).toEqual(['A.5.22', 'A.5.33', 'A.8.11', 'A.8.23', 'A.8.26'])
    expect(withStatus('notVerified')).toEqual(['A.5.5', 'A.5.10', 'A.5.21', 'A.5.34', 'A.6.4', 'A.7.14', 'A.8.6', 'A.8.10', 'A.8.13', 'A.8.17', 'A.8.31', 'A.8.33'])
    expect(withStatus('verified')).toHaveLength(61)
  })
  it('gaps: two exclusions without a word; nothing else breaks SOA3 to SOA7', () => {
    expect(rows.filter(({ problems }) => problems.length > 0).map(({ requirement, problems }) => [requirement.id, problems])).toEqual(demoGaps['6.1.3-soa-exclusion-justified'].map((id) => [id, ['justificationMissing']]))
    expect(rows.filter(({ contradictions }) => contradictions.length > 0)).toEqual([])
    const cloud = { id: 'su_4', ref: 'SU-4', cloud: true, status: 'active', assuranceUntil: '2026-12-31', evidence: [] } as const
    expect(soaRows({ requirements: annexA, entries: of('soaEntry'), controls, risks, evidence, evidenceFacts: facts, settings, today, suppliers: [cloud] }).filter(({ contradictions }) => contradictions.length > 0).map(({ requirement }) => requirement.code)).toEqual(['A.5.23'])
  })
  it('SOA2: six additional controls, one of which serves nothing', () => {
    expect(additionalControls(controls, 'iso27001-2022')).toHaveLength(6)
    const named = new Set(risks.flatMap((risk) => risk.controls))
    expect(controls.filter(({ id, reqs }) => reqs.length === 0 && !named.has(id)).map(({ id }) => id)).toEqual(demoGaps['6.1.3-orphan-control'])
  })
})

it('evidence carries the review to be signed', () => {
  expect(records.filter(({ kind, review }) => kind === 'evidence' && review === undefined)).toHaveLength(14)
})

describe('its evidence', () => {
  const window = { from: '2025-12-01', to: '2026-05-31' }
  const linked = (id: string) => evidence.filter((item) => item.controls.includes(id))
  const operating = controls.filter(({ status }) => status === 'operating')
  it('EV4: only the restore evidence has expired, and every operating control has some', () => {
    expect(byRef(operating.filter(({ id }) => linked(id).length === 0))).toEqual([])
    const any = (id: string): EvidenceFacts => ({ ...facts(id), reviewState: 'accepted' })
    const expired = operating.filter((control) => controlEvidence(control, linked(control.id).filter((item) => facts(item.id).reviewState !== 'rejected'), { facts: any, superseded, settings, today }).state === 'expired')
    expect(expired.map(({ ref }) => ref)).toEqual([])
    expect(operating.filter((control) => controlEvidence(control, linked(control.id), { facts, superseded, settings, today }).state === 'expired').map(({ id }) => id)).toEqual(demoGaps['A-evidence-expired'])
  })
  it('EV5: one control has evidence before the Stage 2 window only', () => {
    const outside = operating.filter(({ id }) => linked(id).length > 0 && linked(id).every((item) => windowRelation(item, window, settings) === 'outside'))
    expect(outside.map(({ id }) => id)).toEqual(demoGaps['A-evidence-out-of-period'])
  })
  it('EV9: key controls show a pattern, but for the access review', () => {
    const thin = operating.filter((control) => control.key && (evidencePattern(control, linked(control.id), { facts, settings, today })?.ratio ?? 1) < 0.75)
    expect(thin.map(({ id }) => id)).toEqual(demoGaps['A-evidence-pattern'])
  })
  it('captures say where they come from and by whom; nobody reviews his own; what waits is fresh', () => {
    for (const item of evidence.filter(({ source }) => source === 'capture')) expect([item.ref, item.url, item.system, item.account, item.capturedBy].every(Boolean), item.ref).toBe(true)
    for (const review of reviews.values()) {
      const item = evidence.find(({ id }) => id === review.evidence)!
      expect(review.by).not.toBe(item.capturedBy ?? item.createdBy)
      expect(review.at > item.createdAt && review.at < '2026-06-01').toBe(true)
      if (review.decision === 'rejected') expect(review.reason).toBeTruthy()
    }
    const waiting = evidence.filter(({ id }) => !reviews.has(id))
    expect(waiting.every(({ createdAt }) => createdAt >= '2026-05-23')).toBe(true)
    expect(byRef(waiting)).toEqual(['EV-227', 'EV-228', 'EV-229', 'EV-230', 'EV-231', ...Array.from({ length: 9 }, (_, i) => `EV-B${33 + i}`)])
  })
  it('each has a picture to be made, and a picture is the same every time', () => {
    for (const record of records.filter(({ kind }) => kind === 'evidence')) {
      const content = describeDemoImage(record.image!)
      expect(content.rows.length, record.ref).toBeGreaterThan(0)
      for (const { cells } of content.rows) expect(cells).toHaveLength(content.columns.length)
      expect(describeDemoImage(record.image!)).toEqual(content)
    }
    expect(demoEvidenceImages().map(({ template }) => template)).toEqual(demoImageTemplates)
    const backups = describeDemoImage(records.find(({ ref }) => ref === 'EV-231')!.image!)
    expect([backups.product, backups.rows.length, backups.filters.at(-1)]).toEqual(['Nimbus Console', 50, 'Rows 1-50 of 62'])
  })
})

it('its requests show every state, one of them rejected and past due', () => {
  const submissions = of('evidenceSubmission')
  const states = of('evidenceRequest').map((request) => ({ request, state: requestState(request, submissions) }))
  expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['withdrawn', 'accepted', 'rejected', 'submitted', 'requested']))
  expect(states.filter(({ request, state }) => isRequestOverdue(state, request.due, today)).map(({ request }) => request.id)).toEqual(demoGaps['9.2-requests-overdue'])
})

it('RC6: its tasks are in time, but some are late within the days of grace', () => {
  expect(byRef(of('task').filter((task) => isTaskOverdue(task, today, settings.taskGraceDays)))).toEqual([])
  expect(byRef(of('task').filter((task) => isTaskOverdue(task, today, 0)))).toEqual(['TK-20'])
  expect(of('person').find(({ id }) => id === person('IS'))?.title).toBe('Information Security Manager')
})
