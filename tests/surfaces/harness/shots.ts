/** The states of the surfaces that are looked at, each with the steps that lead there. */

import { writeInviteLink } from '~/lib/crypto/inviteKeys'
import { writeShownFacts } from '~/lib/protocol/access/shownFacts'

/** An invitation whose day is over. */
const pastLink = writeInviteLink({
  workspaceId: 'a'.repeat(64),
  inviteId: 'b'.repeat(32),
  head: { seq: 7, accessHash: 'c'.repeat(64) },
  publicKey: new Uint8Array(65).fill(4),
  secret: new Uint8Array(32).fill(1),
  relayUrl: 'wss://relay.quillmere.example',
  shown: writeShownFacts({
    organisation: 'Quillmere Logistics Cloud',
    inviter: 'Information Security Manager',
    role: 'auditor',
    expiresAt: Date.parse('2026-05-20T12:00:00Z'),
    salt: 'A'.repeat(22),
  } as never),
})

export interface Shot {
  readonly name: string
  readonly query: string
  readonly hash?: string
  readonly size: readonly [number, number]
  /**
   * Steps, one after the other: `click:SELECTOR`, `see:SELECTOR` (wait for it), `text:WORDS` of a menu item,
   * `press:WORDS` of a button (`EN|DE`), `type:WORDS` (`_` for a blank), `file:NAME` of `files`; or `tab:WORDS`, or a
   * key.
   */
  readonly act?: string
  readonly light?: boolean
}

/** What is chosen where a file is asked for. */
export const files: Readonly<Record<string, string>> = {
  'suppliers.csv':
    'Name;Zweck;Wichtigkeit\nMüller & Söhne;Straßenkarten für Lkw;Hoch\nCafé Zürich;Besprechungsräume;Niedrig\n',
  'broken.zip': 'PK no pack',
}

