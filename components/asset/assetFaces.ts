import { defineAsyncComponent } from 'vue'
import type { KindFaces } from '../record/face'

export const assetFaces: KindFaces = {
  asset: {
    drawer: ['type', 'owner', 'classification', 'c', 'i', 'a', 'pii', 'location', 'supports', 'supplier', 'status'],
    picture: defineAsyncComponent(() => import('./AssetPicture.vue')),
    state: (row) => (row.status === 'retired' ? 'excluded' : row.status === 'planned' ? 'planned' : undefined),
  },
}
