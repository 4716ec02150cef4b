import type { Component } from 'vue'
import { createPage } from '~/components/shell/createPage'
import { createPageDeps } from '~/lib/live/engine/createPageDeps'
import { extensionPlatform } from '~/lib/platform/extension/extensionPlatform'
import { useSession } from '~/lib/live/workspace/sessionStore'

/** A small surface of the extension: the theme, the line to the engine, the workspace that was open last. No router. */
export async function mountSurface(root: Component): Promise<void> {
  const app = await createPage(root, await createPageDeps(extensionPlatform()))
  app.mount('#app')
  await app.runWithContext(() => useSession().start())
}
