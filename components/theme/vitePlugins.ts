import { NuxtUIPlugin } from '@nuxt/ui/unplugin'
import type { PluginOption } from 'vite'
import { iconNames } from './icons'
import { theme } from './theme'

/** Nuxt UI as a build plugin: no auto-imports, icons bundled from npm so that no host is asked for one. */
export function uiPlugins(): PluginOption[] {
  return [
    NuxtUIPlugin.vite({
      ui: theme,
      autoImport: false,
      components: false,
      dts: false,
      colorMode: false,
      router: true,
      icon: { clientBundle: { icons: iconNames.map((name) => `lucide:${name}`) } },
    }) as PluginOption,
  ]
}
