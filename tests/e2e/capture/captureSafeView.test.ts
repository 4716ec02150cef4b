/**
 * Hostile pages in a real browser. The rewriting and the frame are two walls; each is tried alone: rewritten pages in a
 * bare document without sandbox or policy, and untouched ones behind sandbox and policy.
 */

import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { neutraliseHtml } from '~/lib/capture/view/neutraliseHtml'
import { safeView, viewerPolicy } from '~/lib/capture/view/safeView'
import { utf8 } from '~/lib/shared/bytes'
import { attacks } from '../../capture/attacks'
import { startSite, webProfile } from '../driver'
import { hostilePage } from '../site'

/** By their beginning, on one line, for the report. */
const all = [...attacks, hostilePage].map((attack) => [attack.replace(/\s+/g, ' ').slice(0, 60), attack] as const)

let web: Awaited<ReturnType<typeof webProfile>>
let site: Awaited<ReturnType<typeof startSite>>
let page: Page
const dialogs: string[] = []
const asked: string[] = []

beforeAll(async () => {
  site = await startSite({ '/': '<!doctype html><title>viewer</title>' })
  web = await webProfile()
  page = await web.open(site.url)
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    if (/^(?:https?|ws|ftp):/.test(request.url()) && !request.url().endsWith('/favicon.ico')) asked.push(request.url())
  })
})
afterAll(async () => {
  await web?.close()
  await site?.close()
})

/** Puts a document into the page and gives it time to do what it can. */
async function show(
  html: string,
  frame: { readonly sandboxed: boolean },
): Promise<{
  readonly ran: readonly string[]
  readonly asked: readonly string[]
  readonly pwned: unknown
  readonly at: string
}> {
  dialogs.length = asked.length = 0
  await page.evaluate(
    async (content, sandboxed) => {
      document.body.replaceChildren()
      const viewer = document.createElement('iframe')
      if (sandboxed) viewer.setAttribute('sandbox', '')
      viewer.srcdoc = content
      const loaded = new Promise((resolve) => viewer.addEventListener('load', resolve))
      document.body.append(viewer)
      await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 1_000))])
      await new Promise((resolve) => setTimeout(resolve, 60))
    },
    html,
    frame.sandboxed,
  )
  const pwned = await page.evaluate(() => (window as unknown as { pwned?: unknown }).pwned)
  return { ran: [...dialogs], asked: [...asked], pwned, at: page.url() }
}

const harmless = (): object => ({ ran: [], asked: [], pwned: undefined, at: `${site.url}/` })

describe('hostile pages in Chromium', () => {
  it('the trial itself can fail: an untouched page in a bare frame runs and asks', async () => {
    const seen = await show('<script>alert(1)</script><img src="http://127.0.0.1:9/x.png">', { sandboxed: false })
    expect(seen.ran).toEqual(['1'])
    expect(seen.asked).toEqual(['http://127.0.0.1:9/x.png'])
  })

  it.each(all)('rewritten, without sandbox and policy: %s', async (_, attack) => {
    expect(await show(`<!doctype html>${neutraliseHtml(attack)}`, { sandboxed: false })).toEqual(harmless())
  })

  it.each(all)('untouched, behind sandbox and policy: %s', async (_, attack) => {
    expect(
      await show(`<!doctype html><meta http-equiv="Content-Security-Policy" content="${viewerPolicy}">${attack}`, {
        sandboxed: true,
      }),
    ).toMatchObject({ ran: [], pwned: undefined, at: `${site.url}/` })
  })

  it.each(all)('as it is shown: %s', async (_, attack) => {
    const view = safeView({ name: 'page.html', mime: 'text/html', bytes: utf8(attack) })
    if (view.type !== 'frame') throw new Error('shown otherwise')
    expect(await show(view.srcdoc, { sandboxed: true })).toEqual(harmless())
  })

  it('a scripted SVG is a picture', async () => {
    const view = safeView({
      name: 'a.svg',
      mime: 'image/svg+xml',
      bytes: utf8(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="alert(1)"><script>alert(2)</script><image href="http://127.0.0.1:9/x.png"/></svg>',
      ),
    })
    if (view.type !== 'frame') throw new Error('shown otherwise')
    expect(await show(view.srcdoc, { sandboxed: false })).toEqual(harmless())
  })
})
