/**
 * Prüfungen der Auditreife in Worten: was fehlt, der Knopf dorthin, und wann es erledigt ist. Reihenfolge wie in
 * en/checks.ts.
 */
export const checks: Readonly<Record<string, readonly [title: string, act: string, settled: string]>> = {
  '4.1-issues-recorded': [
    'Interne und externe Themen sind nicht beide erfasst',
    'Thema anlegen',
    'Mindestens ein internes und ein externes Thema sind aktiv.',
  ],
  '4.1-climate-determined': [
    'Bedeutung des Klimawandels nicht bestimmt',
    'Beantworten',
    'Der Anwendungsbereich sagt, ob der Klimawandel hier eine Rolle spielt, und warum.',
  ],
  '4.1-issues-reviewed': [
    'Themen nicht rechtzeitig überprüft',
    'Bestätigen',
    'Jemand hat jedes aktive Thema erneut gelesen und den Tag gesetzt.',
  ],
  '4.2-parties-recorded': [
    'Keine interessierten Parteien',
    'Partei anlegen',
    'Mindestens eine interessierte Partei ist mit ihren Erwartungen erfasst.',
  ],
  '4.2-requirements-addressed': [
    'Nicht entschieden, ob das ISMS es behandelt',
    'Entscheiden',
    'Die Verpflichtung sagt, wo sie erfüllt wird: im ISMS, anderswo oder gar nicht.',
  ],
  '4.3-scope-defined': [
    'Anwendungsbereich fehlt oder ist vage',
    'Schreiben',
    'Der Anwendungsbereich hat mindestens 80 Zeichen und nennt seine Schnittstellen.',
  ],
  '4.3-scope-approved': [
    'Anwendungsbereich nicht freigegeben',
    'Freigeben',
    'Die oberste Leitung gibt den Anwendungsbereich frei.',
  ],
  '4.3-scope-approval-stale': [
    'Anwendungsbereich nach der Freigabe geändert',
    'Änderung zeigen',
    'Die oberste Leitung gibt erneut frei, oder die Änderung wird zurückgenommen.',
  ],
  '4.4-processes-described': [
    'Prozesse des ISMS nicht beschrieben',
    'Beschreiben',
    'Der Anwendungsbereich sagt, welche Prozesse es gibt und wie sie zusammenwirken.',
  ],
  '5.1-top-management-named': [
    'Oberste Leitung ohne freigegebene Rolle',
    'Benennen und freigeben',
    'Ein Inhaber gibt eine Rolle der obersten Leitung frei, die ein Mitglied innehat.',
  ],
  '5.2-policy-exists': [
    'Keine Informationssicherheitspolitik',
    'Politik schreiben',
    'Es gibt eine Richtlinie der Ebene „Politik“.',
  ],
  '5.2-policy-in-force': [
    'Informationssicherheitspolitik nicht freigegeben',
    'Freigeben',
    'Alle Freigebenden, darunter die oberste Leitung, unterschreiben die Politik.',
  ],
  '5.2-policy-commitments': [
    'Der Politik fehlen geforderte Verpflichtungen',
    'Politik öffnen',
    'Die Politik setzt Ziele und verpflichtet zu Anforderungen und Verbesserung.',
  ],
  '5.3-roles-assigned': [
    'Verantwortlichkeiten im ISMS nicht zugewiesen',
    'Zuweisen',
    'Jemand leitet das ISMS, sorgt für Konformität und berichtet darüber.',
  ],
  '5.3-role-vacant': ['Rolle unbesetzt', 'Besetzen', 'Jemand, der noch da ist, hat die Rolle inne, oder sie endet.'],
  '6.1.2-method-defined': [
    'Risikomethode unvollständig',
    'Vervollständigen',
    'Skalen, Matrix, Kriterien, Befugnis und Verfahren sind beschrieben.',
  ],
  '6.1.2-method-approved': [
    'Risikomethode nicht freigegeben',
    'Freigeben',
    'Die oberste Leitung gibt die Risikomethode frei.',
  ],
  '6.1.2-method-approval-stale': [
    'Methode nach der Freigabe geändert',
    'Änderung zeigen',
    'Die oberste Leitung gibt erneut frei, oder die Änderung wird zurückgenommen.',
  ],
  '6.1.2-risks-assessed': [
    'Keine beurteilten Risiken',
    'Risiko schreiben',
    'Mindestens ein offenes Risiko ist bewertet.',
  ],
  '6.1.2-risk-owner': [
    'Risiko ohne Eigentümer',
    'Eigentümer nennen',
    'Jedes offene Risiko hat einen Eigentümer, der noch da ist.',
  ],
  '6.1.2-risk-complete': [
    'Risikobeschreibung unvollständig',
    'Vervollständigen',
    'Ereignis, Folge, was berührt wird und ein Wert oder Prozess sind genannt.',
  ],
  '6.1.2-scores-on-scale': [
    'Bewertung außerhalb der freigegebenen Skala',
    'Neu bewerten',
    'Wahrscheinlichkeit und Auswirkung liegen auf der Skala der Methode.',
  ],
  '6.1.2-method-followed': [
    'Beurteilung folgt nicht der freigegebenen Methode',
    'Neu beurteilen',
    'Das Risiko ist unter der geltenden Matrix bewertet und begründet.',
  ],
  '6.1.2-score-plausible': [
    'Bewertungen widersprechen sich oder sanken ohne Maßnahme',
    'Bewertungen ansehen',
    'Keine Bewertung ist besser als das, was sie trägt.',
  ],
  '6.1.3-treatment-plan-exists': ['Kein Risikobehandlungsplan', 'Plan schreiben', 'Ein Behandlungsplan gilt heute.'],
  '6.1.3-treatment-plan-approved': [
    'Behandlungsplan nicht freigegeben oder seither geändert',
    'Freigeben',
    'Die oberste Leitung oder eine Leitung des Arbeitsbereichs gibt den Plan frei, wie er ist.',
  ],
  '6.1.3-plan-covers-risks': [
    'Risiko über den Kriterien in keinem freigegebenen Plan',
    'In den Plan aufnehmen',
    'Ein freigegebener Plan von heute nennt das Risiko mit einem Behandlungsschritt, oder seine jetzige Stufe ist akzeptiert.',
  ],
  '6.1.3-untreated': [
    'Risiko über den Kriterien ohne Behandlung',
    'Option wählen',
    'Das Risiko hat Option und offenen Schritt, ist akzeptiert oder liegt in den Kriterien.',
  ],
  '6.1.3-owner-approval': [
    'Risikoeigentümer hat die Behandlung nicht freigegeben',
    'Eigentümer fragen',
    'Der Eigentümer gibt Option, Restrisiko und Schritte frei.',
  ],
  '6.1.3-approval-stale': [
    'Behandlung nach der Freigabe geändert',
    'Änderung zeigen',
    'Der Eigentümer gibt erneut frei, oder die Änderung wird zurückgenommen.',
  ],
  '6.1.3-residual-missing': [
    'Erwartetes Restrisiko fehlt',
    'Bewerten',
    'Die nach der Behandlung erwartete Stufe ist bewertet.',
  ],
  '6.1.3-residual-not-accepted': [
    'Restrisiko über den Kriterien nicht akzeptiert',
    'Akzeptanz öffnen',
    'Wer befugt ist, akzeptiert das Restrisiko, oder es liegt in den Kriterien.',
  ],
  '6.1.3-acceptance-expired': [
    'Akzeptanz abgelaufen',
    'Erneuern',
    'Das Restrisiko ist erneut akzeptiert oder liegt in den Kriterien.',
  ],
  '6.1.3-acceptance-stale': [
    'Risiko nach der Akzeptanz geändert',
    'Änderung zeigen',
    'Das Risiko, wie es ist, wird akzeptiert, oder die Änderung wird zurückgenommen.',
  ],
  '6.1.3-soa-complete': [
    'Anhang A nicht vollständig entschieden',
    'Zeilen entscheiden',
    'Jede der 93 Zeilen ist anwendbar, geerbt oder ausgeschlossen.',
  ],
  '6.1.3-soa-exclusion-justified': [
    'Ausschluss ohne Begründung',
    'Begründen',
    'Jeder Ausschluss sagt in mindestens 30 Zeichen warum und trägt keinen Grund für die Aufnahme.',
  ],
  '6.1.3-soa-inclusion-reason': [
    'Kein Grund für die Aufnahme',
    'Grund nennen',
    'Jede aufgenommene Zeile hat mindestens einen Grund.',
  ],
  '6.1.3-soa-risk-link': [
    'Nicht auf ein Risiko zurückführbar',
    'Risiko verknüpfen',
    'Wo der Grund Risiko ist, führt ein offenes Risiko zur Zeile.',
  ],
  '6.1.3-soa-contradiction': [
    'Ausgeschlossen, obwohl genutzt oder nötig',
    'Zeile entscheiden',
    'Die Zeile gilt, oder was dem Ausschluss widerspricht, ist weg.',
  ],
  '6.1.3-soa-approved': [
    'Erklärung zur Anwendbarkeit ohne freigegebene Version',
    'Einfrieren',
    'Eine eingefrorene Version ist von der obersten Leitung oder einer Leitung des Arbeitsbereichs freigegeben.',
  ],
  '6.1.3-soa-outdated': [
    'Erklärung zur Anwendbarkeit seit der Freigabe geändert',
    'Vergleichen',
    'Die jetzigen Entscheidungen sind eingefroren und freigegeben, oder zurückgenommen.',
  ],
  '6.1.3-soa-not-implemented': [
    'Anwendbar, aber weder umgesetzt noch geplant',
    'Planen',
    'Eine Maßnahme läuft, oder ein offener Schritt sagt, bis wann.',
  ],
  '6.1.3-soa-inherited': [
    'Lieferant oder seine Zusicherung fehlt',
    'Lieferant nennen',
    'Die Zeile nennt einen Lieferanten mit gültiger Zusicherung.',
  ],
  '6.1.3-orphan-control': [
    'Maßnahme dient keiner Anforderung und keinem Risiko',
    'Verknüpfen',
    'Die Maßnahme nennt eine Anforderung oder senkt ein Risiko, oder sie endet.',
  ],
  '6.2-objectives-exist': ['Keine Sicherheitsziele', 'Ziel setzen', 'Mindestens ein Ziel ist geplant oder in Arbeit.'],
  '6.2-objective-measurable': [
    'Ziel nicht beurteilbar',
    'Messbar machen',
    'Das Ziel hat einen Zielwert und eine Kennzahl oder eine andere Beurteilung.',
  ],
  '6.2-objective-plan': ['Ziel ohne Plan', 'Plan schreiben', 'Was, womit, durch wen und bis wann ist beschrieben.'],
  '6.2-objective-overdue': [
    'Ziel überfällig',
    'Schließen oder verschieben',
    'Das Ziel ist erreicht, verfehlt oder aufgegeben, oder hat einen neuen Tag.',
  ],
  '6.3-change-planned': [
    'Änderung des ISMS nicht geplant',
    'Änderung planen',
    'Zweck, Folgen und wie das ISMS vollständig bleibt, sind beschrieben und von einer Leitung freigegeben.',
  ],
  '7.1-resources': [
    'Kein Beschluss über Ressourcen',
    'Bewertung öffnen',
    'Die letzte Managementbewertung fasste einen Beschluss über Ressourcen.',
  ],
  '7.2-competence-recorded': [
    'Kein Nachweis von Kompetenz',
    'Kompetenz erfassen',
    'Nötige und belegte Kompetenz mindestens einer Person ist erfasst.',
  ],
  '7.2-competence-evidence': [
    'Kompetenz nicht belegt',
    'Nachweis hinzufügen',
    'Jeder Inhaber einer ISMS-Rolle hat belegte Kompetenz.',
  ],
  '7.2-gap-open': ['Kompetenzlücke ohne Aufgabe', 'Aufgabe anlegen', 'Eine offene Aufgabe schließt die Lücke.'],
  '7.3-awareness-run': [
    'Bewusstseinsschulung fehlt oder war schlecht besucht',
    'Schulung planen',
    'Eine Bewusstseinsschulung der letzten zwölf Monate erreichte neun von zehn.',
  ],
  '7.3-attestation-overdue': [
    'Richtlinie nicht zur Kenntnis genommen',
    'Wer fehlt',
    'Alle Gefragten haben die geltende Richtlinie gelesen und zur Kenntnis genommen.',
  ],
  '7.4-communication-plan': [
    'Kommunikation nicht geplant',
    'Planen',
    'Was innen und was außen gesagt wird, ist geplant.',
  ],
  '7.5-review-overdue': [
    'Prüfung des Dokuments überfällig',
    'Erneut lesen',
    'Jemand bestätigt das Dokument, oder eine neue Version ist freigegeben.',
  ],
  '7.5-unapproved-changes': [
    'Entwurf wartet auf Freigabe',
    'Änderung zeigen',
    'Die Änderungen sind freigegeben oder zurückgenommen.',
  ],
  '7.5-void-statement': [
    'Unterschrift stimmt nicht',
    'Integrität öffnen',
    'Jemand mit Befugnis unterschreibt dasselbe neu, oder der Eintrag ist ersetzt oder archiviert.',
  ],
  '7.5-doubtful-decision': [
    'Beruht auf zweifelhafter Unterschrift',
    'Neu entscheiden',
    'Wer darf, entscheidet neu auf einem Gerät ohne Zweifel; was es versiegelte, ist neu erfasst und ersetzt.',
  ],
  '7.5-open-conflicts': ['Offene Konflikte', 'Klären', 'Jemand, der beide Werte kennt, behält einen.'],
  '7.5-record-integrity': [
    'Beschädigte Verweise',
    'Integrität öffnen',
    'Jeder Verweis führt irgendwohin, und keine zwei Einträge tragen dieselbe Kennung.',
  ],
  '8.1-tasks-scheduled': [
    'Wiederkehrende Arbeit nicht geplant',
    'Aufgabe planen',
    'Zugangs- und Risikoprüfung, internes Audit und Managementbewertung kehren wieder.',
  ],
  '8.1-tasks-overdue': ['Aufgabe überfällig', 'Aufgabe öffnen', 'Der Termin ist erledigt oder mit Grund übersprungen.'],
  '8.1-suppliers-reviewed': [
    'Prüfung des Lieferanten überfällig',
    'Prüfen',
    'Der Lieferant wurde innerhalb seines Abstands geprüft.',
  ],
  '8.2-risks-reviewed': [
    'Risikobeurteilung überfällig',
    'Neu beurteilen',
    'Das Risiko wurde innerhalb des Abstands der Methode beurteilt oder bestätigt.',
  ],
  '8.3-action-overdue': [
    'Behandlungsschritt überfällig',
    'Schritt öffnen',
    'Der Schritt ist erledigt oder hat einen neuen Tag, zu dem die zuständige Person steht.',
  ],
  '8.3-action-evidence': [
    'Erledigter Schritt ohne Nachweis',
    'Nachweis hinzufügen',
    'Ein Nachweis zeigt das Ergebnis des Schritts.',
  ],
  '8.3-reassess': [
    'Behandelt, aber nicht neu beurteilt',
    'Neu beurteilen',
    'Das Risiko ist nach dem letzten Schritt neu bewertet.',
  ],
  '8.3-exception-expired': [
    'Ausnahme abgelaufen',
    'Beenden oder erneuern',
    'Die Ausnahme ist beendet oder mit neuem Ende freigegeben.',
  ],
  'A-control-owner': [
    'Maßnahme ohne Eigentümer',
    'Eigentümer nennen',
    'Jede Maßnahme hat einen Eigentümer, der noch da ist.',
  ],
  'A-evidence-missing': [
    'In Betrieb ohne Nachweis',
    'Nachweis erfassen',
    'Mindestens ein unversehrter Nachweis ist verknüpft.',
  ],
  'A-evidence-expired': [
    'Nachweis abgelaufen',
    'Erneut erfassen',
    'Die Maßnahme hat einen Nachweis, der noch aktuell ist.',
  ],
  'A-evidence-out-of-period': [
    'Nachweis außerhalb des Auditzeitraums',
    'Erneut erfassen',
    'Ein Nachweis spricht über Tage im Zeitraum des Audits.',
  ],
  'A-evidence-pattern': [
    'Wiederkehrende Maßnahme nicht durchgängig belegt',
    'Zeiträume zeigen',
    'Drei von vier Zeiträumen der letzten zwölf Monate sind mit angenommenen Nachweisen belegt.',
  ],
  'A-evidence-unreviewed': [
    'Nachweis wartet auf Prüfung',
    'Prüfen',
    'Jemand anderes als der Erfassende nahm an oder lehnte ab.',
  ],
  'A-evidence-integrity': [
    'Nachweis beschädigt',
    'Nachweis öffnen',
    'Die Bytes sind da und die versiegelten, oder der Nachweis ist ersetzt.',
  ],
  'A-control-never-tested': ['Maßnahme nie getestet', 'Testen', 'Ein Test des Betriebs ist unterschrieben.'],
  'A-control-test-overdue': ['Test überfällig', 'Testen', 'Ein neuerer Test des Betriebs ist unterschrieben.'],
  'A-control-ineffective': [
    'Unwirksame Maßnahme ohne Reaktion',
    'Reagieren',
    'Nichtkonformität, offener Schritt oder gültige Ausnahme beantwortet den Test.',
  ],
  'A-assets-recorded': ['Kein Inventar der Werte', 'Werte anlegen', 'Mindestens ein genutzter Wert ist erfasst.'],
  'A-asset-owner': ['Wert ohne Eigentümer', 'Eigentümer nennen', 'Jeder Wert hat einen Eigentümer, der noch da ist.'],
  'A-obligations': [
    'Rechtliche und vertragliche Anforderungen fehlen oder sind ungeprüft',
    'Verpflichtungen öffnen',
    'Verpflichtungen aus Recht oder Vertrag sind erfasst und rechtzeitig gelesen.',
  ],
  'A-supplier-assurance': [
    'Keine gültige Zusicherung des Lieferanten',
    'Bericht anfordern',
    'Der Lieferant zeigt ein gültiges Zertifikat oder einen Bericht.',
  ],
  'A-continuity-tested': [
    'Kontinuität nicht getestet',
    'Test planen',
    'In den letzten zwölf Monaten fand eine Übung oder ein Test statt.',
  ],
  'A-incident-lessons': ['Keine Lehren festgehalten', 'Aufschreiben', 'Der Vorfall sagt, was gelernt wurde.'],
  'A-no-events': [
    'Ein Jahr ohne Meldung: ist der Meldeweg bekannt?',
    'Vorfälle öffnen',
    'Ein Ereignis ist erfasst, oder der Meldeweg wurde erneut erklärt.',
  ],
  '9.1-metrics-exist': ['Nichts wird gemessen', 'Kennzahl anlegen', 'Mindestens eine Kennzahl ist aktiv.'],
  '9.1-metric-definition': [
    'Kennzahl unvollständig definiert',
    'Vervollständigen',
    'Methode, Zielwert, Erhebende, Auswertende und Zeitpunkt stehen fest.',
  ],
  '9.1-metric-no-measurement': ['Kennzahl ohne Messung', 'Wert eintragen', 'Der erste Wert ist eingetragen.'],
  '9.1-metric-stale': ['Messungen hörten auf', 'Wert eintragen', 'Der letzte abgelaufene Zeitraum hat einen Wert.'],
  '9.1-off-target': [
    'Zielwert verfehlt ohne Auswertung oder Folge',
    'Auswerten',
    'Der Wert ist erklärt, und etwas folgt daraus.',
  ],
  '9.2-programme-exists': ['Kein Auditprogramm', 'Programm schreiben', 'Ein Auditprogramm gilt heute.'],
  '9.2-programme-approved': [
    'Auditprogramm nicht freigegeben',
    'Freigeben',
    'Die oberste Leitung oder eine Leitung des Arbeitsbereichs gibt das Programm frei, wie es ist.',
  ],
  '9.2-audit-planned': [
    'Kein internes Audit geplant oder durchgeführt',
    'Audit planen',
    'Ein vollständiges internes Audit liegt innerhalb des vorgesehenen Abstands, oder ein geplantes endet darin.',
  ],
  '9.2-audit-done': [
    'Internes Audit fehlt oder ist überfällig',
    'Audits öffnen',
    'Ein vollständiges internes Audit liegt innerhalb des vorgesehenen Abstands.',
  ],
  '9.2-coverage': [
    'Abdeckung des Programms im Rückstand',
    'Was fehlt',
    'So viel ist auditiert, wie die vergangene Zeit verlangt.',
  ],
  '9.2-auditor-independence': [
    'Eigene Arbeit auditiert',
    'Anderen beauftragen',
    'Jemand ohne eigenen Anteil beurteilt den Punkt.',
  ],
  '9.2-independence-declared': [
    'Unabhängigkeit nicht erklärt',
    'Erklärung anfordern',
    'Jeder Auditor hat seine Unabhängigkeit unterschrieben.',
  ],
  '9.2-report-signed': [
    'Auditbericht nicht unterschrieben oder geändert',
    'Unterschreiben',
    'Der leitende Auditor unterschreibt den Bericht, wie er ist.',
  ],
  '9.2-sampling-recorded': [
    'Stichprobe nicht beschrieben',
    'Stichprobe beschreiben',
    'Grundgesamtheit, Umfang und Auswahl jeder Stichprobe stehen da.',
  ],
  '9.2-results-reported': [
    'Ergebnisse nicht an die Leitung berichtet',
    'Berichten',
    'Die oberste Leitung erhielt den Bericht binnen 30 Tagen.',
  ],
  '9.2-finding-without-nc': [
    'Feststellung ohne Nichtkonformität',
    'Nichtkonformität öffnen',
    'Die Feststellung hat ihre Nichtkonformität.',
  ],
  '9.2-requests-overdue': [
    'Anfrage unbeantwortet',
    'Antworten',
    'Eine Antwort ist eingereicht, oder der Auditor verlegt den Tag.',
  ],
  '9.3-review-planned': [
    'Keine Managementbewertung geplant oder gehalten',
    'Bewertung planen',
    'Eine Bewertung ist für heute oder später geplant, oder eine vollständige liegt innerhalb des vorgesehenen Abstands.',
  ],
  '9.3-review-done': [
    'Managementbewertung fehlt oder ist überfällig',
    'Bewertungen öffnen',
    'Eine innerhalb des vorgesehenen Abstands gehaltene Bewertung ist unterschrieben.',
  ],
  '9.3-top-management-present': [
    'Oberste Leitung nicht dabei',
    'Bewertung öffnen',
    'Die oberste Leitung nahm teil und hatte den Vorsitz.',
  ],
  '9.3-inputs-complete': [
    'Eingabe der Bewertung fehlt',
    'Vervollständigen',
    'Jede Eingabe a bis g wurde über rechtzeitig eingefrorene Zahlen besprochen.',
  ],
  '9.3-outputs-recorded': [
    'Ergebnisse der Bewertung fehlen',
    'Ergebnisse erfassen',
    'Beschlüsse und die drei Urteile sind erfasst.',
  ],
  '9.3-actions-overdue': [
    'Beschluss der Bewertung überfällig',
    'Beschluss öffnen',
    'Der Beschluss ist erledigt oder fallen gelassen, oder hat einen neuen Tag.',
  ],
  '10.1-improvement-active': [
    'Kein Zeichen aktiver Verbesserung',
    'Verbesserungen öffnen',
    'Verbesserung, Beschluss, Ziel oder Nichtkonformität wurde jüngst abgeschlossen.',
  ],
  '10.1-static-isms': [
    'Alles steht still: das ISMS wird nicht betrieben',
    'Was ansteht',
    'Mindestens drei Dinge geschahen jüngst, die nur ein laufendes ISMS hervorbringt.',
  ],
  '10.1-trend-worsening': [
    'Die Leistung wird schlechter',
    'Kennzahlen öffnen',
    'Es verbessern sich so viele Kennzahlen wie sich verschlechtern.',
  ],
  '10.2-nc-log-empty': [
    'Verzeichnis der Nichtkonformitäten leer: unglaubwürdig',
    'Verzeichnis öffnen',
    'Nichtkonformitäten werden erfasst, wo sie gefunden werden.',
  ],
  '10.2-major-open': [
    'Hauptabweichung offen',
    'Öffnen',
    'Sie ist durch eine geprüfte, wirksame Korrekturmaßnahme geschlossen.',
  ],
  '10.2-correction-missing': [
    'Nicht rechtzeitig korrigiert',
    'Korrigieren',
    'Die Nichtkonformität ist korrigiert, mit Tag.',
  ],
  '10.2-root-cause-missing': [
    'Ursache fehlt',
    'Analysieren',
    'Eine Ursache, die mehr ist als eine Wiederholung, steht mit Methode da.',
  ],
  '10.2-similar-not-checked': [
    'Nach ähnlichen Fällen nicht gesucht',
    'Suchen',
    'Jemand suchte nach Gleichem und hielt das Ergebnis fest.',
  ],
  '10.2-action-missing': [
    'Keine Korrekturmaßnahme',
    'Korrekturmaßnahme planen',
    'Eine Korrekturmaßnahme ist geplant, oder ein Grund sagt, warum keine nötig ist.',
  ],
  '10.2-action-overdue': [
    'Korrekturmaßnahme überfällig',
    'Korrekturmaßnahme öffnen',
    'Die Korrekturmaßnahme ist erledigt oder hat einen neuen Tag.',
  ],
  '10.2-effectiveness-overdue': [
    'Wirksamkeitsprüfung überfällig',
    'Prüfen',
    'Jemand Unabhängiges sagt, ob die Ursache beseitigt ist.',
  ],
  '10.2-effectiveness-by-doer': [
    'Wirksamkeit vom Ausführenden geprüft',
    'Jemand anderen fragen',
    'Jemand prüft, der weder Eigentümer noch Ausführender ist.',
  ],
  '10.2-recurring': [
    'Nach „wirksam“ wieder aufgetreten',
    'Neu analysieren',
    'Die neue Nichtkonformität ist geschlossen.',
  ],
  'SOC-system-description': [
    'Keine Systembeschreibung',
    'System beschreiben',
    'Der Anwendungsbereich beschreibt das System des Berichts.',
  ],
  'SOC-commitments': [
    'Zusagen und Systemanforderungen fehlen',
    'Aufschreiben',
    'Der Anwendungsbereich listet, was Kunden zugesagt ist.',
  ],
  'SOC-criterion-uncovered': [
    'Kriterium ohne Maßnahme',
    'Abdecken',
    'Eine Maßnahme nennt das Kriterium oder trägt eine zugeordnete Anforderung.',
  ],
  'SOC-conduct': ['Kein Verhaltenskodex', 'Richtlinie verknüpfen', 'Eine geltende Richtlinie nennt CC1.1.'],
  'SOC-fraud-risk': [
    'Betrugsrisiko nicht betrachtet',
    'Risiko markieren',
    'Mindestens ein Risiko ist als Betrug markiert.',
  ],
  'SOC-external-channel': ['Kein Weg für Meldungen von außen', 'Planen', 'Eine externe Kommunikation ist geplant.'],
  'SOC-subservice': [
    'Subdienstleister nicht behandelt',
    'Lieferant öffnen',
    'Die uns überlassenen Maßnahmen stehen da, und seine Zusicherung gilt.',
  ],
  'SOC-period-operating': [
    'Betrieb über den Zeitraum nicht belegt',
    'Maßnahme öffnen',
    'Nachweise und ein unterschriebener Test belegen den ganzen Zeitraum.',
  ],
}
