import type { Series } from '../criterionRow'

/**
 * The 28 criteria of the optional categories: availability, confidentiality, processing integrity, privacy. Titles and
 * guidance are our own.
 */
export const categories: readonly Series[] = [
  {
    code: 'A1',
    title: 'Availability',
    rows: [
      ['A1.1', 'Capacity', 'Use of processing, storage and network is measured against thresholds, and demand is forecast so that more is there in time. Show a graph, its threshold and one decision that followed.'],
      ['A1.2', 'Environment, backup and recovery infrastructure', 'Power, climate, fire and flood, backups and standby capacity are designed, kept working and watched. For hosted systems the provider covers the building and you cover backup and failover.'],
      ['A1.3', 'Recovery tests', 'Recovery plans and restores are tested on a schedule, against the times you promise, and failures lead to changes. A test without a measured time proves little.'],
    ],
  },
  {
    code: 'C1',
    title: 'Confidentiality',
    rows: [
      ['C1.1', 'Identify and keep confidential information', 'You know which information was promised to be confidential, where it lies, and protect it from receipt to the end of its time. Auditors follow one class of data through the systems.'],
      ['C1.2', 'Dispose of confidential information', 'When its time is over, confidential information is destroyed in every copy, and that is shown. Retention rules, deletion jobs and their logs belong together.'],
    ],
  },
  {
    code: 'PI1',
    title: 'Processing integrity',
    rows: [
      ['PI1.1', 'Processing specified', 'What the system processes is defined for users and builders alike: data, products, rules and what correct means. The definition is the yardstick for the other four.'],
      ['PI1.2', 'Inputs', 'Inputs are checked to be complete, correct, authorised and in time; what is refused is recorded and followed up. Show validations and the list of rejected input.'],
      ['PI1.3', 'Processing', 'Processing does what was specified, notices errors and records what it did. Reconciliations, job monitoring and tests of rules are usual proof.'],
      ['PI1.4', 'Outputs', 'Results reach the right recipients complete, correct and on time. Compare a delivered output with its source and its recipient list.'],
      ['PI1.5', 'Stored items', 'Inputs, work in progress and outputs are stored completely and correctly, protected from change and loss, for as long as specified.'],
    ],
  },
  {
    code: 'P1',
    title: 'Privacy: notice',
    rows: [['P1.1', 'Notice', 'People learn before or when data is collected what is collected, why, for how long and who gets it; changes are announced. Keep earlier versions with the dates they applied.']],
  },
  {
    code: 'P2',
    title: 'Privacy: choice and consent',
    rows: [['P2.1', 'Choice and consent', 'People are told which choices they have and what follows from them, and their consent or refusal is recorded and respected. Auditors take a refusal and look for it in the systems.']],
  },
  {
    code: 'P3',
    title: 'Privacy: collection',
    rows: [
      ['P3.1', 'Collection', 'Only data that the stated purpose needs is collected, by fair and lawful means. Compare the fields of forms and interfaces with the notice.'],
      ['P3.2', 'Explicit consent', 'Where consent must be explicit, as for sensitive data, it is obtained before collection and kept as a record. Show the wording, the moment and the person.'],
    ],
  },
  {
    code: 'P4',
    title: 'Privacy: use, retention and disposal',
    rows: [
      ['P4.1', 'Use', 'Personal data is used only for the purposes given in the notice and agreed to. New uses pass a check before they start.'],
      ['P4.2', 'Retention', 'Personal data is kept as long as the purpose or a law asks for, and no longer; each kind has its period. Compare the oldest records with the rule.'],
      ['P4.3', 'Disposal', 'Personal data is erased or made anonymous when its time is over or a person rightly asks for it, in backups and at processors too. Show requests and their erasure records.'],
    ],
  },
  {
    code: 'P5',
    title: 'Privacy: access',
    rows: [
      ['P5.1', 'Access', 'People can see their data after their identity was checked, and get an answer in time, also when it is no. Keep a log of requests with dates.'],
      ['P5.2', 'Correction', 'People can have wrong data corrected, and those who received it are told. A refusal is explained and can be contested.'],
    ],
  },
  {
    code: 'P6',
    title: 'Privacy: disclosure and notification',
    rows: [
      ['P6.1', 'Disclosure', 'Personal data goes to third parties only for stated purposes and with the consent or legal basis it needs. A list of recipients with purpose and basis answers most questions.'],
      ['P6.2', 'Record of disclosures', 'Authorised disclosures are recorded completely, correctly and in time, so that they can be told later. Sample from the systems that send, not from the list.'],
      ['P6.3', 'Record of unauthorised disclosures', 'Detected or reported breaches of personal data are recorded with cause, extent and what was done. A year without any entry asks for proof that detection works.'],
      ['P6.4', 'Third-party commitments', 'Processors and partners agree to the same protection, and it is checked that they keep to it. Contracts, reviews and what was done about shortcomings.'],
      ['P6.5', 'Third-party notice of breaches', 'Third parties have to tell you of actual or suspected breaches, and what they report enters your incident process. Look for the clause and for its use.'],
      ['P6.6', 'Breach notification', 'Persons, authorities and customers concerned are informed of breaches as law and contract ask, within their deadlines. Keep the decision, the clock and the text.'],
      ['P6.7', 'Accounting to the person', 'On request a person learns what is held about them and to whom it was disclosed. Rehearse one answer from end to end.'],
    ],
  },
  {
    code: 'P7',
    title: 'Privacy: quality',
    rows: [['P7.1', 'Data quality', 'Personal data is accurate, up to date, complete and relevant for its purpose. Show how it is checked at entry and refreshed later.']],
  },
  {
    code: 'P8',
    title: 'Privacy: monitoring and enforcement',
    rows: [['P8.1', 'Complaints and monitoring', 'Questions, complaints and disputes are received, answered and resolved, adherence to the privacy commitments is monitored, and shortcomings are corrected. The complaint log is the first thing asked for.']],
  },
]
