import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8').replaceAll('\n', ' ')

/** Each test the page names, `[file, title]`: a title without a file belongs to the file named before it. */
function named(): readonly (readonly [file: string, title: string])[] {
  const found: [string, string][] = []
  let file = ''
  for (const [, path, title] of page.matchAll(/(tests\/[\w/]+\.test\.ts)|(?<=(?:\.test\.ts`? |`|", ))"([^"]+)"/g)) {
    if (path) file = path
    else found.push([file, title!])
  }
  return found
}

const sourceOf = (file: string): string => {
  const at = new URL(`../../${file}`, import.meta.url)
  return existsSync(at) ? readFileSync(at, 'utf8').replaceAll('\\\'', '\'') : ''
}

describe('the page on security', () => {
  it('names tests that are there, by their titles', () => {
    expect([...page.matchAll(/tests\/[\w/]+\.test\.ts/g)].map(([file]) => file).filter((file) => sourceOf(file) === '')).toEqual([])
    expect(named().length).toBeGreaterThan(50)
    expect(named().filter(([file, title]) => !sourceOf(file).includes(title)).map(([file, title]) => `${file} "${title}"`)).toEqual([])
  })
})
