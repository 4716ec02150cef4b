import { defineStarter } from './starter'

export const assetManagement = defineStarter({
  name: 'assetManagement', title: 'Asset management policy', level: 'topic', attest: false, reqs: ['A.5.9', 'A.5.10', 'A.5.11', 'A.7.10', 'A.7.14', 'A.8.10'],
  purpose: 'We can only protect what we know. This policy makes sure that {organisation} knows its information, systems and devices, that each has somebody who answers for it, and that nothing is forgotten at the end of its life.',
  scope: 'Information and data sets, software and services, cloud accounts, domain names, servers, network devices, laptops, phones, removable media and paper archives that are owned, leased or used by {organisation}.',
  rules: [
    ['Inventory', [
      'Every asset in scope stands in the asset register with type, owner, location or provider, class of the information it holds, and how important it is.',
      'Devices and cloud resources are found automatically where possible, and compared with the register every month. Differences are settled within ten working days.',
      'Nothing is put into productive use before it is registered.',
      'Owners confirm the entries of their assets once a year.',
    ]],
    ['Ownership', [
      'Every asset has one owner, a person and not a team. If the person leaves or changes the job, a new owner is named before the last day.',
      'The owner decides about class, permitted use, access and end of life, and knows the risks connected with the asset.',
    ]],
    ['Use and return', [
      'Devices are handed out against a signed or electronic receipt and configured by the current standard.',
      'Loss, theft or damage is reported on the same day. Lost devices are locked and wiped remotely at once.',
      'At the end of work everything is returned by the last day, compared with the receipts, and the result is recorded.',
    ]],
    ['Media and end of life', [
      'Data that is no longer needed or allowed to be kept is deleted as the retention schedule says.',
      'Before a device or medium is given away, sold, returned to a lessor or thrown away, its data is destroyed: encrypted media by deleting the key and resetting, others by overwriting or shredding.',
      'Destruction is recorded with serial number, method, date and person. Disposal companies hand over a certificate.',
      'Paper of class confidential is shredded in pieces of 4 by 40 millimetres or smaller, or put into locked containers.',
      'Cloud resources that are given up are deleted with their copies, and the provider’s confirmation is kept.',
    ]],
  ],
  responsibilities: [
    ['Asset owners', 'keep their entries true and decide about their assets.'],
    ['IT', 'runs the register and the discovery of devices, hands out, collects and wipes.'],
    ['Purchasing', 'buys nothing in scope without telling IT.'],
    ['Everybody', 'takes care of what was handed to them.'],
  ],
  exceptions: 'Assets that cannot be registered or wiped as required, for example machines with built-in storage under a service contract, are listed as exceptions with the agreed protection and an end date.',
  review: 'Reviewed every twelve months. The owner of this policy reports the share of confirmed entries and of open differences to the management review.',
})
