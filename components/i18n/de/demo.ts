/** Worte, während der Demo-Arbeitsbereich entsteht. */
export const demo = {
  progress: {
    files: 'Bilder werden versiegelt: {done} von {of}',
    sign: 'Unterschriften entstehen: {done} von {of}',
    check: 'Unterschriften werden geprüft: {done} von {of}',
  },
}
