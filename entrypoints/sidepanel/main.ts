import { mountSurface } from './mountSurface'
import SidePanelApp from '~/components/panel/SidePanelApp.vue'

void mountSurface(SidePanelApp)
