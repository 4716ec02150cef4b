import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import manifest from '../../package.json'
import { uiPlugins } from '../../components/theme/vitePlugins'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** The web app, served by the relay at `/` under a strict CSP: no inline scripts, no foreign host. */
export default defineConfig({
  root: `${root}/entrypoints/web`,
  base: '/',
  publicDir: `${root}/public`,
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  plugins: [vue(), ...uiPlugins()],
  resolve: { alias: { '~': root } },
  worker: { format: 'es' },
  build: {
    outDir: `${root}/.output/web`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { index: `${root}/entrypoints/web/index.html`, sw: `${root}/entrypoints/web/sw.ts` },
      // A service worker controls the folder it lies in, so it keeps its name and lies at the top.
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
})
