import type { KindFaces } from '../record/face'

export const soaFaces: KindFaces = {
  soaVersion: { drawer: ['asOf', 'note', 'contentHash'], hidden: ['frozen'] },
}
