/** Cases of the Statement of Applicability. */

import { annexRows } from '~/lib/isms/readiness/facts/applicabilityFacts'
import { requirementCode, soaVersionId } from '~/lib/records/derivedIds'
import type { AnyRecord, Kind, RowOf } from '~/lib/records/registry'
import { freezeInput } from '~/lib/isms/soa/freezeInput'
import { freezeSoa, frozenHashes } from '~/lib/isms/soa/frozenSoa'
import {
  annex,
  approved,
  archived,
  but,
  list,
  names,
  namesOf,
  record,
  rejected,
  revoked,
  scope,
  soa,
  today,
  voided,
  yesterday,
  type Cases,
} from './cases'

const codes = annexRows.map(requirementCode)
const everyRow = (applicability: 'applicable' | 'undecided', values = {}): readonly AnyRecord[] =>
  codes.map((code) => soa(code, applicability, { reasons: ['practice'], ...values }))
const words = 'No premises of our own: all staff work from home.'
const control = (values: object = {}, id = 'c_1') =>
  record('control', id, { title: 'Backups', status: 'operating', reqs: [annex('A.8.13')], owner: 'pe_1', ...values })
const risk = (values: object = {}) => record('risk', 'r_1', { title: 'Loss', status: 'open', ...values })
const supplier = (values: object = {}) => record('supplier', 'su_1', { name: 'Cloud', status: 'active', ...values })
const action = (values: object = {}) =>
  record('treatmentAction', 'ta_1', { title: 'Buy it', status: 'planned', due: today, ...values })

/** A frozen copy of the statement for these records. */
function frozen(rows: readonly AnyRecord[], decisionHash?: string): RowOf<'soaVersion'> {
  const hashes = frozenHashes(
    freezeSoa(
      freezeInput(
        {
          all: <K extends Kind>(kind: K) =>
            rows.filter((one) => one.kind === kind) as readonly AnyRecord[] as readonly RowOf<K>[],
          statementsOf: () => [],
          held: () => undefined,
        },
        'iso27001-2022',
        today,
      ),
    ),
  )
  return record('soaVersion', soaVersionId('iso27001-2022', hashes.contentHash), {
    framework: 'iso27001-2022',
    asOf: today,
    contentHash: hashes.contentHash,
    decisionHash: decisionHash ?? hashes.decisionHash,
  })
}
const provided = [soa('A.7.4', 'inherited', { reasons: ['practice'], provider: 'su_1' }), supplier()]
const providedVersion = frozen(provided)
const decided = [soa('A.8.13', 'applicable', { reasons: ['practice'] }), control()]
const version = frozen(decided)
const older = frozen([soa('A.8.13', 'notApplicable', { justification: words })])

