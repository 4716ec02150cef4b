/** Words for enum values, `value.<kind>.<field>.<value>`. Values of a newer version are shown raw. */
const cia = { 1: 'Low', 2: 'Medium', 3: 'High', 4: 'Very high' }
export const value = {
  settings: {
    socCategories: { security: 'Security', availability: 'Availability', confidentiality: 'Confidentiality', processingIntegrity: 'Processing integrity', privacy: 'Privacy' },
    socReport: { type1: 'Type 1', type2: 'Type 2' },
  },
  scope: { climateRelevant: { yes: 'Yes', no: 'No' } },
  riskMethod: { approach: { assetBased: 'By asset', eventBased: 'By event', both: 'Both' } },
  asset: {
    type: { information: 'Information', service: 'Service', software: 'Software', hardware: 'Hardware', network: 'Network', site: 'Site', people: 'People', supplierService: 'Supplier service' },
    classification: { public: 'Public', internal: 'Internal', confidential: 'Confidential', secret: 'Secret' },
    status: { planned: 'Planned', inUse: 'In use', retired: 'Retired' },
    c: cia, i: cia, a: cia,
  },
  risk: {
    properties: { C: 'Confidentiality', I: 'Integrity', A: 'Availability' },
    option: { modify: 'Modify', retain: 'Retain', avoid: 'Avoid', share: 'Share' },
    status: { open: 'Open', closed: 'Closed' },
  },
  control: {
    types: { preventive: 'Preventive', detective: 'Detective', corrective: 'Corrective' },
    nature: { technical: 'Technical', administrative: 'Administrative', physical: 'Physical', people: 'People' },
    status: { planned: 'Planned', inProgress: 'In progress', operating: 'Operating', degraded: 'Degraded', retired: 'Retired' },
    frequency: {
      continuous: 'Continuously', perEvent: 'Per event', daily: 'Daily', weekly: 'Weekly', monthly: 'Monthly', quarterly: 'Quarterly', semiannual: 'Twice a year', annual: 'Yearly',
    },
    automation: { manual: 'Manual', partly: 'Partly automated', automated: 'Automated' },
  },
  soaEntry: {
    applicability: { undecided: 'Undecided', applicable: 'Applicable', notApplicable: 'Not applicable', inherited: 'Inherited' },
    reasons: { risk: 'Risk', legal: 'Legal', contractual: 'Contract', practice: 'Practice' },
  },
  evidence: {
    source: { capture: 'Capture', upload: 'Upload', link: 'Link', generated: 'Generated' },
    environment: { production: 'Production', staging: 'Staging', test: 'Test', other: 'Other' },
    completeness: { complete: 'Complete', partial: 'Partial', unknown: 'Unknown' },
    sensitivity: { normal: 'Normal', restricted: 'Restricted' },
  },
  evidenceRequest: { verdict: { accepted: 'Accepted', rejected: 'Rejected' } },
  task: {
    purpose: {
      accessReview: 'Access review', riskReview: 'Risk review', internalAudit: 'Internal audit', managementReview: 'Management review', policyReview: 'Policy review',
      supplierReview: 'Supplier review', backupTest: 'Backup test', continuityTest: 'Continuity test', awareness: 'Awareness', metric: 'Metric', evidence: 'Evidence', other: 'Other',
    },
    status: { open: 'Open', closed: 'Closed' },
  },
}
