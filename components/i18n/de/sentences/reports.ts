import type { SentenceRow } from '~/lib/shared/sentences'

/** Berichte: was fehlt, damit einer geschrieben werden kann. */
export const reportSentences: readonly SentenceRow[] = [
  ['Nothing was saved.', 'Nichts wurde gesichert.'],
  [
    'This audit is not in the workspace. Choose another one.',
    'Dieses Audit ist nicht im Arbeitsbereich. Wählen Sie ein anderes.',
  ],
  [
    'The readiness checks have not run on this device yet. Open Readiness once, then come back.',
    'Die Prüfungen der Auditreife liefen auf diesem Gerät noch nicht. Öffnen Sie einmal Auditreife, dann kommen Sie zurück.',
  ],
  [
    'This management review is not in the workspace. Choose another one.',
    'Diese Managementbewertung ist nicht im Arbeitsbereich. Wählen Sie eine andere.',
  ],
  [
    'This version of the statement is not in the workspace. Choose another one.',
    'Diese Version der Erklärung ist nicht im Arbeitsbereich. Wählen Sie eine andere.',
  ],
  [
    'The version to compare with is not in the workspace. Choose another one.',
    'Die Version zum Vergleichen ist nicht im Arbeitsbereich. Wählen Sie eine andere.',
  ],
  [
    'The frozen copy of this version is not on this device yet. It arrives when a device that has it is online.',
    'Die eingefrorene Kopie dieser Version ist noch nicht auf diesem Gerät. Sie kommt, sobald ein Gerät online ist, das sie hat.',
  ],
  [
    'The frozen copy differs from what was approved. Fetch it again from another device; nothing is printed from it.',
    'Die eingefrorene Kopie weicht von dem ab, was freigegeben wurde. Holen Sie sie noch einmal von einem anderen Gerät; gedruckt wird nichts daraus.',
  ],
  [
    'This treatment plan is not in the workspace. Choose another one.',
    'Dieser Risikobehandlungsplan ist nicht im Arbeitsbereich. Wählen Sie einen anderen.',
  ],
]
