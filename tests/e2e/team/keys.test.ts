/**
 * Private keys stay where they were made (protocol.md 1): every page of the extension reaches them as handles, none can
 * export one, and the raw secrets they guard are nowhere in the databases, nor are the recovery kit's words. With those
 * words a backup is a workspace again, and who opens one sees first where it leads.
 */

import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'puppeteer-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { generateInviteKeys, writeInviteLink } from '~/lib/crypto/inviteKeys'
import { entropyOf } from '~/lib/crypto/recoveryKit'
import { writeShownFacts } from '~/lib/protocol/access/shownFacts'
import { toHex, utf8 } from '~/lib/shared/bytes'
import { unwrap } from '~/lib/shared/result'
import {
  chromiumProfile,
  startRelay,
  temporaryFolder,
  webProfile,
  type ChromiumProfile,
  type RunningRelay,
} from '../driver'
import { picture, press, write } from '../person'
import { done, found, level, vaultRows } from '../support/inPage'
import { pageScript } from '../support/pageScript'
import { findSecrets, storedKeys } from '../support/scan'
import { sees } from '../ui'

/**
 * How every PKCS#8 spelling of a P-256 key begins: AlgorithmIdentifier (ecPublicKey, prime256v1), then the OCTET
 * STRING.
 */
const pkcs8 = '301306072a8648ce3d020106082a8648ce3d03010704'

let profile: ChromiumProfile
let relay: RunningRelay
let app: Page
let workspaceId: string
let words: readonly string[]
let waitingId: string

beforeAll(async () => {
  relay = await startRelay()
  profile = await chromiumProfile()
  app = await profile.app()
  const founded = await done(app, 'workspace.create', {
    name: 'Quillmere Logistics',
    personName: 'Ada Lindqvist',
    timeZone: 'Europe/Vienna',
  })
  workspaceId = founded.workspaceId
  words = founded.kit!.words
  await done(app, 'relay.connect', { url: relay.url }, workspaceId)
  await done(app, 'record.create', { kind: 'task', fields: { title: 'Renew the certificate' } }, workspaceId)
  await level(app, workspaceId, { relay: true })
  await done(app, 'invite.create', { role: 'editor', personName: 'Bo Haugen', expiresInDays: 7 }, workspaceId)
  // A second workspace that waits to be let in holds the invitation's one-time key.
  const random = crypto.getRandomValues(new Uint8Array(32))
  const link = writeInviteLink({
    ...(await generateInviteKeys()),
    workspaceId: toHex(random),
    inviteId: toHex(random.slice(0, 16)),
    head: { seq: 1, accessHash: toHex(random) },
    relayUrl: relay.url,
    shown: writeShownFacts({
      organisation: 'Quillmere',
      inviter: 'Ada',
      role: 'editor',
      expiresAt: Date.now() + 86_400_000,
      salt: 'A'.repeat(22),
    }),
  })
  waitingId = (await done(app, 'join.start', { link: `https://relay.example/${link}` })).workspaceId
})
afterAll(async () => {
  await profile?.close()
  await relay?.close()
})

