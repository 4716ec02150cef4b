/**
 * Goes through everything a page of an origin can reach in IndexedDB: keys as handles, and every text and byte beside
 * them. Plain functions for `page.evaluate`: they use nothing but the page.
 */

import type { Page } from 'puppeteer-core'

export interface KeyReport {
  /** Database/store/path of the key. */
  readonly at: string
  readonly type: string
  readonly algorithm: string
  readonly extractable: boolean
  /** Formats and wraps that gave the key out. */
  readonly gaveOut: readonly string[]
}

/** Every CryptoKey stored for this origin that is not public, and which of all ways to take it out worked. */
export const storedKeys = (page: Page): Promise<readonly KeyReport[]> =>
  page.evaluate(async () => {
    const found: { at: string; key: CryptoKey }[] = []
    const visit = (at: string, value: unknown): void => {
      if (value instanceof CryptoKey) found.push({ at, key: value })
      else if (value instanceof Map) for (const [key, inner] of value) visit(`${at}/${String(key)}`, inner)
      else if (
        Array.isArray(value) ||
        (typeof value === 'object' &&
          value !== null &&
          !ArrayBuffer.isView(value) &&
          !(value instanceof Blob) &&
          !(value instanceof ArrayBuffer))
      )
        for (const [key, inner] of Object.entries(value)) visit(`${at}/${key}`, inner)
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name!)
        open.onsuccess = () => resolve(open.result)
        open.onerror = () => reject(new Error(`${name} does not open`))
      })
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const got = db.transaction(store).objectStore(store).getAll()
          got.onsuccess = () => resolve(got.result as unknown[])
        })
        all.forEach((row) => visit(`${name}/${store}`, row))
      }
      db.close()
    }
    const aes = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['wrapKey'])
    const rsa = await crypto.subtle.generateKey(
      { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' },
      true,
      ['wrapKey', 'unwrapKey'],
    )
    const reports = []
    for (const { at, key } of found) {
      if (key.type === 'public') continue
      const gaveOut: string[] = []
      for (const format of ['raw', 'pkcs8', 'jwk', 'spki'] as const) {
        const ways: [string, () => Promise<unknown>][] = [
          [`export ${format}`, () => crypto.subtle.exportKey(format as 'jwk', key)],
          [
            `wrap ${format} by AES-GCM`,
            () => crypto.subtle.wrapKey(format, key, aes, { name: 'AES-GCM', iv: new Uint8Array(12) }),
          ],
          [`wrap ${format} by RSA-OAEP`, () => crypto.subtle.wrapKey(format, key, rsa.publicKey, { name: 'RSA-OAEP' })],
        ]
        for (const [way, attempt] of ways)
          await attempt().then(
            () => gaveOut.push(way),
            () => undefined,
          )
      }
      reports.push({ at, type: key.type, algorithm: key.algorithm.name, extractable: key.extractable, gaveOut })
    }
    return reports
  })

/**
 * Where in any database of this origin one of these byte sequences (hexadecimal) lies: as bytes, in a file, or spelled
 * out in a text.
 */
export const findSecrets = (page: Page, secrets: Readonly<Record<string, string>>): Promise<readonly string[]> =>
  page.evaluate(async (wanted) => {
    const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
    const spellings = Object.entries(wanted).map(([name, secret]) => {
      const bytes = Uint8Array.from(secret.match(/../g)!, (pair) => parseInt(pair, 16))
      // Without its last digits, which depend on what follows it in a longer text.
      const base64 = btoa(String.fromCharCode(...bytes))
        .replace(/=+$/, '')
        .slice(0, -2)
      return {
        name,
        hex: secret.toLowerCase(),
        base64,
        base64Url: base64.replaceAll('+', '-').replaceAll('/', '_'),
        list: [...bytes].join(','),
      }
    })
    const found: string[] = []
    const inBytes = (at: string, bytes: Uint8Array): void => {
      const text = hex(bytes)
      const latin = new TextDecoder('latin1').decode(bytes)
      for (const one of spellings) {
        for (let from = text.indexOf(one.hex); from >= 0; from = text.indexOf(one.hex, from + 1))
          if (from % 2 === 0) found.push(`${one.name} as bytes in ${at}`)
        if (latin.includes(one.base64) || latin.includes(one.base64Url) || latin.includes(one.hex))
          found.push(`${one.name} as text in bytes of ${at}`)
      }
    }
    const visit = async (at: string, value: unknown): Promise<void> => {
      if (value instanceof Blob) inBytes(at, new Uint8Array(await value.arrayBuffer()))
      else if (value instanceof ArrayBuffer) inBytes(at, new Uint8Array(value))
      else if (ArrayBuffer.isView(value)) inBytes(at, new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      else if (typeof value === 'string') {
        for (const one of spellings)
          if (value.toLowerCase().includes(one.hex) || value.includes(one.base64) || value.includes(one.base64Url))
            found.push(`${one.name} as text in ${at}`)
      } else if (value instanceof Map) for (const [key, inner] of value) await visit(`${at}/${String(key)}`, inner)
      else if (Array.isArray(value) && value.length > 8 && value.every((one) => typeof one === 'number')) {
        for (const one of spellings)
          if (value.join(',').includes(one.list)) found.push(`${one.name} as numbers in ${at}`)
      } else if (typeof value === 'object' && value !== null && !(value instanceof CryptoKey))
        for (const [key, inner] of Object.entries(value)) await visit(`${at}/${key}`, inner)
    }
    for (const { name } of await indexedDB.databases()) {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const open = indexedDB.open(name!)
        open.onsuccess = () => resolve(open.result)
        open.onerror = () => reject(new Error(`${name} does not open`))
      })
      for (const store of db.objectStoreNames) {
        const all = await new Promise<unknown[]>((resolve) => {
          const got = db.transaction(store).objectStore(store).getAll()
          got.onsuccess = () => resolve(got.result as unknown[])
        })
        for (const row of all) await visit(`${name}/${store}`, row)
      }
      db.close()
    }
    return found
  }, secrets)
