/**
 * NIST CSF 2.0 (NIST CSWP 29, February 2024): functions, categories and subcategories in NIST's own words, which are in
 * the public domain. Gaps in the numbering are NIST's: numbers of earlier editions are not reused.
 */

export interface CsfCategory {
  readonly code: string
  readonly title: string
  /** NIST's description of the category. */
  readonly about: string
  readonly items: readonly (readonly [number: string, text: string])[]
}

export interface CsfFunction {
  readonly code: string
  readonly title: string
  readonly about: string
  readonly categories: readonly CsfCategory[]
}

export const functions: readonly CsfFunction[] = [
  {
    code: 'GV',
    title: 'Govern',
    about: 'The organization’s cybersecurity risk management strategy, expectations, and policy are established, communicated, and monitored',
    categories: [
      {
        code: 'GV.OC',
        title: 'Organizational Context',
        about: 'The circumstances - mission, stakeholder expectations, dependencies, and legal, regulatory, and contractual requirements - surrounding the organization’s cybersecurity risk management decisions are understood',
        items: [
          ['01', 'The organizational mission is understood and informs cybersecurity risk management'],
          ['02', 'Internal and external stakeholders are understood, and their needs and expectations regarding cybersecurity risk management are understood and considered'],
          ['03', 'Legal, regulatory, and contractual requirements regarding cybersecurity - including privacy and civil liberties obligations - are understood and managed'],
          ['04', 'Critical objectives, capabilities, and services that external stakeholders depend on or expect from the organization are understood and communicated'],
          ['05', 'Outcomes, capabilities, and services that the organization depends on are understood and communicated'],
        ],
      },
      {
        code: 'GV.RM',
        title: 'Risk Management Strategy',
        about: 'The organization’s priorities, constraints, risk tolerance and appetite statements, and assumptions are established, communicated, and used to support operational risk decisions',
        items: [
          ['01', 'Risk management objectives are established and agreed to by organizational stakeholders'],
          ['02', 'Risk appetite and risk tolerance statements are established, communicated, and maintained'],
          ['03', 'Cybersecurity risk management activities and outcomes are included in enterprise risk management processes'],
          ['04', 'Strategic direction that describes appropriate risk response options is established and communicated'],
          ['05', 'Lines of communication across the organization are established for cybersecurity risks, including risks from suppliers and other third parties'],
          ['06', 'A standardized method for calculating, documenting, categorizing, and prioritizing cybersecurity risks is established and communicated'],
          ['07', 'Strategic opportunities (i.e., positive risks) are characterized and are included in organizational cybersecurity risk discussions'],
        ],
      },
      {
        code: 'GV.RR',
        title: 'Roles, Responsibilities, and Authorities',
        about: 'Cybersecurity roles, responsibilities, and authorities to foster accountability, performance assessment, and continuous improvement are established and communicated',
        items: [
          ['01', 'Organizational leadership is responsible and accountable for cybersecurity risk and fosters a culture that is risk-aware, ethical, and continually improving'],
          ['02', 'Roles, responsibilities, and authorities related to cybersecurity risk management are established, communicated, understood, and enforced'],
          ['03', 'Adequate resources are allocated commensurate with the cybersecurity risk strategy, roles, responsibilities, and policies'],
          ['04', 'Cybersecurity is included in human resources practices'],
        ],
      },
      {
        code: 'GV.PO',
        title: 'Policy',
        about: 'Organizational cybersecurity policy is established, communicated, and enforced',
        items: [
          ['01', 'Policy for managing cybersecurity risks is established based on organizational context, cybersecurity strategy, and priorities and is communicated and enforced'],
          ['02', 'Policy for managing cybersecurity risks is reviewed, updated, communicated, and enforced to reflect changes in requirements, threats, technology, and organizational mission'],
        ],
      },
      {
        code: 'GV.OV',
        title: 'Oversight',
        about: 'Results of organization-wide cybersecurity risk management activities and performance are used to inform, improve, and adjust the risk management strategy',
        items: [
          ['01', 'Cybersecurity risk management strategy outcomes are reviewed to inform and adjust strategy and direction'],
          ['02', 'The cybersecurity risk management strategy is reviewed and adjusted to ensure coverage of organizational requirements and risks'],
          ['03', 'Organizational cybersecurity risk management performance is evaluated and reviewed for adjustments needed'],
        ],
      },
      {
        code: 'GV.SC',
        title: 'Cybersecurity Supply Chain Risk Management',
        about: 'Cyber supply chain risk management processes are identified, established, managed, monitored, and improved by organizational stakeholders',
        items: [
          ['01', 'A cybersecurity supply chain risk management program, strategy, objectives, policies, and processes are established and agreed to by organizational stakeholders'],
          ['02', 'Cybersecurity roles and responsibilities for suppliers, customers, and partners are established, communicated, and coordinated internally and externally'],
          ['03', 'Cybersecurity supply chain risk management is integrated into cybersecurity and enterprise risk management, risk assessment, and improvement processes'],
          ['04', 'Suppliers are known and prioritized by criticality'],
          ['05', 'Requirements to address cybersecurity risks in supply chains are established, prioritized, and integrated into contracts and other types of agreements with suppliers and other relevant third parties'],
          ['06', 'Planning and due diligence are performed to reduce risks before entering into formal supplier or other third-party relationships'],
          ['07', 'The risks posed by a supplier, their products and services, and other third parties are understood, recorded, prioritized, assessed, responded to, and monitored over the course of the relationship'],
          ['08', 'Relevant suppliers and other third parties are included in incident planning, response, and recovery activities'],
          ['09', 'Supply chain security practices are integrated into cybersecurity and enterprise risk management programs, and their performance is monitored throughout the technology product and service life cycle'],
          ['10', 'Cybersecurity supply chain risk management plans include provisions for activities that occur after the conclusion of a partnership or service agreement'],
        ],
      },
    ],
  },
  {
    code: 'ID',
    title: 'Identify',
    about: 'The organization’s current cybersecurity risks are understood',
    categories: [
      {
        code: 'ID.AM',
        title: 'Asset Management',
        about: 'Assets (e.g., data, hardware, software, systems, facilities, services, people) that enable the organization to achieve business purposes are identified and managed consistent with their relative importance to organizational objectives and the organization’s risk strategy',
        items: [
          ['01', 'Inventories of hardware managed by the organization are maintained'],
          ['02', 'Inventories of software, services, and systems managed by the organization are maintained'],
          ['03', 'Representations of the organization’s authorized network communication and internal and external network data flows are maintained'],
          ['04', 'Inventories of services provided by suppliers are maintained'],
          ['05', 'Assets are prioritized based on classification, criticality, resources, and impact on the mission'],
          ['07', 'Inventories of data and corresponding metadata for designated data types are maintained'],
          ['08', 'Systems, hardware, software, services, and data are managed throughout their life cycles'],
        ],
      },
      {
        code: 'ID.RA',
        title: 'Risk Assessment',
        about: 'The cybersecurity risk to the organization, assets, and individuals is understood by the organization',
        items: [
          ['01', 'Vulnerabilities in assets are identified, validated, and recorded'],
          ['02', 'Cyber threat intelligence is received from information sharing forums and sources'],
          ['03', 'Internal and external threats to the organization are identified and recorded'],
          ['04', 'Potential impacts and likelihoods of threats exploiting vulnerabilities are identified and recorded'],
          ['05', 'Threats, vulnerabilities, likelihoods, and impacts are used to understand inherent risk and inform risk response prioritization'],
          ['06', 'Risk responses are chosen, prioritized, planned, tracked, and communicated'],
          ['07', 'Changes and exceptions are managed, assessed for risk impact, recorded, and tracked'],
          ['08', 'Processes for receiving, analyzing, and responding to vulnerability disclosures are established'],
          ['09', 'The authenticity and integrity of hardware and software are assessed prior to acquisition and use'],
          ['10', 'Critical suppliers are assessed prior to acquisition'],
        ],
      },
      {
        code: 'ID.IM',
        title: 'Improvement',
        about: 'Improvements to organizational cybersecurity risk management processes, procedures and activities are identified across all CSF Functions',
        items: [
          ['01', 'Improvements are identified from evaluations'],
          ['02', 'Improvements are identified from security tests and exercises, including those done in coordination with suppliers and relevant third parties'],
          ['03', 'Improvements are identified from execution of operational processes, procedures, and activities'],
          ['04', 'Incident response plans and other cybersecurity plans that affect operations are established, communicated, maintained, and improved'],
        ],
      },
    ],
  },
  {
    code: 'PR',
    title: 'Protect',
    about: 'Safeguards to manage the organization’s cybersecurity risks are used',
    categories: [
      {
        code: 'PR.AA',
        title: 'Identity Management, Authentication, and Access Control',
        about: 'Access to physical and logical assets is limited to authorized users, services, and hardware and managed commensurate with the assessed risk of unauthorized access',
        items: [
          ['01', 'Identities and credentials for authorized users, services, and hardware are managed by the organization'],
          ['02', 'Identities are proofed and bound to credentials based on the context of interactions'],
          ['03', 'Users, services, and hardware are authenticated'],
          ['04', 'Identity assertions are protected, conveyed, and verified'],
          ['05', 'Access permissions, entitlements, and authorizations are defined in a policy, managed, enforced, and reviewed, and incorporate the principles of least privilege and separation of duties'],
          ['06', 'Physical access to assets is managed, monitored, and enforced commensurate with risk'],
        ],
      },
      {
        code: 'PR.AT',
        title: 'Awareness and Training',
        about: 'The organization’s personnel are provided with cybersecurity awareness and training so that they can perform their cybersecurity-related tasks',
        items: [
          ['01', 'Personnel are provided with awareness and training so that they possess the knowledge and skills to perform general tasks with cybersecurity risks in mind'],
          ['02', 'Individuals in specialized roles are provided with awareness and training so that they possess the knowledge and skills to perform relevant tasks with cybersecurity risks in mind'],
        ],
      },
      {
        code: 'PR.DS',
        title: 'Data Security',
        about: 'Data are managed consistent with the organization’s risk strategy to protect the confidentiality, integrity, and availability of information',
        items: [
          ['01', 'The confidentiality, integrity, and availability of data-at-rest are protected'],
          ['02', 'The confidentiality, integrity, and availability of data-in-transit are protected'],
          ['10', 'The confidentiality, integrity, and availability of data-in-use are protected'],
          ['11', 'Backups of data are created, protected, maintained, and tested'],
        ],
      },
      {
        code: 'PR.PS',
        title: 'Platform Security',
        about: 'The hardware, software (e.g., firmware, operating systems, applications), and services of physical and virtual platforms are managed consistent with the organization’s risk strategy to protect their confidentiality, integrity, and availability',
        items: [
          ['01', 'Configuration management practices are established and applied'],
          ['02', 'Software is maintained, replaced, and removed commensurate with risk'],
          ['03', 'Hardware is maintained, replaced, and removed commensurate with risk'],
          ['04', 'Log records are generated and made available for continuous monitoring'],
          ['05', 'Installation and execution of unauthorized software are prevented'],
          ['06', 'Secure software development practices are integrated, and their performance is monitored throughout the software development life cycle'],
        ],
      },
      {
        code: 'PR.IR',
        title: 'Technology Infrastructure Resilience',
        about: 'Security architectures are managed with the organization’s risk strategy to protect asset confidentiality, integrity, and availability, and organizational resilience',
        items: [
          ['01', 'Networks and environments are protected from unauthorized logical access and usage'],
          ['02', 'The organization’s technology assets are protected from environmental threats'],
          ['03', 'Mechanisms are implemented to achieve resilience requirements in normal and adverse situations'],
          ['04', 'Adequate resource capacity to ensure availability is maintained'],
        ],
      },
    ],
  },
  {
    code: 'DE',
    title: 'Detect',
    about: 'Possible cybersecurity attacks and compromises are found and analyzed',
    categories: [
      {
        code: 'DE.CM',
        title: 'Continuous Monitoring',
        about: 'Assets are monitored to find anomalies, indicators of compromise, and other potentially adverse events',
        items: [
          ['01', 'Networks and network services are monitored to find potentially adverse events'],
          ['02', 'The physical environment is monitored to find potentially adverse events'],
          ['03', 'Personnel activity and technology usage are monitored to find potentially adverse events'],
          ['06', 'External service provider activities and services are monitored to find potentially adverse events'],
          ['09', 'Computing hardware and software, runtime environments, and their data are monitored to find potentially adverse events'],
        ],
      },
      {
        code: 'DE.AE',
        title: 'Adverse Event Analysis',
        about: 'Anomalies, indicators of compromise, and other potentially adverse events are analyzed to characterize the events and detect cybersecurity incidents',
        items: [
          ['02', 'Potentially adverse events are analyzed to better understand associated activities'],
          ['03', 'Information is correlated from multiple sources'],
          ['04', 'The estimated impact and scope of adverse events are understood'],
          ['06', 'Information on adverse events is provided to authorized staff and tools'],
          ['07', 'Cyber threat intelligence and other contextual information are integrated into the analysis'],
          ['08', 'Incidents are declared when adverse events meet the defined incident criteria'],
        ],
      },
    ],
  },
  {
    code: 'RS',
    title: 'Respond',
    about: 'Actions regarding a detected cybersecurity incident are taken',
    categories: [
      {
        code: 'RS.MA',
        title: 'Incident Management',
        about: 'Responses to detected cybersecurity incidents are managed',
        items: [
          ['01', 'The incident response plan is executed in coordination with relevant third parties once an incident is declared'],
          ['02', 'Incident reports are triaged and validated'],
          ['03', 'Incidents are categorized and prioritized'],
          ['04', 'Incidents are escalated or elevated as needed'],
          ['05', 'The criteria for initiating incident recovery are applied'],
        ],
      },
      {
        code: 'RS.AN',
        title: 'Incident Analysis',
        about: 'Investigations are conducted to ensure effective response and support forensics and recovery activities',
        items: [
          ['03', 'Analysis is performed to establish what has taken place during an incident and the root cause of the incident'],
          ['06', 'Actions performed during an investigation are recorded, and the records’ integrity and provenance are preserved'],
          ['07', 'Incident data and metadata are collected, and their integrity and provenance are preserved'],
          ['08', 'An incident’s magnitude is estimated and validated'],
        ],
      },
      {
        code: 'RS.CO',
        title: 'Incident Response Reporting and Communication',
        about: 'Response activities are coordinated with internal and external stakeholders as required by laws, regulations, or policies',
        items: [
          ['02', 'Internal and external stakeholders are notified of incidents'],
          ['03', 'Information is shared with designated internal and external stakeholders'],
        ],
      },
      {
        code: 'RS.MI',
        title: 'Incident Mitigation',
        about: 'Activities are performed to prevent expansion of an event and mitigate its effects',
        items: [
          ['01', 'Incidents are contained'],
          ['02', 'Incidents are eradicated'],
        ],
      },
    ],
  },
  {
    code: 'RC',
    title: 'Recover',
    about: 'Assets and operations affected by a cybersecurity incident are restored',
    categories: [
      {
        code: 'RC.RP',
        title: 'Incident Recovery Plan Execution',
        about: 'Restoration activities are performed to ensure operational availability of systems and services affected by cybersecurity incidents',
        items: [
          ['01', 'The recovery portion of the incident response plan is executed once initiated from the incident response process'],
          ['02', 'Recovery actions are selected, scoped, prioritized, and performed'],
          ['03', 'The integrity of backups and other restoration assets is verified before using them for restoration'],
          ['04', 'Critical mission functions and cybersecurity risk management are considered to establish post-incident operational norms'],
          ['05', 'The integrity of restored assets is verified, systems and services are restored, and normal operating status is confirmed'],
          ['06', 'The end of incident recovery is declared based on criteria, and incident-related documentation is completed'],
        ],
      },
      {
        code: 'RC.CO',
        title: 'Incident Recovery Communication',
        about: 'Restoration activities are coordinated with internal and external parties',
        items: [
          ['03', 'Recovery activities and progress in restoring operational capabilities are communicated to designated internal and external stakeholders'],
          ['04', 'Public updates on incident recovery are shared using approved methods and messaging'],
        ],
      },
    ],
  },
]
