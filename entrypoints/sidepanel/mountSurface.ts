import type { Component } from 'vue'
import { createPage } from '~/components/shell/createPage'
import { createSurroundings } from '~/lib/live/engine/createSurroundings'
import { extensionPlatform } from '~/lib/platform/extension/extensionPlatform'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** A small surface of the extension: the theme, the line to the engine, the workspace that was open last. No router. */
export async function mountSurface(root: Component): Promise<void> {
  const app = await createPage(root, await createSurroundings(extensionPlatform()))
  app.mount('#app')
  await app.runWithContext(() => useSession().start())
}
