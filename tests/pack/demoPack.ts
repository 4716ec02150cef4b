/**
 * A pack of the demo organisation, made the way the product makes one: its engine, its log, its signatures, its
 * worker's code.
 */

import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { en } from '~/components/i18n/en'
import { packFiles, sourcesOf, type FileSources } from '~/entrypoints/workers/packFiles'
import type { ExtraFile, PackRequest, PreparedPack, WrittenPack } from '~/lib/pack/writePack'
import { writePack } from '~/lib/pack/writePack'
import type { MembersDocument } from '~/lib/pack/members'
import { readPackState } from '~/lib/pack/packState'
import type { PackOptions } from '~/lib/isms/pack/packPlan'
import type { PackSelection } from '~/lib/isms/pack/selection'
import type { JsonObject, JsonValue } from '~/lib/shared/json'
import { unwrap, type Result } from '~/lib/shared/result'
import { openVault, type Vault } from '~/lib/vault/store/tables'
import { nodeHost, type NodeHost } from '../engine/support/nodeHost'

export interface DemoWorkspace {
  readonly made: NodeHost
  readonly vault: Vault
  readonly workspaceId: string
  /** What reports and documents are made from, read once. */
  readonly read: { report?: ReturnType<FileSources['report']>; oscal?: ReturnType<FileSources['oscal']> }
  run<T = unknown>(name: string, input: JsonValue): Promise<Result<T>>
  close(): Promise<void>
}

let commands = 0

export async function openDemoWorkspace(): Promise<DemoWorkspace> {
  const made = nodeHost({
    pictures: (ref) =>
      Promise.resolve([
        {
          name: 'tile-1.webp',
          mime: 'image/webp',
          part: 'original',
          bytes: new Blob([`first tile of ${ref}`], { type: 'image/webp' }),
        },
        ...(ref.endsWith('1')
          ? [
              {
                name: 'tile-2.webp',
                mime: 'image/webp',
                part: 'original' as const,
                bytes: new Blob([`second tile of ${ref}`], { type: 'image/webp' }),
              },
            ]
          : []),
        {
          name: 'thumb.webp',
          mime: 'image/webp',
          part: 'derived',
          bytes: new Blob([`thumb of ${ref}`], { type: 'image/webp' }),
        },
      ]),
  })
  const { workspaceId } = unwrap(
    (await made.host.run('open', null, 'demo.open', null)) as Result<{ workspaceId: string }>,
  )
  const vault = await openVault(workspaceId, made.storage)
  return {
    made,
    vault,
    workspaceId,
    read: {},
    run: async <T>(name: string, input: JsonValue) =>
      (await made.host.run(`c${++commands}`, workspaceId, name, input)) as Result<T>,
    async close() {
      vault.close()
      await made.host.stop()
    },
  }
}

export async function requestOf(
  demo: DemoWorkspace,
  selection: PackSelection,
  more: { readonly options?: PackOptions; readonly extra?: readonly ExtraFile[]; readonly date?: string } = {},
): Promise<PackRequest> {
  const members = unwrap(await demo.run<{ document: JsonValue; signature: string }>('pack.members', null))
  return {
    selection,
    options: more.options ?? { withOriginals: false, withRestricted: false },
    description: 'Everything of the demo',
    name: 'plumbline-pack',
    date: more.date ?? '2026-06-01',
    software: 'Plumbline 0.1.0',
    members: members.document as unknown as MembersDocument,
    membersSignature: members.signature,
    language: { locale: 'en', messages: JSON.parse(JSON.stringify(en)) as JsonObject },
    ...(more.extra && { extra: more.extra }),
  }
}

export async function makePack(
  demo: DemoWorkspace,
  selection: PackSelection,
  more: Parameters<typeof requestOf>[2] = {},
): Promise<WrittenPack> {
  return signed(
    demo,
    await writePack(await requestOf(demo, selection, more), await readPackState(demo.vault, demo.workspaceId)),
  )
}

/** As the page does: the engine signs the manifest, which closes the pack. */
async function signed(demo: DemoWorkspace, written: Result<PreparedPack>): Promise<WrittenPack> {
  const prepared = unwrap(written)
  const { signature } = unwrap(await demo.run<{ signature: string }>('pack.sign', { manifest: prepared.pack.manifest }))
  return unwrap(await prepared.finish(signature))
}

/** With reports and OSCAL documents, as the worker adds them. */
export async function makeFullPack(demo: DemoWorkspace, selection: PackSelection): Promise<WrittenPack> {
  const state = await readPackState(demo.vault, demo.workspaceId)
  const request = await requestOf(demo, selection)
  const sources = sourcesOf(demo.vault, demo.workspaceId)
  // The same state twice: what is asked is whether the same bytes are made of it.
  demo.read.report ??= sources.report('2026-06-01')
  demo.read.oscal ??= sources.oscal('2026-06-01')
  const { files, notMade } = await packFiles(
    { report: () => demo.read.report!, oscal: () => demo.read.oscal! },
    state,
    { selection, language: request.language, asked: { reports: true, oscal: true } },
  )
  return signed(demo, await writePack({ ...request, extra: files, notMade }, state))
}

/** Unpacks with the system's own tool into a clean folder. */
export async function unpack(pack: Blob): Promise<{ readonly folder: string; readonly bag: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'))
  writeFileSync(join(folder, 'pack.zip'), new Uint8Array(await pack.arrayBuffer()))
  if (has('unzip')) execFileSync('unzip', ['-q', 'pack.zip'], { cwd: folder })
  else execFileSync('python3', ['-m', 'zipfile', '-e', 'pack.zip', '.'], { cwd: folder })
  return { folder, bag: join(folder, 'plumbline-pack'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const has = (tool: string): boolean => (process.env['PATH'] ?? '').split(':').some((dir) => existsSync(join(dir, tool)))

/** Runs a command of an auditor's machine; the outcome is data, never an exception. */
export function shell(
  cwd: string,
  command: string,
  ...args: readonly string[]
): { readonly code: number; readonly out: string } {
  const { status, stdout, stderr } = spawnSync(command, [...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '' },
  })
  return { code: status ?? -1, out: `${stdout}${stderr}` }
}
