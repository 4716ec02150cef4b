import { defineStarter } from './starter'

export const informationSecurity = defineStarter({
  name: 'informationSecurity', title: 'Information security policy', level: 'top', reqs: ['5.1', '5.2', '5.3', '6.2', '10.1', 'A.5.1', 'A.5.2', 'A.5.4'],
  purpose: 'Customers, partners and colleagues trust {organisation} with information. This policy says what we want to achieve in keeping that trust, and what everybody may rely on. All other security policies and procedures follow from it and must not contradict it.',
  scope: 'It applies to everybody who works for {organisation}, employed or not, and to all information, systems, premises and suppliers inside the scope of the information security management system (ISMS), wherever the work is done.',
  rules: [
    ['What we commit to', [
      'We set information security objectives every year, give each an owner, a target and a date, and report on them. They are derived from this policy and from our risks.',
      'We meet the requirements that apply to us: law, contracts, and what we have promised to customers and other interested parties. They are kept in a register with an owner each.',
      'We improve the ISMS continually. What goes wrong, what audits find and what people suggest is recorded, dealt with, and checked for effect.',
    ]],
    ['How we decide', [
      'Security decisions are based on assessed risk. The method, the criteria for acceptance, and who may accept which level are written down and approved.',
      'A risk above the criteria is treated or accepted in writing by the person with the authority to do so, until a stated date.',
      'Protection is planned for all three properties: confidentiality, integrity and availability. Which weighs most is decided by the owner of the information.',
      'Security is considered before a system is bought or built, a supplier is engaged, or a process is changed. It is not added afterwards.',
    ]],
    ['What everybody does', [
      'Everybody reads this policy and the topic policies that concern their work, and acknowledges them within 30 days of joining or of a new version.',
      'Everybody reports security events, weaknesses and mistakes at once. A report in good faith never has disadvantages for the person who makes it.',
      'Breaking a security rule on purpose or repeatedly may lead to measures under employment or contract law.',
    ]],
  ],
  responsibilities: [
    ['Top management', 'approves this policy, provides people, time and money, and reviews the ISMS at least once a year.'],
    ['The information security lead', 'keeps the ISMS in line with its requirements and reports its performance to top management at least every quarter.'],
    ['Owners of risks, assets and controls', 'decide about what they own within this policy and answer for the result.'],
    ['Managers', 'see to it that their people know the rules and have the means to follow them.'],
    ['Internal auditors', 'check independently that what is written is done and that it works.'],
  ],
  exceptions: 'The commitments of this policy have no exceptions. A deviation from a topic policy is asked for in writing with its reason, the measures that compensate for it and an end date. It is granted by somebody other than the person who asks, and listed in the exception register.',
  review: 'Top management reviews this policy at least every twelve months and whenever business, law or the risk situation changes considerably. Every new version is approved, published to everybody inside, and made available to interested parties who ask for it.',
})
