/**
 * What the background says without any page: menus, the toolbar's tooltip, the reminder. Few enough to hold both
 * languages.
 */

import { captureSentences } from '~/components/i18n/de/sentences/capture'
import type { CaptureMode } from '~/lib/capture/record/captureFacts'
import { languagePreference, localeFor, type Locale } from '~/lib/shared/locale'
import { createSay, type Say } from '~/lib/shared/sentences'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'

export interface BackgroundWords {
  readonly menu: Readonly<Record<'visible' | 'fullPage' | 'archive', string>>
  readonly noWorkspace: string
  readonly otherWorkspace: (name: string) => string
  readonly sealed: (ref: string) => string
  readonly failed: string
  /** What went wrong, as the capture said it. */
  readonly say: Say
  readonly due: (count: number) => string
  readonly more: (count: number) => string
}

export type MenuMode = Extract<CaptureMode, keyof BackgroundWords['menu']>

export const backgroundWords: Readonly<Record<Locale, BackgroundWords>> = {
  en: {
    menu: { visible: 'Capture the visible area', fullPage: 'Capture the full page', archive: 'Capture a page archive' },
    noWorkspace: 'create or open a workspace first.',
    otherWorkspace: (name) => `this site was captured into ${name} before. Choose the workspace.`,
    sealed: (ref) => `${ref} sealed.`,
    failed: 'The capture failed.',
    say: (sentence) => sentence,
    due: (count) => (count === 1 ? '1 thing is due' : `${count} things are due`),
    more: (count) => `and ${count} more`,
  },
  de: {
    menu: {
      visible: 'Sichtbaren Bereich erfassen',
      fullPage: 'Ganze Seite erfassen',
      archive: 'Seitenarchiv erfassen',
    },
    noWorkspace: 'Legen Sie zuerst einen Arbeitsbereich an, oder öffnen Sie einen.',
    otherWorkspace: (name) => `Diese Website wurde zuvor in ${name} erfasst. Wählen Sie den Arbeitsbereich.`,
    sealed: (ref) => `${ref} versiegelt.`,
    failed: 'Die Erfassung misslang.',
    say: createSay(captureSentences),
    due: (count) => (count === 1 ? '1 Sache ist fällig' : `${count} Sachen sind fällig`),
    more: (count) => `und ${count} weitere`,
  },
}

/** The language chosen on this device, else the browser's. */
export const readLocale = async (deviceDb: Pick<DeviceDb, 'preferences'>): Promise<Locale> =>
  localeFor((await deviceDb.preferences.get(languagePreference))?.value, globalThis.navigator?.languages ?? [])
