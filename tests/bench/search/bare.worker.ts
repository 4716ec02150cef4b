/** Bare MiniSearch in a worker of its own, with the same texts and the same options as the product gives it. */

import MiniSearch, { type SearchOptions } from 'minisearch'
import type { SearchDocument } from '~/lib/search/searchDocuments'
import { closeOptions, exactOptions } from '~/lib/search/rank'
import { indexOptions } from '~/lib/search/searchIndex'

let documents: readonly SearchDocument[] = []
let index = new MiniSearch<SearchDocument>(indexOptions)

addEventListener(
  'message',
  ({
    data,
    ports,
  }: MessageEvent<{
    readonly documents?: readonly SearchDocument[]
    readonly add?: boolean
    readonly query?: string
    readonly exact?: boolean
  }>) => {
    const reply = (value: unknown): void => ports[0]!.postMessage(value)
    if (data.documents) {
      documents = data.documents
      return reply(documents.length)
    }
    if (data.add) {
      index = new MiniSearch<SearchDocument>(indexOptions)
      const began = performance.now()
      index.addAll(documents)
      return reply(performance.now() - began)
    }
    const options: SearchOptions = data.exact ? exactOptions : closeOptions
    const began = performance.now()
    const found = index.search(data.query!, options)
    return reply([performance.now() - began, found.length])
  },
)
