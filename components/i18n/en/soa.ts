/** Statement of Applicability. */
export const soa = {
  title: 'Statement of Applicability', rows: '{n} rows', all: 'All', ownControls: 'Own controls', id: 'Id', requirement: 'Requirement', decision: 'Decision', reasons: 'Reasons', status: 'Status', controls: 'Controls', risks: 'Risks', evidence: 'Evidence', ownerOrProblem: 'Owner or problem',
  bulk: { decision: 'Decision', reasons: 'Reasons', controls: 'Link controls', owner: 'Owner', clear: 'Clear' }, edit: 'Edit {column} of {code}', asks: 'Risks that ask for it', noRisks: 'No open risk asks for it.', guidance: 'What auditors look for', linked: 'Controls that answer it', noControls: 'No control answers it.',
  problems: {
    undecided: 'Undecided', reasonMissing: 'Reason missing', reasonRiskWithoutRisk: 'Reason is a risk, but none asks', justificationMissing: 'Justification missing', reasonOnExclusion: 'Reasons on an exclusion', providerMissing: 'Provider missing', providerAssuranceEnded: 'Provider’s assurance ended',
    noControl: 'No control, no action',
  },
  contradictions: {
    risk: 'Risks ask for it: {refs}', control: 'Controls exist: {refs}', supplier: 'Suppliers exist: {refs}', cloudSupplier: 'Cloud suppliers exist: {refs}', development: 'The scope develops software', outsourcing: 'The scope outsources development', remoteWork: 'The scope has remote work',
    premises: 'The scope has premises', pii: 'The scope handles personal data', obligation: 'An obligation asks for it: {refs}',
  },
  decided: '{n} of {m} decided', additional: 'Controls beyond Annex A', additionalNone: 'Every control answers to a row of Annex A.', noEvidence: 'none', cellHelp: 'Arrow keys move, Enter edits, Esc restores.', undecidedFilter: 'Undecided',
}
