/**
 * `npm start`: installs what is missing, builds, runs the relay with embedded storage and the web app on 127.0.0.1,
 * and says what to open. `npm start -- --demo` points at the demo workspace.
 */

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.mjs'
import { ensureInstalled, root } from './install.mjs'

const demo = process.argv.includes('--demo')
const port = process.env.PLUMBLINE_PORT ?? '8137'
const host = process.env.PLUMBLINE_HOST ?? '127.0.0.1'

ensureInstalled()
await build()

const relay = spawn(process.execPath, [join(root, '.output/relay/main.js')], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: {
    ...process.env,
    PLUMBLINE_HOST: host,
    PLUMBLINE_PORT: port,
    PLUMBLINE_DATA: process.env.PLUMBLINE_DATA ?? join(root, '.data'),
    PLUMBLINE_WEB: process.env.PLUMBLINE_WEB ?? join(root, '.output/web'),
  },
})

relay.stdout.pipe(process.stdout)
relay.on('exit', (code) => process.exit(code ?? 0))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => relay.kill('SIGTERM'))

await answering(`http://${host}:${port}/readyz`)
const address = `http://${host}:${port}/`
console.log(`
Plumbline is running.

  Web app     ${address}${demo ? '#/demo' : ''}
  Relay       ${address}   (give this address under Workspace, Sync)
  Data        ${process.env.PLUMBLINE_DATA ?? join(root, '.data')}
${demo ? '\n  The address above opens the demo workspace beside your own.\n' : `\n  To look around first: ${address}#/demo opens the demo workspace.\n`}
Extension, unpacked
  Chrome      ${join(root, '.output/chrome-mv3')}
              chrome://extensions, Developer mode on, Load unpacked, choose this folder.
  Firefox     ${join(root, '.output/firefox-mv3', 'manifest.json')}
              about:debugging#/runtime/this-firefox, Load Temporary Add-on, choose this file.

Stop with Ctrl+C.
`)

/** Waits until the relay answers; its own message says what is wrong when it does not start. */
async function answering(url) {
  for (let i = 0; i < 150; i++) {
    try {
      if ((await fetch(url)).ok) return
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  console.error(`The relay does not answer at ${url} after 15 s. Its own lines above say why.`)
  relay.kill('SIGTERM')
  process.exit(1)
}
