import { fileURLToPath } from 'node:url'
import { defineConfig, type WxtViteConfig } from 'wxt'
import { uiPlugins } from './components/theme/vitePlugins'
import { permissionsOf } from './lib/platform/extension/permissions'

/** The extension: Chrome MV3 (service worker) and Firefox MV3 (event page). The web app has its own config. */
export default defineConfig({
  srcDir: '.',
  entrypointsDir: 'entrypoints',
  outDir: '.output',
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}',
  manifestVersion: 3,
  imports: false,
  modules: ['@wxt-dev/module-vue'],
  hooks: {
    'entrypoints:found': (_wxt, entrypoints) => {
      // `entrypoints/web` is composed by its own vite.config.ts.
      const kept = entrypoints.filter((entrypoint) => entrypoint.name !== 'web')
      entrypoints.splice(0, entrypoints.length, ...kept)
    },
  },
  vite: () =>
    ({
      plugins: uiPlugins(),
      // Spreadsheets are zipped in the worker that makes them (lib/exchange/zip/zipHere.ts says why).
      resolve: {
        alias: [
          { find: /^fflate$/, replacement: fileURLToPath(new URL('lib/exchange/zip/zipHere.ts', import.meta.url)) },
        ],
      },
      worker: { format: 'es' },
      build: { target: 'es2022', cssTarget: 'chrome120', reportCompressedSize: false },
    }) as WxtViteConfig,
  manifest: ({ browser }) => ({
    name: 'Plumbline',
    short_name: 'Plumbline',
    // What the browser itself shows is in the browser's language (`public/_locales`); everything else follows the
    // choice in Plumbline.
    default_locale: 'en',
    description: '__MSG_description__',
    ...permissionsOf(browser === 'firefox' ? 'firefox' : 'chrome'),
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    action: {
      default_title: 'Plumbline',
      default_icon: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    },
    commands: {
      '_execute_action': { suggested_key: { default: 'Alt+Shift+P' } },
      'open-panel': { suggested_key: { default: 'Alt+Shift+E' }, description: '__MSG_openPanel__' },
      'capture-visible': { suggested_key: { default: 'Alt+Shift+1' }, description: '__MSG_captureVisible__' },
      'capture-full-page': { suggested_key: { default: 'Alt+Shift+2' }, description: '__MSG_captureFullPage__' },
    },
    content_security_policy: {
      extension_pages:
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self' http: https: ws: wss:; frame-src 'self' blob: data:; worker-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'",
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'plumbline@plumbline.app',
              strict_min_version: '126.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '121' }),
  }),
})
