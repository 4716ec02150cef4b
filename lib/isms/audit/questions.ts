/**
 * The question a new checklist item starts with, in our own words: what an auditor wants to see. The auditor edits it
 * freely.
 */

import { requirementCode } from '~/lib/records/derivedIds'
import type { Requirement } from '~/lib/content/catalogue/catalogueRequirement'
import type { CatalogueWords } from '~/lib/content/catalogue/catalogueWords'

const questions: Readonly<Record<string, string>> = {
  '4.1':
    'Which internal and external matters help or hinder the ISMS, was climate change considered, and what changed since they were last reviewed?',
  '4.2': 'Who has a stake in information security, what do they require, and which of it does the ISMS take on?',
  '4.3':
    'Does the written scope say what is inside and outside, with interfaces, and does it match what is really run?',
  '4.4': 'Which processes make up the ISMS, who runs each, and how does one hand over to the next?',
  '5.1': 'What has top management itself decided, provided and asked for in the last year?',
  '5.2':
    'Is the security policy approved at the top, fit for the organisation, known to the people asked, and open to those who need it?',
  '5.3': 'Who answers for the ISMS and who reports on it to top management, and do they know what they may decide?',
  '6.1.1': 'How were risks and opportunities of the ISMS itself found, and what became of the actions?',
  '6.1.2':
    'Does the method give repeatable results, with criteria for acceptance, and does every risk have an owner and a reasoned level?',
  '6.1.3':
    'Does each treatment lead to controls compared with Annex A, and did the risk owners approve the plan and what remains?',
  '6.2': 'Can each objective be judged, does somebody own it with means and a date, and how does it stand today?',
  '6.3': 'Were changes of the ISMS planned beforehand, with purpose, consequences and means?',
  '7.1': 'Which people, tools and money were asked for, and which were given?',
  '7.2': 'For the roles sampled: what competence is needed, what proves it, and what was done about gaps?',
  '7.3': 'Do the people asked know the policy, their part in it and what follows from ignoring it?',
  '7.4': 'Is it settled who tells what to whom, when and how, inside and outside, and does it happen?',
  '7.5.1': 'Is there every document that the standard and the organisation itself ask for?',
  '7.5.2': 'Can title, author, version, format and approval be told for the documents sampled?',
  '7.5.3':
    'Are documents where they are needed, in the valid version, protected, kept as long as decided and then removed?',
  '8.1': 'Are the processes run as planned, are unplanned changes dealt with, and are outsourced ones under control?',
  '8.2': 'Was the risk assessment repeated when it was due and after significant changes, with results kept?',
  '8.3': 'Which actions of the treatment plan are done, which are late, and what shows the result?',
  '9.1': 'What is measured, by whom and when, are the values valid, and who draws which conclusion?',
  '9.2.1': 'Do internal audits tell whether the ISMS meets the standard and its own rules, and is it kept up?',
  '9.2.2':
    'Does the programme follow importance and earlier results, are auditors independent, and do results reach management?',
  '9.3.1': 'Did top management itself review the ISMS at the planned time?',
  '9.3.2': 'Were all inputs on the table, with figures instead of impressions?',
  '9.3.3': 'Which decisions on improvement and change were made, by whom, and what became of them?',
  '10.1': 'What became better since the last audit, and how can that be seen?',
  '10.2':
    'For the cases sampled: corrected, cause removed, similar ones looked for, and the effect proven by somebody else?',
  'A.5.1': 'Are the policies approved, published, known to those concerned and reviewed when due?',
  'A.5.2': 'Are security duties given to named people who know and accept them?',
  'A.5.3':
    'Can one person alone request, approve and carry out a critical action, and where it can’t be avoided, what makes up for it?',
  'A.5.4': 'How do managers see to it that their people follow the rules?',
  'A.5.5': 'Who contacts which authority, when, and was the list tried?',
  'A.5.6': 'Which groups or sources are followed, and what was done because of them?',
  'A.5.7': 'Which threat information is gathered, and which decision or setting changed because of it?',
  'A.5.8': 'For the projects sampled: were security risks and requirements dealt with from the start?',
  'A.5.9':
    'Is the inventory complete and current, and does every entry have an owner? Trace from the floor to the list and back.',
  'A.5.10': 'Are the rules for using information and devices known, accepted and followed?',
  'A.5.11': 'For the leavers sampled: was everything returned, and when?',
  'A.5.12': 'Is information classified by what its loss would mean, and do owners apply the scheme?',
  'A.5.13': 'Do the documents and media sampled carry the label their class asks for?',
  'A.5.14': 'How is information sent inside and outside, and do the ways used match the rules?',
  'A.5.15': 'Are there rules for who may reach what, based on need, and do systems enforce them?',
  'A.5.16': 'Does each identity belong to one person or service, from creation to removal?',
  'A.5.17': 'How are passwords, keys and tokens issued, kept and changed, and what happens when one leaks?',
  'A.5.18': 'Are access rights granted, reviewed and removed as the policy says, for every production system?',
  'A.5.19': 'Are suppliers known, rated by risk, and dealt with accordingly?',
  'A.5.20': 'Do the contracts sampled hold the security terms that their risk asks for?',
  'A.5.21': 'How are risks from the suppliers behind the suppliers and from components handled?',
  'A.5.22': 'When was each critical supplier last reviewed, on what, and what followed from it?',
  'A.5.23': 'How are cloud services chosen, used, watched and left, and who is responsible for which part?',
  'A.5.24': 'Are roles, contacts and steps for incidents set down, and were they exercised?',
  'A.5.25': 'Who decides whether an event is an incident, by which criteria, and is the decision recorded?',
  'A.5.26': 'For the incidents sampled: was the response as planned, in time and on record?',
  'A.5.27': 'What was learned from the incidents sampled, and which control changed?',
  'A.5.28': 'How would evidence of an incident be secured so that it holds, and who can do it?',
  'A.5.29': 'Which security measures must hold during a disruption, and how was that tried?',
  'A.5.30': 'Do recovery times of systems meet what the business needs, and when was it last shown?',
  'A.5.31': 'Are the obligations known, owned and current, and how is meeting them checked?',
  'A.5.32': 'Are licences and rights of others respected, and can use be compared with entitlement?',
  'A.5.33': 'Are records protected from loss and change and kept as long as they must be?',
  'A.5.34': 'Which personal data is held, on what ground, and how are people’s rights served?',
  'A.5.35': 'Who independent looked at information security, when, and what followed?',
  'A.5.36': 'How do managers check that policies and standards are followed in their area?',
  'A.5.37': 'Are there written procedures where work depends on them, and do people work by them?',
  'A.6.1': 'For the newcomers sampled: was the screening done before they started, in proportion to their role?',
  'A.6.2': 'Do the contracts sampled, those of contractors too, name security duties on both sides?',
  'A.6.3': 'Who was trained in what, when, and how does one know that it worked?',
  'A.6.4': 'Is the disciplinary process known, and was it applied evenly where it was needed?',
  'A.6.5': 'For the leavers and movers sampled: were lasting duties named and repeated?',
  'A.6.6': 'Have those who see confidential information signed for it, in a text that is kept current?',
  'A.6.7': 'What protects information worked on outside the office, and do the devices sampled show it?',
  'A.6.8': 'Do people know how to report something odd, how many did, and what became of it?',
  'A.7.1': 'Are the perimeters defined by what they protect, and do they hold on a walk around?',
  'A.7.2': 'Who can enter which area, how are visitors handled, and do the logs fit?',
  'A.7.3': 'Are offices and rooms secured as their use asks for?',
  'A.7.4': 'How are premises watched, who sees an alarm, and was it tried?',
  'A.7.5': 'What protects against fire, water and other threats, and when was it tested?',
  'A.7.6': 'Which rules hold in secure areas, and do people there follow them?',
  'A.7.7': 'Are desks and screens clear on a walk after hours?',
  'A.7.8': 'Is equipment placed so that neither damage nor onlookers reach it?',
  'A.7.9': 'What protects devices and papers away from the premises?',
  'A.7.10': 'How are storage media obtained, used, moved and destroyed?',
  'A.7.11': 'What happens when power, cooling or lines fail, and when was it tried?',
  'A.7.12': 'Are cables protected from interception and damage?',
  'A.7.13': 'Is equipment maintained as its maker says, by people allowed to?',
  'A.7.14': 'For the disposed devices sampled: what proves that nothing was left on them?',
  'A.8.1': 'Do the endpoint devices sampled show the settings the policy asks for?',
  'A.8.2': 'Who has privileged rights, for how long, and when were they last reviewed?',
  'A.8.3': 'Do systems restrict information as the access rules say? Try with an ordinary account.',
  'A.8.4': 'Who can read and change source code and build tools, and is a change traceable to a person?',
  'A.8.5': 'How do people and services sign in, where is a second factor missing, and why?',
  'A.8.6': 'How is capacity watched and planned, and was there a shortage?',
  'A.8.7': 'What protects against malware on each kind of system, is it current, and what did it find?',
  'A.8.8': 'How are vulnerabilities found and rated, and were those sampled fixed within the time set?',
  'A.8.9': 'Are secure configurations defined, and how is a deviation found?',
  'A.8.10': 'Is information deleted when its time is over, in backups and at suppliers too?',
  'A.8.11': 'Where is data masked, by which method, and can it be undone?',
  'A.8.12': 'Where could sensitive information leave unseen, and what notices it?',
  'A.8.13': 'Are backups made, protected and restored in tests, for every system in the plan?',
  'A.8.14': 'Which systems need redundancy, and did the last switch-over work?',
  'A.8.15': 'Are the events that matter logged, kept, protected from change, and read?',
  'A.8.16': 'What is watched, what raises an alarm, and what was done about those sampled?',
  'A.8.17': 'Do all systems take their time from the agreed source?',
  'A.8.18': 'Which tools can override controls, who may use them, and is use recorded?',
  'A.8.19': 'Who may install software on production systems, and how is it checked?',
  'A.8.20': 'Are networks documented, managed and protected at their borders?',
  'A.8.21': 'Are security features and service levels of network services agreed and watched?',
  'A.8.22': 'Are networks separated by trust, and does traffic between them follow the rules?',
  'A.8.23': 'Which sites are blocked, by whom decided, and how are exceptions handled?',
  'A.8.24': 'Where is encryption used, do algorithms meet the rules, and who holds the keys?',
  'A.8.25': 'Which security steps belong to development, and do the changes sampled show them?',
  'A.8.26': 'Are security requirements of applications found, approved and met?',
  'A.8.27': 'Which engineering principles are set, and do the designs sampled follow them?',
  'A.8.28': 'Which coding rules hold, and how do reviews and tools enforce them?',
  'A.8.29': 'Which security tests precede a release, and what happened to their findings?',
  'A.8.30': 'How is outsourced development directed, watched and accepted?',
  'A.8.31': 'Are development, test and production separated, and who crosses over?',
  'A.8.32': 'For the changes sampled: assessed, approved, tested and reversible before they went live?',
  'A.8.33': 'Which data is used in tests, how was it chosen, and is it protected?',
  'A.8.34': 'Are audits and tests on live systems agreed beforehand so that they harm nothing?',
}

/**
 * Our question for a requirement, in the language of `words`. For requirements of other frameworks, their guidance as a
 * starting point. Undefined if there is neither.
 */
export const questionFor = (
  requirement: Pick<Requirement, 'id' | 'guidance'>,
  words?: CatalogueWords,
): string | undefined =>
  words?.byId.get(requirement.id)?.question ??
  (requirement.id.startsWith('iso27001-2022:') ? questions[requirementCode(requirement.id)] : undefined) ??
  (requirement.guidance || undefined)
