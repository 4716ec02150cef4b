import { describe, expect, it } from 'vitest'
import { unwrap } from '~/lib/shared/result'
import { readConfig } from '~/server/config'
import { defaultRelayLimits } from '~/server/relayLimits'

const problems = (env: Record<string, string>): readonly string[] => {
  const config = readConfig(env)
  return config.ok ? [] : config.error.message.split('\n')
}

describe('relay: configuration', () => {
  it('runs on loopback without any setting', () => {
    expect(unwrap(readConfig({ PATH: '/bin' }))).toMatchObject({
      host: '127.0.0.1',
      port: 8137,
      createToken: undefined,
      webRoot: undefined,
      timestampUrl: undefined,
      trustProxy: false,
      logLevel: 'info',
    })
  })

  it('reads every setting', () => {
    const config = unwrap(
      readConfig({
        PLUMBLINE_HOST: '0.0.0.0',
        PLUMBLINE_PORT: '443',
        PLUMBLINE_DATA: '/var/lib/plumbline',
        PLUMBLINE_CREATE_TOKEN: '0123456789abcdef',
        PLUMBLINE_WEB: '/srv/web',
        PLUMBLINE_TSA_URL: 'https://tsa.example/rfc3161',
        PLUMBLINE_ORIGIN: 'https://relay.example/',
        PLUMBLINE_TRUST_PROXY: '1',
        PLUMBLINE_LOG_LEVEL: 'warn',
        PLUMBLINE_MAX_WORKSPACE_BYTES: '2000000',
        PLUMBLINE_ENTRIES_PER_MINUTE: '50',
      }),
    )
    expect(config).toMatchObject({
      host: '0.0.0.0',
      port: 443,
      origin: 'https://relay.example',
      trustProxy: true,
      logLevel: 'warn',
      createToken: '0123456789abcdef',
    })
    expect(config.limits).toMatchObject({ workspaceBytes: 2_000_000, entriesPerMinute: 50 })
  })

  it('names each wrong value and what it should be', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['PLUMBLINE_PORT', '80a'],
      ['PLUMBLINE_PORT', '70000'],
      ['PLUMBLINE_HOST', 'http://x'],
      ['PLUMBLINE_CREATE_TOKEN', 'short'],
      ['PLUMBLINE_TSA_URL', 'ftp://x'],
      ['PLUMBLINE_ORIGIN', 'relay.example'],
      ['PLUMBLINE_TRUST_PROXY', 'yes'],
      ['PLUMBLINE_LOG_LEVEL', 'loud'],
      ['PLUMBLINE_MAX_BLOB_BYTES', '-1'],
      ['PLUMBLINE_MAX_BLOB_BYTES', '12'],
      ['PLUMBLINE_SLOW_READER_BYTES', '1e9'],
      ['PLUMBLINE_PRT', '1'],
    ]
    for (const [name, value] of cases) {
      const told = problems({ [name]: value })
      expect(told, `${name}=${value}`).toHaveLength(1)
      expect(told[0]).toMatch(new RegExp(`^${name} (is|are|is not)`))
    }
  })

  it('takes every number from its least to its most, and none beyond', () => {
    const KiB = 1024
    for (const [name, from, to] of [
      ['PLUMBLINE_PORT', 0, 65_535],
      ['PLUMBLINE_MAX_WORKSPACE_BYTES', 1024 * KiB, 1e15],
      ['PLUMBLINE_MAX_BLOB_BYTES', 1024 * KiB, 1e12],
      ['PLUMBLINE_MAX_WORKSPACE_BLOB_BYTES', 1024 * KiB, 1e15],
      ['PLUMBLINE_ENTRIES_PER_MINUTE', 1, 1e6],
      ['PLUMBLINE_CONNECTIONS_PER_ADDRESS', 1, 1e6],
      ['PLUMBLINE_SLOW_READER_BYTES', 64 * KiB, 1e9],
      ['PLUMBLINE_DRAIN_MS', 0, 600_000],
    ] as const) {
      for (const good of [from, to]) expect(problems({ [name]: String(good) }), `${name}=${good}`).toEqual([])
      for (const bad of [String(from - 1), String(to + 1), `${from}.5`, ` ${from}`])
        expect(problems({ [name]: bad })[0], `${name}=${bad}`).toMatch(
          new RegExp(`^${name} is .*from ${from} to ${to}\\.$`),
        )
    }
  })

  it('takes secrets of 16 characters, addresses by http and https, and names of hosts', () => {
    for (const name of ['PLUMBLINE_CREATE_TOKEN', 'PLUMBLINE_METRICS_TOKEN'])
      expect([problems({ [name]: 'a'.repeat(15) }).length, problems({ [name]: 'a'.repeat(16) }).length]).toEqual([1, 0])
    for (const name of ['PLUMBLINE_TSA_URL', 'PLUMBLINE_ORIGIN']) {
      for (const good of ['http://x.example', 'https://x.example/path']) expect(problems({ [name]: good })).toEqual([])
      for (const bad of ['x.example', 'ftp://x', 'javascript:1', 'xhttp://a', 'https//x', 'httpsx://a'])
        expect(problems({ [name]: bad }), bad).toHaveLength(1)
    }
    for (const bad of ['a b', 'x/y', 'a@b']) expect(problems({ PLUMBLINE_HOST: bad })).toHaveLength(1)
    const config = unwrap(
      readConfig({
        PLUMBLINE_METRICS_TOKEN: 'a'.repeat(16),
        PLUMBLINE_WEB: '/srv',
        PLUMBLINE_TSA_URL: 'http://tsa.example',
        PLUMBLINE_TRUST_PROXY: '0',
        PLUMBLINE_MAX_BLOB_BYTES: '2000000',
        OTHER_X: 'y',
      }),
    )
    expect(config).toMatchObject({
      metricsToken: 'a'.repeat(16),
      webRoot: '/srv',
      timestampUrl: 'http://tsa.example',
      trustProxy: false,
      data: '.data/relay',
      origin: undefined,
    })
    expect(config.limits).toEqual({ ...defaultRelayLimits, blobBytes: 2_000_000 })
    // With a token and an origin others may reach it; with one of both it says what is missing.
    const open = {
      PLUMBLINE_HOST: '0.0.0.0',
      PLUMBLINE_CREATE_TOKEN: 'a'.repeat(16),
      PLUMBLINE_ORIGIN: 'https://relay.example',
    }
    expect(problems(open)).toEqual([])
    for (const name of ['PLUMBLINE_CREATE_TOKEN', 'PLUMBLINE_ORIGIN'])
      expect(problems({ ...open, [name]: '' })).toEqual([
        expect.stringMatching(new RegExp(`^${name} must be set`)) as string,
      ])
  })

  it('tells all problems at once', () => {
    expect(
      problems({ PLUMBLINE_PORT: 'x', PLUMBLINE_LOG_LEVEL: 'loud', PLUMBLINE_DRAIN_MS: 'x', PLUMBLINE_PRT: '1' }),
    ).toHaveLength(4)
  })

  it('wants a token and an origin where others can reach it', () => {
    const told = problems({ PLUMBLINE_HOST: '0.0.0.0' })
    expect(told).toHaveLength(2)
    expect(told.join()).toMatch(/PLUMBLINE_CREATE_TOKEN must be set.*PLUMBLINE_ORIGIN must be set/)
    for (const host of ['127.0.0.1', '::1', 'localhost']) expect(problems({ PLUMBLINE_HOST: host })).toEqual([])
  })

  it('takes an empty value as absent', () => {
    expect(unwrap(readConfig({ PLUMBLINE_CREATE_TOKEN: '', PLUMBLINE_PORT: '' })).port).toBe(8137)
  })
})
