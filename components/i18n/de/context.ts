/** Kontext der Organisation: Anwendungsbereich, Themen, Parteien, Verpflichtungen. */
export const context = {
  none: 'Noch kein Anwendungsbereich',
  text: 'Was darin liegt, wo und für wen. Alles Weitere folgt daraus (4.3).',
  begin: 'Anwendungsbereich beschreiben',
  scope: {
    sections: 'Abschnitte',
    complete: 'vollständig',
    missing: '1 Angabe fehlt | 1 Angabe fehlt | {n} Angaben fehlen',
    optional: 'freiwillig',
    about: {
      organisation: 'Wer Sie sind und was Sie tun, so dass es ein Fremder nach einer halben Minute versteht.',
      scope:
        'Was drinnen ist, wo die Grenze verläuft und was draußen liegt. Ein Auditor liest das zuerst und prüft die Grenze.',
      processes:
        'Die Prozesse des Managementsystems und wie einer den nächsten speist: beurteilen, behandeln, messen, auditieren, bewerten, korrigieren.',
      climate:
        'Jede Organisation muss das seit 2024 beantworten. Ein Nein ist eine gute Antwort, solange es sagt, warum.',
      facts:
        'Fünf Antworten, die entscheiden, welche Zeilen des Anhangs A überhaupt wegfallen können. Eine Zeile, die gegen eine davon ausgeschlossen ist, steht als Widerspruch da.',
      soc2: 'Nur für einen SOC-2-Bericht: was das System ist, und was Sie Ihren Kunden zugesagt haben.',
    },
    group: { inside: 'Drinnen', border: 'An der Grenze', outside: 'Draußen' },
    hint: {
      orgProfile: 'Was Sie anbieten, wem, mit wie vielen Personen und wo.',
      statement: 'Ein Absatz, der auf dem Zertifikat stehen könnte: Produkt, Einheit, Orte, Kunden.',
      interfaces:
        'Was Sie selbst tun und was andere für Sie tun: Lieferanten, Konzerngesellschaften, Systeme der Kunden (4.3 c).',
      exclusions: 'Was nicht erfasst ist, und warum sein Fehlen dem Rest nichts nimmt.',
      processes: 'Nennen Sie jeden Prozess, was hineingeht, was herauskommt und wer ihn führt (4.4).',
      systemDescription:
        'Dienste, Infrastruktur, Software, Personen, Verfahren und Daten des Systems, das der Bericht umfasst.',
      commitments: 'Was Verträge, Bedingungen und Hinweise zu Sicherheit, Verfügbarkeit und dergleichen zusagen.',
      auditorExclusions: 'Was der Auditor aus dem Bericht heraushalten will.',
    },
    climateQuestion: 'Ist der Klimawandel für die Sicherheit Ihrer Informationen relevant?',
    climateHelp:
      'Denken Sie an Hitze und Hochwasser an Standorten und Rechenzentren, an Strom und Wasser, an Lieferanten in gefährdeten Gegenden, an neue Berichtspflichten und an Kunden, die fragen. Denken Sie dann daran, was interessierte Parteien von Ihnen erwarten.',
    climateYes: 'Ja, er ist relevant',
    climateNo: 'Nein, ist er nicht',
    climateOpen: 'Noch nicht beantwortet',
    climateNoIssue:
      'Sie sagten, er sei relevant. Kein Thema sagt, wie: Halten Sie eines fest und markieren Sie es als Klima.',
    climateIssue: 'Thema festhalten',
    climateIssues: '1 Thema nennt den Klimawandel | 1 Thema nennt den Klimawandel | {n} Themen nennen den Klimawandel',
    fact: {
      developsSoftware: 'Entwickeln Sie Software?',
      outsourcesDevelopment: 'Entwickeln andere Software für Sie?',
      remoteWork: 'Arbeitet jemand außerhalb Ihrer Räume?',
      hasPremises: 'Haben Sie eigene Räume?',
      handlesPii: 'Verarbeiten Sie personenbezogene Daten?',
    },
    decides: {
      developsSoftware: 'wirkt auf A.8.4, A.8.25 bis A.8.29, A.8.31, A.8.33',
      outsourcesDevelopment: 'wirkt auf A.8.30',
      remoteWork: 'wirkt auf A.6.7',
      hasPremises: 'wirkt auf A.7.1 bis A.7.3, A.7.5',
      handlesPii: 'wirkt auf A.5.34; verlangt eine Leitung Datenschutz',
    },
  },
  review: {
    column: 'Wieder gelesen',
    never: 'Nie gelesen',
    overdue: '{n} T zu spät',
    confirm: 'Stimmt noch',
    confirmText:
      'Lesen Sie es, vergleichen Sie es mit der Welt draußen, und sagen Sie es. In einem Jahr wird wieder gefragt.',
    read: 'Zuletzt gelesen {date}',
    readNever: 'Noch hat niemand gesagt, dass das noch stimmt.',
    due: 'wieder zu lesen bis {date}',
    late: 'war fällig {date}',
    done: '{what} stimmt noch',
    state: 'Wieder zu lesen',
    states: { never: 'Nie gelesen', overdue: 'Überfällig', soon: 'Bald fällig', ok: 'Aktuell', ended: 'Nicht mehr' },
    signed: 'Das Bestätigen einer Verpflichtung wird unterschrieben: Es nennt, wer sie gelesen hat.',
    bulk: 'Stimmt noch',
  },
  gap: {
    internal: 'Kein internes Thema ist festgehalten.',
    external: 'Kein externes Thema ist festgehalten.',
    both: 'Weder interne noch externe Themen sind festgehalten.',
    party: 'Keine interessierte Partei ist festgehalten.',
    climate: 'Der Klimawandel gilt als relevant, und kein Thema sagt, wie.',
    text: 'Beide Seiten sind verlangt (4.1).',
    partyText: 'Beginnen Sie mit denen, die Sie nach einem Vorfall anrufen würden (4.2).',
    climateText: 'Markieren Sie ein Thema als Klima, oder halten Sie eines fest (Amd 1).',
  },
  notAddressed: 'Noch hat niemand entschieden, ob das ISMS darauf antwortet',
}
