/** Snapshots as devices write and show them; true or not. */

import { writeSnapshotPlaintext } from '~/lib/protocol/bodies/snapshotPlaintext'
import { unwrap } from '~/lib/shared/result'
import type { TakenSnapshot } from '~/lib/vault/snapshots/snapshotClaims'
import type { EarlySnapshot } from '~/lib/vault/snapshots/snapshotEarly'
import { byHand } from '../../hostile/support/byHand'
import type { Person, World } from './person'

export const blob = { id: 'ab'.repeat(32), sha256: 'cd'.repeat(32), size: 1 }

/** Writes the entries a device would write for these snapshots. */
export async function publish(world: World, by: Person, snapshots: readonly TakenSnapshot[]): Promise<void> {
  for (const snapshot of snapshots) {
    await by.pull()
    unwrap(
      await world.log.append(
        (await byHand(world, by, 'snapshot', writeSnapshotPlaintext({ ...snapshot, blob }))).bytes,
      ),
    )
  }
}

/** As a device that joins is given them. */
export const early = (by: Person, snapshots: readonly TakenSnapshot[]): readonly EarlySnapshot[] =>
  snapshots.map(({ stateVector: _vector, ...snapshot }, i) => ({
    ...snapshot,
    seq: snapshot.upToSeq + 1 + i,
    deviceId: by.keys.deviceId,
    memberId: by.replica.access().devices[by.keys.deviceId]!.memberId,
  }))
