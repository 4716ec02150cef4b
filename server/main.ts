/** The relay as a process: environment in, sockets out. Everything is created here and handed in. */

import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pino } from 'pino'
import { uptime } from 'node:os'
import { toBytes } from '../lib/shared/bytes'
import { readConfig } from './config'
import { createLocalFanout } from './fanout'
import { createRelay } from './createRelay'
import { loadRelayKey } from './relayKey'
import { createClassicLevelLog } from './store/classicLevelLog'
import { createFolderBlobs } from './store/folderBlobs'

const config = readConfig(process.env)
if (!config.ok) {
  process.stderr.write(`The relay can't start:\n${config.error.message.replace(/^/gm, '  ')}\n`)
  process.exit(78)
}
const { host, port, data, logLevel, ...settings } = config.value
const logger = pino({ level: logLevel, base: null })
await mkdir(data, { recursive: true })
const key = await loadRelayKey(data).catch((error: Error) => {
  process.stderr.write(`The relay can't start: ${error.message}\n`)
  process.exit(1)
})

const relay = createRelay({
  ...settings,
  log: createClassicLevelLog({ folder: join(data, 'log') }),
  blobs: createFolderBlobs({ folder: join(data, 'blobs') }),
  fanout: createLocalFanout(),
  key,
  clock: { now: () => Date.now(), uptime: () => uptime() * 1_000 },
  random: (length) => toBytes(randomBytes(length)),
  logger,
  processMetrics: true,
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    logger.info({ signal }, 'stopping')
    relay.close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ error: error instanceof Error ? error.name : typeof error }, 'could not stop cleanly')
        process.exit(1)
      },
    )
  })
}

relay.listen(host, port).catch((error: NodeJS.ErrnoException) => {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} is taken, perhaps by another relay. Stop it or set PLUMBLINE_PORT.`,
    EACCES: `Listening on ${host}:${port} is not allowed here. Choose a port from 1024 or allow it.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set PLUMBLINE_HOST to one it has.`,
    ENOENT: `PLUMBLINE_WEB is a folder that isn't there: ${settings.webRoot}.`,
    LEVEL_DATABASE_NOT_OPEN: `The log in ${data} can't be opened. If another relay uses this folder, stop it or set PLUMBLINE_DATA.`,
  }
  process.stderr.write(`The relay can't start: ${why[error.code ?? ''] ?? error.message}\n`)
  process.exit(1)
})
