/** Context of the organisation. */
export const context = { none: 'No scope yet', text: 'What is inside, where, and for whom. Everything else follows from it (4.3).', begin: 'Describe the scope' }
