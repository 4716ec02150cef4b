/** The relay's settings, read from the environment once at the start. One sentence per wrong value. */

import * as v from 'valibot'
import { fail, ok, type Result } from '../lib/shared/result'
import { defaultRelayLimits, type RelayLimits } from './relayLimits'

export interface RelayConfig {
  readonly host: string
  readonly port: number
  /** Folder of log and blobs. */
  readonly data: string
  /** Who knows it may create workspaces. Undefined only on loopback, where anyone may. */
  readonly createToken: string | undefined
  /** Folder of the built web app; undefined: none is served. */
  readonly webRoot: string | undefined
  readonly timestampUrl: string | undefined
  /** Who knows it may read /metrics. Undefined: only who asks on this machine. */
  readonly metricsToken: string | undefined
  /**
   * What browsers see in front of the relay, when that is not `http://host:port`: signed by every device (protocol.md
   * 5).
   */
  readonly origin: string | undefined
  /** Whether the address of a client is the last one in X-Forwarded-For. Only behind a proxy that sets it. */
  readonly trustProxy: boolean
  readonly logLevel: (typeof logLevels)[number]
  readonly limits: RelayLimits
}

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const loopback: readonly string[] = ['127.0.0.1', '::1', 'localhost']

const wholeNumber = (name: string, from: number, to: number, what: string) => {
  const message = `${name} is ${what}: a whole number from ${from} to ${to}.`
  return v.pipe(
    v.string(message),
    v.regex(/^\d+$/, message),
    v.transform(Number),
    v.minValue(from, message),
    v.maxValue(to, message),
  )
}

const url = (message: string) =>
  v.pipe(
    v.string(),
    v.check((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), message),
  )

const KiB = 1024
const limitVariables = {
  PLUMBLINE_MAX_WORKSPACE_BYTES: ['workspaceBytes', 1024 * KiB, 1e15, 'the room of one workspace’s log in bytes'],
  PLUMBLINE_MAX_BLOB_BYTES: ['blobBytes', 1024 * KiB, 1e12, 'the largest file in bytes'],
  PLUMBLINE_MAX_WORKSPACE_BLOB_BYTES: [
    'workspaceBlobBytes',
    1024 * KiB,
    1e15,
    'the room of one workspace’s files in bytes',
  ],
  PLUMBLINE_ENTRIES_PER_MINUTE: ['entriesPerMinute', 1, 1e6, 'the entries one device may append in a minute'],
  PLUMBLINE_CONNECTIONS_PER_ADDRESS: ['connectionsPerAddress', 1, 1e6, 'the sockets one address may hold open'],
  PLUMBLINE_SLOW_READER_BYTES: ['slowReaderBytes', 64 * KiB, 1e9, 'the bytes that may wait for a slow reader'],
  PLUMBLINE_DRAIN_MS: ['drainMs', 0, 600_000, 'the milliseconds a stopping relay waits for running work'],
} as const satisfies Record<string, readonly [keyof RelayLimits, number, number, string]>

const schema = v.object({
  PLUMBLINE_HOST: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z0-9.:-]+$/, 'PLUMBLINE_HOST is the address to listen on: a name or an IP address without port.'),
    ),
    '127.0.0.1',
  ),
  PLUMBLINE_PORT: v.optional(wholeNumber('PLUMBLINE_PORT', 0, 65_535, 'the port to listen on'), '8137'),
  PLUMBLINE_DATA: v.optional(v.string(), '.data/relay'),
  PLUMBLINE_CREATE_TOKEN: v.optional(
    v.pipe(
      v.string(),
      v.minLength(
        16,
        'PLUMBLINE_CREATE_TOKEN is the secret that allows creating workspaces: at least 16 characters, best from a generator.',
      ),
    ),
  ),
  PLUMBLINE_METRICS_TOKEN: v.optional(
    v.pipe(
      v.string(),
      v.minLength(
        16,
        'PLUMBLINE_METRICS_TOKEN is the secret that allows reading /metrics from elsewhere: at least 16 characters, best from a generator.',
      ),
    ),
  ),
  PLUMBLINE_WEB: v.optional(v.string()),
  PLUMBLINE_TSA_URL: v.optional(
    url('PLUMBLINE_TSA_URL is the address of an RFC 3161 time-stamp authority: it begins with http:// or https://.'),
  ),
  PLUMBLINE_ORIGIN: v.optional(
    v.pipe(
      url('PLUMBLINE_ORIGIN is what browsers have in the address bar, such as https://relay.example.com.'),
      v.transform((text) => new URL(text).origin),
    ),
  ),
  PLUMBLINE_TRUST_PROXY: v.optional(
    v.picklist(['0', '1'], 'PLUMBLINE_TRUST_PROXY is 1 behind a proxy that sets X-Forwarded-For, else 0.'),
    '0',
  ),
  PLUMBLINE_LOG_LEVEL: v.optional(
    v.picklist(logLevels, `PLUMBLINE_LOG_LEVEL is one of ${logLevels.join(', ')}.`),
    'info',
  ),
})

/**
 * Settings of an environment. Empty values count as absent. Fails with `badConfig`; the message has one line
 * per wrong or unknown variable, so that a typing error is not silently a default.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<RelayConfig> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([name, value]) => name.startsWith('PLUMBLINE_') && value !== ''),
  )
  const known = [...Object.keys(schema.entries), ...Object.keys(limitVariables)]
  const problems = Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => `${name} is not a setting of the relay. Known are: ${known.join(', ')}.`)

  const limits: { -readonly [K in keyof RelayLimits]: RelayLimits[K] } = { ...defaultRelayLimits }
  for (const [name, [limit, from, to, what]] of Object.entries(limitVariables)) {
    if (given[name] === undefined) continue
    const parsed = v.safeParse(wholeNumber(name, from, to, what), given[name])
    if (parsed.success) limits[limit] = parsed.output
    else problems.push(parsed.issues[0].message)
  }

  const parsed = v.safeParse(schema, given)
  if (!parsed.success) problems.push(...parsed.issues.map((issue) => issue.message))
  else if (!loopback.includes(parsed.output.PLUMBLINE_HOST)) problems.push(...missingForOthers(parsed.output))
  if (!parsed.success || problems.length > 0) return fail('badConfig', problems.join('\n'))

  const values = parsed.output
  return ok({
    host: values.PLUMBLINE_HOST,
    port: values.PLUMBLINE_PORT,
    data: values.PLUMBLINE_DATA,
    createToken: values.PLUMBLINE_CREATE_TOKEN,
    webRoot: values.PLUMBLINE_WEB,
    timestampUrl: values.PLUMBLINE_TSA_URL,
    metricsToken: values.PLUMBLINE_METRICS_TOKEN,
    origin: values.PLUMBLINE_ORIGIN,
    trustProxy: values.PLUMBLINE_TRUST_PROXY === '1',
    logLevel: values.PLUMBLINE_LOG_LEVEL,
    limits,
  })
}

/** What a relay that others reach can't do without. */
function missingForOthers(values: v.InferOutput<typeof schema>): readonly string[] {
  const where = `when PLUMBLINE_HOST is not loopback (it is ${values.PLUMBLINE_HOST})`
  return [
    ...(values.PLUMBLINE_CREATE_TOKEN === undefined
      ? [`PLUMBLINE_CREATE_TOKEN must be set ${where}: else anyone could fill this relay.`]
      : []),
    ...(values.PLUMBLINE_ORIGIN === undefined
      ? [
          `PLUMBLINE_ORIGIN must be set ${where}: devices sign the address they connect to, such as https://relay.example.com.`,
        ]
      : []),
  ]
}
