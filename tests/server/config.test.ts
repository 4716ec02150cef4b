import { describe, expect, it } from 'vitest'
import { unwrap } from '~/lib/shared/result'
import { readConfig } from '~/server/config'

const problems = (env: Record<string, string>): readonly string[] => {
  const config = readConfig(env)
  return config.ok ? [] : config.error.message.split('\n')
}

describe('relay: configuration', () => {
  it('runs on loopback without any setting', () => {
    expect(unwrap(readConfig({ PATH: '/bin' }))).toMatchObject({
      host: '127.0.0.1', port: 8137, createToken: undefined, webRoot: undefined, timestampUrl: undefined, trustProxy: false, logLevel: 'info',
    })
  })

  it('reads every setting', () => {
    const config = unwrap(readConfig({
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
    }))
    expect(config).toMatchObject({ host: '0.0.0.0', port: 443, origin: 'https://relay.example', trustProxy: true, logLevel: 'warn', createToken: '0123456789abcdef' })
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

  it('tells all problems at once', () => {
    expect(problems({ PLUMBLINE_PORT: 'x', PLUMBLINE_LOG_LEVEL: 'loud', PLUMBLINE_DRAIN_MS: 'x', PLUMBLINE_PRT: '1' })).toHaveLength(4)
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
