/**
 * What is hidden only while a picture is taken, by ways that no attribute tells: the eyes of a capture, in a real page,
 * between a look before the picture and one behind it. Words that were gone meanwhile are never counted as shown.
 */

import puppeteer, { type Browser } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserPath } from '../browsers'
import { pageScript } from '../support/pageScript'

let browser: Browser
let eyes: string
beforeAll(async () => {
  browser = await puppeteer.launch({
    executablePath: await browserPath('chromium'),
    headless: true,
    pipe: true,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
    defaultViewport: { width: 800, height: 600 },
  })
  eyes = await pageScript(`
    import { createWitness } from './lib/capture/page/witness'
    import { watchFrames } from './lib/capture/page/watchFrames'
    export default { createWitness, watchFrames }`)
})
afterAll(() => browser?.close())

/**
 * What the map says of a page that hides something after the first look and shows it again before the second. `costs`:
 * of a look, in milliseconds. `stalls`: for how long the machine is busy during the first one.
 */
async function missed(
  html: string,
  hide: string,
  show: string,
  costs: number,
  stalls = 0,
): Promise<{ readonly missing: number; readonly changed: number }> {
  const page = await browser.newPage()
  try {
    await page.setContent(`<!doctype html><body style="margin:20px;font:16px monospace">${html}</body>`)
    return (await page.evaluate(`(async () => {
      const { createWitness, watchFrames } = ${eyes}
      const frames = async (n) => { for (let i = 0; i < n; i++) await new Promise((resolve) => requestAnimationFrame(resolve)) }
      await frames(2)
      const witness = createWitness()
      witness.look(undefined)
      let stalls = ${stalls}
      const busy = () => { for (const end = performance.now() + stalls; performance.now() < end; ); stalls = 0 }
      const stop = watchFrames(() => { busy(); witness.lookAgain(undefined) }, ${costs})
      await frames(3)
      let undo = (() => { ${hide} })()
      await frames(10)
      ;((undo) => { ${show} })(undo)
      await frames(3)
      stop()
      witness.keep(undefined)
      const { missing, changed } = witness.account(undefined, false)
      return { missing, changed }
    })()`)) as { missing: number; changed: number }
  } finally {
    await page.close()
  }
}

const words = '<p id="w" class="w">account 001 ada@quillmere.example</p><p>account 002 dina@quillmere.example</p>'
const hidden = (of: string, key = 'visibility', value = 'hidden', more = ''): string =>
  `const a = ${of}.animate([{ ${key}: '${value}' }, { ${key}: '${value}' }], { duration: 60000${more} }); return a`
const cancel = 'undo.cancel()'

describe('words that are gone only while the picture is taken are not in it', () => {
  it('where nothing is hidden, nothing is missing', async () => {
    expect(await missed(words, 'return 0', '', 0)).toEqual({ missing: 0, changed: 0 })
    expect(
      await missed(
        `<p style="color:transparent;background:linear-gradient(red,blue);-webkit-background-clip:text">words of a gradient</p><p style="color:transparent;text-shadow:0 0 1px #000">words of a shadow</p>`,
        'return 0',
        '',
        0,
      ),
    ).toEqual({ missing: 0, changed: 0 })
  })

  it.each<[string, string, string, string, number]>([
    [
      'by an animation in a frame, on a page that is slow to look at',
      `<iframe id="f" style="width:500px;height:200px;border:0" srcdoc='${words}'></iframe>`,
      hidden('f.contentDocument.querySelector("#w")'),
      cancel,
      5_000,
    ],
    [
      'by an animation in a shadow root, on a page that is slow to look at',
      `<div id="h"><template shadowrootmode="open">${words}</template></div>`,
      hidden('h.shadowRoot.querySelector("#w")'),
      cancel,
      5_000,
    ],
    ['by an animation that rests', words, `${hidden('w').replace('; return a', '; a.pause(); return a')}`, cancel, 0],
    [
      'by a rule of a style sheet',
      `<style id="s"></style>${words}`,
      `s.sheet.insertRule('.w { visibility: hidden }')`,
      's.sheet.deleteRule(0)',
      0,
    ],
    [
      'by the state of a field',
      `<style>:checked ~ .w { visibility: hidden }</style><input type="checkbox" id="c">${words}`,
      'c.checked = true',
      'c.checked = false',
      0,
    ],
    [
      'by what has the focus',
      `<style>body:has(button:focus) .w { visibility: hidden }</style><button id="b">x</button>${words}`,
      'b.focus()',
      'b.blur()',
      0,
    ],
    ['by a colour that is none', words, hidden('w', 'color', 'transparent'), cancel, 0],
    ['by a filter around it', `<div id="d">${words}</div>`, hidden('d', 'filter', 'opacity(0)'), cancel, 0],
    [
      'in a pseudo element',
      `<style>#e::before { content: 'account 003' }</style><div id="e"></div>${words}`,
      hidden('e', 'visibility', 'hidden', `, pseudoElement: '::before'`),
      cancel,
      0,
    ],
    [
      'by a popover on top of it',
      `<div id="o" popover style="inset:0;width:700px;height:500px;background:#fff"></div>${words}`,
      'o.showPopover()',
      'o.hidePopover()',
      0,
    ],
  ])('%s', async (_how, html, hide, show, costs) => {
    const { missing, changed } = await missed(html, hide, show, costs)
    expect(missing + changed).toBeGreaterThan(0)
  })

  it('by the state of a field, on a machine that was busy during one look: that ends the looking in no later frame', async () => {
    const html = `<style>:checked ~ .w { visibility: hidden }</style><input type="checkbox" id="c">${words}`
    const { missing, changed } = await missed(html, 'c.checked = true', 'c.checked = false', 0, 80)
    expect(missing + changed).toBeGreaterThan(0)
  })
})
