import { defineStarter } from './starter'

export const awareness = defineStarter({
  name: 'awareness', title: 'Awareness and training policy', level: 'topic', attest: false, reqs: ['7.2', '7.3', 'A.6.3', 'A.5.4'],
  purpose: 'Everybody at {organisation} knows why security matters in their own work, what to do, and whom to ask. People in special roles have the knowledge their role needs, and we can show both.',
  scope: 'Everybody who works under the control of {organisation}: management, employees, temporary staff, and contractors with access to our systems.',
  rules: [
    ['Programme', [
      'Once a year a programme is written: audiences, subjects, form, dates, who gives it, and how its effect is measured. Subjects follow from risks, incidents, audit findings and changed rules.',
      'It covers at least: the security policy and what it means for the person, passwords and second factor, phishing and other deception, classes of information, work outside the office, use of AI services, privacy, and how to report.',
      'Everybody is told what they contribute to the ISMS, and what may follow if rules are not kept.',
    ]],
    ['Taking part', [
      'New people have an introduction on the first day and complete the basic training within 30 days.',
      'Everybody completes a refresher every twelve months and reads short notes on current dangers at least every quarter.',
      'People who are late are reminded after 14 days, then their manager; after 30 days their access to confidential information is suspended until it is done.',
      'Role training is required for developers (secure coding), administrators (hardening, logging, incidents), incident managers, internal auditors, process owners (risk and continuity), and people who work with sensitive personal data: within three months of taking the role, then every two years.',
      'Top management takes part in the same basic training, and once a year in an exercise of a crisis.',
    ]],
    ['Proof and effect', [
      'Participation is recorded with person, subject and date, and kept for three years after the person has left.',
      'Effect is measured: questions at the end with at least 80 % right answers, simulated phishing at least four times a year, time and number of reports. Results are used to improve the programme. They are never published with names.',
      'People who fail a simulation get a short extra lesson at once, without blame. The goal is more reports, not only fewer clicks.',
      'Needed and actual competence of people with roles in the ISMS is assessed once a year; gaps become tasks.',
    ]],
  ],
  responsibilities: [
    ['The information security lead', 'writes and runs the programme and reports participation and effect.'],
    ['Managers', 'give their people the time, and take part themselves.'],
    ['Human resources', 'keeps the records and includes training in the first days.'],
    ['Everybody', 'takes part in time, and asks when something is unclear.'],
  ],
  exceptions: 'People without an account, or in long absence, are trained in person, or within 14 days of their return. Proof of equal training elsewhere may be accepted for single subjects and is kept.',
  review: 'Policy and programme are reviewed every twelve months with the measured results.',
})
