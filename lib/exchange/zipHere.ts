/**
 * fflate as the builds use it: archives are made in the worker they are asked in. Its own `zip` starts further workers from
 * Blob addresses, which the content security policy of extension pages and of the web app rightly forbids; a spreadsheet
 * with a sheet above 160 kB would fail there. The builds resolve `fflate` to this file (wxt.config.ts, entrypoints/web/vite.config.ts).
 */

import { zipSync, type AsyncZippable, type AsyncZipOptions, type FlateCallback, type Zippable } from 'fflate/browser'

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
