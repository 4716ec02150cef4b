/** Rollen, Personen, Kompetenz, Schulung, Kommunikation. */
export const people = {
  held: {
    title: 'Verantwortlichkeiten im ISMS', all: 'Alle sind besetzt.', open: '1 ist nicht besetzt | 1 ist nicht besetzt | {n} sind nicht besetzt',
    name: {
      topManagement: 'Oberste Leitung', ismsLead: 'ISMS-Leitung', ensuresConformity: 'Konformität', reportsPerformance: 'Bericht', internalAuditor: 'Interner Auditor', riskManager: 'Risikomanager', incidentManager: 'Vorfälle', continuityLead: 'Kontinuität', privacyLead: 'Datenschutz',
    },
    clause: { topManagement: '5.1', ensuresConformity: '5.3 a', reportsPerformance: '5.3 b' },
    held: '{name}', nobody: 'Niemand', vacant: 'Unbesetzt', notApproved: 'Nicht freigegeben', notMember: 'Ohne Schlüssel',
    help: {
      nobody: 'Keine Rolle trägt das. Fügen Sie eine hinzu und benennen Sie, wer sie innehat.', vacant: 'Die Rolle ist da, niemand Aktives hat sie inne.', notApproved: 'Ein Inhaber gibt frei, wer oberste Leitung ist. Bis dahin unterschreibt niemand als solche.', notMember: 'Wer genannt ist, hat keine Schlüssel zu diesem Arbeitsbereich und kann nichts unterschreiben. Laden Sie die Person ein.',
      held: 'Heute besetzt.',
    },
  },
  role: {
    state: 'Stand', states: { active: 'Aktiv', vacant: 'Unbesetzt', upcoming: 'Kommt', ended: 'Beendet' }, approval: 'Freigegeben', approved: 'freigegeben', approvedInDoubt: 'freigegeben, zweifelhaft', changed: 'seither geändert', notApproved: 'nicht freigegeben', vacant: 'Niemand Aktives hat diese Rolle inne', vacantText: 'Benennen Sie einen Rolleninhaber, oder beenden Sie die Rolle.',
    notApprovedText: 'Sie zählt, sobald sie freigegeben ist, in der Leiste unten.', topNotApproved: 'Die oberste Leitung ist noch nicht freigegeben', topNotMember: '{name} hat keine Schlüssel zu diesem Arbeitsbereich', topNotMemberText: 'Die oberste Leitung gibt Anwendungsbereich, Richtlinien und Bewertungen frei. Laden Sie sie unter Arbeitsbereich, Mitglieder ein.', conformity: '5.3 a', reporting: '5.3 b',
  },
  person: { left: 'Ausgeschieden', roles: 'Rollen', member: 'Schlüssel', noKeys: 'keine' },
  competence: {
    state: 'Stand', states: { notAssessed: 'Nicht beurteilt', gap: 'Lücke', closing: 'Lücke, in Arbeit', unproven: 'Nicht belegt', proven: 'Belegt' }, level: 'Stufe', of: '{actual} von {needed}', needed: 'braucht {needed}', levels: { 0: 'Keine', 1: 'Grundlagen', 2: 'Wendet es an', 3: 'Beherrscht es', 4: 'Lehrt es' },
    gap: 'Stufe {actual}, nötig {needed}', gapText: 'Sagen Sie, was die Lücke schließt, durch wen und bis wann.', makeTask: 'Aufgabe anlegen', taskTitle: '{name}: {needed}', taskDone: '{ref} angelegt, fällig {date}', unproven: 'Noch zeigt nichts diese Kompetenz', unprovenText: 'Verknüpfen Sie ein Zertifikat, eine Schulung oder einen Beleg der Erfahrung.',
    picture: 'Stufe heute gegen das, was nötig ist', holders: 'Keine Kompetenz festgehalten für 1 Inhaber einer Rolle: {names} | Keine Kompetenz festgehalten für 1 Inhaber einer Rolle: {names} | Keine Kompetenz festgehalten für {n} Inhaber einer Rolle: {names}', holdersText: 'Ein Nachweis ist verlangt (7.2 d).', add: 'Hinzufügen',
    due: 'fällig {date}',
  },
  training: {
    rate: 'Teilgenommen', ofN: '{n} von {m}', nobody: 'niemand gebeten', states: { planned: 'Geplant', late: 'Zu spät', poor: 'Zu wenige nahmen teil', good: 'Erreicht' },
    attendance: 'Wer teilnahm', audience: 'Noch ist niemand um Teilnahme gebeten.', everybody: 'Alle im Haus bitten', tickAll: 'Alle nahmen teil', signed: 'unterschrieben {date}', left: 'ausgeschieden', tick: '{name} nahm teil', dayOf: 'Tag, an dem {name} teilnahm', attest: 'Ich habe teilgenommen', attested: 'Sie haben Ihre Teilnahme unterschrieben',
    poor: 'Teilgenommen: {n} von {m}', poorText: 'Unter neun von zehn hat eine Bewusstseinsschulung die Organisation nicht erreicht. Halten Sie sie für die Übrigen noch einmal, oder haken Sie ab, wer fehlte.', late: 'War fällig {date}', find: 'Person suchen', remaining: '1 fehlt noch | 1 fehlt noch | {n} fehlen noch',
  },
  plan: { missing: { internal: 'Innerhalb der Organisation ist nichts geplant', external: 'Nach außen ist nichts geplant' }, missingText: 'Der Plan braucht beide Seiten (7.4). Beginnen Sie mit Vorfällen: wer es erfährt, durch wen, wie schnell.' },
}
