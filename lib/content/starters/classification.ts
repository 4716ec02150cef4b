import { defineStarter } from './starter'

export const classification = defineStarter({
  name: 'classification', title: 'Information classification and handling policy', level: 'topic', reqs: ['A.5.12', 'A.5.13', 'A.5.14', 'A.5.33', 'A.8.10', 'A.8.11', 'A.8.12'],
  purpose: 'Not all information needs the same care. Three classes tell everybody at {organisation} how to handle what is in front of them, without asking each time.',
  scope: 'All information that {organisation} creates or receives, in every form: documents, mail, chat, data in systems, recordings, paper and the spoken word. Information of customers is handled at least as their contract asks.',
  rules: [
    ['The classes', [
      'Public: released for everybody by the person responsible for communication. Example: published web pages.',
      'Internal: everything not marked otherwise. For people of {organisation} and those who work with us under an agreement.',
      'Confidential: would do considerable harm in wrong hands. Only for named people or groups. Examples: customer data, personal data, contracts, passwords and keys, security findings, figures before publication.',
      'Who creates information chooses the class; the owner may change it. In doubt the higher one applies until it is decided.',
    ]],
    ['Marking', [
      'Confidential documents carry the word on every page or in the name of the file; systems that hold confidential data say so in the asset register.',
    ]],
    ['Storing and sharing', [
      'Internal and confidential information is stored in approved services. Confidential folders have a named group of readers, reviewed twice a year.',
      'Links that open without signing in are used for public information only.',
      'Confidential information goes outside only to recipients with an agreement of confidentiality, and encrypted: by encrypted mail, a shared folder with sign-in, or a file with a password sent by another way.',
      'Confidential matters are not discussed in public places or on speaker, nor recorded without need.',
      'Prints are fetched at once. Confidential paper is locked away when nobody is in the room.',
      'Test systems and training use invented or masked data. Real personal data in tests needs an approved exception.',
      'Outgoing mail and file sharing are checked automatically for card numbers, identity numbers and marked documents. Alerts are looked at within one working day.',
    ]],
    ['Keeping and deleting', [
      'Records are kept as long as law, contract or need requires, as listed in the retention schedule, and protected from change and loss for that time.',
      'What is past its time is deleted within 90 days, in copies and archives too.',
    ]],
  ],
  responsibilities: [
    ['Everybody', 'chooses the class of what they write, and handles by class what they get.'],
    ['Information owners', 'decide about class, readers and retention.'],
    ['IT', 'provides services that make the right handling the easy one.'],
    ['The information security lead', 'keeps the retention schedule and the list of approved services.'],
  ],
  exceptions: 'A deviation, such as another way of transfer that a customer asks for, is recorded with reason, protection and end date and granted by the information owner and the information security lead.',
  review: 'Reviewed every twelve months, and when new kinds of information or new contractual duties come in.',
})
