import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, root, temporaryFolder, until } from '../driver'

describe('npm start', () => {
  let child: ChildProcess
  let said = ''
  let url = ''
  const data = temporaryFolder('start')

  beforeAll(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    child = spawn(process.execPath, [join(root, 'server/dev/start.mjs')], {
      env: { ...process.env, PLUMBLINE_PORT: String(port), PLUMBLINE_DATA: data },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()))
    await until(() => said.includes('Plumbline is running'), 'the start command to say that it runs', 100_000)
  })

  afterAll(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
    rmSync(data, { recursive: true, force: true })
  })

  it('says what to open, and where the unpacked extensions are, and they are there', () => {
    expect(said).toContain(url)
    for (const [, path] of said.matchAll(/(?:Chrome|Firefox)\s+(\/\S+)/g)) expect(existsSync(path!)).toBe(true)
    expect(said).toMatch(/Load unpacked/)
    expect(said).toMatch(/Load Temporary Add-on/)
    expect(said).toContain('#/demo')
  })

  it('serves the web app under a policy that runs only its own code and asks only its own host', async () => {
    const response = await fetch(`${url}/`)
    expect(response.status).toBe(200)
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toMatch(/script-src 'self'(;|$)/)
    expect(policy).toMatch(/connect-src 'self'/)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/)
  })

  it('answers health, readiness and metrics', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/plumbline_/)
  })
})
