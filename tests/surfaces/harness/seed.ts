/**
 * A small invented workspace, written straight into the tables that surfaces read. Rows are made by the real
 * projection.
 */

import { assembleRecord } from '~/lib/records/assembleRecord'
import type { AnyRecord, Kind } from '~/lib/records/registry'
import { hashedContent } from '~/lib/isms/statement/hashedContent'
import { sha256Hex } from '~/lib/shared/hash'
import { canonicalBytes, type JsonValue } from '~/lib/shared/json'
import type { DeviceDb } from '~/lib/vault/store/deviceDb'
import { settingsOf, withColumns } from '~/lib/vault/views/projection'
import type { BlobRow, StatementRow, Vault } from '~/lib/vault/store/tables'
import { drawScreen, type Screen } from './pictures'

export const now = Date.parse('2026-06-01T07:41:00.000Z')
export const workspaceId = 'a'.repeat(64)

const at = (text: string): string => new Date(text).toISOString()
const people: readonly (readonly [string, string, string])[] = [
  ['pe_md', 'Managing Director', 'owner'],
  ['pe_is', 'Information Security Manager', 'lead'],
  ['pe_hp', 'Head of Platform', 'editor'],
  ['pe_pe', 'Platform Engineer', 'editor'],
  ['pe_pv', 'Privacy Lead', 'editor'],
  ['pe_pp', 'Head of People', 'editor'],
  ['pe_se', 'Security Engineer', 'editor'],
  ['pe_ia', 'Internal Auditor', 'auditor'],
  ['pe_ea', 'External Auditor', 'auditor'],
]

/** A row as the real projection makes it. */
export const record = (kind: Kind, id: string, fields: Readonly<Record<string, unknown>>): AnyRecord =>
  assembleRecord(
    kind,
    id,
    Object.entries({ createdAt: at('2026-03-01T08:00:00Z'), createdBy: 'pe_is', ...fields }).flatMap(
      ([name, value]) => {
        if (Array.isArray(value)) return value.map((element) => [`${name}/${element}`, true] as const)
        if (typeof value === 'object' && value !== null && name === 'files')
          return Object.entries(value).map(([key, file]) => [`${name}/${key}`, file as JsonValue] as const)
        return [[name, value as JsonValue] as const]
      },
    ),
    Object.entries(fields).filter(([name]) => ['note', 'description', 'body', 'text'].includes(name)) as never,
  ) as AnyRecord

const nimbus: Screen = {
  product: 'Nimbus Console',
  crumbs: ['eu-central-2', 'platform-ops'],
  heading: 'Backup jobs',
  chips: ['Status: Completed', 'Period: 1–31 May 2026', 'Rows 1–50 of 62'],
  columns: ['Resource', 'Started', 'Size', 'Status'],
  bar: '#1f2c3d',
  rows: Array.from({ length: 16 }, (_, n) => [
    ['routes-db-primary', 'routes-db-replica', 'drivers-pii-store', 'tiles-cache', 'billing-db', 'events-stream'][
      n % 6
    ]!,
    `${31 - n} May 02:00`,
    `${[214, 38, 12, 61, 97][n % 5]} GB`,
    '● Completed',
  ]),
}
const gatehouse: Screen = {
  ...nimbus,
  product: 'Gatehouse',
  crumbs: ['Reviews', 'Q1 2026'],
  heading: 'Production database: reviewers’ decisions',
  bar: '#5a21b6',
  rows: nimbus.rows.map((_, n) => [
    `account-${n + 1}`,
    ['admin', 'read', 'write'][n % 3]!,
    'Keep',
    n % 7 === 5 ? '● Revoked' : '● Kept',
  ]),
}