export const shots: readonly Shot[] = [
  { name: 'popup-review', query: 'surface=popup', size: [380, 580] },
  { name: 'popup-capture', query: 'surface=popup&variant=capturing', size: [380, 580] },
  { name: 'popup-reject', query: 'surface=popup', size: [380, 580], act: 'r' },
  { name: 'popup-empty', query: 'surface=popup&variant=empty', size: [380, 580], act: 'tab:Review' },
  { name: 'popup-several', query: 'surface=popup&variant=several', size: [380, 580], act: 'tab:Capture' },
  { name: 'popup-forbidden', query: 'surface=popup&variant=forbidden', size: [380, 580], act: 'tab:Capture' },
  { name: 'popup-accepted', query: 'surface=popup', size: [380, 580], act: 'a' },
  { name: 'panel', query: 'surface=panel', size: [400, 900] },
  { name: 'panel-series', query: 'surface=panel&variant=series', size: [400, 900] },
  { name: 'panel-held', query: 'surface=panel&variant=notGranted', size: [400, 900] },
  { name: 'evidence', query: 'surface=app&variant=extension', hash: '#/evidence/EV-231', size: [1440, 900] },
  { name: 'evidence-stale', query: 'surface=app', hash: '#/evidence/EV-224?tab=all', size: [1440, 900] },
  { name: 'evidence-inbox', query: 'surface=app', hash: '#/evidence?tab=inbox', size: [1440, 900] },
  { name: 'evidence-control', query: 'surface=app', hash: '#/evidence?tab=control', size: [1440, 900] },
  { name: 'evidence-upload', query: 'surface=app', hash: '#/evidence?upload=1', size: [1440, 900] },
  { name: 'sync', query: 'surface=app&variant=silent', hash: '#/workspace/sync', size: [1440, 900] },
  { name: 'members', query: 'surface=app', hash: '#/workspace/members', size: [1440, 900] },
  { name: 'general', query: 'surface=app', hash: '#/workspace/general', size: [1440, 900] },
  { name: 'recovery', query: 'surface=app&variant=kit', hash: '#/workspace/recovery', size: [1440, 900] },
  {
    name: 'kit-ask',
    query: 'surface=app&variant=kit',
    hash: '#/workspace/recovery',
    size: [1440, 900],
    act: 'click:[data-act=new-kit]',
  },
  {
    name: 'kit',
    query: 'surface=app&variant=kit',
    hash: '#/workspace/recovery',
    size: [1440, 900],
    act: 'click:[data-act=new-kit] click:[data-act=make-kit]',
  },
  { name: 'keys', query: 'surface=app&variant=kit', hash: '#/workspace/members', size: [1440, 900] },
  { name: 'keys-narrow', query: 'surface=app&variant=kit', hash: '#/workspace/members', size: [390, 844] },
  {
    name: 'keys-ask',
    query: 'surface=app&variant=kit',
    hash: '#/workspace/members',
    size: [1440, 900],
    act: 'click:[data-act=ask-new-key]',
  },
  {
    name: 'remove',
    query: 'surface=app&variant=kit',
    hash: '#/workspace/members',
    size: [1440, 900],
    act: 'click:[data-member=m_pe_is] [aria-haspopup=menu] text:Remove click:[data-act=compromised]',
  },
  {
    name: 'invite',
    query: 'surface=app',
    hash: '#/workspace/members',
    size: [1440, 900],
    act: 'click:[data-act=invite]',
  },
  { name: 'backup', query: 'surface=app', hash: '#/workspace/backup', size: [1440, 900] },
  { name: 'integrity', query: 'surface=app', hash: '#/workspace/integrity', size: [1440, 900] },
  { name: 'start', query: 'surface=app&variant=none', hash: '#/start', size: [1440, 900] },
  { name: 'join', query: 'surface=app&variant=none', hash: '#/join/AAAA', size: [1440, 900] },
  ...[
    'unreachable',
    'notARelay',
    'refusedEarly',
    'quota',
    'removed',
    'halted',
    'keyMissing',
    'updateNeeded',
    'paused',
    'relay',
    'checking',
    'stands',
    'mended',
    'filesOut',
  ].map((state): Shot => ({
    name: `sync-${state}`,
    query: `surface=app&state=${state}`,
    hash: '#/workspace/sync',
    size: [1440, 900],
  })),
  {
    name: 'sync-paused-owner',
    query: 'surface=app&state=paused&variant=kit',
    hash: '#/workspace/sync',
    size: [1440, 900],
  },
  {
    name: 'keys-gone',
    query: 'surface=app&state=keyFaults',
    hash: '#/workspace/members',
    size: [1440, 900],
    act: 'see:[data-key-fault]',
  },
  ...[
    'joinConnecting',
    'joinWaits',
    'joinWords',
    'joinUnknown',
    'joinExpired',
    'joinOver',
    'joinTrouble',
    'joinQuota',
  ].map((state): Shot => ({
    name: `joining-${state}`,
    query: `surface=app&state=${state}`,
    hash: `#/join?waits=${'a'.repeat(64)}`,
    size: [1440, 900],
  })),
  {
    name: 'invite-link',
    query: 'surface=app',
    hash: '#/workspace/members',
    size: [1440, 900],
    act: 'click:[data-act=invite] click:[name=name] type:Erika_Brandt click:[data-act=make]',
  },
  { name: 'members-seen', query: 'surface=app&state=members', hash: '#/workspace/members', size: [1440, 900] },
  {
    name: 'sign-blanks',
    query: 'surface=app&state=blanks',
    hash: '#/objectives?view=changes&open=CH-1',
    size: [1440, 900],
    act: 'press:Approve|Freigeben',
  },
  {
    name: 'sign-blanks-owner',
    query: 'surface=app&state=blanks&variant=kit',
    hash: '#/objectives?open=OJ-1',
    size: [1440, 900],
    act: 'press:Approve|Freigeben',
  },
  { name: 'no-score', query: 'surface=app&state=noScore', hash: '#/readiness', size: [1440, 900] },
  { name: 'no-score-dashboard', query: 'surface=app&state=noScore', hash: '#/', size: [1440, 900] },
  { name: 'soc', query: 'surface=app&state=soc', hash: '#/readiness?view=soc2', size: [1440, 900] },
  { name: 'soc-dashboard', query: 'surface=app&state=soc', hash: '#/?view=soc2', size: [1440, 900] },
  {
    name: 'import-encoding',
    query: 'surface=app',
    hash: '#/reports/import?kind=supplier',
    size: [1440, 900],
    act: 'file:suppliers.csv see:[data-act=dry-run]',
  },
  {
    name: 'import-dry-run',
    query: 'surface=app',
    hash: '#/reports/import?kind=supplier',
    size: [1440, 900],
    act: 'file:suppliers.csv click:[data-act=dry-run]',
  },
  ...['fileDiffers', 'fileGone', 'archive'].map((state): Shot => ({
    name: `evidence-${state}`,
    query: `surface=app&state=${state}`,
    hash: '#/evidence/EV-231',
    size: [1440, 900],
  })),
  ...['auditVoid', 'auditStale'].map((state): Shot => ({
    name: state,
    query: `surface=app&state=${state}`,
    hash: '#/audits/ia_1?view=report',
    size: [1440, 900],
  })),
  {
    name: 'join-past',
    query: 'surface=app&variant=none',
    hash: `#/join/${pastLink.slice('#/join/'.length)}`,
    size: [1440, 900],
  },
  { name: 'popup-captured', query: 'surface=popup&state=captured', size: [380, 580], act: 'tab:Capture|Erfassen' },
  { name: 'popup-files', query: 'surface=popup&state=filesOut', size: [380, 580] },
  { name: 'check-pack', query: 'surface=app&variant=none', hash: '#/verify', size: [1440, 900] },
  {
    name: 'check-pack-refused',
    query: 'surface=app&variant=none',
    hash: '#/verify',
    size: [1440, 900],
    act: 'file:broken.zip',
  },
]
