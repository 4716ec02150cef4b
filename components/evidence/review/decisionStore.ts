/** Decisions written down in this profile's own database, so that they outlive the popup. One row each. */

import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import type { JsonValue } from '~/lib/shared/json'
import type { Decision, DecisionStore } from './pendingDecisions'

const prefix = 'decision/'

export const decisionStore = (db: DeviceDb, workspaceId: string): DecisionStore => ({
  async list() {
    const rows = await db.preferences.where('key').startsWith(`${prefix}${workspaceId}/`).toArray()
    return rows.map((row) => row.value as unknown as Decision)
  },
  async put(decision) {
    await db.preferences.put({
      key: `${prefix}${workspaceId}/${decision.commandId}`,
      value: decision as unknown as JsonValue,
    })
  },
  async remove(commandId) {
    await db.preferences.delete(`${prefix}${workspaceId}/${commandId}`)
  },
})
