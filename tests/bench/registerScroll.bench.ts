/**
 * `register-scroll`: a register of 10,000 risks is scrolled from end to end in a real Chromium, with the production
 * build of the web app; long frames (over 50 ms) are counted, minus those of an empty virtual list of the same row
 * count in the same tab. Bar: at most 1 more. The times beside it are those of the whole scroll.
 */

import { spawnSync } from 'node:child_process'
import { createReadStream, existsSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, bench, describe } from 'vitest'
import { assembleRecord, type FlatEntry } from '~/lib/records/assembleRecord'
import { defaultMethod } from '~/lib/isms/risk/defaultMethod'
import { matrixHash } from '~/lib/isms/risk/level'
import { root, temporaryFolder, webProfile } from '../e2e/driver'
import { createWorkspace } from '../e2e/firstRun'
import { tell } from './figure'

const rowCount = 10_000
const rowHeight = 34
/** Frames from one end to the other: every frame shows rows that the one before did not. */
const frames = 360

const hash = matrixHash(defaultMethod.grid)
const score = (n: number, by: number): number => 1 + ((n * by) % 5)
const risks = () =>
  Array.from({ length: rowCount }, (_, n) => {
    const entries: readonly FlatEntry[] = [
      ['createdAt', '2026-01-01T08:00:00.000Z'],
      ['createdBy', 'pe_author'],
      ['ref', `R-${n + 1}`],
      ['status', 'open'],
      ['option', n % 3 === 0 ? 'retain' : 'modify'],
      ['title', `Something that could happen to system ${n} of the organisation, with a cause and a consequence`],
      ['event', 'What happens.'],
      ['consequence', 'What it costs.'],
      ['owner', `pe_${n % 40}`],
      ['inherentL', score(n, 7)],
      ['inherentI', score(n, 11)],
      ['currentL', score(n, 3)],
      ['currentI', score(n, 13)],
      ['residualL', score(n, 3)],
      ['residualI', score(n, 2)],
      ['matrixHash', n % 10 === 0 ? 'f'.repeat(64) : hash],
      ['properties/C', true],
      ['controls/co_1', true],
      ['controls/co_2', true],
      ['reqs/iso27001-2022:A.8.13', true],
    ]
    return assembleRecord('risk', `ri_${n}`, entries)
  })

let folder: string
let server: Server
let profile: Awaited<ReturnType<typeof webProfile>>
let page: Page
const long = { register: [] as number[], empty: [] as number[] }

beforeAll(async () => {
  folder = temporaryFolder('bench-web')
  const built = spawnSync(
    'npx',
    ['vite', 'build', '-c', 'entrypoints/web/vite.config.ts', '--outDir', folder, '--logLevel', 'error'],
    { cwd: root, stdio: 'inherit' },
  )
  if (built.status !== 0) throw new Error('the web app does not build')
  const types: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.woff2': 'font/woff2',
    '.svg': 'image/svg+xml',
    '.json': 'application/json',
  }
  server = createServer((request, response) => {
    const path = join(folder, normalize(new URL(request.url ?? '/', 'http://localhost').pathname))
    const file = path.endsWith('/') ? join(path, 'index.html') : path
    if (!existsSync(file)) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  profile = await webProfile({ width: 1440, height: 900 })
  page = await profile.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await createWorkspace(page, { name: 'Bench', person: 'Ada' })
  await page.evaluate(
    async (rows) => {
      const name = (await indexedDB.databases())
        .map((one) => one.name ?? '')
        .find((one) => one.startsWith('plumbline_'))!
      const db = await new Promise<IDBDatabase>((done, fail) =>
        Object.assign(indexedDB.open(name), {
          onsuccess: (event: Event) => done((event.target as IDBOpenDBRequest).result),
          onerror: fail,
        }),
      )
      const write = db.transaction('risk', 'readwrite')
      for (const row of rows) write.objectStore('risk').put(row)
      await new Promise((done, fail) => Object.assign(write, { oncomplete: done, onabort: fail }))
      db.close()
      location.hash = '#/risks'
      location.reload()
    },
    risks() as unknown as readonly { readonly id: string }[],
  )
  await page.waitForFunction(
    (n: number) => document.body.innerText.includes(`${n} open`) && document.querySelectorAll('tbody tr').length > 10,
    { timeout: 120_000 },
    rowCount,
  )
  await settle()
}, 600_000)
afterAll(async () => {
  // The first pass of each warms the compiler up and is not counted.
  const worst = (counts: readonly number[]): number =>
    ((rest) => rest.sort((a, b) => a - b)[Math.floor(rest.length / 2)] ?? 0)(counts.slice(1))
  tell({
    name: 'register-scroll',
    value: worst(long.register) - worst(long.empty),
    bar: 1,
    unit: 'frames',
    note: `frames over 50 ms, ${worst(long.register)} (median of ${long.register.join(', ')}) − ${worst(long.empty)} of the empty list (${long.empty.join(', ')})`,
  })
  await profile?.close()
  await new Promise((done) => server?.close(done))
  rmSync(folder, { recursive: true, force: true })
})

/** Nothing of the start is measured along. */
const settle = (): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 10_000 }), 5_000)))

