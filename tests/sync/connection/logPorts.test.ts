import { generateDeviceKeys } from '~/lib/crypto/deviceKeys'
import { createRecoveryKit } from '~/lib/crypto/recoveryKit'
import { sign } from '~/lib/crypto/deviceKeys'
import { toBytes } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import { zeroHash } from '~/lib/protocol/log/entry'
import { foundWorkspace } from '~/lib/sync/joining/founding'
import { createLocalLog } from '~/lib/sync/connection/localLog'
import { relayAddress } from '~/lib/sync/connection/relayAddress'
import { createRelayConnection } from '~/lib/sync/connection/relayConnection'
import { createLogVerification } from '~/lib/sync/session/verifyLog'
import { logPortContract } from '../../contract/logPort'
import { connectWs, random, startRelay } from '../support/relay'

const clock = { now: () => Date.now() }

async function founded() {
  const keys = await generateDeviceKeys()
  const kit = await createRecoveryKit(random)
  return { keys, ...(await foundWorkspace(keys, kit.sealed, { random, clock })) }
}

logPortContract('the log of a device without a relay', async () => {
  const { keys, workspaceId, genesis } = await founded()
  const verification = createLogVerification(workspaceId)
  unwrap(await verification.add(genesis))
  return {
    workspaceId,
    keys,
    genesis,
    port: (events) =>
      Promise.resolve(
        createLocalLog({
          events,
          clock,
          state: verification.state,
          chainAt: (seq) => Promise.resolve(seq === 0 ? zeroHash : seq === 1 ? genesis.chain : undefined),
        }),
      ),
    close: () => Promise.resolve(),
  }
})

logPortContract('the log of a relay', async () => {
  const { keys, workspaceId, genesis } = await founded()
  const relay = await startRelay()
  let known = false
  return {
    workspaceId,
    keys,
    genesis,
    port(events) {
      const first = !known
      known = true
      return Promise.resolve(
        createRelayConnection({
          connect: connectWs,
          address: unwrap(relayAddress(relay.url)),
          workspaceId,
          random,
          clock,
          speaker: { as: first ? 'founder' : 'device', deviceId: keys.deviceId },
          sign: (message) => sign(keys.sign.privateKey, toBytes(message)),
          events: { ...events, welcome: () => undefined, heard: () => undefined },
          held: {
            word: undefined,
            chainAt: () => Promise.resolve(undefined),
            read: (after: number) => Promise.resolve(after === 0 ? [genesis] : []),
          },
          ...(first && { createToken: '' }),
        }),
      )
    },
    close: relay.close,
  }
})
