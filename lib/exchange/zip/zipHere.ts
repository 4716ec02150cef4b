/**
 * fflate as the builds use it: archives are made and opened in the worker they are asked in. Its own `zip` and `unzip`
 * start further workers from Blob addresses, which the content security policy of extension pages and of the web app
 * rightly forbids; a spreadsheet with a sheet above 160 kB would fail there, a file above 512 kB would not open. The
 * builds resolve `fflate` to this file (wxt.config.ts, entrypoints/web/vite.config.ts).
 */

import {
  unzipSync,
  zipSync,
  type AsyncUnzipOptions,
  type AsyncZippable,
  type AsyncZipOptions,
  type FlateCallback,
  type UnzipCallback,
  type Zippable,
} from 'fflate/browser'

export * from 'fflate/browser'

export function zip(files: AsyncZippable, options: AsyncZipOptions | FlateCallback, done?: FlateCallback): void {
  const call = typeof options === 'function' ? options : done!
  let made: Uint8Array<ArrayBuffer>
  try {
    made = zipSync(files as Zippable, typeof options === 'function' ? {} : (options as Parameters<typeof zipSync>[1]))
  } catch (error) {
    return call(error as Parameters<FlateCallback>[0], new Uint8Array())
  }
  call(null, made)
}

export function unzip(archive: Uint8Array, options: AsyncUnzipOptions | UnzipCallback, done?: UnzipCallback): void {
  const call = typeof options === 'function' ? options : done!
  let files: ReturnType<typeof unzipSync>
  try {
    files = unzipSync(archive, typeof options === 'function' ? {} : options)
  } catch (error) {
    return call(error as Parameters<UnzipCallback>[0], {})
  }
  call(null, files)
}
