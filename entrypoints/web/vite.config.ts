import vue from '@vitejs/plugin-vue'
import { readdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import manifest from '../../package.json'
import { uiPlugins } from '../../components/theme/vitePlugins'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Lists the files of the build for the service worker, which keeps them for opening offline. */
const shellList = (): Plugin => ({
  name: 'plumbline:shell-list',
  apply: 'build',
  writeBundle({ dir }) {
    const files = readdirSync(`${dir}/assets`)
      .filter((name) => !name.endsWith('.map'))
      .map((name) => `/assets/${name}`)
    writeFileSync(`${dir}/shell.json`, JSON.stringify(files.sort()))
  },
})

/** The web app, served by the relay at `/` under a strict CSP: no inline scripts, no foreign host. */
export default defineConfig({
  root: `${root}/entrypoints/web`,
  base: '/',
  publicDir: `${root}/public`,
  define: { __APP_VERSION__: JSON.stringify(manifest.version) },
  plugins: [vue(), ...uiPlugins(), shellList()],
  // Spreadsheets are zipped in the worker that makes them (lib/exchange/zip/zipHere.ts says why).
  resolve: {
    alias: [
      { find: '~', replacement: root },
      { find: /^fflate$/, replacement: `${root}/lib/exchange/zip/zipHere.ts` },
    ],
  },
  worker: { format: 'es' },
  build: {
    outDir: `${root}/.output/web`,
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    rollupOptions: {
      input: { index: `${root}/entrypoints/web/index.html`, sw: `${root}/entrypoints/web/sw.ts` },
      // A service worker controls the folder it lies in, so it keeps its name and lies at the top.
      output: { entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
})
