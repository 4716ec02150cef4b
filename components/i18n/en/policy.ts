/** Policies: state, versions, review, acknowledgements, exceptions, starter texts. */
export const policy = {
  state: { draft: 'Draft', inForce: 'In force', inForceWithChanges: 'In force with changes', retired: 'Retired' },
  column: { state: 'State', version: 'Version', reviewDue: 'Review due', acknowledged: 'Acknowledged', ends: 'Ends', needs: 'Needs' },
  needs: { review: 'Review', changes: 'Approval of changes', acknowledge: 'Acknowledgements', none: 'Nothing' },
  version: 'v{v}', startsOn: 'From {date}', lonely: 'No second pair of eyes.', lonelyText: 'Who wrote the last change approved it alone.', late: '{n} d late', changedTip: 'The working copy differs from v{v}',
  inForce: 'v{v}, approved by {name}', inForceSince: 'in force since {date}', parallel: 'approved in parallel with v{v}', noneInForce: 'No version in force. Approval makes version 1.', noneRetired: 'Retired. Nothing is in force.',
  upcoming: 'v{v} is approved and applies from {date}.', read: 'Read v{v}', openText: 'Text', openPolicy: 'Open policy',
  review: { due: 'Review due {date}', was: 'Review was due {date}', confirm: 'Confirm still right', tip: 'Signs that you read it again and it is still right. Moves the review date, makes no new version.' },
  problem: {
    review: 'Review overdue by {n} d', reviewText: 'It was due {date}. Read it again: approve a new version, or confirm that it is still right.', documentText: 'Read it again and confirm that it is still right, or replace it.',
    changes: 'Draft changes wait for {n} d', changesText: 'People still read v{v}. Approve the changes or put them back.', overdue: '{n} person has not acknowledged in time | {n} people have not acknowledged in time', overdueText: 'v{v} is to be read and acknowledged.',
    void: 'Approval without authority', voidText: 'It stays visible and counts for nothing. The statement bar names who may approve.', revoked: 'Approval taken back', revokedText: 'No version is in force until one is approved again.',
    commitments: 'Required commitments are missing', commitmentsText: 'A security policy frames objectives, commits to meeting requirements and to improving (5.2). Tick what the text says.',
    retired: 'Retired without a reason', retiredText: 'Name the policy that replaces it, or say in the change summary why it is retired.',
  },
  ack: {
    ofN: '{n} of {m}', overdue: '{n} overdue', notAsked: 'not asked for', notYet: 'not in force', readAnd: 'Read and acknowledged, v{v}', show: 'Show people', total: '{n} of {m} acknowledged',
    mode: { people: 'By policy', matrix: 'Matrix' }, modes: 'How to show', byPolicy: 'Policies to acknowledge', own: 'Waiting for you', ownTitle: '1 policy waits for you | {n} policies wait for you',
    readIt: 'Read', readRef: 'Read {ref}', due: 'due {date}', wasDue: 'was due {date}', asked: 'v{v} is in force. 1 person is asked to acknowledge. | v{v} is in force. {n} people are asked to acknowledge.',
    state: { signed: 'Signed', recorded: 'Recorded', waiting: 'Waits for sync', overdue: 'Overdue', open: 'Open' }, column: { person: 'Person', state: 'State', due: 'Due', how: 'How', done: 'Done' },
    signedOn: 'v{v}, {date}', recordedOn: 'attended {date}', waitsForSync: 'Counts once it is in the shared log', notYetRead: 'Not yet', noKeys: 'no account', noKeysTip: 'Has no account here. Record the person in a training on this policy, with evidence.', noneState: 'Nobody is {state} here',
    empty: 'Nothing to acknowledge yet', emptyText: 'A policy is acknowledged once it is in force and “To be acknowledged” is set. Then everybody in its audience is listed here.', toPolicies: 'Open policies',
  },
  reading: {
    back: 'Acknowledgements', none: '{ref} is not in force', noneText: 'Only an approved version can be read and acknowledged here.', gone: 'The approved text is not on this device yet.', changes: 'What changed in v{v}', copyDiffers: 'This is v{v}, the text in force. Changes to it are being written and do not apply yet.',
    acknowledge: 'Acknowledge v{v}', done: '{ref} v{v} acknowledged', declares: 'You sign that you have read this text and will follow it.', open: 'Acknowledge until {date}', overdue: 'Was to be acknowledged until {date}', signed: 'You acknowledged this on {date}', signedText: 'Your signature covers the version that was in force then.',
    recorded: 'Recorded in a training on {date}', recordedText: 'Recorded, not signed.', waiting: 'Your acknowledgement waits for sync', waitingText: 'It counts for others once it is in the shared log.', notAsked: 'You are not asked to acknowledge this', notAskedText: 'You are not in its audience, or it is not to be acknowledged.',
    noPerson: 'Your account is not linked to a person', noPersonText: 'Nobody could tell who read this. Ask an owner to link it under Members.',
  },
  exception: {
    state: { requested: 'Requested', approved: 'Approved', stale: 'Stale', rejected: 'Rejected', revoked: 'Taken back', void: 'Void', expired: 'Ended', closed: 'Closed' }, endedAgo: 'ended {n} d ago',
    ended: 'Permitted until {date}. That has passed.', endedText: 'End the deviation and set the closing day, or ask for a new exception.', void: 'Approval without authority', voidText: 'Who asked for an exception cannot grant it. A lead or the owner of the policy or control can.', pastRequest: 'Asked for until {date}, never approved', pastRequestText: 'Give it an end that lies ahead, or archive it.',
  },
  starter: {
    title: 'New policy', text: 'Begin with a text that a small organisation can adopt, or with an empty page. Nothing applies until it is approved.', blank: 'Empty page', blankText: 'A title, and you write the rest.', search: 'Find a starter text', list: 'Starter texts', loading: 'Reading the starter texts', words: '{n} words', taken: 'you have {ref}',
    name: 'Title', create: 'Create draft', none: 'No starter text matches.', review: 'review every {period}', covers: 'Covers', preview: 'Text', failed: 'The starter texts could not be read. Try again, or begin with an empty page.', noName: 'The text speaks of “the organisation”. Name yours under Context, Scope, and it is filled in.',
    group: { top: 'Security policy', topic: 'Topic policies', procedure: 'Procedures of the management system', standard: 'Standards' },
  },
}
