import { defineStarter } from './starter'

export const internalAudit = defineStarter({
  name: 'internalAudit', title: 'Internal audit procedure', level: 'procedure', attest: false, reqs: ['9.2.1', '9.2.2', 'A.5.35', 'A.5.36'],
  purpose: '{organisation} wants to know, from people who did not do the work themselves, whether the ISMS is as planned, as required, and effective.',
  scope: 'All clauses of the standard that apply, all applicable controls, all sites and processes in the scope of the ISMS, and suppliers where contracts allow it.',
  rules: [
    ['Programme', [
      'The audit programme covers a cycle of three years. In this time each clause is audited at least once a year, and each applicable control at least once; important or weak areas more often.',
      'It states for each audit: objective, criteria, scope, method, time and auditors, and takes into account risks, changes and earlier results. It is approved by top management.',
      'At least one internal audit takes place every twelve months.',
    ]],
    ['Auditors', [
      'Auditors know the standard and audit practice, shown by training or by two audits done together with an experienced auditor.',
      'Nobody audits own work, or work done in the last twelve months, nor areas of people they report to. Independence is declared in writing for each audit; conflicts for single items are solved by another auditor.',
      'Where nobody inside is independent, an outside auditor is engaged.',
    ]],
    ['Doing', [
      'A plan is sent to those concerned at least ten working days ahead, with a list of evidence that is needed.',
      'Judgements rest on evidence: records, observation, interviews with at least two people per process, and samples. For samples, population, size and selection are recorded, so that another auditor can follow.',
      'As a rule of thumb 25 items are sampled from more than 250, 10 % but at least 5 from 50 to 250, all or at least 3 from fewer.',
      'Findings are graded: major or minor nonconformity, observation, opportunity, strength. Each names the requirement, the evidence and the gap, and is discussed with the person responsible before it is final.',
      'Audit tools and read-only access are agreed with system owners, so that operation is not disturbed.',
    ]],
    ['Reporting and following up', [
      'The report is signed and sent to management within ten working days after the last day on site. It says what was looked at, what was not, and whether the criteria are met.',
      'Each nonconformity is entered in the register within seven days, with cause and corrective action in the times of that procedure.',
      'An auditor checks closed actions by evidence. Results of all audits go into the management review.',
      'Programme, plans, evidence lists and reports are kept for at least six years.',
    ]],
  ],
  responsibilities: [
    ['Top management', 'approves the programme and makes independence possible.'],
    ['The audit manager', 'plans, chooses auditors and watches the cycle.'],
    ['Auditors', 'gather evidence, judge fairly, and keep what they see confidential.'],
    ['Those audited', 'give access and information, and settle findings.'],
  ],
  exceptions: 'Audits may be moved by at most three months with the agreement of top management and a recorded reason. Independence has no exceptions.',
  review: 'Procedure and programme are reviewed every twelve months, with the experience of auditors and those audited.',
})
