import type { KindFaces } from '../record/face'

export const contextFaces: KindFaces = {
  issue: { drawer: ['description', 'origin', 'category', 'effect', 'effectOnIsms', 'climate', 'owner', 'status', 'reviewedOn', 'risks'] },
  interestedParty: { drawer: ['category', 'needs', 'climateNeed', 'owner', 'status', 'reviewedOn'] },
  obligation: { drawer: ['source', 'party', 'citation', 'summary', 'addressed', 'owner', 'reqs', 'controls', 'status', 'reviewedOn'] },
  person: { drawer: ['title', 'unit', 'external', 'firm', 'activeFrom', 'activeUntil'] },
}
