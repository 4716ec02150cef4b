/** Hands a file to the person. The link lives for one click. */
export function saveFile(name: string, content: Blob | string): void {
  const url = URL.createObjectURL(
    typeof content === 'string' ? new Blob([content], { type: 'application/json' }) : content,
  )
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 30_000)
}
