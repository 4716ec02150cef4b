/** Frameworks: list, catalogue, requirement, gaps, crosswalk, import. */
export const frameworks = {
  title: 'Frameworks',
  aid: 'An aid, not an attestation.',
  list: {
    count: '{n} on', own: 'Your own', soa: 'Statement of Applicability', on: 'On', off: 'Off', turn: '{name} on or off', last: 'One framework stays on. Turn another one on first.',
    requirements: 'no requirement | {n} requirement | {n} requirements', offText: 'Off. {n} requirements to read.', gaps: 'no gap | {n} gap | {n} gaps', turnedOn: '{name} turned on', turnedOff: '{name} turned off',
    explain: 'Assess once, see every framework. A requirement is met when its controls are verified or inherited, clauses when readiness checks apply and none fails. What another framework lends comes through the crosswalk.',
    import: 'Import a framework', checksUnknown: 'Readiness checks have not run here yet, so clauses count as open.', retire: 'Archive', retired: '{name} archived. Its requirements and decisions stay.',
  },
  soc: {
    categories: 'Categories in scope', report: 'Report', always: 'Security belongs to every report.', changed: 'Scope of SOC 2 changed',
  },
  standing: { met: 'Met', covered: 'Covered', partly: 'Partly', open: 'Open', excluded: 'Excluded' },
  standingOf: { met: '{n} met', covered: '{n} covered by others', partly: '{n} partly', open: '{n} open', excluded: '{n} excluded' },
  ofTotal: 'of {n}',
  standingText: {
    met: 'Met by its own controls.', metClause: 'No readiness check about it fails.', covered: 'Not met by itself. {code} is met and asks at least as much.', open: 'Nothing carries it yet.', excluded: 'Excluded in the Statement of Applicability.',
    partlyOwn: 'In part: {why}.', openOwn: 'Open: {why}.', partlyBy: 'In part: {n} met requirement of other frameworks speaks of it. | In part: {n} met requirements of other frameworks speak of it.',
  },
  status: { checksPass: 'Checks pass', checksWarn: 'Warnings', checksFail: 'Blockers', checksIdle: 'Nothing to check yet', checksUnknown: 'Not checked' },
  missing: {
    decision: 'nobody decided on it', control: 'no control names it', checks: 'readiness checks about it fail', openNc: 'a nonconformity on it is open', checksIdle: 'no readiness check has anything to judge yet', checksUnknown: 'readiness checks have not run', wider: 'it asks more than the requirements that are met',
    ineffective: '{refs} tested as ineffective', implementation: '{refs} not in operation yet', operation: '{refs} not in full operation', evidence: '{refs} has no evidence that counts today', test: '{refs} has no effective test in time',
  },
  next: {
    decide: 'Decide', takeOver: 'Take over controls', link: 'Link a control', implement: 'Put into operation', operate: 'Restore operation', repair: 'Repair and test again', evidence: 'Capture evidence', test: 'Test the control', checks: 'See the checks', runChecks: 'Run the checks',
  },
  view: { catalogue: 'Catalogue', gaps: 'Gaps', crosswalk: 'Crosswalk' },
  search: 'Find a code or words', nothing: 'Nothing matches {q}', nothingText: 'Codes, titles and guidance are searched.', clear: 'Clear',
  column: { code: 'Code', requirement: 'Requirement', status: 'Status', support: 'From other frameworks', missing: 'What is missing', weakest: 'Weakest link', next: 'Next step', source: 'This', relation: 'Relation', target: 'That', confidence: 'Confidence', rationale: 'Why', standing: 'Standing', origin: 'Judgement' },
  support: { full: 'in full by {code}', partial: 'in part by {n}' },
  tree: { open: 'Open', close: 'Close', label: 'Requirements of {name}' },
  unknown: { title: 'This framework is not here', text: 'It may have been archived, or the link is of another workspace.', back: 'All frameworks' },
  emptyOwn: { title: 'No requirement is left', text: 'All requirements of this framework are archived. Import it again to bring them back.' },
  pane: {
    guidance: 'What it asks', help: 'What auditors ask for', standing: 'Where it stands', linked: 'Linked', none: 'Nothing is linked to it yet.', controls: 'Controls', risks: 'Risks', evidence: 'Evidence', policies: 'Policies',
    link: 'Link a control', linked1: '{ref} linked to {code}', unlinked1: '{ref} no longer linked to {code}', openSoa: 'Open in the statement', openChecks: 'Open readiness', weakest: 'Weakest link', weakestText: '{code}, {status}: {why}.', confidence: 'Confidence: {word}.', carried: 'Carried by {code}, {status}.',
    close: 'Close', previous: 'Previous requirement', next: 'Next requirement',
  },
  crosswalk: {
    title: 'Crosswalk', none: 'No counterpart in other frameworks is known.', noCounterpart: 'No counterpart in {name}: {why}', relation: { equal: 'equals', subset: 'lies within', superset: 'asks more than', intersects: 'overlaps', none: 'has nothing of', possible: 'may touch' },
    confidence: { high: 'high', medium: 'medium', low: 'low' }, own: 'yours', shipped: 'shipped', via: 'over {code}', possible: 'no hint over two steps | {n} hint over two steps | {n} hints over two steps', possibleText: 'Concluded, not judged. Counts as nothing.',
    add: 'Add a mapping', change: 'Judge it yourself', remove: 'Take back', removed: 'Own mapping of {code} archived', all: 'All', empty: 'No mapping fits', emptyText: 'Choose other filters, or add a mapping of your own.',
  },
  mapping: {
    title: 'How {code} relates', target: 'The other requirement', choose: 'Choose a requirement', relation: 'What {code} asks', relations: { equal: 'is the same', subset: 'lies within what the other asks', superset: 'goes beyond what the other asks', intersects: 'overlaps with what the other asks', none: 'has nothing to do with the other' },
    rationale: 'Why, in one line', confidence: 'How sure', save: 'Keep mapping', kept: 'Mapping {code} to {other} kept', replaces: 'Takes the place of the shipped judgement: {why}', needTarget: 'Choose the other requirement.', needRationale: 'Say why, so that an auditor can follow.',
  },
  proposals: {
    title: 'To take over', text: 'Answers other requirements that speak of this one. Taking over links it; what it says stays.', from: 'from {code}', hint: 'hint from {code}', take: 'Take over', takeAll: 'Take over {n} controls', taken: '{ref} linked to {code}', takenAll: '{n} records linked to {code}', possible: 'A hint over two steps.',
    decision: 'Decide as {code}: {decision}', decided: '{code} decided as {other}',
  },
  criterion: {
    stateOf: { operating: '{n} operating', designed: '{n} designed', partial: '{n} partial', exception: '{n} with an exception', gap: '{n} not covered' }, state: { exception: 'Exception', gap: 'Not covered', partial: 'Partial', operating: 'Operating', designed: 'Designed' }, points: '{n} of 100 points', coverage: { full: 'covered in full', partial: 'covered in part', none: 'not covered' },
    problem: { openNc: 'A nonconformity on it is open.', ineffective: 'Tested as ineffective: {refs}.', clauseBlocker: 'A blocker fails in {refs}.', noControl: 'No control supports it.', onlyPartial: 'Only wider or overlapping requirements have controls. Link a control directly.', notOperating: 'Not in operation: {refs}.', pattern: 'Not shown over the whole period: {refs}.', untested: 'No signed test in the period: {refs}.' },
    outOfScope: 'Not in the scope of your SOC 2 report.', outside: 'Not in scope',
  },
  gaps: {
    none: 'No gap', noneText: 'Every requirement of {name} is met or excluded.', filtered: 'No gap fits', filteredText: 'Choose other filters.', file: '{name} gaps', note: 'Crosswalk and posture are an equivalence aid, not an attestation. As of {day}.', exportCsv: 'Export as CSV', exportXlsx: 'Export as XLSX', export: 'Export', exporting: 'Writing the file',
    off: '{name} is off', offText: 'Turn it on to see its gaps.',
  },
  import: {
    title: 'Import a framework', drop: 'Drop a file, or choose one', accepted: 'CSV or XLSX with code and title, or an OSCAL catalog as JSON. 50 MB at most.', choose: 'Choose a file', change: 'Another file', reading: 'Reading {name}', comparing: 'Comparing {n} requirements with the workspace', writing: 'Writing {n} requirements', writingText: 'All of it or nothing. One undo takes it back.', cancelText: 'Cancelling leaves everything as it was.',
    found: '{n} requirements | {n} requirement | {n} requirements', andMappings: 'and {n} mapping | and {n} mappings', name: 'Title', id: 'Short name', idHelp: 'Requirement ids begin with it. A short name that is here already updates that framework.', idBad: 'Small letters, digits, dots and dashes; 60 at most.', idShipped: 'This belongs to a framework that ships with Plumbline.', edition: 'Edition', publisher: 'Publisher',
    licence: 'Licence', licenceHelp: 'Under which right you use this text. Many standards may not be copied; ids and own titles often may.', licenceMissing: 'Say under which licence you use the text.', soa: 'Keep a Statement of Applicability for it', turnOn: 'Turn it on', titleMissing: 'Give it a title.',
    dry: 'What happens', create: 'no requirement is new | {n} requirement is new | {n} requirements are new', changeN: '{n} changes | {n} changes | {n} change', same: '{n} stays as it is | {n} stays as it is | {n} stay as they are', archive: '{n} is not in the file and is archived | {n} is not in the file and is archived | {n} are not in the file and are archived', restore: '{n} comes back | {n} comes back | {n} come back', mappings: 'no mapping | {n} mapping new or changed | {n} mappings new or changed', archiveText: 'Decisions on archived requirements stay.',
    problems: 'no problem | {n} problem | {n} problems', problemsText: 'Nothing is taken in until the file is right. Correct it and choose it again.', more: 'and {n} more', row: 'row {n}', mappingRow: 'mappings, row {n}', act: 'Import {n} requirements', actAgain: 'Update framework', cancel: 'Cancel', done: '{name} imported', nothing: 'The file says what is here already.', changedFields: '{code}: {fields}',
    failed: 'The file could not be read. Choose it again.',
  },
  problem: {
    codeMissing: 'has no code', codeTooLong: 'has a code of more than 100 characters', titleMissing: 'has no title', titleTooLong: 'has a title of more than 500 characters', groupTooLong: 'has a group of more than 500 characters', guidanceTooLong: 'has guidance of more than 200,000 characters', duplicateCode: 'repeats the code {value}', unknownParent: 'names a parent that is not in the file: {value}', circularParent: 'has a parent that leads back to it: {value}',
    notYesNo: 'says neither yes nor no under assessable: {value}', notNumber: 'has no whole number as order: {value}', tooMany: 'is beyond the 20,000 rows a framework may have', controlTooLarge: 'holds more than 200,000 characters in all: {value}', sourceMissing: 'has no source', targetMissing: 'has no target', unknownSource: 'names a source nobody knows: {value}', unknownTarget: 'names a target nobody knows: {value}', sameFramework: 'maps within one framework: {value}',
    unknownRelation: 'has a relation that is none of equal, subset, superset, intersects, none: {value}', unknownConfidence: 'has a confidence that is none of high, medium, low: {value}', rationaleMissing: 'has no rationale', rationaleTooLong: 'has a rationale of more than 500 characters', duplicateMapping: 'repeats a pair: {value}', notLinked: 'maps two other frameworks: {value}',
  },
}