describe('private keys', () => {
  it('no page of the extension gets one out, whichever way it asks', async () => {
    for (const path of ['app.html', 'popup.html', 'sidepanel.html']) {
      const page = await profile.browser.newPage()
      await page.goto(`${profile.origin}/${path}`)
      const keys = await storedKeys(page)
      const names = keys.map(({ at }) => at).sort()
      expect(names).toEqual(
        [
          `plumbline_${waitingId}/keys/value`,
          `plumbline_${waitingId}/keys/value/dh/privateKey`,
          `plumbline_${waitingId}/keys/value/sign/privateKey`,
          `plumbline_${workspaceId}/keys/value/dh/privateKey`,
          `plumbline_${workspaceId}/keys/value/sign/privateKey`,
        ].sort(),
      )
      for (const key of keys) expect(key, key.at).toMatchObject({ type: 'private', extractable: false, gaveOut: [] })
      await page.close()
    }
  })

  it('the way it asks would find a key that can be taken out', async () => {
    await app.evaluate(async () => {
      const key = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
      await new Promise<void>((resolve) => {
        const open = indexedDB.open('extractable', 1)
        open.onupgradeneeded = () => open.result.createObjectStore('keys')
        open.onsuccess = () => {
          const put = open.result.transaction('keys', 'readwrite')
          put.objectStore('keys').put({ pair: key }, 1)
          put.oncomplete = () => {
            open.result.close()
            resolve()
          }
        }
      })
    })
    const loose = (await storedKeys(app)).filter(({ extractable }) => extractable)
    expect(loose.map(({ at }) => at)).toEqual(['extractable/keys/pair/privateKey'])
    expect(loose[0]!.gaveOut).toEqual(expect.arrayContaining(['export pkcs8', 'export jwk', 'wrap pkcs8 by AES-GCM']))
    await app.evaluate(() => indexedDB.deleteDatabase('extractable'))
  })

  it('epoch secrets, recovery key and PKCS#8 lie in no store, in no spelling', async () => {
    const entropy = toHex(unwrap(entropyOf(words.join(' '))))
    // The device's own handle opens its wrap: so a page knows what to look for, and the search is for the real secret.
    const open = await pageScript(`
      import { openEpochs } from './lib/crypto/openEpochs'
      import { toHex } from './lib/shared/bytes'
      export default async (workspaceId, epochs, keys) => {
        const secrets = await openEpochs(epochs, { workspaceId, deviceId: keys.deviceId, dh: keys.dh })
        return [...secrets.values()].map(toHex)
      }`)
    const secrets = (await app.evaluate(
      `(async () => {
        const db = await new Promise((resolve) => { const open = indexedDB.open('plumbline_${workspaceId}'); open.onsuccess = () => resolve(open.result) })
        const read = (store, key) => new Promise((resolve) => { const got = db.transaction(store).objectStore(store).get(key); got.onsuccess = () => resolve(got.result.value) })
        const [state, keys] = [await read('meta', 'logState'), await read('keys', 'device')]
        db.close()
        return (${open})('${workspaceId}', state.access.epochs, keys)
      })()`,
    )) as string[]
    expect(secrets).toHaveLength(1)
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(
      await findSecrets(app, { 'epoch secret': secrets[0]!, 'entropy of the kit': entropy, 'PKCS#8': pkcs8 }),
    ).toEqual([])
    // The search sees what is there: the public signing key of this device, and a title in plain.
    const [device] = await vaultRows<{ value: { signKey: { bytes: string } } }>(app, workspaceId, 'keys')
    expect(
      await findSecrets(app, {
        'public key': device!.value.signKey.bytes,
        'title': toHex(utf8('Renew the certificate')),
      }),
    ).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^public key as bytes in .*\/keys\//),
        expect.stringMatching(/^title as (?:text|bytes) in /),
      ]),
    )
  })

  it('the words of the recovery kit are nowhere, before and after they were confirmed', async () => {
    const neighbours = Object.fromEntries(
      words.slice(0, 21).map((_, at) => [`words ${at + 1}-${at + 3}`, toHex(utf8(words.slice(at, at + 3).join(' ')))]),
    )
    expect(await findSecrets(app, neighbours)).toEqual([])
    await done(app, 'kit.confirm', null, workspaceId)
    const left = await vaultRows<{ id: string }>(app, workspaceId, 'keys')
    expect(left.map(({ id }) => id)).toEqual(['device'])
    expect(await findSecrets(app, neighbours)).toEqual([])
    const lists = await app.evaluate(
      async (first) => {
        const hits: string[] = []
        for (const { name } of await indexedDB.databases()) {
          const db = await new Promise<IDBDatabase>((resolve) => {
            const open = indexedDB.open(name!)
            open.onsuccess = () => resolve(open.result)
          })
          for (const store of db.objectStoreNames) {
            const all = await new Promise<unknown[]>((resolve) => {
              const got = db.transaction(store).objectStore(store).getAll()
              got.onsuccess = () => resolve(got.result as unknown[])
            })
            for (const row of all) if (JSON.stringify(row)?.includes(first)) hits.push(`${name}/${store}`)
          }
          db.close()
        }
        return hits
      },
      JSON.stringify(words.slice(0, 3)).slice(1, -1),
    )
    expect(lists).toEqual([])
  })
})

