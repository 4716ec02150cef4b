import { defineStarter } from './starter'

export const documentControl = defineStarter({
  name: 'documentControl', title: 'Documented information control procedure', level: 'procedure', attest: false, reqs: ['7.5.1', '7.5.2', '7.5.3', 'A.5.33', 'A.5.37'],
  purpose: 'Everybody works by the version that applies, and {organisation} can show later what applied when, who approved it, and what was done.',
  scope: 'Policies, procedures, standards, plans, forms and registers of the ISMS; records that prove it is running; and documents from outside that the ISMS needs, such as contracts and standards.',
  rules: [
    ['Making and approving', [
      'Each document has a title, a reference, an owner, a class and a review date. The version is given by the approval, never typed by hand.',
      'Drafts may be written by anybody concerned. Approval is by a person with the authority, other than the only author: top management for the security policy, owner and information security lead for the others.',
      'Approval covers the exact text. If a letter changes afterwards, the approved version stays in force until the new text is approved.',
      'Each new version says in one or two sentences what changed.',
    ]],
    ['Publishing', [
      'Documents in force are found in one place that everybody concerned can read. Printed copies are for information only.',
      'New versions are announced to their audience on the day they come into force. Those to be acknowledged are acknowledged within 30 days.',
      'Replaced versions are kept readable for those who must prove something, and marked so that nobody uses them by mistake.',
      'Instructions for operating important systems are written down and can be followed by a deputy.',
    ]],
    ['Reviewing', [
      'Owners read their documents again at least every twelve months. If all is still right they confirm it; if not, they change it.',
      'Documents without a purpose are retired with the reason or the document that replaces them.',
    ]],
    ['Records', [
      'Records are made when the work is done, not before an audit. They say who, what, when and with which result.',
      'They are protected from change and loss, and kept as the retention schedule says: three years for records of the ISMS unless law or contract asks for more, six years for audits and management reviews.',
      'Corrections of records stay visible, with author and date.',
    ]],
    ['Documents from outside', [
      'Documents from outside that the ISMS depends on are listed with source, edition, owner and date of the last check. Owners look for new editions every six months.',
    ]],
  ],
  responsibilities: [
    ['Document owners', 'keep content true and review in time.'],
    ['Approvers', 'read before they sign.'],
    ['The information security lead', 'keeps the register complete, watches review dates, and looks after the retention schedule.'],
    ['Everybody', 'uses the version in force and reports what is wrong in it.'],
  ],
  exceptions: 'In an emergency a rule may be announced by mail by a person with the authority. It ends after 30 days unless it was made a document by then. Other deviations are recorded as exceptions.',
  review: 'Reviewed every twelve months. Twice a year ten documents are checked by sample: owner, approval, review date, place.',
})
