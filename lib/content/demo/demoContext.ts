import { demoId, demoRecord, isoSet, type DemoFields, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

type Issue = DemoFields<'issue'>
type Party = DemoFields<'interestedParty'>
type Obligation = DemoFields<'obligation'>

/** I-1 to I-14: title, origin, category, effect, effect on the ISMS, risks, owner, day of the last review. */
const issues: readonly (readonly [string, NonNullable<Issue['origin']>, NonNullable<Issue['category']>, NonNullable<Issue['effect']>, string, string, string, string])[] = [
  ['Hauliers ask for proof of security before they sign', 'external', 'economic', 'both', 'Certification is expected by the five largest customers; the scope follows the service they buy.', '', 'MD', '2026-02-02'],
  ['Heat and flooding threaten the data centre region', 'external', 'environmental', 'threat', 'Second region for backups, watch from May to October, and answers to customers on emissions.', 'R-7 R-25', 'HP', '2026-02-02'],
  ['Tracking of drivers is watched by regulators', 'external', 'legal', 'threat', 'Retention of movements and access to them are kept as key controls.', 'R-B4 R-6', 'PV', '2026-02-02'],
  ['Attackers target logistics during strike seasons', 'external', 'technological', 'threat', 'On-call rota and phishing exercises are timed before autumn.', 'R-3 R-B2', 'SE', '2026-02-02'],
  ['One cloud provider runs all of production', 'external', 'technological', 'threat', 'Restore outside the provider is rehearsed each quarter.', 'R-7 R-5', 'HP', '2026-02-02'],
  ['Map and routing data come from one supplier', 'external', 'economic', 'threat', 'Exit plan and a second source for limits of bridges.', 'R-19 R-23', 'PL', '2026-02-02'],
  ['Skilled platform engineers are hard to find', 'external', 'social', 'threat', 'Deputies for each key role; on-call pay was raised.', 'R-1', 'PP', '2026-02-02'],
  ['Customers merge and ask for single sign-on', 'external', 'economic', 'opportunity', 'Sign-in by the customer’s own directory lowers the number of accounts we keep.', '', 'PL', '2026-02-02'],
  ['Small team: several roles in one hand', 'internal', 'structure', 'threat', 'The internal audit is bought from outside so that nobody audits own work.', 'R-1 R-18', 'MD', '2026-02-02'],
  ['Most people work from home', 'internal', 'people', 'both', 'Managed devices and sign-in by hardware key instead of an office network.', 'R-8 R-20', 'IS', '2026-02-02'],
  ['Releases every day', 'internal', 'process', 'both', 'Controls of change run in the pipeline, not on paper.', 'R-16 R-22', 'EL', '2026-02-02'],
  ['Routing models are the heart of the business', 'internal', 'technological', 'both', 'Models and training data are assets with the highest need for integrity.', 'R-23 R-1', 'PL', '2026-02-02'],
  ['Growth by a fifth each year', 'internal', 'finance', 'both', 'Joiner process and awareness have to carry ten new people a year.', '', 'PP', '2026-02-02'],
  ['Openness: mistakes are told', 'internal', 'culture', 'opportunity', 'Events are reported early; lessons are read in the monthly meeting.', '', 'MD', '2026-02-02'],
]

/** IP-1 to IP-9. */
const parties: readonly (readonly [string, NonNullable<Party['category']>, string, string])[] = [
  ['Hauliers (customers)', 'customer', 'A service that plans routes every working day, and data of their drivers that nobody else sees.', 'Figures on emissions of planned routes that are right.'],
  ['Drivers and consignees', 'public', 'That their addresses and movements are used for deliveries only and deleted in time.', ''],
  ['Staff', 'employee', 'Clear rules, tools that work, and no surveillance beyond what is told.', 'Work that stays possible on hot days.'],
  ['Founders', 'owner', 'A company that keeps its largest customers and no surprise in the accounts.', 'Location of data centres is weighed against climate risk.'],
  ['Data protection authority', 'regulator', 'Lawful processing, notice of breaches within 72 hours, records on request.', ''],
  ['Nimbus Cloud', 'supplier', 'Use within its terms and a contact for security notices.', 'Notice of heat measures is read and followed.'],
  ['Map and text message providers', 'supplier', 'Keys kept secret and volumes as agreed.', ''],
  ['Insurer', 'insurer', 'The controls stated in the proposal: second factor, backups, patching.', 'Statement on flood exposure each year.'],
  ['Landlord', 'partner', 'Keys and cards returned; doors kept closed.', ''],
]

/** OB-1 to OB-18: title, source, party number, citation, what it requires, requirements, controls. */
const obligations: readonly (readonly [string, NonNullable<Obligation['source']>, number, string, string, string, string])[] = [
  ['Lawful processing of drivers’ data', 'regulation', 5, 'Regulation (EU) 2016/679, Art. 5-6', 'Process for stated purposes only, as little and as short as needed.', 'A.5.34', '40 65'],
  ['Security of processing', 'regulation', 5, 'Regulation (EU) 2016/679, Art. 32', 'Measures that fit the risk, tested regularly.', 'A.5.34 A.8.24', '12 13 56'],
  ['Notice of personal data breaches', 'regulation', 5, 'Regulation (EU) 2016/679, Art. 33-34', 'Tell the authority within 72 hours, and people concerned where the risk is high.', 'A.5.24 A.5.26', '60 62'],
  ['Record of processing activities', 'regulation', 5, 'Regulation (EU) 2016/679, Art. 30', 'Keep the record and show it on request.', 'A.5.34', '65'],
  ['Processing on behalf of hauliers', 'contract', 1, 'Processing agreement, version 6', 'Only on instruction; sub-processors by notice; deletion at the end.', 'A.5.20 A.5.34', '52 40'],
  ['Availability of 99.9 % a month', 'contract', 1, 'Service agreement, annex 2', 'Measure, report and pay back when missed.', 'A.8.14 A.5.30', '42 50'],
  ['Notice of security incidents within 24 hours', 'contract', 1, 'Service agreement, annex 4', 'Tell the contact of each customer concerned.', 'A.5.26', '62'],
  ['Yearly penetration test', 'contract', 1, 'Service agreement, annex 4', 'Test by a third party, summary on request.', 'A.8.29', '74'],
  ['Right to audit', 'contract', 1, 'Service agreement, annex 4', 'Once a year with 30 days’ notice.', 'A.5.35', '66'],
  ['Retention of invoices', 'law', 4, 'Commercial code, section 257', 'Keep invoices for eight years, unchanged.', 'A.5.33', '64'],
  ['Working time records of staff', 'law', 3, 'Working time act', 'Record and keep for two years.', 'A.5.33', '64'],
  ['Secrecy in employment', 'law', 3, 'Trade secrets act', 'Secrets are marked and protected by reasonable measures.', 'A.5.13 A.6.6', '22'],
  ['Licences of used libraries', 'contract', 7, 'Licences of 214 libraries', 'Keep to their terms when distributing.', 'A.5.32', '59'],
  ['Terms of the map provider', 'contract', 7, 'Map agreement 2024', 'No storage of raw map data beyond 30 days.', 'A.5.32', '39'],
  ['Terms of Nimbus Cloud', 'contract', 6, 'Customer agreement', 'Shared responsibility: settings are ours.', 'A.5.20', '38'],
  ['Statements to the insurer', 'contract', 8, 'Policy 55-2025', 'What the proposal states is kept or told.', 'A.5.31', '13 30'],
  ['Fire safety of the office', 'law', 9, 'Workplace ordinance', 'Escape routes and extinguishers are kept.', 'A.7.3', '32'],
  ['Fair use of location data', 'voluntary', 2, 'Own pledge of 2024', 'No use for rating of drivers; deletion after 90 days.', 'A.5.34 A.8.10', '40'],
]

export const demoContext = (): readonly DemoRecord[] => [
  ...issues.map(([title, origin, category, effect, effectOnIsms, risks, owner, reviewedOn], index) =>
    demoRecord('issue', `I-${index + 1}`, '2025-03-06', person('IS'), {
      title, origin, category, effect, effectOnIsms, climate: category === 'environmental', owner: person(owner), reviewedOn, status: 'active',
      risks: risks.split(' ').filter(Boolean).map(demoId).sort(),
    })),
  ...parties.map(([name, category, needs, climateNeed], index) =>
    demoRecord('interestedParty', `IP-${index + 1}`, '2025-03-06', person('IS'), {
      name, category, needs, ...(climateNeed && { climateNeed }), owner: person(index < 2 ? 'CS' : 'IS'), status: 'active', reviewedOn: '2026-02-02',
    })),
  ...obligations.map(([title, source, party, citation, summary, reqs, controls], index) =>
    demoRecord('obligation', `OB-${index + 1}`, '2025-04-02', person('PV'), {
      title, source, citation, summary, party: demoId(`IP-${party}`), addressed: 'isms', owner: person(index < 5 || index === 17 ? 'PV' : 'FL'), reqs: isoSet(reqs),
      controls: controls.split(' ').map((number) => demoId(`C-${number}`)).sort(), validFrom: '2025-01-01', reviewedOn: '2026-01-20', reviewEvery: 'P12M', status: 'active',
    })),
]