/** Scrolls from top to bottom, one step a frame; answers how many frames took over 50 ms. */
const scroll = (selector: string): Promise<number> =>
  page.evaluate(
    async ({ selector, frames }) => {
      const scroller = document.querySelector<HTMLElement>(selector)!
      scroller.scrollTop = 0
      await new Promise((done) => setTimeout(done, 300))
      const end = scroller.scrollHeight - scroller.clientHeight
      let longFrames = 0
      let last = await new Promise<number>(requestAnimationFrame)
      for (let frame = 1; frame <= frames; frame++) {
        scroller.scrollTop = (end * frame) / frames
        const now = await new Promise<number>(requestAnimationFrame)
        if (now - last > 50) longFrames++
        last = now
      }
      if (scroller.scrollTop < end - 2) throw new Error('the end was not reached')
      return longFrames
    },
    { selector, frames },
  )

describe('register-scroll', () => {
  bench(
    'a register of 10,000 risks, end to end',
    async () => {
      await page.evaluate(() => document.querySelector<HTMLElement>('#empty-list')?.remove())
      await page.evaluate(() => document.querySelector('table')!.parentElement!.setAttribute('data-bench', ''))
      long.register.push(await scroll('[data-bench]'))
    },
    { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 },
  )

  bench(
    'an empty virtual list of 10,000 rows, end to end',
    async () => {
      await page.evaluate(
        ({ rowCount, rowHeight }) => {
          if (document.querySelector('#empty-list')) return
          const list = Object.assign(document.createElement('div'), { id: 'empty-list' })
          list.style.cssText = 'position:fixed;inset:0;overflow:auto;background:white;z-index:99'
          const room = document.createElement('div')
          room.style.cssText = `position:relative;height:${rowCount * rowHeight}px`
          list.append(room)
          const draw = (): void => {
            const first = Math.max(0, Math.floor(list.scrollTop / rowHeight) - 12)
            const last = Math.min(rowCount, Math.ceil((list.scrollTop + list.clientHeight) / rowHeight) + 12)
            room.replaceChildren(
              ...Array.from({ length: last - first }, (_, index) => {
                const row = document.createElement('div')
                row.style.cssText = `position:absolute;top:${(first + index) * rowHeight}px;height:${rowHeight}px;width:100%;border-bottom:1px solid #ddd`
                return row
              }),
            )
          }
          list.addEventListener('scroll', draw, { passive: true })
          document.body.append(list)
          draw()
        },
        { rowCount, rowHeight },
      )
      long.empty.push(await scroll('#empty-list'))
    },
    { iterations: 3, time: 0, warmupIterations: 1, warmupTime: 0 },
  )
})
