import { h } from 'vue'
import GapStrip from '../context/GapStrip.vue'

/** What the communication plan doesn't cover yet (7.4). */
export function planStrip({ create }: { create: () => void }) {
  return h(GapStrip, { kind: 'communication', create })
}
planStrip.props = ['create']
