/** Words while the demo workspace is being made. */
export const demo = {
  progress: {
    files: 'Sealing pictures: {done} of {of}',
    sign: 'Signing: {done} of {of}',
    check: 'Checking signatures: {done} of {of}',
  },
}
