import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from './sources'

interface LockedPackage {
  readonly version?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly optional?: boolean
  readonly license?: string
}

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, LockedPackage>>
}
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>
  devDependencies: Readonly<Record<string, string>>
}

const permissive =
  /^\(?(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|0BSD|Apache-2\.0|CC0-1\.0|CC-BY-4\.0|OFL-1\.1|Unlicense|BlueOak-1\.0\.0|Python-2\.0|Zlib|WTFPL)( (AND|OR) .*)?\)?$/

/** Looked at by a person, with what was found. */
const looked: readonly { readonly path: RegExp; readonly why: string }[] = [
  { path: /^node_modules\/lightningcss/, why: 'MPL-2.0, a build tool of Tailwind: none of it is in what is shipped' },
  { path: /^node_modules\/duck$/, why: 'BSD-2-Clause by its licence file; its package.json says BSD' },
  { path: /^node_modules\/vaul-vue$/, why: 'MIT by its repository; its package.json leaves the field out' },
]

function licenceOf(path: string, locked: LockedPackage): string {
  if (locked.license) return locked.license
  const file = join(root, path, 'package.json')
  if (!existsSync(file)) return ''
  const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as {
    license?: string | { type: string }
    licenses?: readonly { type: string }[]
  }
  return typeof license === 'string' ? license : (license?.type ?? licenses?.map((one) => one.type).join(' OR ') ?? '')
}

describe('structure: what the product is made of', () => {
  it('pins exact versions', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('ships permissively licensed packages only: nothing GPL, AGPL or unclear inside', () => {
    const shipped = Object.entries(lock.packages).filter(
      ([path, locked]) =>
        path !== '' &&
        !looked.some((one) => one.path.test(path)) &&
        !locked.dev &&
        !locked.devOptional &&
        existsSync(join(root, path)),
    )
    expect(shipped.length).toBeGreaterThan(20)
    expect(
      shipped
        .map(([path, locked]) => [path, licenceOf(path, locked)])
        .filter(([, licence]) => !permissive.test(licence ?? '')),
    ).toEqual([])
  })

  it('names no registry or machine in the lock file', () => {
    expect(Object.values(lock.packages).filter((locked) => 'resolved' in locked)).toEqual([])
  })
})