export async function seed(vault: Vault, device: DeviceDb, variant: string): Promise<void> {
  await device.workspaces.bulkPut([
    {
      id: workspaceId,
      name: 'Quillmere Logistics',
      hue: 262,
      demo: false,
      clockOffset: 0,
      createdAt: now,
      openedAt: now,
      relayUrl: 'wss://relay.quillmere.example',
      state: 'open',
      kitConfirmed: variant !== 'kit',
    },
    ...(variant === 'several'
      ? [
          {
            id: 'b'.repeat(64),
            name: 'Harbour Clinic',
            hue: 25,
            demo: false,
            clockOffset: 0,
            createdAt: now,
            openedAt: 1,
            state: 'open' as const,
            kitConfirmed: true,
          },
        ]
      : []),
  ])
  const settings = record('settings', 'settings_main', {
    timeZone: 'Europe/Berlin',
    orgName: 'Quillmere Logistics Cloud',
  })
  const rows: AnyRecord[] = [settings]
  people.forEach(([id, name]) =>
    rows.push(
      record('person', id, {
        name,
        title: name,
        ref: id.toUpperCase(),
        ...(name.includes('Auditor') && { external: true }),
      }),
    ),
  )
  rows.push(
    record('control', 'c_31', {
      ref: 'C-31',
      title: 'Restore and backup',
      owner: 'pe_pe',
      status: 'operating',
      frequency: 'monthly',
    }),
    record('control', 'c_18', {
      ref: 'C-18',
      title: 'Access review',
      owner: 'pe_hp',
      status: 'operating',
      frequency: 'quarterly',
    }),
    record('control', 'c_13', {
      ref: 'C-13',
      title: 'Multi-factor sign-in',
      owner: 'pe_is',
      status: 'operating',
      frequency: 'continuous',
    }),
    record('control', 'c_07', {
      ref: 'C-07',
      title: 'Vulnerability management',
      owner: 'pe_se',
      status: 'operating',
      frequency: 'weekly',
    }),
    record('evidenceRequest', 'er_8', {
      ref: 'ER-8',
      title: 'Backups of May',
      description: 'Completed jobs of the month, with failures and what was done about them.',
      due: '2026-06-05',
      assignee: 'pe_is',
      controls: ['c_31'],
    }),
    record('evidenceRequest', 'er_5', {
      ref: 'ER-5',
      title: 'Access review of the production database, last two quarters',
      description: 'Decisions per account, by whom and when. Full list, or say how rows were chosen.',
      due: '2026-06-05',
      assignee: 'pe_is',
      controls: ['c_18'],
      population: '41 accounts',
      periodFrom: '2025-12-01',
      periodTo: '2026-05-31',
    }),
    record('task', 'tk_1', {
      ref: 'TK-1',
      title: 'Restore test Q2',
      due: '2026-05-28',
      assignee: 'pe_pe',
      status: 'open',
    }),
    record('task', 'tk_2', {
      ref: 'TK-2',
      title: 'Supplier review',
      due: '2026-05-20',
      assignee: 'pe_is',
      status: 'open',
    }),
    record('task', 'tk_3', {
      ref: 'TK-3',
      title: 'Awareness week',
      due: '2026-06-04',
      assignee: 'pe_pp',
      status: 'open',
    }),
  )

  const statements: StatementRow[] = []
  const blobs: BlobRow[] = []
  const keep = async (bytes: Blob): Promise<{ sha256: string; id: string; size: number; mime: string }> => {
    const sha256 = sha256Hex(new Uint8Array(await bytes.arrayBuffer()))
    const stored = { sha256, id: sha256, size: bytes.size, mime: bytes.type }
    blobs.push({ ...stored, bytes, state: 'present', epoch: 1, salt: new Uint8Array(), upload: 'done', addedAt: now })
    return stored
  }
  const statement = (row: AnyRecord, more: Partial<StatementRow>): StatementRow => ({
    id: `st_${statements.length}`,
    seq: 18_000 + statements.length,
    relayTime: Date.parse('2026-06-01T07:12:51Z'),
    timeSource: 'relay',
    type: 'review',
    subjectKind: row.kind,
    subjectId: row.id,
    profile: 'review',
    contentHash: '',
    memberId: 'm_pe_is',
    personId: 'pe_is',
    deviceId: 'd_is',
    time: now,
    signatureValid: true,
    body: new Uint8Array(),
    innerSignature: new Uint8Array(),
    ...more,
  })

  const evidence = async (
    n: number,
    title: string,
    options: {
      by: string
      at: string
      controls?: string[]
      screen?: Screen
      tiles?: number
      partial?: string
      upload?: boolean
      review?: 'accepted' | 'rejected' | 'stale'
      subjects?: string[]
      reqs?: string[]
      url?: string
      ref?: string
      waitsForSync?: boolean
    },
  ): Promise<void> => {
    const id = `ev_${n}`
    const count = options.tiles ?? 1
    const files: Record<string, unknown> = {}
    for (let tile = 0; tile < count; tile++) {
      const blob = await keep(await drawScreen(options.screen ?? nimbus, tile))
      files[`tile-${tile + 1}.png`] = { blob, mime: 'image/png', size: blob.size, part: 'original' }
    }
    const capturedAt = at(options.at)
    const checks = [
      { id: 'tilesOverlap', result: 'ok', value: { pairs: 8 } },
      { id: 'heightReached', result: 'ok', value: { shown: 5310, page: 5310 } },
      { id: 'lazyContent', result: 'ok', value: {} },
      ...(options.partial
        ? [{ id: 'rows', result: 'warn', value: { shown: 50, total: 62 } }]
        : [{ id: 'rows', result: 'ok', value: { shown: 41, total: 41 } }]),
      { id: 'covered', result: 'ok', value: { marks: 412 } },
      { id: 'pageChanged', result: 'ok', value: {} },
    ]
    const capture = options.upload
      ? undefined
      : await keep(
          new Blob(
            [
              canonicalBytes({
                type: 'plumbline/capture',
                v: 1,
                id,
                mode: 'fullPage',
                url: options.url ?? 'https://console.nimbus.example/backup/jobs?period=2026-05',
                title: 'Backup jobs · Nimbus Console',
                capturedAt,
                browser: { name: 'Chromium', version: '156.0', os: 'Debian 13' },
                stated: { account: 'platform-eng-1' },
                pages: [
                  {
                    mode: 'fullPage',
                    tiles: Array.from({ length: count }, () => ({
                      scroll: { x: 0, y: 4610 },
                      shown: { width: 1440, height: 700 },
                      content: { width: 1440, height: 5310 },
                    })),
                    selfCheck: checks,
                  },
                ],
                files: Object.entries(files).map(([name, file]) => ({
                  name,
                  sha256: (file as { blob: { sha256: string } }).blob.sha256,
                })),
              }),
            ],
            { type: 'application/json' },
          ),
        )
    const fields = {
      ref: options.ref ?? `EV-${n}`,
      title,
      source: options.upload ? 'upload' : 'capture',
      files,
      capturedAt: options.upload ? undefined : capturedAt,
      capturedBy: options.by,
      createdBy: options.by,
      createdAt: capturedAt,
      controls: options.controls ?? [],
      reqs: options.reqs ?? [],
      subjects: options.subjects ?? [],
      completeness: options.partial ? 'partial' : 'complete',
      ...(options.partial && { completenessNote: options.partial }),
      ...(capture && {
        captureRecord: capture,
        url: options.url ?? 'https://console.nimbus.example/backup/jobs?period=2026-05',
        system: 'Nimbus Console',
        environment: 'production',
        account: 'platform-eng-1',
        coversFrom: '2026-05-01',
        coversTo: '2026-05-31',
      }),
    }
    const row = record('evidence', id, fields)
    const own: StatementRow[] = []
    if (capture)
      own.push(
        statement(row, {
          id: `seal_${id}`,
          type: 'captureSeal',
          profile: 'seal',
          contentHash: capture.sha256,
          personId: options.by,
          memberId: `m_${options.by}`,
          deviceId: `d_${options.by}`,
          time: Date.parse(capturedAt),
          relayTime: Date.parse(capturedAt) + 7000,
          ...(options.waitsForSync && { seq: undefined }),
        }),
      )
    own.push(
      statement(row, {
        id: `cu_${id}`,
        type: 'custody',
        profile: 'custody',
        personId: options.by,
        memberId: `m_${options.by}`,
        time: Date.parse(capturedAt),
        body: canonicalBytes({ event: options.upload ? 'uploaded' : 'captured' }),
      }),
    )
    if (options.review) {
      const content =
        options.review === 'stale'
          ? hashedContent({ ...row, title: 'Backup jobs, April' } as never, 'review')
          : hashedContent(row, 'review')
      own.push(
        statement(row, {
          id: `rv_${id}`,
          contentHash: content.contentHash,
          decision: options.review === 'rejected' ? 'rejected' : 'accepted',
          ...(options.review === 'rejected' && { reason: 'Wrong period' }),
          time: Date.parse(capturedAt) + 86_400_000,
          frozen: canonicalBytes(content.content),
          body: canonicalBytes({}),
        }),
      )
    }
    statements.push(...own)
    rows.push({ ...row, _statements: own } as never)
  }

  await evidence(231, 'Backup jobs completed, May 2026', {
    by: 'pe_pe',
    at: '2026-06-01T07:12:44Z',
    controls: ['c_31'],
    tiles: 9,
    partial: 'Shows 50 of 62 rows. The next page was not captured.',
    subjects: ['er_8'],
    reqs: ['iso27001-2022:A.8.13'],
  })
  await evidence(230, 'Access review decisions, production database', {
    by: 'pe_hp',
    at: '2026-05-29T09:00:00Z',
    controls: ['c_18'],
    screen: gatehouse,
    url: 'https://gatehouse.example/reviews',
  })
  await evidence(41, 'Multi-factor policy, production tenant', {
    by: 'pe_ia',
    at: '2026-05-29T11:00:00Z',
    controls: ['c_13'],
    screen: gatehouse,
    ref: 'EV-B41',
  })
  await evidence(229, 'Branch protection of routes-api', {
    by: 'pe_is',
    at: '2026-05-28T10:00:00Z',
    controls: ['c_07'],
  })
  await evidence(228, 'Vulnerabilities by age, week 22', {
    by: 'pe_se',
    at: '2026-05-27T10:00:00Z',
    controls: ['c_07'],
    waitsForSync: true,
  })
  await evidence(226, 'Restore test protocol, Q1', {
    by: 'pe_pe',
    at: '2026-05-20T10:00:00Z',
    controls: ['c_31'],
    upload: true,
  })
  await evidence(225, 'Joiner and leaver list, April', {
    by: 'pe_pp',
    at: '2026-05-19T10:00:00Z',
    controls: [],
    review: 'accepted',
    screen: gatehouse,
  })
  await evidence(224, 'Backup jobs completed, April', {
    by: 'pe_pe',
    at: '2026-05-04T10:00:00Z',
    controls: ['c_31'],
    review: 'stale',
  })
  await evidence(222, 'Console administrators, all regions', {
    by: 'pe_pe',
    at: '2026-05-12T10:00:00Z',
    controls: [],
    review: 'rejected',
  })

  if (variant === 'empty')
    for (const one of rows.filter((row) => row.kind === 'evidence')) rows.splice(rows.indexOf(one), 1)
  const effective = settingsOf(settings)
  const tables = new Map<Kind, AnyRecord[]>()
  for (const row of rows) {
    const { _statements = [], ...plain } = row as AnyRecord & { _statements?: StatementRow[] }
    const kept = tables.get(row.kind) ?? []
    kept.push(withColumns(plain as AnyRecord, { settings: effective, conflicts: [], statements: _statements }))
    tables.set(row.kind, kept)
  }
  for (const [kind, list] of tables) await vault.table(kind).bulkPut(list)
  // One position, one statement.
  await vault.statements.bulkPut(statements.map((row, n) => (row.seq === undefined ? row : { ...row, seq: 1_000 + n })))
  await vault.blobs.bulkPut(blobs)
  await vault.members.bulkPut(
    people.map(([id, , role]) => ({ memberId: `m_${id}`, role, personId: id, active: true, since: now })),
  )
  await vault.devices.bulkPut([
    ...people.map(([id], index) => ({
      deviceId: `d_${id}`,
      memberId: `m_${id}`,
      code: index === 0 ? '' : String.fromCharCode(65 + index),
      active: true,
      since: now,
      lastHeard: now - index * 3_600_000,
      own: id === (variant === 'kit' ? 'pe_md' : 'pe_is'),
    })),
    {
      deviceId: 'd_is2',
      memberId: 'm_pe_is',
      code: 'K',
      active: true,
      since: now,
      lastHeard: now - 600_000,
      own: false,
      admittedBy: 'd_pe_md',
    },
    {
      deviceId: 'd_gone',
      memberId: 'm_pe_ia',
      code: 'L',
      active: false,
      since: now,
      until: now,
      own: false,
      compromisedSince: now - 9 * 86_400_000,
    },
  ])
  if (variant === 'kit') {
    await vault.meta.put({
      key: 'keyFaults',
      value: {
        looked: {},
        faults: [
          {
            epoch: 2,
            byDeviceId: 'd_pe_is',
            at: now - 86_400_000,
            recipients: ['d_pe_md', 'kit'],
            chain: false,
            healed: false,
            owed: { wraps: {} },
          },
          {
            epoch: 3,
            byDeviceId: 'd_pe_is',
            at: now,
            recipients: ['d_pe_ia'],
            chain: false,
            healed: true,
            owed: { wraps: {} },
          },
        ],
      },
    })
  }
  await vault.meta.put({
    key: 'sync',
    value:
      variant === 'offline' || variant === 'capturing'
        ? { state: 'offline', headSeq: 18_204, relayUrl: 'wss://relay.quillmere.example' }
        : variant === 'silent'
          ? { state: 'silent', headSeq: 18_204, relayUrl: 'wss://relay.quillmere.example', lastHeardAt: now - 900_000 }
          : {
              state: 'synced',
              syncedAt: now,
              headSeq: 18_204,
              relayUrl: 'wss://relay.quillmere.example',
              lastHeardAt: now,
            },
  })
  if (['offline', 'silent', 'capturing'].includes(variant)) {
    for (const [n, [kind, id, name]] of (
      [
        ['evidence', 'ev_231', 'evidence.seal'],
        ['control', 'c_31', 'record.edit'],
        ['evidenceRequest', 'er_8', 'record.create'],
      ] as const
    ).entries()) {
      await vault.outbox.add({
        commandId: `cmd${n}`,
        name,
        input: null,
        class: kind === 'evidence' ? 'evidence' : 'register',
        at: now - (15 - n * 5) * 60_000,
        payload: { type: 'update', intents: '[]', parts: [] },
        base: 1,
        about: { kind, id, fields: ['title'] },
      })
    }
    await vault.refused.put({
      uuid: 'x',
      seq: 18_100,
      deviceId: 'd_pe_ia',
      memberId: 'm_pe_ia',
      class: 'register',
      verdict: 'roleMayNot',
      message: 'Auditors can’t write the register, so no device applied it.',
      content: { changes: [] },
    })
    await vault.notSent.put({
      id: 'ns1',
      commandId: 'c',
      at: now,
      name: 'record.edit',
      input: { edits: [] },
      intents: [],
      reason: { type: 'roleMayNot', message: 'Your role changed to viewer on 28 May.' },
      about: { kind: 'control', id: 'c_18', fields: ['title'] },
    })
  }
  if (variant === 'capturing')
    await vault.drafts.put({
      id: 'dr_1',
      mode: 'fullPage',
      state: 'capturing',
      startedAt: now,
      updatedAt: now,
      step: 5,
      steps: 9,
      facts: {},
      links: {},
    })
  if (variant === 'series')
    await vault.drafts.put({
      id: 'dr_1',
      mode: 'series',
      state: 'captured',
      startedAt: now,
      updatedAt: now,
      step: 2,
      steps: 2,
      facts: { series: { open: true }, pages: [{}, {}] },
      links: {},
    })
}
