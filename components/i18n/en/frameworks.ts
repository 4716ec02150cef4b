/** Catalogue browser. */
export const frameworks = {
  title: 'Frameworks', clauses: 'Clauses 4 to 10', annex: 'Annex A', search: 'Find a clause or control', count: '{n} requirements', guidance: 'What auditors look for', licence: 'Licence', controls: 'Controls', risks: 'Risks', evidence: 'Evidence', none: 'Nothing is linked to it yet.', decision: 'Decision', open: 'Open in the statement',
  types: 'Type', properties: 'Protects',
}
