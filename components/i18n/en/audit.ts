/** Audits: requests and what was handed in. */
export const audit = {
  tab: { requests: 'Requests', submissions: 'Handed in' }, state: { withdrawn: 'Withdrawn', accepted: 'Accepted', rejected: 'Sent back', submitted: 'Handed in', requested: 'Asked' }, handedIn: 'Handed in', nothing: 'Nothing was handed in yet.', accept: 'Accept the answer', reject: 'Send back', reason: 'Why it is sent back', withdraw: 'Withdraw',
  submit: 'Hand in evidence', submitted: '{n} handed in',
}
