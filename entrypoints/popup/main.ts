import { mountSurface } from '../sidepanel/mountSurface'
import PopupApp from '~/components/popup/PopupApp.vue'

void mountSurface(PopupApp)
