/** Builds the relay: one file, `.output/relay/main.js`. What has native code or reads its own files stays a package. */

import { build } from 'esbuild'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

await build({
  absWorkingDir: root,
  entryPoints: ['server/main.ts'],
  outfile: '.output/relay/main.js',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  external: ['classic-level', 'pino', 'prom-client', 'ws'],
  sourcemap: true,
  legalComments: 'linked',
  logLevel: 'warning',
})
