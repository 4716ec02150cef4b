/** OSCAL in and out. */
export const oscal = {
  title: 'OSCAL', version: 'version {version}', views: { export: 'Export', import: 'Import' },
  framework: 'Framework', audit: 'Audit', noAudit: 'There is no audit yet', documents: 'Documents',
  model: {
    catalog: 'Catalogue', profile: 'Profile', 'system-security-plan': 'System security plan', 'component-definition': 'Component definition', 'assessment-plan': 'Assessment plan', 'assessment-results': 'Assessment results',
    'plan-of-action-and-milestones': 'Plan of action and milestones', 'mapping-collection': 'Mapping collection',
  },
  about: {
    catalog: 'The requirements of the framework: ids, our titles and guidance.', profile: 'The choice of the framework, as a whole.', 'system-security-plan': 'Scope, assets, suppliers, controls and the Statement of Applicability as it stands today.',
    'component-definition': 'Controls and the requirements they answer to, without the scope.', 'assessment-plan': 'What the audit looks at, when and by whom.', 'assessment-results': 'Checklist, tests and findings of the audit.',
    'plan-of-action-and-milestones': 'Open nonconformities and risks above the criteria, with their actions.', 'mapping-collection': 'How the requirements relate to those of other frameworks.',
  },
  step: { write: 'Writing and checking the document', check: 'Checking the file against its schema', compare: 'Comparing with what is here' },
  cancel: 'Cancel', cancelled: 'Cancelled. Nothing was written.', save: 'Save',
  checks: { title: 'Checked', schema: 'Follows the schema of OSCAL {version}', references: 'Everything it refers to is in it', nothingFetched: 'Nothing was sent or fetched' },
  holds: 'What it holds',
  count: {
    controls: 'Controls of the catalogue', groups: 'Groups', imports: 'Imported catalogues', 'implemented-requirements': 'Requirements answered', components: 'Components', 'information-types': 'Types of information', users: 'Roles', observations: 'Observations',
    findings: 'Findings', risks: 'Risks and weaknesses', 'poam-items': 'Items', tasks: 'Actions', 'include-controls': 'Requirements reviewed', maps: 'Mappings', parties: 'People and organisation', resources: 'Evidence and documents referred to',
  },
  leftOut: {
    title: 'Not in it', none: 'Nothing was left out.',
    otherFramework: '{n} link to another framework. Export that framework, too. | {n} links to other frameworks. Export those frameworks, too.', retiredControls: '{n} retired control. | {n} retired controls.', endedRoles: '{n} role that nobody is asked to hold today. | {n} roles that nobody is asked to hold today.',
    notAssessed: '{n} checklist item without a result. | {n} checklist items without a result.', withdrawnFindings: '{n} withdrawn finding. | {n} withdrawn findings.', restrictedFiles: '{n} file of restricted evidence. The evidence is named without it. | {n} files of restricted evidence. The evidence is named without them.',
    unknownRequirement: '{n} requirement of another framework. | {n} requirements of other frameworks.', withinCriteria: '{n} risk within the criteria or closed has no item of its own. It is listed. | {n} risks within the criteria or closed have no item of their own. They are listed.',
    closedNonconformities: '{n} closed nonconformity. | {n} closed nonconformities.', unknownCrosswalk: '{n} mapping to a catalogue that is not here. | {n} mappings to catalogues that are not here.', externalLinks: '{n} link of the imported catalogue to material that was not kept. | {n} links of the imported catalogue to material that was not kept.',
    noFiles: '{n} evidence has no file to point at. | {n} pieces of evidence have no file to point at.', sharedIds: '{n} record under the id of another one. | {n} records under ids of other ones.',
  },
  failure: {
    title: 'This document can’t be written now', noScope: 'It describes the scope. Write the name of the organisation and the scope statement first.', noRequirements: 'No control answers to a requirement of this framework. Link controls to its requirements, or choose another framework.',
    noControls: 'There is no control to describe. Add controls first.', noItems: 'There is no open nonconformity and no risk above the criteria, so there is nothing to plan. OSCAL has no plan without an item.', noCrosswalk: 'No requirement of this framework is mapped to another one. Add mappings in Frameworks first.',
    auditMissing: 'Choose the audit that the document is about.', notPerformed: 'The audit has not begun. Set the first day it was performed on, then export its results.', nothingReviewed: 'The audit looks at no requirement of this framework. Add checklist items, or choose another framework.',
    invalidExport: 'The document does not pass its own checks, so it is not offered. That is a fault of this program. Copy the details and tell whoever looks after it.', unknownFramework: 'The framework is not in this workspace. Choose another one.', copy: 'Copy details',
    openScope: 'Open scope', openControls: 'Open controls', openFrameworks: 'Open frameworks', openAudits: 'Open audits',
  },
  problem: {
    required: 'The member {about} is missing', unknownMember: 'OSCAL has no such member here', uuid: 'A UUID of version 4 or 5 is needed', instant: 'A date and time with its zone is needed, such as 2026-05-01T10:00:00Z', token: 'A token is needed: a letter or _ first, then letters, digits, ., - and _',
    line: 'One line of text is needed', address: 'An address (URI) is needed', text: 'Text without line breaks and without blanks around it is needed', type: 'Another kind of value is needed', empty: 'An empty list is not allowed; the member is left out instead', word: 'OSCAL does not know this word here', other: '{about}',
    undefinedUuid: '{about} is not defined in the document', usedTwice: '{about} is used twice', undefinedRole: 'The role {about} is not defined in the document', leadsNowhere: '{about} leads nowhere in the document', unknownControl: 'The catalogue has no control {about}', unknownStatement: 'The catalogue has no statement {about}',
  },
  import: {
    drop: 'Drop an OSCAL file, or choose one', dropHelp: 'JSON, versions 1.0 to 1.2, up to 50 MB. It is read on this device. Nothing is written before you say so.', choose: 'Choose', other: 'Another file',
    reads: 'System security plans, component definitions, assessment results, plans of action and mappings become records. Profiles are compared with the catalogues that are here. Catalogues are imported in Frameworks.',
    failed: 'This file can’t be imported', toFrameworks: 'Open frameworks', more: '{n} more problem. | {n} more problems.',
    failure: {
      tooLarge: 'It is larger than 50 MB. Split it, or export a smaller part where it comes from.', notText: 'It is not UTF-8 text. Save it as JSON in UTF-8.', notJson: 'It is not a JSON document. OSCAL in XML or YAML is converted to JSON first.', tooDeep: 'It is nested deeper than any OSCAL document. It is damaged or hostile.',
      tooMany: 'It holds more than 3 million values. Split it.', textTooLong: 'A text in it is longer than a million characters: {path}', reservedName: 'It has a member whose name is not allowed in a document: {path}', notOscal: 'It is JSON, but no OSCAL document.',
      version: 'It is OSCAL {version}. Versions 1.0 to 1.2 are read, mappings from 1.2 on.', schema: 'It does not follow the schema of its model. What is wrong, and where:', isCatalog: 'It is a catalogue. Import it in Frameworks, where its requirements are shown before they are taken over.',
      notReadModel: 'An assessment plan says what somebody is going to look at. There is no record to make of it; import the results.', cancelled: 'Cancelled. Nothing was written.',
    },
    read: '{model}, OSCAL {version}', codes: 'Control ids of', filter: { all: 'All', create: 'New', update: 'Changed', same: 'Same', error: 'Not possible' },
    dryRun: 'Dry run. Nothing is written yet.', nothing: 'Nothing in this file differs from what is here.', nothingShown: 'No row of this sort.', all: 'Choose all', choose1: 'Import {title}', isNew: 'new', comesBack: 'Was undone and comes back', showMore: 'Show {n} more',
    commit: 'Import {n} record | Import {n} records', done: '{n} record imported | {n} records imported', from: '{before} → {after}', empty: 'nothing',
    profile: '{n} of {of} requirements of {framework}', profileText: 'A profile chooses requirements. It changes no record: what applies here is decided in the Statement of Applicability.',
    notes: 'Not taken over', broken: 'References that lead nowhere',
    note: {
      unknownControl: 'No catalogue here has control {about}', noFramework: 'No catalogue here knows the control ids of this file', notRead: 'Not read from OSCAL: {about}', personNotAllowed: '{about} is not among the people here; only owners and leads add people', ambiguousPerson: 'Several people here are called {about}; the field stays empty', archived: '{about} is archived here and stays so',
      signature: 'A signature, not a field: {about}', evidenceHere: 'Evidence that is not here: {about}', remote: 'Elsewhere, never fetched: {about}', unresolved: 'No catalogue here for: {about}',
    },
  },
}
