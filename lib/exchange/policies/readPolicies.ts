/**
 * Policies that exist already, from Word or Markdown: one file is one policy. The first heading is its title, the rest
 * its text in the subset that policies hold. The result is a table like any other, so it goes through the same dry run.
 */

import mammoth from 'mammoth/mammoth.browser.min.js'
import { readMarkdown } from '../../richText/readMarkdown'
import { canonicalBlocks, plainText, type RichBlock } from '../../richText/richTree'
import { writeMarkdown } from '../../richText/writeMarkdown'
import { fail, ok, type Result } from '../../shared/result'
import type { RawTable } from '../tables/cell'
import { textOf, wrongEncoding } from '../tables/decodeText'
import { brokenZip, unpack } from '../tables/guardZip'
import { tooLarge } from '../tables/readCsv'
import { tableLimits } from '../tables/limits'
import { readHtml } from './htmlTree'

export interface PolicyText {
  readonly title: string
  /** Markdown. */
  readonly body: string
  /** Pictures that were left out. */
  readonly pictures: number
}

export const isPolicyFile = (name: string): boolean => /\.(docx|md|markdown)$/i.test(name)

/** Fails with `tooLarge`, `zipBomb`, `brokenFile`, `encoding` or `emptyPolicy`. */
export async function readPolicy(name: string, file: Blob): Promise<Result<PolicyText>> {
  if (file.size > tableLimits.fileBytes) return tooLarge()
  const read = /\.docx$/i.test(name) ? await readDocx(file) : await readText(file)
  if (!read.ok) return read
  const blocks = canonicalBlocks(read.value.blocks)
  const [first, ...rest] = blocks
  const named = first?.type === 'heading' && first.attrs.level <= 2 ? plainText([first]).trim() : ''
  const body = writeMarkdown(named === '' ? blocks : rest)
  if (body.trim() === '') return fail('emptyPolicy', 'There is no text in this file.')
  return ok({ title: (named || titleOfFile(name)).slice(0, 500), body, pictures: read.value.pictures })
}

/** The files as a table of titles and texts; one that can't be read is named and the others stand. */
export async function readPolicies(
  files: readonly { readonly name: string; readonly file: Blob }[],
  progress: (done: number, total: number) => void = () => undefined,
): Promise<{
  readonly table: RawTable
  readonly unread: readonly { readonly name: string; readonly type: string; readonly message: string }[]
  readonly pictures: number
}> {
  const rows: RawTable['rows'][number][] = []
  const unread: { name: string; type: string; message: string }[] = []
  let pictures = 0
  for (const [index, { name, file }] of files.entries()) {
    const policy = await readPolicy(name, file)
    if (policy.ok) {
      rows.push({ row: index + 1, cells: [policy.value.title, policy.value.body] })
      pictures += policy.value.pictures
    } else unread.push({ name, type: policy.error.type, message: policy.error.message })
    progress(index + 1, files.length)
  }
  return { table: { header: ['title', 'body'], rows, formulas: [], guarded: false }, unread, pictures }
}

const titleOfFile = (name: string): string =>
  name
    .replace(/\.[a-z]+$/i, '')
    .replace(/[_]+/g, ' ')
    .trim()

interface ReadText {
  readonly blocks: readonly RichBlock[]
  readonly pictures: number
}

async function readDocx(file: Blob): Promise<Result<ReadText>> {
  // Pictures are left out of a policy; they are not unpacked either.
  const unpacked = await unpack(file, (name) => /\.(xml|rels)$/.test(name))
  if (!unpacked.ok) return unpacked
  if (!unpacked.value.parts.has('word/document.xml')) return brokenZip()
  try {
    // No file beside the document is ever looked for; styles called Title are its first heading.
    const { value } = await mammoth.convertToHtml(
      { arrayBuffer: unpacked.value.repacked() },
      {
        externalFileAccess: false,
        styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Titel'] => h1:fresh"],
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
      },
    )
    return ok(readHtml(value))
  } catch {
    return brokenZip()
  }
}

async function readText(file: Blob): Promise<Result<ReadText>> {
  let text = ''
  try {
    for await (const piece of textOf(file)) text += piece
  } catch (error) {
    if (error instanceof TypeError) return wrongEncoding()
    throw error
  }
  const lines = text.replace(/\r\n?/g, '\n')
  return ok({
    blocks: readMarkdown(lines.replace(/^---\n[\s\S]*?\n---\n/, '')),
    pictures: (text.match(/!\[[^\]]*\]\(/g) ?? []).length,
  })
}
