/** The app page over the real engine with a demo or an empty workspace, asked for by `?demo` or `?empty`. */
import { mountApp } from '~/entrypoints/app/mountApp'
import { createSurroundings } from '~/lib/live/engine/createSurroundings'
import { webPlatform } from '~/lib/platform/web/webPlatform'

const createWorker = (): SharedWorker =>
  new SharedWorker(new URL('../../../entrypoints/web/engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'harness',
  })
const platform = webPlatform(createWorker, '0.0.0-harness')

async function prepare(): Promise<void> {
  const wanted = new URLSearchParams(location.search)
  const surroundings = await createSurroundings(platform)
  if ((await surroundings.deviceDb.workspaces.count()) > 0) return
  const made = wanted.has('demo')
    ? await surroundings.client.run('demo.open', null)
    : await surroundings.client.run('workspace.create', {
        name: 'New workspace',
        personName: 'Ines Sandoval',
        timeZone: 'Europe/Dublin',
      })
  if (!made.ok) document.title = `failed: ${made.error.type} ${made.error.message}`
}

await prepare()
await mountApp(platform)