describe('a backup and the words of its kit', () => {
  it('says the day it ends on and its relay before anything is restored; then all of it is there again', async () => {
    const { draftId, fileName } = await done(app, 'backup.export', null, workspaceId)
    const bytes = await app.evaluate(
      async (database, key) => {
        const db = await new Promise<IDBDatabase>((resolve) => {
          const open = indexedDB.open(database)
          open.onsuccess = () => resolve(open.result)
        })
        const row = await new Promise<{ bytes: Blob }>((resolve) => {
          const got = db.transaction('draftFiles').objectStore('draftFiles').get(key)
          got.onsuccess = () => resolve(got.result as { bytes: Blob })
        })
        db.close()
        return [...new Uint8Array(await row.bytes.arrayBuffer())]
      },
      `plumbline_${workspaceId}`,
      [draftId, fileName],
    )
    const folder = temporaryFolder('backup')
    const file = join(folder, 'quillmere.plumbline')
    writeFileSync(file, Uint8Array.from(bytes))
    await done(app, 'workspace.erase', { workspaceId, confirmName: 'Quillmere Logistics' })

    const page = await profile.app('/start?restore=1')
    const [chooser] = await Promise.all([page.waitForFileChooser(), press(page, /Choose a file/)])
    await chooser.accept([file])
    await write(page, 'The 24 words, in order', words.join(' '))
    await press(page, 'Open the backup')
    await sees(page, 'Nothing has been restored yet.')
    await picture(page, 'restore-look')
    const said = async (name: string): Promise<string> =>
      page.$eval(`[data-look=${name}] dd`, (value) => (value as HTMLElement).innerText)
    expect([await said('workspace'), await said('members'), await said('relay')]).toEqual([
      'Quillmere Logistics',
      '1',
      relay.url,
    ])
    expect(await said('ends')).toMatch(/^Entry \d+, \d+ \w+ 20\d\d, \d\d:\d\d$/)
    expect(
      await page.evaluate(
        async (name) => (await indexedDB.databases()).some((one) => one.name === name),
        `plumbline_${workspaceId}`,
      ),
    ).toBe(false)
    await press(page, 'Restore this workspace')
    await sees(page, /Synced/, 60_000)
    expect((await vaultRows<{ title: string }>(page, workspaceId, 'task')).map(({ title }) => title)).toEqual([
      'Renew the certificate',
    ])
    await page.close()
    rmSync(folder, { recursive: true })
  })
})

describe('private keys in the web app', () => {
  it('are handles there, too', async () => {
    const web = await webProfile()
    try {
      const page = await web.open(`${relay.url}/`)
      const id = await found(page, 'Ridgeway Clinics')
      await done(page, 'record.create', { kind: 'task', fields: { title: 'Renew the certificate' } }, id)
      const keys = await storedKeys(page)
      expect(keys.map(({ at }) => at).sort()).toEqual([
        `plumbline_${id}/keys/value/dh/privateKey`,
        `plumbline_${id}/keys/value/sign/privateKey`,
      ])
      for (const key of keys) expect(key, key.at).toMatchObject({ type: 'private', extractable: false, gaveOut: [] })
      expect(await findSecrets(page, { 'PKCS#8': pkcs8 })).toEqual([])
    } finally {
      await web.close()
    }
  })
})
