/** Clauses 4 to 10 of ISO/IEC 27001:2022 with Amd 1:2024, in our own short titles and words. */

export interface ClauseGroup {
  readonly code: string
  readonly title: string
  readonly items: readonly (readonly [code: string, title: string, guidance: string])[]
}

export const clauses: readonly ClauseGroup[] = [
  {
    code: '4',
    title: 'Context of the organisation',
    items: [
      ['4.1', 'Organisation and its context', 'List what inside and outside the organisation helps or hinders security, decide whether climate change matters, and keep the list alive. Auditors ask when it was last reviewed and what changed because of it.'],
      ['4.2', 'Interested parties', 'Name who has a stake in your security, what they require, and which of these requirements the ISMS takes on. Expect a sample to be traced from a contract or law to a control.'],
      ['4.3', 'ISMS scope', 'Write down what is inside: places, units, services and systems, and the interfaces to what is outside. The certificate will repeat this text, so it must be exact and approved.'],
      ['4.4', 'ISMS and its processes', 'Describe the processes that make up the ISMS and how each hands over to the next. An auditor follows one from input to result and asks who runs it.'],
    ],
  },
  {
    code: '5',
    title: 'Leadership',
    items: [
      ['5.1', 'Leadership and commitment', 'Top management sets direction, gives resources and asks for results; this cannot be handed down. It is judged in an interview with them, not from a document.'],
      ['5.2', 'Policy', 'One security policy, approved at the top, that fits the organisation, frames objectives and commits to meeting requirements and improving. People must know it and be able to find it.'],
      ['5.3', 'Roles, responsibilities and authorities', 'Name who keeps the ISMS in line with the standard and who reports its performance to top management, with the authority to do so. A name without authority is a finding.'],
    ],
  },
  {
    code: '6',
    title: 'Planning',
    items: [
      ['6.1.1', 'Risks and opportunities, general', 'Decide what could keep the ISMS from working, and what could make it better, and plan what you do about both. Show how you judge whether those plans worked.'],
      ['6.1.2', 'Risk assessment', 'Fix scales, acceptance criteria and a procedure before scoring, so that two people reach comparable results. Every risk has an owner, and scores follow the approved method.'],
      ['6.1.3', 'Risk treatment', 'Choose an option and controls per risk, compare them with Annex A, justify inclusions and exclusions, and have owners approve plan and residual risk. The auditor walks from a risk to its control and back.'],
      ['6.2', 'Objectives and plans', 'Set objectives that can be judged, each with owner, date, means and the way its result is measured. "Improve security" with no number or deadline does not pass.'],
      ['6.3', 'Planning of changes', 'Changes to the ISMS itself are planned: why, with what effect, who does it, and how it stays whole meanwhile. Reorganisations and new tools are the usual samples.'],
    ],
  },
  {
    code: '7',
    title: 'Support',
    items: [
      ['7.1', 'Resources', 'Show that people, time and money for the ISMS were asked for, given and found sufficient. Overdue work for lack of hands is evidence against it.'],
      ['7.2', 'Competence', 'State what each security-relevant role must be able to do, prove that its holder can, and close gaps. Keep certificates, training results or records of experience.'],
      ['7.3', 'Awareness', 'Everybody who works under your control knows the policy, what they add to security and what follows when they do not. The auditor asks staff in the corridor.'],
      ['7.4', 'Communication', 'Settle what is said about security, when, to whom, by whom and how, inside and outside. Incident notices and customer questions belong here.'],
      ['7.5.1', 'Documented information, general', 'Keep the documents the standard names and those you found necessary yourself. More paper is no merit; a missing mandatory one is a finding.'],
      ['7.5.2', 'Creating and updating', 'Documents carry title, date, author and version, in a format people can use, and are reviewed and approved before they count.'],
      ['7.5.3', 'Control of documented information', 'The right version is at hand where it is needed, protected from loss and misuse, and old ones are kept or removed on purpose. Documents from outside are included.'],
    ],
  },
  {
    code: '8',
    title: 'Operation',
    items: [
      ['8.1', 'Operational planning and control', 'Run the processes as planned, with criteria for when they went well, control over changes and over what others do for you, and records that show it.'],
      ['8.2', 'Performing risk assessment', 'Repeat the assessment at planned intervals and when something important changes, and keep the results. Look for risks with dates older than the method allows.'],
      ['8.3', 'Performing risk treatment', 'Carry out the plan and keep proof of it. Actions past due with no decision are the quickest finding in this clause.'],
    ],
  },
  {
    code: '9',
    title: 'Performance evaluation',
    items: [
      ['9.1', 'Monitoring, measurement, analysis, evaluation', 'Decide what is measured, how, when and by whom, and who draws which conclusions. Numbers nobody acted on do not show an evaluation.'],
      ['9.2.1', 'Internal audit, general', 'Audit at planned intervals whether the ISMS meets the standard and your own rules, and whether it really runs. Both halves must be visible in the report.'],
      ['9.2.2', 'Audit programme', 'Plan audits by importance and earlier results, with criteria, scope and auditors who do not judge their own work. Results reach the managers concerned.'],
      ['9.3.1', 'Management review, general', 'Top management itself reviews the ISMS at planned intervals: is it suitable, adequate and effective? Delegation to the security team is not a review.'],
      ['9.3.2', 'Review inputs', 'All seven inputs are on the table, from earlier actions and changes to performance, feedback, risk and improvement. An empty input must be said to be empty.'],
      ['9.3.3', 'Review results', 'The review ends in decisions on improvement and change, kept in writing with owner and date, and followed up next time.'],
    ],
  },
  {
    code: '10',
    title: 'Improvement',
    items: [
      ['10.1', 'Continual improvement', 'Show that the ISMS gets better on purpose: ideas taken up, done, and their effect looked at. A list that never changes shows the opposite.'],
      ['10.2', 'Nonconformity and corrective action', 'Fix the instance, find the cause, look for the same elsewhere, act on the cause and later prove that it is gone. Repeat findings mean the cause was not found.'],
    ],
  },
]
