import { describe, expect, it } from 'vitest'
import { neutraliseCss } from '~/lib/capture/view/neutraliseCss'
import { neutraliseHtml } from '~/lib/capture/view/neutraliseHtml'
import { safeView, viewerPolicy, type SafeView } from '~/lib/capture/view/safeView'
import { utf8 } from '~/lib/shared/bytes'
import { attacks } from './attacks'
import { mhtml } from './scriptedBrowser'

const view = (mime: string, text: string, name = 'file'): SafeView => safeView({ mime, name, bytes: utf8(text) })
const srcdoc = (shown: SafeView): string => {
  if (shown.type !== 'frame') throw new Error(`shown as ${shown.type}`)
  return shown.srcdoc
}

/** What must never be in a document that is shown, whatever it was made from. */
const harmful = [
  /<script/i,
  /javascript:/i,
  /<iframe/i,
  /<object/i,
  /<embed/i,
  /<base/i,
  /<form/i,
  /http-equiv="?refresh/i,
  /(?:src|href|action|poster|background|srcset|data)\s*=\s*["']?\s*(?:https?:|\/\/|blob:|file:|javascript:|data:text)/i,
  /@import/i,
  /url\(\s*["']?\s*(?:https?:|\/\/)/i,
  /<animate/i,
  /<foreignobject/i,
]
const expectHarmless = (html: string): void => {
  for (const pattern of harmful) expect(html).not.toMatch(pattern)
  // Handlers are attributes: what stands inside a quoted value is text.
  expect(html.replace(/"[^"]*"/g, '""')).not.toMatch(/\son\w+\s*=/i)
}

describe('captured HTML', () => {
  it.each(attacks)('shows %s without anything that runs, leads away or asks a network', (attack) => {
    const html = neutraliseHtml(`<p>before</p>${attack}`)
    expectHarmless(html)
    expect(html).toContain('<p>before</p>')
  })

  it('keeps what is to be seen', () => {
    const html = neutraliseHtml(
      '<table class="t"><tr><td style="color:red">1 &lt; 2 &amp; 3</td></tr></table><img src="data:image/png;base64,AA==" alt="a"><a href="#top">up</a>',
    )
    expect(html).toBe(
      '<table class="t"><tr><td style="color:red">1 &lt; 2 &amp; 3</td></tr></table><img src="data:image/png;base64,AA==" alt="a"><a href="#top">up</a>',
    )
  })

  it('the policy stands before anything that was captured, and the frame has no permission at all', () => {
    const shown = view(
      'text/html',
      '</head><meta http-equiv="Content-Security-Policy" content="default-src *"><script>alert(1)</script>',
    )
    expect(shown).toMatchObject({ type: 'frame', sandbox: '' })
    const document = srcdoc(shown)
    expect(document.indexOf(`<meta http-equiv="Content-Security-Policy" content="${viewerPolicy}">`)).toBe(
      '<!doctype html><meta charset="utf-8">'.length,
    )
    expect(document.match(/Content-Security-Policy/g)).toHaveLength(1)
    expectHarmless(document)
  })

  it('style text keeps colours and pictures in the page, never an address', () => {
    expect(neutraliseCss('a{color:red;background:url(data:image/png;base64,AA==)}')).toBe(
      'a{color:red;background:url("data:image/png;base64,AA==")}',
    )
    expect(neutraliseCss('a{background:url( "//evil.example/x" )}')).toBe('a{background:none}')
    expect(neutraliseCss('@\\69mport "https://evil.example";b{}').trim()).toBe('b{}')
    expect(neutraliseCss('</style><script>')).not.toContain('<')
  })
})

describe('page archives', () => {
  it('are rebuilt with the pictures and styles they bring, and nothing from outside', () => {
    const document = srcdoc(view('multipart/related', mhtml))
    expect(document).toContain('Jürgen')
    expect(document).toContain('<img src="data:image/png;base64,iVBORw0KGgo=">')
    expect(document).toContain('<style>h1 { background: url("data:image/png;base64,iVBORw0KGgo=") }</style>')
    expectHarmless(document)
  })

  it.each(attacks)('a hostile archive with %s is harmless', (attack) => {
    const archive = mhtml
      .replace('Content-Transfer-Encoding: quoted-printable', 'Content-Transfer-Encoding: 8bit')
      .replace(/<!DOCTYPE html>.*<\/html>/, `<html><body>${attack}</body></html>`)
    expectHarmless(srcdoc(view('multipart/related', archive)))
  })

  it('a part cannot pass itself off as a picture', () => {
    const archive = mhtml.replace('Content-Type: image/png', 'Content-Type: text/html')
    expect(srcdoc(view('multipart/related', archive))).not.toContain('data:text/html')
  })

  it('what is no archive is offered as a download', () => {
    expect(view('multipart/related', 'nonsense')).toEqual({ type: 'download', why: 'unreadable' })
  })
})

describe('other files', () => {
  it('a scripted SVG is shown as a picture inside the frame, where browsers run nothing', () => {
    const document = srcdoc(
      view(
        'image/svg+xml',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(2)</script></svg>',
      ),
    )
    expectHarmless(document)
    expect(document).toMatch(/<img [^>]*src="data:image\/svg\+xml;base64,/)
  })

  it('text is escaped', () => {
    expect(srcdoc(view('text/plain', '</pre><script>alert(1)</script>'))).toContain('&lt;/pre&gt;&lt;script&gt;')
  })

  it('bitmaps are rasters; everything else is a download', () => {
    expect(view('image/png', '')).toEqual({ type: 'raster', mime: 'image/png' })
    expect(view('application/pdf', '')).toEqual({ type: 'download', why: 'unknownType' })
    expect(view('application/x-shockwave-flash', '')).toMatchObject({ type: 'download' })
  })
})
