/**
 * Numbers that the pages on protocol and security promise: as the page says them, as the code has them, and as they
 * were meant. Whoever changes one in the code alone is stopped here; what happens at each and one beyond is tested
 * where it is kept.
 */

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { viewSeconds } from '~/lib/live/evidence/useFileView'
import { limits } from '~/lib/protocol/wire/protocolLimits'
import { tellWithinMs } from '~/lib/sync/connection/connectTrouble'
import { firstWordMs } from '~/lib/sync/connection/relayConnection'
import { mostClockStep } from '~/server/clockWatch'
import { defaultRelayLimits as relay } from '~/server/relayLimits'

const pageOf = (name: string): string =>
  readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), 'utf8').replaceAll('\n', ' ')
const [protocol, security] = [pageOf('protocol'), pageOf('security')]

const KiB = 1_024
const MiB = 1_048_576
const GiB = 1_073_741_824
const second = 1_000
const day = 86_400_000

describe('numbers that are promised', () => {
  it.each<[sentence: string, has: readonly number[], meant: readonly number[]]>([
    ['under a key `recordId/field[/element]` of up to 300 characters', [limits.update.keyChars], [300]],
    ['at most 32 deep', [limits.update.nesting], [32]],
    [
      'Per entry up to 20,000 values and texts, 10,000 deletions, 2,000 commands; per command 64 updates',
      [limits.update.nodes, limits.update.ranges, limits.update.commands, limits.update.parts],
      [20_000, 10_000, 2_000, 64],
    ],
    ['clocks stay below 2³¹', [limits.update.clocks], [2_147_483_648]],
    ['Times end at 8.64e15', [limits.update.time], [8_640_000_000_000_000]],
    ['padded by PADMÉ. At most 1 MiB.', [limits.entryBytes], [MiB]],
    [
      'Before sign-in a frame has at most 1 KiB (`create` 8 KiB) and `hello` at most 16 features of 32 bytes',
      [limits.signInBytes, limits.foundingBytes, limits.features, limits.featureBytes],
      [KiB, 8 * KiB, 16, 32],
    ],
    ['later a frame has at most 2 MiB', [limits.frameBytes, relay.frameBytes], [2 * MiB, 2 * MiB]],
    ['`ping`/`pong` are application frames every 20 s', [limits.pingMs], [20 * second]],
    [
      'A device says so after 5 s without a first word, and tries again after 20 s',
      [tellWithinMs, firstWordMs],
      [5 * second, 20 * second],
    ],
    [
      '16 places for own devices, 500 for new members',
      [limits.invites.ownDevices, limits.invites.newMembers],
      [16, 500],
    ],
    ['for a day after it was made whatever becomes of it', [limits.invites.restMs], [day]],
    ['a member has at most 32 devices', [limits.devicesOfMember], [32]],
    ['in chunks of exactly 1 MiB', [limits.blobChunkBytes], [MiB]],
    [
      'A request brings at most 2 MiB, and a member has eight of them at a time',
      [relay.blobPieceBytes, relay.uploadsAtOnce],
      [2 * MiB, 8],
    ],
    [
      "Unfinished ones expire after a week, and after an hour's rest where room is short",
      [relay.unfinishedMs, relay.restingMs],
      [7 * day, 3_600 * second],
    ],
    ['its encrypted bytes rest 30 days', [relay.erasedMs], [30 * day]],
    ['more than a day behind the head, or has jumped ahead by more than a day', [mostClockStep], [day]],
    [
      'By itself a relay gives a workspace 4 GiB of log and 64 GiB of files of up to 512 MiB each',
      [relay.workspaceBytes, relay.workspaceBlobBytes, relay.blobBytes],
      [4 * GiB, 64 * GiB, 512 * MiB],
    ],
    [
      'a device 1,200 entries a minute and 20 presence frames a second',
      [relay.entriesPerMinute, relay.presencePerSecond],
      [1_200, 20],
    ],
    [
      'an address 256 connections, 64 of them sockets',
      [relay.rawConnectionsPerAddress, relay.connectionsPerAddress],
      [256, 64],
    ],
    ['Sign-in takes at most 5 s and 16 KiB', [relay.authMs, relay.strangerBytes], [5 * second, 16 * KiB]],
    [
      'the head of a request 10 s, all of it 5 min; a body or a reader moves on within 20 s',
      [relay.headersMs, relay.requestMs, relay.stalledMs],
      [10 * second, 300 * second, 20 * second],
    ],
    [
      'a socket that is silent for 60 s ends, and one with 8 MiB waiting for its reader',
      [relay.idleMs, relay.slowReaderBytes],
      [60 * second, 8 * MiB],
    ],
    [
      'A log that is taken in has at most 256 MiB and 10 min, two at a time',
      [relay.adoptBytes, relay.adoptMs, relay.adoptionsAtOnce],
      [256 * MiB, 600 * second, 2],
    ],
    [
      'who stops it waits up to 5 s for running work, and erased files are looked for each hour',
      [relay.drainMs, relay.sweepMs],
      [5 * second, 3_600 * second],
    ],
    [
      'the parts of a batch are of 512 KiB, and catching up pauses at 1 MiB',
      [relay.batchBytes, relay.catchUpBytes],
      [512 * KiB, MiB],
    ],
  ])('of the protocol: %s', (sentence, has, meant) => {
    expect(protocol).toContain(sentence)
    expect(has).toEqual(meant)
  })

  it.each<[sentence: string, has: readonly number[], meant: readonly number[]]>([
    [
      'Until somebody has shown who they are a frame is 1 KiB, all of it together 16 KiB',
      [limits.signInBytes, relay.strangerBytes],
      [KiB, 16 * KiB],
    ],
    ['a founding entry that holds, two at a time', [relay.adoptionsAtOnce], [2]],
    ['a member has eight at a time', [relay.uploadsAtOnce], [8]],
    ['keeps them encrypted for 30 days', [relay.erasedMs], [30 * day]],
    ['jumps by more than a day takes nothing', [mostClockStep], [day]],
    [
      'at most 16 times a day and has 32 at most',
      [limits.invites.ownDevices, limits.invites.restMs, limits.devicesOfMember],
      [16, day, 32],
    ],
    ['a worker that ends after 15 seconds', [viewSeconds], [15]],
  ])('on security: %s', (sentence, has, meant) => {
    expect(security).toContain(sentence)
    expect(has).toEqual(meant)
  })

  it('name every limit of a relay', () => {
    const named = readFileSync(new URL(import.meta.url), 'utf8')
    expect(Object.keys(relay).filter((name) => !named.includes(`relay.${name}`))).toEqual([])
  })
})
