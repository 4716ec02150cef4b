/** Where the text in force of a policy is read and acknowledged. */
export const readingOf = ({
  ref,
}: {
  readonly ref: string
}): { readonly path: string; readonly query: Record<string, string> } => ({
  path: '/policies',
  query: { view: 'acknowledgements', read: ref },
})
