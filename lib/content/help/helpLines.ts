/** By code of the requirement: what auditors ask for, two to four lines each, in our own words. */
export type HelpLines = Readonly<Record<string, readonly string[]>>
