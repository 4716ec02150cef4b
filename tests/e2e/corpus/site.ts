/** Serves the corpus: its own types and status codes, pictures of codes, one that never comes. */

import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { codePicture, corpus, inner, tallPicture, xmlStyle, type CorpusPage } from './pages'

export interface CorpusSite {
  readonly url: string
  readonly pages: readonly CorpusPage[]
  close(): Promise<void>
}

export async function startCorpus(): Promise<CorpusSite> {
  const other = await listen((path, response) => answer(response, inner[path]))
  const pages = corpus(other.url)
  const site = await listen((path, response) => {
    const number = /^\/corpus\/picture\/(\d+)$/.exec(path)
    if (path === '/corpus/never') return
    if (path === '/corpus/xml.css') return answer(response, xmlStyle, 'text/css')
    if (number)
      return void codePicture(Number(number[1])).then((png) => setTimeout(() => answer(response, png, 'image/png'), 60))
    const page = pages.find(({ name }) => path === `/corpus/${name}`)
    if (page?.name === 'picture') return void tallPicture().then((png) => answer(response, png, 'image/png'))
    answer(response, page?.body ?? inner[path], page?.type, page?.status)
  })
  return {
    url: site.url,
    pages,
    async close() {
      await Promise.all([site.close(), other.close()])
    },
  }
}

function answer(response: ServerResponse, body: string | Buffer | undefined, type = 'text/html', status = 200): void {
  response.writeHead(body === undefined ? 404 : status, {
    'content-type': /^(?:text|application)|svg/.test(type) ? `${type}; charset=utf-8` : type,
  })
  response.end(body ?? 'not found')
}

async function listen(
  handle: (path: string, response: ServerResponse) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server: Server = createServer((request, response) => handle((request.url ?? '/').split('?')[0]!, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
