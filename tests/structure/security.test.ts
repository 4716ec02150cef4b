import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const text = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8')
const page = text.replaceAll('\n', ' ')

/** Each test the page names, `[file, title]`: a title without a file belongs to the file named before it. */
function named(of: string): readonly (readonly [file: string, title: string])[] {
  const found: [string, string][] = []
  let file = ''
  for (const [, path, title] of of.matchAll(/(tests\/[\w/]+\.test\.ts)|(?<=(?:\.test\.ts`? |`|", ))"([^"]+)"/g)) {
    if (path) file = path
    else found.push([file, title!])
  }
  return found
}

/** Bullets and paragraphs, each in one line; headings and tables are none. */
const statements: readonly string[] = text
  .split(/\n\n+|\n(?=- )/)
  .map((block) => block.replaceAll('\n', ' ').replaceAll(/ +/g, ' ').trim())
  .filter((block) => block !== '' && !/^[#|]/.test(block))

/** What is said so that nobody is surprised, and defends against nothing: how each begins. */
const noDefence: readonly string[] = [
  'What Plumbline protects:',
  'The limits that the sections below admit',
  '- ids of members and devices,',
  '- class, size (padded) and time',
  '- when devices connect,',
  '- sizes of files;',
  '- names under which relays',
  '- **Choose times, as long as nobody compares.** See *Times*.',
  '- **Lose files and no entries.**',
  '- two owners or leads who agree;',
  '- Read everything in the workspace:',
  'Sealing a backup needs only the public half',
  'Report a weakness privately',
]
const isDefence = (block: string): boolean => !noDefence.some((begin) => block.startsWith(begin))

const sourceOf = (file: string): string => {
  const at = new URL(`../../${file}`, import.meta.url)
  return existsSync(at) ? readFileSync(at, 'utf8').replaceAll("\\'", "'") : ''
}

describe('the page on security', () => {
  it('names tests that are there, by their titles', () => {
    expect(
      [...page.matchAll(/tests\/[\w/]+\.test\.ts/g)].map(([file]) => file).filter((file) => sourceOf(file) === ''),
    ).toEqual([])
    expect(named(page).length).toBeGreaterThan(50)
    expect(
      named(page)
        .filter(([file, title]) => !sourceOf(file).includes(title))
        .map(([file, title]) => `${file} "${title}"`),
    ).toEqual([])
  })

  it('names a test in every bullet and paragraph that claims a defence, or says that no test shows it', () => {
    expect(statements.length).toBeGreaterThan(60)
    expect(
      statements
        .filter((block) => isDefence(block) && named(block).length === 0 && !/\bno test shows\b/i.test(block))
        .map((block) => block.slice(0, 100)),
    ).toEqual([])
    // Each exception is one statement that is there and names none.
    expect(
      noDefence.map(
        (begin) => statements.filter((block) => block.startsWith(begin) && named(block).length === 0).length,
      ),
    ).toEqual(noDefence.map(() => 1))
  })
})
