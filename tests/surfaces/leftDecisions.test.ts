import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { decisionStore } from '~/components/evidence/review/decisionStore'
import { sendLeftDecisions } from '~/entrypoints/background/leftDecisions'
import { fail, ok } from '~/lib/shared/result'
import { openDeviceDb, type WorkspaceRow } from '~/lib/vault/store/deviceDb'

const workspace = (id: string): WorkspaceRow => ({
  id,
  name: id,
  hue: 0,
  demo: false,
  clockOffset: 0,
  createdAt: 0,
  openedAt: 0,
  state: 'open',
  kitConfirmed: true,
})
const decision = (commandId: string, workspaceId: string, decidedAt: number) => ({
  commandId,
  workspaceId,
  evidenceId: `ev_${commandId}`,
  ref: 'EV-1',
  decision: 'rejected' as const,
  reason: 'Wrong period',
  expectedHash: 'h',
  decidedAt,
})

describe('decisions of a popup that is gone', () => {
  it('are signed by the background under their own command ids, in every workspace, and forgotten once signed', async () => {
    const db = openDeviceDb({ indexedDB: new IDBFactory(), IDBKeyRange: IDBKeyRange as typeof globalThis.IDBKeyRange })
    await db.workspaces.bulkPut([workspace('w1'), workspace('w2')])
    await decisionStore(db, 'w1').put(decision('c1', 'w1', 1_000))
    await decisionStore(db, 'w2').put(decision('c2', 'w2', 1_000))
    const asked: unknown[] = []
    const surroundings = {
      deviceDb: db,
      now: () => 600_000,
      run: (commandId: string, workspaceId: string, name: string, input: unknown) => {
        asked.push([commandId, workspaceId, name, (input as { reason: string }).reason])
        return Promise.resolve(commandId === 'c2' && asked.length === 2 ? fail('engineGone', 'gone') : ok({ id: 's' }))
      },
    }
    await sendLeftDecisions(surroundings)
    expect(asked).toEqual([
      ['c1', 'w1', 'statement.sign', 'Wrong period'],
      ['c2', 'w2', 'statement.sign', 'Wrong period'],
    ])
    expect(await decisionStore(db, 'w1').list()).toEqual([])
    // The engine did not answer: it is kept, and sent again with the same id.
    await sendLeftDecisions(surroundings)
    expect(asked.slice(2)).toEqual([['c2', 'w2', 'statement.sign', 'Wrong period']])
    expect(await decisionStore(db, 'w2').list()).toEqual([])
  })
})
