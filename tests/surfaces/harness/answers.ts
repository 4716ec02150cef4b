/** What the engine would answer, as far as surfaces ask at once. */

import { ok, type Result } from '~/lib/shared/result'

const suggested = [
  { kind: 'control', id: 'c_31', ref: 'C-31', title: 'Restore and backup', why: 'lastCapture', preselected: true },
  { kind: 'evidenceRequest', id: 'er_8', ref: 'ER-8', title: 'Backups of May', why: 'address', preselected: true },
  { kind: 'control', id: 'c_07', ref: 'C-07', title: 'Vulnerability management', why: 'address', preselected: false },
]

export function answers(name: string, _input: unknown, variant: string): Result<never> {
  switch (name) {
    case 'capture.tab':
      return ok({
        tabId: 7,
        windowId: 1,
        url:
          variant === 'forbidden' ? 'chrome://settings/' : 'https://console.nimbus.example/backup/jobs?period=2026-05',
        title: variant === 'forbidden' ? 'Settings' : 'Backup jobs · Nimbus Console',
        granted: variant !== 'notGranted' && variant !== 'forbidden',
        forbidden: variant === 'forbidden',
        seenAt: Date.parse('2026-04-28T08:00:00Z'),
        lastMode: 'fullPage',
        suggested,
        ...(variant === 'several' && { otherWorkspace: { id: 'b'.repeat(64), name: 'Harbour Clinic' } }),
        ...(variant === '' && { listPages: 5 }),
      }) as never
    case 'kit.new':
      return ok({
        kit: {
          words:
            'legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth useful legal winner thank year wave sausage worth title'.split(
              ' ',
            ),
          confirmPositions: [3, 11, 20],
        },
        workspaceId: 'a'.repeat(64),
        createdAt: Date.parse('2026-06-01T07:00:00Z'),
      }) as never
    case 'invite.create':
      return ok({ inviteId: 'i1', link: `https://relay.quillmere.example/#/join/${'Q'.repeat(260)}` }) as never
    case 'workspace.create':
      return ok({ workspaceId: 'a'.repeat(64) }) as never
    case 'integrity.verify':
      return ok({ entries: 18204, failures: [] }) as never
    default:
      return ok(null) as never
  }
}
