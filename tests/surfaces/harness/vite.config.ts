import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { uiPlugins } from '../../../components/theme/vitePlugins'

const root = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '')

/** Serves the surfaces over a vault of made-up rows, without engine and extension, for looking at them. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [vue(), ...uiPlugins()],
  resolve: { alias: { '~': root } },
  worker: { format: 'es' },
  build: { target: 'es2022', minify: false, reportCompressedSize: false, chunkSizeWarningLimit: Infinity },
})
