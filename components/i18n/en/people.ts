/** Roles, persons, competence, training, communication. */
export const people = {
  held: {
    title: 'Responsibilities of the ISMS', all: 'All are held.', open: '1 is not held | 1 is not held | {n} are not held',
    name: {
      topManagement: 'Top management', ismsLead: 'ISMS lead', ensuresConformity: 'Conformity', reportsPerformance: 'Reporting', internalAuditor: 'Internal auditor', riskManager: 'Risk manager', incidentManager: 'Incidents', continuityLead: 'Continuity', privacyLead: 'Privacy',
    },
    clause: { topManagement: '5.1', ensuresConformity: '5.3 a', reportsPerformance: '5.3 b' },
    held: '{name}', nobody: 'Nobody', vacant: 'Vacant', notApproved: 'Not approved', notMember: 'Has no keys',
    help: {
      nobody: 'No role carries this. Add one and name who holds it.', vacant: 'The role is there, nobody active holds it.', notApproved: 'An owner approves who is top management. Until then nobody signs as such.', notMember: 'Who is named has no keys to this workspace and can sign nothing. Invite them.',
      held: 'Held today.',
    },
  },
  role: {
    state: 'State', states: { active: 'Active', vacant: 'Vacant', upcoming: 'Upcoming', ended: 'Ended' }, approval: 'Approved', approved: 'approved', approvedInDoubt: 'approved, in doubt', changed: 'changed since', notApproved: 'not approved', vacant: 'Nobody active holds this role', vacantText: 'Name a holder, or end the role.',
    notApprovedText: 'It counts once it is approved, by the bar below.', topNotApproved: 'Top management is not approved yet', topNotMember: '{name} has no keys to this workspace', topNotMemberText: 'Top management approves scope, policies and reviews. Invite them under Workspace, Members.', conformity: '5.3 a', reporting: '5.3 b',
  },
  person: { left: 'Left', roles: 'Roles', member: 'Keys', noKeys: 'no keys' },
  competence: {
    state: 'State', states: { notAssessed: 'Not assessed', gap: 'Gap', closing: 'Gap, in work', unproven: 'Not evidenced', proven: 'Evidenced' }, level: 'Level', of: '{actual} of {needed}', needed: 'needs {needed}', levels: { 0: 'None', 1: 'Basic', 2: 'Applies it', 3: 'Masters it', 4: 'Teaches it' },
    gap: 'Level {actual}, needed {needed}', gapText: 'Say what closes the gap, by whom and when.', makeTask: 'Make a task', taskTitle: '{name}: {needed}', taskDone: '{ref} made, due {date}', unproven: 'Nothing shows this competence yet', unprovenText: 'Link a certificate, a record of training, or proof of experience.',
    picture: 'Level today against what is needed', holders: 'No competence on record for 1 holder of a role: {names} | No competence on record for 1 holder of a role: {names} | No competence on record for {n} holders of a role: {names}', holdersText: 'Proof is asked for (7.2 d).', add: 'Add record',
    due: 'due {date}',
  },
  training: {
    rate: 'Took part', ofN: '{n} of {m}', nobody: 'nobody asked', states: { planned: 'Planned', late: 'Late', poor: 'Too few took part', good: 'Reached' },
    attendance: 'Who took part', audience: 'Nobody is asked to take part yet.', everybody: 'Ask everybody inside', tickAll: 'All took part', signed: 'signed {date}', left: 'left', tick: '{name} took part', dayOf: 'Day {name} took part', attest: 'I took part', attested: 'You signed that you took part',
    poor: '{n} of {m} took part', poorText: 'Below nine in ten an awareness training has not reached the organisation. Hold it again for the rest, or tick who was missed.', late: 'Was due {date}', find: 'Find a person', remaining: '1 still to come | 1 still to come | {n} still to come',
  },
  plan: { missing: { internal: 'Nothing is planned inside the organisation', external: 'Nothing is planned towards the outside' }, missingText: 'The plan needs both sides (7.4). Begin with incidents: who is told, by whom, how fast.' },
}
