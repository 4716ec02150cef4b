import { checkKey } from '../../readiness/checkKey'
import { checks } from './checks'

/** Auditreife: Urteil, Punkte, Prüfungen, Entscheidungen, Verlauf. */
export const readiness = {
  title: 'Auditreife', fails: '{n} von {m} Prüfungen nicht bestanden', failsNone: 'Alle {m} Prüfungen sind bestanden oder treffen nicht zu', report: 'Bericht', all: 'Alle', window: 'Nachweiszeitraum {from} bis {to}',
  view: { stage1: 'Stufe 1', stage2: 'Stufe 2', soc2: 'SOC 2' },
  verdict: { notReady: 'Nicht bereit', nearlyReady: 'Fast bereit', ready: 'Bereit', none: 'Noch nichts zu beurteilen' },
  lacks: { controls: 'keine Maßnahme erfasst', operating: 'keine Maßnahme in Betrieb', evidence: 'kein Nachweis erfasst', note: 'Noch kein Wert: {what}.' },
  sentence: {
    lacks: 'Nicht bereit für {view}: {what}.',
    notReady: 'Nicht bereit für {view}. {n} Blocker. | Nicht bereit für {view}. {n} Blocker.', notReadyDays: 'Nicht bereit für {view}. {n} Blocker, {days}. | Nicht bereit für {view}. {n} Blocker, {days}.', days: '{n} Tag | {n} Tage', notReadyCriteria: 'Nicht bereit für {view}. {n} Kriterium, das ein Bericht nennen würde. | Nicht bereit für {view}. {n} Kriterien, die ein Bericht nennen würde.', nearlyReady: 'Fast bereit. Kein Blocker, {score} Punkte.',
    ready: 'Bereit. Bestanden ist alles, woran ein Auditor hängen bliebe.', none: 'Noch nichts zu beurteilen.',
  },
  capped: 'gedeckelt durch {n} Blocker | gedeckelt durch {n} Blocker', cappedAt: 'höchstens 79, solange ein Blocker besteht', readyLine: 'bereit {n}', of100: 'von 100', start: '{date} · {n}', now: 'heute · {n}',
  severity: { blocker: 'Blocker', warning: 'Warnung', advice: 'Hinweis' }, blockers: '{n} Blocker | {n} Blocker', warnings: '{n} Warnung | {n} Warnungen', advices: '{n} Hinweis | {n} Hinweise',
  filter: { failing: 'Offen', blocker: 'Blocker', warning: 'Warnungen', advice: 'Hinweise', waived: 'Durch Entscheidung geregelt' },
  group: { 4: 'Kontext', 5: 'Führung', 6: 'Planung', 7: 'Unterstützung', 8: 'Betrieb', 9: 'Bewertung', 10: 'Verbesserung', A: 'Anhang A im Betrieb', SOC: 'SOC 2' },
  groupShort: { A: 'Anhang A' } as Readonly<Record<string, string>>,
  count: '{n} von {m}', moreOf: '{n} weitere', age: { today: 'heute', since: 'seit {date}', seen: 'erstmals gesehen am {date}', after: 'nach dem {date}' }, passes: 'bestanden', na: 'trifft nicht zu', waived: 'durch Entscheidung geregelt', existence: 'fehlt',
  whatFails: 'Was nicht besteht', nothingThere: 'Es gibt noch nichts davon.', settledWhen: 'Erledigt, wenn', ask: '{name} fragen', asked: '{name} gefragt', askText: 'Auditreife: {check}. {settled}', weight: 'Gewicht {n} von {m}', blockerStays: 'Ein Blocker lässt sich nicht durch Entscheidung regeln', escalated: 'Viele bestehen nicht: zählt als Blocker',
  criteria: { of: 'Mittel aus {n} Kriterien', gaps: 'Was jedem Kriterium noch fehlt', why: 'Jedes Kriterium zählt danach, wo es steht; der Wert ist das Mittel. Was blockiert, sagen die Prüfungen.', counts: '{n} Kriterium zu {points} | {n} Kriterien zu {points}' },
  phase: { P: 'Planen', D: 'Umsetzen', C: 'Prüfen', A: 'Handeln' }, showAll: 'Alle {n} zeigen',
  why: 'Warum {n}', whyNone: 'Warum kein Wert', whyText: 'Bestandene Prüfungen bringen ihr Gewicht: Blocker 5, Warnung 2, Hinweis 1. Ein Blocker, der nicht bestanden ist, bringt nichts, eine Warnung den Anteil, der besteht. {earned} von {weight} erreicht.', whyCapped: 'Solange ein Blocker offen ist, liegt kein Wert über 79.', whyLost: 'Was am meisten kostet', whyCost: '−{n}', whyNothing: 'Nichts geht verloren.',
  waive: 'Durch Entscheidung regeln', waiver: {
    title: 'Durch Entscheidung regeln', text: 'Die Prüfung gilt bis zum genannten Tag als nicht zutreffend. Danach kommt sie zurück.', reason: 'Grund', until: 'Bis', save: 'Bis dahin regeln', end: 'Beenden', active: 'Durch Entscheidung geregelt bis {date}: {reason}. Danach kommt es zurück.', by: 'von {name}',
    reasonMissing: 'Sagen Sie warum, in Worten, die ein Auditor annimmt.', untilPast: 'Wählen Sie einen Tag ab heute, höchstens ein Jahr voraus.', done: 'Durch Entscheidung geregelt', ended: 'Entscheidung beendet',
  },
  trend: { ofStage2: 'Im Verlauf aufgehoben wird der Wert von Stufe 2.', title: 'Punkte im Verlauf', none: 'Noch kein Verlauf. Festgehalten wird der Stand jeden Monat und bei jedem Audit, jeder Managementbewertung und jeder eingefrorenen Erklärung zur Anwendbarkeit.', table: 'Als Tabelle', chart: 'Als Diagramm', day: 'Tag', score: 'Punkte', failing: 'Nicht bestanden', reason: 'Anlass', summary: '{n} Läufe von {from} bis {to}: {first} bis {last} Punkte.', keep: 'Heutigen Lauf aufbewahren', kept: 'Lauf von heute aufbewahrt' },
  note: 'Die Schwere ist das Urteil dieses Produkts, in den Worten von Zertifizierungsauditoren. Kein Text einer Norm.', emptyTitle: 'Prüfung läuft', emptyText: 'Die Prüfungen dieses Arbeitsbereichs laufen zum ersten Mal. Danach bleiben sie aktuell.',
  noneFail: 'Hier ist alles bestanden.', noneFailText: 'Jede Prüfung dieser Ansicht ist bestanden, trifft nicht zu oder ist durch Entscheidung geregelt.', noMatch: 'Keine Prüfung passt zu diesen Filtern.', clearFilters: 'Nicht bestandene zeigen', print: 'Drucken', settleBlockers: 'Blocker erledigen', openReadiness: 'Auditreife öffnen',
  broken: 'Unterschrift {id}',
  soc: { by: 'Nach Kriterium', state: { exception: 'Abweichung' } },
  check: Object.fromEntries(Object.entries(checks).map(([id, [title, act, settled]]) => [checkKey(id), { title, act, settled }])) as Readonly<Record<string, { readonly title: string; readonly act: string; readonly settled: string }>>,
}
