import { defineStarter } from './starter'

export const dataProtection = defineStarter({
  name: 'dataProtection', title: 'Data protection policy', level: 'topic', reqs: ['A.5.31', 'A.5.33', 'A.5.34', 'A.8.10', 'A.8.11'],
  purpose: 'Behind every data set are people. {organisation} handles personal data lawfully, sparingly and openly, and can show that it does.',
  scope: 'All personal data of customers, users, applicants, staff and other people that {organisation} processes for itself or on behalf of customers, in every system and on paper. Where local law asks for more, the law applies.',
  rules: [
    ['Before processing', [
      'Personal data is collected for a stated purpose with a legal basis, and not more than the purpose needs.',
      'Each processing stands in the record of processing activities with purpose, basis, people and data concerned, recipients, countries, retention and protection. The record is confirmed once a year.',
      'New or considerably changed processing is checked first by the person responsible for privacy. If a high risk to people is likely, an impact assessment is made before it begins.',
      'People are told clearly, at the time of collection, what happens with their data. Consent is free, recorded, and as easy to take back as to give.',
    ]],
    ['While processing', [
      'Access is limited to those who need the data for the purpose. Sensitive data, such as health data, is encrypted and its access logged.',
      'Systems are set up so that the sparing setting is the default. Data is masked or given pseudonyms where names are not needed, always in tests.',
      'Processors are used only under a data processing agreement and after a check. The list of processors is kept current and given to customers as agreed.',
      'Data goes to countries outside the European Economic Area only with a valid basis for transfer, and after its risk was assessed.',
      'Data we process for customers is used only as they instruct.',
    ]],
    ['Rights and deletion', [
      'Requests for access, correction, deletion, restriction, portability and objections are recorded on the day they arrive, the identity is checked, and they are answered within one month.',
      'Data is deleted or made anonymous when its retention ends. Deletion runs automatically where possible, and is checked every six months by sample.',
    ]],
    ['When something goes wrong', [
      'A suspected breach is reported at once under the incident policy. The person responsible for privacy decides about notifying within 72 hours; customers whose data we process are told without delay, at the latest within 24 hours unless the contract says less.',
      'All breaches are recorded with facts, effects and measures, the notified and the others.',
    ]],
  ],
  responsibilities: [
    ['Top management', 'answers for lawful processing.'],
    ['The person responsible for privacy', 'advises, keeps the record, answers requests and speaks with the authority. Nobody instructs this person on the judgement.'],
    ['Process owners', 'know their processing and keep its entry true.'],
    ['Everybody', 'treats data of others as they would like their own treated, passes on requests on the same day, and completes the yearly training.'],
  ],
  exceptions: 'There are no exceptions from the law. Deviations from our own stricter rules are recorded with reason and end date, after the person responsible for privacy was heard.',
  review: 'Reviewed every twelve months, and when law, guidance of authorities or our processing changes.',
})
