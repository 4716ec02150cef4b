/** Erklärung zur Anwendbarkeit. */
export const soa = {
  title: 'Erklärung zur Anwendbarkeit', rows: '{n} Zeilen', all: 'Alle', ownControls: 'Zusätzliche Maßnahmen', id: 'Nr.', requirement: 'Anforderung', decision: 'Entscheidung', reasons: 'Gründe', status: 'Status', controls: 'Maßnahmen', risks: 'Risiken', evidence: 'Nachweise', ownerOrProblem: 'Eigentümer, Problem', owner: 'Eigentümer',
  bulk: { decision: 'Entscheidung', reasons: 'Gründe', controls: 'Maßnahmen verknüpfen', owner: 'Eigentümer', clear: 'Leeren', ask: 'Nachweise anfragen' }, edit: '{column} von {code} bearbeiten', asks: 'Risiken, die es verlangen', noRisks: 'Kein offenes Risiko verlangt es.', guidance: 'Wonach Auditoren sehen', linked: 'Maßnahmen, die antworten', noControls: 'Keine Maßnahme antwortet.',
  moreRisks: 'und {n} weitere', provider: 'Lieferant', providerUntil: '{name}, zugesichert bis {date}', providerEnded: '{name}, Zusicherung endete {date}', providerNone: '{name}, keine Zusicherung festgehalten', providerEvidenced: '{name}, durch Nachweis belegt', sinceVersion: 'Seit v{n}',
  problems: {
    undecided: 'Nicht entschieden', reasonMissing: 'Grund fehlt', reasonRiskWithoutRisk: 'Grund ist ein Risiko, aber keines verlangt es', justificationMissing: 'Begründung fehlt', reasonOnExclusion: 'Gründe bei einem Ausschluss', providerMissing: 'Lieferant fehlt', providerAssuranceEnded: 'Zusicherung des Lieferanten abgelaufen',
    noControl: 'Keine Maßnahme, kein Schritt',
  },
  explain: {
    undecided: 'Jemand muss sagen, ob das anwendbar ist.', reasonMissing: 'Sagen Sie, warum es aufgenommen ist: ein Risiko, ein Gesetz, ein Vertrag oder gute Praxis.', reasonRiskWithoutRisk: 'Kein offenes Risiko nennt diese Anforderung oder eine ihrer Maßnahmen. Verknüpfen Sie ein Risiko, oder nehmen Sie den Grund weg.', justificationMissing: 'Ein Ausschluss braucht eine Begründung von mindestens 30 Zeichen.',
    reasonOnExclusion: 'Gründe gehören zu dem, was aufgenommen ist. Nehmen Sie sie weg, oder nehmen Sie es auf.', providerMissing: 'Nennen Sie den Lieferanten, der das für Sie tut.', providerAssuranceEnded: 'Ein Lieferant steht nur für Sie ein, solange seine Zusicherung gilt. Fügen Sie den neuen Bericht oder sein Enddatum hinzu.', noControl: 'Es ist anwendbar, und nichts antwortet darauf. Verknüpfen Sie eine Maßnahme, oder planen Sie eine.',
    contradiction: 'Es ist ausgeschlossen, obwohl es genutzt oder gebraucht wird. Nehmen Sie es auf, oder klären Sie, was dagegensteht.', notVerified: 'Alle seine Maßnahmen laufen. Was fehlt, ist ein angenommener Nachweis oder ein wirksamer Test zur rechten Zeit. Das ist nicht dasselbe wie nicht umgesetzt.',
  },
  contradictions: {
    risk: 'Risiken verlangen es: {refs}', control: 'Es gibt Maßnahmen: {refs}', supplier: 'Es gibt Lieferanten: {refs}', cloudSupplier: 'Es gibt Cloud-Lieferanten: {refs}', development: 'Der Anwendungsbereich entwickelt Software', outsourcing: 'Der Anwendungsbereich lässt Software entwickeln', remoteWork: 'Der Anwendungsbereich hat Arbeit außer Haus',
    premises: 'Der Anwendungsbereich hat Räume', pii: 'Der Anwendungsbereich verarbeitet personenbezogene Daten', obligation: 'Eine Verpflichtung verlangt es: {refs}',
  },
  noneOf: 'Keine Zeile hier ist: {state}', noneChanged: 'Keine Zeile hier weicht ab', noneText: 'Die Erklärung hat mehr Zeilen, als diese Ansicht zeigt.', decided: '{n} von {m} entschieden', additionalNone: 'Jede Maßnahme antwortet auf eine Zeile des Anhangs A.', noEvidence: 'keine', cellHelp: 'Pfeiltasten bewegen, Enter bearbeitet, Esc stellt wieder her.', changedSince: 'Geändert seit v{n}',
  row: '{code} {title}: {decision}, {status}',
  view: { live: 'Laufender Stand', inForce: 'v{n} in Kraft', versions: 'Versionen', compare: 'Vergleichen' },
  banner: {
    differs: '{n} Zeile weicht von v{v} ab | {n} Zeilen weichen von v{v} ab', differsText: ', freigegeben am {date} von {name}. Freigegeben bleibt v{v}, bis Sie erneut einfrieren.', show: 'Zeile zeigen | Die {n} Zeilen zeigen', showAll: 'Alle Zeilen zeigen',
    unseen: 'Die laufende Erklärung weicht von v{v} ab', unseenText: '. Welche Zeilen, kann dieses Gerät sagen, wenn die eingefrorene Version da ist.', withdrawn: 'Die letzte Freigabe wurde widerrufen. Keine Erklärung ist in Kraft, bis eine freigegeben ist.',
    waits: 'Eingefroren am {date}, noch nicht freigegeben', waitsText: '. Seither wurde nichts entschieden; wer sie freigibt, gibt frei, was Sie sehen.', open: 'Öffnen', fresh: 'Noch ist keine Erklärung freigegeben', freshText: '. Frieren Sie sie ein, wenn sie entschieden ist, und lassen Sie die oberste Leitung oder eine Leitung die Version freigeben.',
  },
  freeze: {
    act: 'v{n} einfrieren', title: 'Erklärung zur Anwendbarkeit einfrieren', text: 'Eine Kopie jeder Zeile bleibt unverändert unter ihrem Hash. Die Freigabe ist der nächste Schritt; die laufende Erklärung geht weiter.', asOf: 'Stand', rows: 'Zeilen', additional: 'Zusätzliche Maßnahmen', rests: 'Beruht auf', scopeApproved: 'dem freigegebenen Anwendungsbereich', methodApproved: 'der freigegebenen Risikomethode', restsNone: 'keinem freigegebenen Anwendungsbereich und keiner freigegebenen Risikomethode',
    clear: 'Jede Zeile ist entschieden, und nichts widerspricht.', undecided: '{n} Zeile ist nicht entschieden | {n} Zeilen sind nicht entschieden', contradicted: '{n} Ausschluss ist widersprochen | {n} Ausschlüssen ist widersprochen', incomplete: '{n} Entscheidung fehlt etwas | {n} Entscheidungen fehlt etwas', allowed: 'Sie dürfen trotzdem einfrieren. Die Version sagt, was ist, und der Auditor auch.',
    note: 'Notiz für die Lesenden', notePlaceholder: 'Was sich geändert hat, und warum', confirm: 'Einfrieren', done: 'Eingefroren', existed: 'Derselbe Inhalt war schon eingefroren',
  },
  version: {
    none: 'Noch keine Version', noneText: 'Eine Version ist eine eingefrorene Kopie der Erklärung, durch Unterschrift freigegeben. Sie bleibt Wort für Wort lesbar, was immer sich später ändert.', pick: 'Version', draft: 'Eingefroren {date}, nicht freigegeben', number: 'Version {n}', state: { draft: 'Nicht freigegeben', approved: 'In Kraft', superseded: 'Abgelöst', rejected: 'Abgelehnt', withdrawn: 'Freigabe widerrufen' },
    approvedBy: 'Freigegeben von', signed: 'Unterschrieben', asOf: 'Stand', scope: 'Gilt für', hash: 'Hash des Inhalts', notApproved: 'Noch niemand', unapproved: 'nicht freigegeben', counts: '{a} anwendbar, {i} geerbt, {e} ausgeschlossen, {u} nicht entschieden', frozenOn: 'Eingefroren',
    copy: { pending: 'Der Eintrag ist da, seine Datei noch nicht. Sie kommt, wenn ein Gerät, das sie hat, online ist.', missing: 'Die eingefrorene Version ist seit mehr als einer Woche nicht angekommen. Bitten Sie darum, dass ein Gerät, das sie hat, online geht.', corrupt: 'Die Bytes auf diesem Gerät sind nicht die, die eingefroren wurden. Sie werden neu geholt; verlassen Sie sich nicht auf das, was hier ist.', unreadable: 'Diese App ist zu alt, um die eingefrorene Version zu lesen. Aktualisieren Sie sie; die Bytes bleiben, wie sie sind.' },
    damaged: 'Die Kopie ist nicht, was der Eintrag nennt', damagedText: 'Ihr Hash weicht von dem freigegebenen ab. Verlassen Sie sich nicht darauf; holen Sie sie von einem anderen Gerät neu.', additional: 'Zusätzliche Maßnahmen', justification: 'Begründung', compare: 'Mit heute vergleichen', note: 'Notiz', unknownPerson: 'jemand, der nicht hier ist',
  },
  compare: {
    from: 'Von', to: 'Nach', live: 'Laufender Stand, {date}', added: '{n} hinzugekommen', removed: '{n} entfallen', changed: '{n} geändert', same: '{n} gleich', none: 'Kein Unterschied', noneText: 'Beide sagen dasselbe, Zeile für Zeile.', before: 'Vorher', after: 'Nachher', field: 'Feld', addedRow: 'Hinzugekommen', removedRow: 'Entfallen', pick: 'Frieren Sie zuerst eine Version ein. Dann lässt sie sich mit der laufenden Erklärung oder einer anderen Version vergleichen.', decisions: 'Nur Entscheidungen',
    nothing: 'nichts', gone: 'nicht mehr', come: 'neu',
    fields: { applicability: 'Entscheidung', reasons: 'Gründe', justification: 'Begründung', provider: 'Lieferant', owner: 'Eigentümer', controls: 'Maßnahmen', risks: 'Risiken', status: 'Status', evidence: 'Nachweise' },
  },
  ask: { title: 'Nachweise zu {codes}', text: 'Erbeten aus der Erklärung zur Anwendbarkeit: {codes}.', done: 'Nachweise angefragt' },
}
