/** Captured pages, archives and styles that try to reach a network, a person or the page they are looked at in. */

import { describe, expect, it, vi } from 'vitest'
import { createApp, effectScope } from 'vue'
import { useFileView, viewWithin } from '~/lib/live/evidence/useFileView'
import { provideWorkers, type PageWorkers } from '~/lib/live/engine/useWorkers'
import { neutraliseCss } from '~/lib/capture/view/neutraliseCss'
import { neutraliseHtml } from '~/lib/capture/view/neutraliseHtml'
import { putInLimit, safeView } from '~/lib/capture/view/safeView'
import { utf8 } from '~/lib/shared/bytes'
import { mhtml } from '../../capture/scriptedBrowser'
import { growth, mostGrowth } from '../support/growth'

/** What a browser reads of style text: comments gone, escapes resolved; then nothing may be left that fetches. */
const fetches = (css: string): readonly string[] => {
  const read = css
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, hex: string) => `\u2983${String.fromCodePoint(Number.parseInt(hex, 16))}`)
  return (
    read.match(/@import|(?<![\w\u0080-\uffff-])url\(\s*(?!"(?:data:|#))[^)]*|(?:image-set|src|image)\(\s*["']/gi) ?? []
  )
}

describe('the wall of styles, alone', () => {
  it.each([
    ['a nested import', '@im@import "a";port "https://evil.example/x.css";a{}'],
    ['an import inside an import', '@import "@import \\"https://evil.example\\";" ;@import url(//evil.example);a{}'],
    ['an import in escapes', '@\\69 mport "https://evil.example"; @i\\6d port url(x)'],
    [
      'an import with a block',
      '@import "https://evil.example" layer(a) supports(display:grid){}@import "https://evil.example/2"',
    ],
    ['an import in capitals, with a comment', '@IMPORT/**/"https://evil.example";'],
    ['an address in escapes', 'a{background:u\\72l(https://evil.example/a) , \\75 \\72 \\6c (//evil.example/b)}'],
    ['an address with an escaped bracket', 'a{background:url(https://evil.example/\\)x) red}'],
    ['an address in a string with a bracket', 'a{background:url("https://evil.example/)x") red}'],
    ['an address that a broken string hides', 'a{content:"\n;background:url(https://evil.example)}'],
    ['a name that grows together where something was left out', 'a{background:u@import "x";rl(https://evil.example)}'],
    ['a name that grows together around a bracket', 'a{background:u<rl(https://evil.example)}'],
    ['a name that grows together around a comment', 'a{background:u/**/rl(https://evil.example)}'],
    ['an image set of strings', 'a{background:image-set("https://evil.example/1" 1x, url(https://evil.example/2) 2x)}'],
    ['an image set over a variable', 'a{--x:"https://evil.example";background:-webkit-image-set(var(--x) 1x)}'],
    ['a source function', 'a{background:src("https://evil.example")}'],
    ['a letter that newer browsers end a name at', 'a{background:x\u00d7url(https://evil.example)}'],
    ['a font', '@font-face{font-family:x;src:url("https://evil.example/f.woff2"),local("y")}'],
    [
      'a cursor, a filter, a mask, a marker',
      'a{cursor:url(//evil.example/c),auto;filter:url(//evil.example/f#x);mask:url("//evil.example/m");list-style:url(\'//evil.example/l\')}',
    ],
    ['an address that never ends', 'a{background:url(https://evil.example'],
    ['an address in a string that never ends', 'a{background:url("https://evil.example'],
  ])('holds against %s', (_, css) => {
    const out = neutraliseCss(css)
    expect(fetches(out)).toEqual([])
    expect(out).not.toMatch(/[<&]/)
    // The same wall twice is the same wall: nothing new is found in what it wrote.
    expect(fetches(neutraliseCss(out))).toEqual([])
  })

  it('holds inside a drawing, where references count in style elements', () => {
    expect(neutraliseHtml('<svg><style>a{fill:&#117;rl(https://evil.example)}</style></svg>')).toBe(
      '<svg><style>a{fill: #117;rl(https://evil.example)}</style></svg>',
    )
    expect(
      neutraliseHtml('<svg><style>a{content:"&#34;;background:url(https://evil.example)"}</style></svg>'),
    ).not.toContain('&')
  })

  it('keeps what makes a page look like itself', () => {
    const css =
      '@media (min-width: 40em){.a > b:hover::after{color:rgb(1 2 3 / 50%);margin:-1.5e-3em calc(1px + 2%);transform:rotate(45deg)}}@keyframes x{from{opacity:0}}#id{--v:1}'
    expect(neutraliseCss(css)).toBe(css)
    expect(neutraliseCss('a{background:url(data:image/png;base64,AA==);clip-path:url(#c)}')).toBe(
      'a{background:url("data:image/png;base64,AA==");clip-path:url("#c")}',
    )
  })
})

describe('the wall of markup, alone', () => {
  it.each([
    ['a drawing’s paint', '<svg><rect fill="url(https://evil.example/a.svg#b)"/></svg>'],
    ['a drawing’s filter in escapes', '<svg><rect filter="u\\72l(//evil.example/f)"/></svg>'],
    [
      'a drawing’s mask, clip and marker',
      '<svg><path mask="url(//evil.example/m#m)" clip-path="url(\'//evil.example/c\')" marker-start="url(//evil.example/k)"/></svg>',
    ],
    ['a foreign object', '<svg><foreignObject><img src="https://evil.example"></foreignObject></svg>'],
    [
      'a picture element of a filter',
      '<svg><filter><feImage href="https://evil.example/x.png" xlink:href="//evil.example/y.png"/></filter></svg>',
    ],
    [
      'an address for a count of clicks',
      '<img attributionsrc="https://evil.example" src="data:image/png;base64,AA=="><a attributionsrc=//evil.example href="#a">x</a>',
    ],
    [
      'sources of several sizes',
      '<img srcset="https://evil.example/1 1x" sizes="100vw"><picture><source srcset="//evil.example/2"></picture><link rel="preload" as="image" imagesrcset="//evil.example/3">',
    ],
    [
      'a refresh',
      '<meta http-equiv="refresh" content="0;url=https://evil.example"><META HTTP-EQUIV=refresh CONTENT="0;//evil.example">',
    ],
    ['another base', '<base href="https://evil.example/"><img src="x.png"><svg xml:base="https://evil.example"></svg>'],
    [
      'a form',
      '<form action="https://evil.example"><input type=image src="//evil.example/x"><button formaction="//evil.example">x</button></form>',
    ],
    [
      'an address under a name that nobody knows yet',
      '<p futuresrc="https://evil.example" other="//evil.example">x</p>',
    ],
  ])('holds against %s', (_, html) => {
    expect(neutraliseHtml(html)).not.toMatch(/evil\.example/)
  })

  it('keeps words that look like addresses where people read them', () => {
    expect(neutraliseHtml('<p title="https://intra.example (see there)" data-k="a&b">x</p>')).toBe(
      '<p title="https://intra.example (see there)" data-k="a&amp;b">x</p>',
    )
    expect(
      neutraliseHtml(
        '<svg viewBox="0 0 1 1"><path transform="translate(1,-2.5)" d="M0,0 L1 1z" fill="url(#p)"/></svg>',
      ),
    ).toBe(
      '<svg viewbox="0 0 1 1"><path transform="translate(1,-2.5)" d="M0,0 L1 1z" fill="url(&quot;#p&quot;)"></svg>',
    )
  })
})

describe('a file made to be slow or to fill the memory', () => {
  it.each([
    ['addresses that never end', 'url('],
    ['strings in addresses that never end', 'url("'],
    ['image sets that never end', 'image-set("'],
    ['image sets in image sets', 'image-set('],
    ['imports that never end', '@import '],
    ['imports with blocks', '@import{'],
    ['comments that never end', '/*'],
    ['brackets', '('],
    ['backslashes', '\\'],
    ['blanks', 'url( '],
    ['bindings', 'behavior:'],
  ])('style text of %s: the work grows with the text, not with its square', async (_, piece) => {
    expect(await growth((count) => void neutraliseCss(piece.repeat(count)), 8_000)).toBeLessThan(mostGrowth)
  })

  it.each([
    ['tags that never end', '<a '],
    ['attributes without quotes', '<a b='],
    ['comments', '<!--'],
    ['elements left out whole, in each other', '<object>'],
    ['styles', '<style>'],
    ['styles that end', '<style></style>'],
    ['texts', '<textarea></textarea>'],
    ['references', '&'],
    ['references that never end', '&a'],
    ['closing tags', '</'],
    ['attributes', '<p style="url(">'],
  ])('markup of %s: the work grows with the text, not with its square', async (_, piece) => {
    expect(await growth((count) => void neutraliseHtml(piece.repeat(count)), 8_000)).toBeLessThan(mostGrowth)
  })

  it('blanks in an archive: the work grows with the text, not with its square', async () => {
    const archive = (count: number) => utf8(mhtml.replace(/<!DOCTYPE html>.*<\/html>/, `<p>${' '.repeat(count)}x</p>`))
    expect(
      await growth(
        (count) => void safeView({ name: 'a.mhtml', mime: 'multipart/related', bytes: archive(count) }),
        8_000,
      ),
    ).toBeLessThan(mostGrowth)
  })

  it('one picture that a page names a thousand times is put in only as often as the limit allows', () => {
    const picture = 'A'.repeat(1_200_000)
    const page = '<img src="https://site.example/p.png">'.repeat(1000)
    const archive = `From: x\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://site.example/\r\n\r\n${page}\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://site.example/p.png\r\n\r\n${picture}\r\n--b--\r\n`
    const shown = safeView({ name: 'a.mhtml', mime: 'multipart/related', bytes: utf8(archive) })
    expect(shown.type).toBe('frame')
    const { srcdoc } = shown as { srcdoc: string }
    expect(srcdoc.match(/data:image\/png/g)!.length).toBe(Math.floor(putInLimit / 900_000))
    expect(srcdoc.length).toBeLessThan(2 * putInLimit)
  })

  it('ends with its worker after the limit, and is offered as a download that says why', async () => {
    const silent = Object.assign(new EventTarget(), {
      ended: false,
      postMessage: () => undefined,
      terminate() {
        this.ended = true
      },
    })
    expect(
      await viewWithin(20, silent as unknown as Worker, { name: 'a.html', mime: 'text/html', bytes: utf8('x') }),
    ).toEqual({ type: 'download', why: 'tooSlow' })
    expect(silent.ended).toBe(true)
  })

  it('the limit of a viewer is 15 seconds, not a moment less: then its worker is over, and the next file has one of its own', async () => {
    vi.useFakeTimers()
    try {
      const started = Array.from({ length: 2 }, () =>
        Object.assign(new EventTarget(), {
          ended: false,
          postMessage: () => undefined,
          terminate() {
            this.ended = true
          },
        }),
      )
      const [app, left] = [createApp({}), [...started]]
      provideWorkers(app, { view: () => left.shift() as unknown as Worker } as PageWorkers)
      const view = effectScope().run(() => app.runWithContext(useFileView))!
      const shown = view({ name: 'a.html', mime: 'text/html', bytes: utf8('x') })
      await vi.advanceTimersByTimeAsync(14_999)
      expect(started[0]!.ended).toBe(false)
      await vi.advanceTimersByTimeAsync(1)
      expect(started[0]!.ended).toBe(true)
      expect(await shown).toEqual({ type: 'download', why: 'tooSlow' })
      void view({ name: 'b.html', mime: 'text/html', bytes: utf8('x') })
      expect([left.length, started[1]!.ended]).toEqual([0, false])
      await vi.advanceTimersByTimeAsync(15_000)
      expect(started[1]!.ended).toBe(true)
    } finally {
      vi.useRealTimers()
    }
  })

  it('a worker that breaks is no endless wait either', async () => {
    const target = new EventTarget()
    const broken = Object.assign(target, {
      postMessage: () => queueMicrotask(() => target.dispatchEvent(new Event('error'))),
      terminate: () => undefined,
    })
    expect(
      await viewWithin(20_000, broken as unknown as Worker, { name: 'a.html', mime: 'text/html', bytes: utf8('x') }),
    ).toEqual({ type: 'download', why: 'unreadable' })
  })
})
