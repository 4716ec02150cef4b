/** What auditors ask for, by requirement code: two to four lines each, in our own words. */
export type HelpLines = Readonly<Record<string, readonly string[]>>
