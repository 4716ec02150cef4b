/** Nichtkonformitäten, Korrekturmaßnahmen, Verbesserungen und Rückmeldungen (10.1, 10.2). */
export const improvement = {
  state: { withdrawn: 'Zurückgezogen', closed: 'Geschlossen', ineffective: 'Nicht wirksam', awaitingReview: 'Wartet auf Prüfung', acting: 'In Umsetzung', analysed: 'Analysiert', corrected: 'Korrigiert', open: 'Offen' },
  path: 'Wo es steht', round: 'Runde {n}',
  step: {
    corrected: { done: 'Korrigiert', ahead: 'Korrigieren' }, analysed: { done: 'Analysiert', ahead: 'Analysieren' }, acting: { done: 'Umgesetzt', ahead: 'Umsetzen' },
    awaitingReview: { done: 'Geprüft', ahead: 'Prüfen' }, closed: { done: 'Geschlossen', ahead: 'Schließen' },
  },
  stepState: { done: 'erledigt', now: 'jetzt', late: 'zu spät', ahead: 'kommt', failed: 'nicht wirksam' },
  due: 'fällig {date}', late: '{n} T zu spät', today: 'heute fällig',
  openedFrom: 'Eröffnet aus',
  found: 'Gefunden', correction: 'Korrektur', cause: 'Ursache', actions: 'Korrekturmaßnahmen', effectiveness: 'Wirksamkeit',
  correctedToday: 'Heute korrigiert',
  method: { fiveWhys: '5-mal Warum', fishbone: 'Ishikawa-Diagramm', text: 'Text' },
  whys: { first: 'Warum ist es geschehen?', next: 'Warum war das so?', placeholder: 'Weil …', add: 'Noch einmal warum', remove: 'Dieses Warum entfernen', conclusion: 'Ursache', conclusionHint: 'Die Antwort, deren Beseitigung verhindert, dass es wiederkommt' },
  bone: { people: 'Menschen', process: 'Prozess', technology: 'Technik', supplier: 'Lieferant', environment: 'Umfeld', measurement: 'Messung' },
  fish: { add: 'Ursache hinzufügen', cause: 'Ursache unter {bone}', remove: '„{cause}“ entfernen', effect: 'Wirkung' },
  causeFree: 'Dieser Text wurde frei geschrieben. Als {method} aufgenommen, bleibt er die Ursache.', takeUp: 'Als {method} aufnehmen', saved: '{ref} Ursache gesichert', theirs: 'Jemand hat den Text inzwischen geändert. Sichern vereint beide; lesen Sie es danach noch einmal.',
  causeProblem: {
    missing: 'Noch keine Ursache.', restates: 'Das wiederholt, was falsch ist; es sagt nicht, warum. Es zählt als fehlend.', unchanged: 'Eine Prüfung fand, dass diese Ursache nicht trägt. Die nächste Runde braucht eine andere.',
  },
  action: {
    new: 'Maßnahme hinzufügen', placeholder: 'Was die Ursache beseitigt', who: 'Zuständig', due: 'Fällig', add: 'Hinzufügen', none: 'Noch keine Maßnahme. Eine Maßnahme beseitigt die Ursache; die Korrektur oben betraf nur diesen Fall.', done: 'Erledigt', doneToast: '{ref} erledigt', reopen: 'Wieder öffnen', evidence: 'Nachweise',
    completed: 'erledigt {date}', round: 'Runde {n}', noNeeded: 'Keine Maßnahme nötig?', count: '{done} von {all} erledigt', cancelled: 'abgebrochen',
  },
  review: {
    due: 'Prüfung fällig {date}', dueUnset: 'Die Prüfung ist {n} nach der letzten erledigten Maßnahme fällig.', verify: 'Wirkung prüfen', closes: 'Schließt, wenn jemand anderes es wirksam findet.',
    refused: { owner: 'Diese Nichtkonformität gehört Ihnen, deshalb muss jemand anderes beurteilen, ob es gewirkt hat. Was Sie unterschreiben, wird festgehalten und schließt sie nicht.', doer: 'Sie haben eine ihrer Maßnahmen ausgeführt, deshalb muss jemand anderes beurteilen, ob sie gewirkt haben. Was Sie unterschreiben, wird festgehalten und schließt sie nicht.', unbound: 'Ihre Mitgliedschaft nennt keine Person, deshalb kann niemand sagen, ob Sie die Arbeit getan haben. Bitten Sie einen Inhaber, die Person zu wählen.', onWord: 'Sie wurden auf das Wort von jemandem wieder eingelassen, dem diese Nichtkonformität gehört oder der eine ihrer Maßnahmen ausgeführt hat. Bis ein anderer Inhaber oder eine andere Leitung bestätigt, wer Sie sind, wird festgehalten, was Sie unterschreiben, und schließt sie nicht.' },
    recordAnyway: 'Trotzdem festhalten', early: 'Vor dem {date} geprüft', effective: 'Wirksam gefunden von {name}, {date}', notEffective: 'Nicht wirksam gefunden von {name}, {date}', revoked: 'Zurückgenommen; {name} hatte am {date} geprüft', void: 'Zählt nicht, ohne Befugnis unterschrieben: {name}, {date}', stale: 'Nach der Prüfung geändert. Sie zählt wieder, sobald neu geprüft ist.',
    dependent: '{name} unterschrieb „wirksam“ am {date}, aber {why}. Es ist festgehalten und schließt nicht.', because: { owner: 'ist ihr Eigentümer', doer: 'hat die Arbeit getan', unbound: 'ist ein Mitglied ohne Person', onWord: 'wurde nur von jemandem ausgewiesen, dem sie gehört oder der die Arbeit getan hat' }, waiting: 'Ihre Prüfung wartet auf den Abgleich', notYet: 'Bevor sie geschlossen werden kann: {needs}.',
  },
  need: { correction: 'Korrektur und ihr Tag', rootCause: 'Ursache', method: 'wie die Ursache ermittelt wurde', similar: 'nach ähnlichen Fällen gesucht', criteria: 'wann es als wirksam gilt', actions: 'jede Maßnahme erledigt' },
  problem: {
    ineffective: 'Die Maßnahmen haben nicht gewirkt.', ineffectiveText: 'Finden Sie eine andere Ursache und fügen Sie eine Maßnahme der Runde {n} hinzu.', correction: 'Nicht rechtzeitig korrigiert.', correctionText: 'Die Korrektur war fällig {date}, vor {n} T.', rootCause: 'Ursache fehlt.', rootCauseText: 'Sie war fällig {date}, vor {n} T.',
    action: 'Korrekturmaßnahme überfällig.', actionText: '{ref} war fällig {date}, vor {n} T.', review: 'Wirksamkeitsprüfung überfällig.', reviewText: 'Sie war fällig {date}, vor {n} T. Es unterschreibt jemand, dem sie weder gehört noch der die Arbeit getan hat.', doer: 'Geprüft von jemandem, der beteiligt war.', stale: 'Geändert, nachdem es wirksam gefunden war.',
  },
  risk: { question: 'Ändert das die Risikobeurteilung?', notNeeded: 'Keine Änderung nötig', done: 'Risiken aktualisiert', notAnswered: 'Noch nicht beantwortet', open: 'Risiken öffnen', linked: 'Risiken von {ref}' },
  withdraw: { button: 'Zurückziehen', text: 'Eine Leitung zieht zurück, was keine Nichtkonformität ist, mit dem Grund. Sie bleibt im Register.', reason: 'Warum sie zurückgezogen wird', done: '{ref} zurückgezogen', takeBack: 'Zurücknehmen' },
  column: { state: 'Stand', next: 'Als Nächstes', late: 'Zu spät' },
  fromFeedback: 'Verbesserung daraus machen', fromFeedbackDone: '{ref} aus {from} gemacht', improvementsOf: 'Verbesserungen hieraus', realisedMissing: 'Erledigt, aber was daraus wurde, steht noch nicht da.', realisedText: 'Managementbewertung und Auditoren fragen nach dem Nutzen, der eingetreten ist.', overdue: 'Überfällig seit {date}.',
}
