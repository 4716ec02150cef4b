import { defineStarter } from './starter'

export const supplierSecurity = defineStarter({
  name: 'supplierSecurity', title: 'Supplier security policy', level: 'topic', attest: false, reqs: ['8.1', 'A.5.19', 'A.5.20', 'A.5.21', 'A.5.22', 'A.8.30'],
  purpose: 'A weakness of a supplier is a weakness of ours. This policy makes sure that {organisation} chooses suppliers with open eyes, agrees on security in writing, and keeps looking.',
  scope: 'Suppliers and partners who process our information, can reach our systems or premises, deliver software, devices or services that we depend on, or develop for us. Cloud services are treated in more detail in their own policy.',
  rules: [
    ['Before the contract', [
      'Every supplier in scope stands in the supplier register with an owner, the service, the information concerned and a class: critical, important or ordinary.',
      'Critical: we could not serve customers for more than one day without it, or it holds confidential information of customers. Important: the same for a week, or other confidential information. All others are ordinary.',
      'Before signing, the owner assesses critical and important suppliers: certificates or audit reports and what they cover, incidents, location of data, sub-suppliers, financial stability, way out. The result and its risks are recorded.',
      'No information is given before an agreement of confidentiality is in force; no personal data before a data processing agreement is.',
    ]],
    ['In the contract', [
      'Contracts with critical and important suppliers hold: security requirements, notice of incidents within 48 hours at most, right to audit or to reports, rules for sub-suppliers, return and deletion of data, and help when we leave.',
      'Suppliers of software tell us about vulnerabilities and for how long they provide updates, and can name the components they use.',
      'Outsourced development follows our secure development policy; the code and its rights belong to us.',
    ]],
    ['During the service', [
      'Access of suppliers is personal, limited to the task and time, protected by a second factor, and logged.',
      'Critical suppliers are reviewed every twelve months, important ones every two years: reports read, gaps recorded as risks, agreed levels compared with what was delivered.',
      'Changes of service, location, owner or sub-supplier are assessed before they take effect where the contract allows it.',
      'Incidents at a supplier are handled by our incident procedure as if they were ours.',
    ]],
    ['At the end', [
      'Access is removed on the last day, things and data come back, deletion is confirmed in writing within 30 days, and the register is closed.',
    ]],
  ],
  responsibilities: [
    ['Supplier owners', 'assess, review and know the state of their suppliers.'],
    ['Purchasing', 'signs no contract in scope without a recorded assessment.'],
    ['The information security lead', 'provides questions and contract clauses and advises.'],
    ['Top management', 'accepts the remaining risk of critical suppliers.'],
  ],
  exceptions: 'A supplier that does not agree to a required clause is used only after the remaining risk is accepted in writing by the person with that authority, until the next renewal at the latest.',
  review: 'Reviewed every twelve months together with the list of critical suppliers, and after every considerable incident at a supplier.',
})
