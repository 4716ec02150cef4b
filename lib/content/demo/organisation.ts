import { matrixHash } from '~/lib/isms/risk/level'
import { defaultMethod, templateGrid } from '~/lib/isms/risk/defaultMethod'
import { demoNamed, demoIsmsStart, type DemoRecord } from './demoRecord'
import { person } from './demoPeople'

/** The matrix in force, and the 4×4 one it replaced in January 2026. */
export const demoMatrixHash = matrixHash(defaultMethod.grid)
export const previousMatrixHash = matrixHash(templateGrid(4, 4))

export const demoOrganisation = (): readonly DemoRecord[] => [
  demoNamed('settings', 'settings_main', '2025-03-01', person('IS'), {
    timeZone: 'Europe/Berlin',
    ismsStart: demoIsmsStart,
    frameworks: ['iso27001-2022', 'soc2-2017r2022'],
    socCategories: ['availability', 'security'],
    socReport: 'type1',
    auditInterval: 'P12M',
    reviewInterval: 'P12M',
    evidenceWarnDays: 30,
    requireEvidenceReview: true,
    readyScore: 90,
  }),
  demoNamed('scope', 'sc_main', '2025-03-04', person('IS'), {
    orgName: 'Quillmere Logistics Cloud',
    orgProfile:
      'Quillmere Logistics Cloud plans routes for small hauliers. About 310 companies with 4,200 vehicles use the dispatcher app, the driver app and the customer portal every working day. 42 people work from one office and from home; everything runs in the public cloud.',
    statement:
      'The information security management system covers the development, operation and support of the Quillmere route planning service (dispatcher app, driver app, customer portal and public interfaces), including the personal data of drivers and consignees processed in it, by all units of the company, from the office in Rostrevor Street and from remote work places.',
    orgUnits: ['Customer Success', 'Engineering', 'Finance', 'Management', 'Office', 'People', 'Platform', 'Product', 'Sales', 'Security'],
    locations: ['Office, 14 Rostrevor Street', 'Remote work places'],
    systems: ['Company directory', 'Customer portal', 'Dispatcher app', 'Driver app', 'Log archive', 'Nimbus Cloud production tenant', 'Source code host'],
    processes:
      'Product planning hands approved work to engineering; engineering hands tested releases to platform; platform operates the service and hands events to support and security; support hands what customers report back to product. The ISMS processes (risk, treatment, incidents, suppliers, audit, review, improvement) run along this chain and are led by the Information Security Manager.',
    interfaces:
      'Nimbus Cloud runs data centres, hypervisors and managed databases. Map data, mail and text messages are bought as services. Hauliers run their own devices and their own accounts. The landlord secures the building up to our door.',
    exclusions: 'The marketing website, which holds no customer data and runs at an agency.',
    headcount: 42,
    climateRelevant: 'yes',
    climateRationale: 'Heat and flooding threaten the data centre region and the ground-floor network room, and customers ask for emission data that we must keep correct.',
    developsSoftware: true,
    outsourcesDevelopment: false,
    remoteWork: true,
    hasPremises: true,
    handlesPii: true,
    systemDescription: 'One production tenant in two availability zones, a separate test tenant, a deployment pipeline with review and signed artefacts, and a log archive that developers cannot write to.',
    commitments: 'Availability of 99.9 % a month, notice of incidents within 24 hours, deletion of driver movements after 90 days.',
    auditorExclusions: 'Controls of Nimbus Cloud are carved out; its own report is reviewed every year.',
  }),
  demoNamed('riskMethod', 'rm_main', '2025-03-10', person('IS'), {
    ...defaultMethod,
    acceptanceText: 'Low and Medium need no further treatment. High is accepted by the risk owner for at most a year, Critical by the Managing Director for at most half a year, and both only with a plan or a reason in writing.',
    whenToAssess: 'Every year before the budget, on every significant change of product, suppliers or law, and after every incident of severity 1 or 2.',
    procedure:
      'The owner describes cause, event and consequence; owner and Information Security Manager score likelihood and impact apart and settle differences in writing. Inherent is scored as if no control existed, current as controls work today, residual as expected when the planned work is done. Each score carries a sentence that says why.',
  }),
]
