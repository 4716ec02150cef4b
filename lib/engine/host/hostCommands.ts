/** Commands about this device's set of workspaces. */

import { createQueue } from '~/lib/shared/createQueue'
import { fail, ok, type Result } from '~/lib/shared/result'
import type { HostCommandMap } from '../commandMap'
import { createWorkspace } from './createWorkspace'
import type { HostHandlers, HostParts } from './host'
import { joinWorkspace } from './joinWorkspace'
import { createDemoOpener, type DemoPictures } from '../demo/openDemo'
import { lookAtBackup, restoreWorkspace, type BackupInput } from './restoreWorkspace'

export interface HostCommandSurroundings {
  readonly pictures: DemoPictures
  /** A file that a page put aside for restoring; taken once. */
  readonly takeFile: (key: string) => Promise<Blob | undefined>
}

export function hostCommands(host: HostParts, { pictures, takeFile }: HostCommandSurroundings): HostHandlers {
  const { deviceDb } = host
  const openDemo = createDemoOpener(host, pictures)
  const restoring = createQueue()
  const notHere = () =>
    fail(
      'unknownWorkspace',
      'This workspace is not on this device. Open it by an invitation link, a backup or the workspace list.',
    )
  /** Each asking takes the file: the page puts it aside again for the next one. */
  async function withBackup<T>(
    { fileKey, words, looked }: HostCommandMap['backup.restore']['input'],
    ask: (host: HostParts, backup: BackupInput) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const file = await takeFile(fileKey)
    return file
      ? ask(host, { file, words, looked })
      : fail('fileMissing', 'The backup file is not here any more. Choose it again.')
  }
  return {
    'workspace.create': (input, commandId) => createWorkspace(host, input, { commandId }),

    async 'workspace.open'({ workspaceId }) {
      if (!(await deviceDb.workspaces.get(workspaceId))) return notHere()
      await deviceDb.workspaces.update(workspaceId, { openedAt: host.clock.now() })
      const engine = await host.engine(workspaceId)
      return engine.ok ? ok(null) : engine
    },

    /** Leaves nothing of it on this device. What other devices and the relay hold stays. */
    async 'workspace.erase'({ workspaceId, confirmName }) {
      const row = await deviceDb.workspaces.get(workspaceId)
      if (!row) return ok(null)
      if (confirmName.trim() !== row.name)
        return fail('nameDiffers', `Type the name exactly as shown: ${row.name}`, { field: 'confirmName' })
      await host.erase(workspaceId)
      return ok(null)
    },

    async 'workspace.rename'({ workspaceId, name }) {
      if (name.trim() === '') return fail('nameMissing', 'Give the workspace a name.', { field: 'name' })
      if (!(await deviceDb.workspaces.get(workspaceId))) return notHere()
      await deviceDb.workspaces.update(workspaceId, { name: name.trim() })
      return ok(null)
    },

    'demo.open': () => openDemo(),
    'join.start': (input) => joinWorkspace(host, input),

    async 'join.cancel'({ workspaceId }) {
      const row = await deviceDb.workspaces.get(workspaceId)
      if (!row) return ok(null)
      if (row.state !== 'joining')
        return fail('alreadyHere', 'This device was let in meanwhile. Leave the workspace under Workspace, General.')
      await host.erase(workspaceId)
      return ok(null)
    },

    'backup.look': (input) => withBackup(input, lookAtBackup),
    // Two pages may ask for the same workspace: the later one finds it here.
    'backup.restore': (input) => restoring(() => withBackup(input, restoreWorkspace)),
  }
}
