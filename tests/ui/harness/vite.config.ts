import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { uiPlugins } from '../../../components/theme/vitePlugins'

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

/** Serves the app with the real engine for looking at screens (shots.mjs); never shipped. */
export default defineConfig({
  root: `${root}/tests/ui/harness`,
  publicDir: `${root}/public`,
  cacheDir: `${root}/node_modules/.vite-harness`,
  define: { __APP_VERSION__: '"0.0.0-harness"' },
  plugins: [vue(), ...uiPlugins()],
  resolve: { alias: { '~': root } },
  worker: { format: 'es' },
  server: { fs: { allow: [root] }, hmr: false, watch: null },
  build: { outDir: `${root}/.output/harness`, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 2000 },
})