export const applicabilityCases: Cases = {
  '6.1.3-soa-complete': {
    fails: {
      'nothing decided': [namesOf(93, ...annexRows)],
      'one row undecided': [...everyRow('applicable'), soa('A.8.34', 'undecided'), namesOf(93, annex('A.8.34'))],
      'one row archived': [...everyRow('applicable'), archived(soa('A.5.1', 'applicable')), names(annex('A.5.1'))],
    },
    passes: { 'all 93': everyRow('applicable') },
  },
  '6.1.3-soa-exclusion-justified': {
    fails: {
      'no words': [soa('A.7.4', 'notApplicable'), names(annex('A.7.4'))],
      '29 characters (SOA4)': [soa('A.7.4', 'notApplicable', { justification: 'x'.repeat(29) })],
      'a reason for inclusion': [soa('A.7.4', 'notApplicable', { justification: words, reasons: ['legal'] })],
    },
    passes: { '30 characters': [soa('A.7.4', 'notApplicable', { justification: 'x'.repeat(30) })] },
    na: { 'nothing excluded': [soa('A.7.4', 'applicable'), soa('A.7.5', 'inherited')] },
  },
  '6.1.3-soa-inclusion-reason': {
    fails: {
      applicable: [soa('A.8.13', 'applicable'), names(annex('A.8.13'))],
      inherited: [soa('A.8.13', 'inherited')],
    },
    passes: { 'one reason': [soa('A.8.13', 'applicable', { reasons: ['contractual'] })] },
    na: { 'excluded and undecided': [soa('A.7.4', 'notApplicable'), soa('A.8.13', 'undecided')] },
  },
  '6.1.3-soa-risk-link': {
    fails: {
      'no risk (SOA3)': [soa('A.8.13', 'applicable', { reasons: ['risk'] }), names(annex('A.8.13'))],
      'only a closed one': [
        soa('A.8.13', 'applicable', { reasons: ['risk'] }),
        risk({ reqs: [annex('A.8.13')], status: 'closed' }),
      ],
      'through a retired control': [
        soa('A.8.13', 'applicable', { reasons: ['risk'] }),
        control({ status: 'retired' }),
        risk({ controls: ['c_1'] }),
      ],
    },
    passes: {
      'a risk names it': [soa('A.8.13', 'applicable', { reasons: ['risk'] }), risk({ reqs: [annex('A.8.13')] })],
      'through its control': [
        soa('A.8.13', 'inherited', { reasons: ['risk', 'legal'] }),
        control(),
        risk({ controls: ['c_1'] }),
      ],
      'through a control of its action': [
        soa('A.8.13', 'applicable', { reasons: ['risk'] }),
        control(),
        risk(),
        action({ risks: ['r_1'], controls: ['c_1'] }),
      ],
    },
    na: {
      'other reasons': [soa('A.8.13', 'applicable', { reasons: ['legal'] })],
      'excluded': [soa('A.8.13', 'notApplicable', { reasons: ['risk'] })],
    },
  },
  '6.1.3-soa-contradiction': {
    fails: {
      'a control names it (SOA7)': [soa('A.8.13', 'notApplicable'), control(), names(annex('A.8.13'))],
      'an open risk names it': [soa('A.8.13', 'notApplicable'), risk({ reqs: [annex('A.8.13')] })],
      'suppliers exist': [soa('A.5.19', 'notApplicable'), supplier()],
      'cloud is used': [soa('A.5.23', 'notApplicable'), supplier({ cloud: true })],
      'software is developed': [soa('A.8.28', 'notApplicable'), scope({ developsSoftware: true })],
      'development is bought': [soa('A.8.30', 'notApplicable'), scope({ outsourcesDevelopment: true })],
      'people work at home': [soa('A.6.7', 'notApplicable'), scope({ remoteWork: true })],
      'there are premises': [soa('A.7.1', 'notApplicable'), scope({ hasPremises: true })],
      'personal data by the scope': [soa('A.5.34', 'notApplicable'), scope({ handlesPii: true })],
      'personal data in an asset': [soa('A.5.34', 'notApplicable'), record('asset', 'as_1', { pii: true })],
      'obligations exist': [soa('A.5.31', 'notApplicable'), record('obligation', 'ob_1', { status: 'active' })],
    },
    passes: {
      'nothing speaks against it': [soa('A.8.13', 'notApplicable')],
      'the control is retired': [soa('A.8.13', 'notApplicable'), control({ status: 'retired' })],
      'the supplier is gone': [soa('A.5.23', 'notApplicable'), supplier({ cloud: true, status: 'ended' })],
      'no cloud': [soa('A.5.23', 'notApplicable'), supplier()],
    },
    na: { 'nothing excluded': [soa('A.8.13', 'applicable'), control()] },
  },
  '6.1.3-soa-approved': {
    fails: {
      'none': [],
      'frozen, not approved': [version],
      'refused': [version, rejected(version)],
      'taken back': [version, ...revoked(version)],
      'void': [version, voided(version)],
      'of another framework': [but(version, { framework: 'own' }), approved(but(version, { framework: 'own' }))],
    },
    passes: { 'approved': [version, approved(version)], 'outdated: another check says so': [older, approved(older)] },
  },
  '6.1.3-soa-outdated': {
    fails: {
      'decided otherwise since (SOA9)': [...decided, older, approved(older), names(older.id)],
      'a control came since': [...decided, control({}, 'c_2'), version, approved(version)],
    },
    passes: {
      'as approved': [...decided, version, approved(version)],
      'only the status changed': [decided[0]!, control({ status: 'degraded' }), version, approved(version)],
      'its provider is archived by now': [
        provided[0]!,
        archived(supplier()),
        providedVersion,
        approved(providedVersion),
      ],
      'the newer version counts': [...decided, older, approved(older), version, approved(version)],
    },
    na: { 'none approved': [...decided, older] },
  },
  '6.1.3-soa-not-implemented': {
    fails: {
      'no control, no action': [soa('A.8.13', 'applicable'), names(annex('A.8.13'))],
      'planned, no action': [soa('A.8.13', 'applicable'), control({ status: 'planned' })],
      'the action was due yesterday': [
        soa('A.8.13', 'applicable'),
        control({ status: 'planned' }),
        action({ controls: ['c_1'], due: yesterday }),
      ],
      'the action is done': [
        soa('A.8.13', 'applicable'),
        control({ status: 'planned' }),
        action({ controls: ['c_1'], status: 'done' }),
      ],
      'the action has no day': [
        soa('A.8.13', 'applicable'),
        control({ status: 'inProgress' }),
        action({ controls: ['c_1'], due: undefined }),
      ],
    },
    passes: {
      'operating': [soa('A.8.13', 'applicable'), control()],
      'degraded is implemented': [soa('A.8.13', 'applicable'), control({ status: 'degraded' })],
      'an action on its control, due today': [
        soa('A.8.13', 'applicable'),
        control({ status: 'planned' }),
        action({ controls: ['c_1'] }),
      ],
      'an action on its risk': [
        soa('A.8.13', 'applicable'),
        risk({ reqs: [annex('A.8.13')] }),
        action({ risks: ['r_1'] }),
      ],
    },
    na: { 'not applicable': [soa('A.8.13', 'notApplicable'), soa('A.8.14', 'inherited'), soa('A.8.15', 'undecided')] },
  },
  '6.1.3-soa-inherited': {
    fails: {
      'no provider (SOA5)': [soa('A.7.1', 'inherited'), names(annex('A.7.1'))],
      'assurance ended yesterday': [
        soa('A.7.1', 'inherited', { provider: 'su_1' }),
        supplier({ assuranceUntil: yesterday }),
      ],
      'archived provider': [
        soa('A.7.1', 'inherited', { provider: 'su_1' }),
        archived(supplier({ assuranceUntil: today })),
      ],
    },
    passes: {
      'assurance ends today': [soa('A.7.1', 'inherited', { provider: 'su_1' }), supplier({ assuranceUntil: today })],
    },
    na: { 'nothing inherited': [soa('A.7.1', 'applicable')] },
  },
  '6.1.3-orphan-control': {
    fails: {
      'serves nothing': [control({ reqs: [] }), names('c_1')],
      'its risk is archived': [control({ reqs: [] }), archived(risk({ controls: ['c_1'] }))],
    },
    passes: { 'a requirement': [control()], 'a risk': [control({ reqs: [] }), risk({ controls: ['c_1'] })] },
    na: { 'only retired ones': [control({ reqs: [], status: 'retired' })] },
  },
}

/** RE3: of `of` rows, `failing` neither implemented nor planned. */
export const unimplemented = (failing: number, of: number) => [
  ...codes.slice(0, of).map((code) => soa(code, 'applicable')),
  control({ reqs: codes.slice(failing, of).map(annex) }),
  namesOf(of, ...list(failing, (n) => annex(codes[n - 1]!))),
]
