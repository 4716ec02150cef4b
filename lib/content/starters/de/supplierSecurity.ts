import { defineStarter } from '../starter'

export const supplierSecurity = defineStarter({
  name: 'supplierSecurity', title: 'Richtlinie zur Lieferantensicherheit', level: 'topic', attest: false, reqs: ['8.1', 'A.5.19', 'A.5.20', 'A.5.21', 'A.5.22', 'A.8.30'],
  purpose: 'Eine Schwäche eines Lieferanten ist eine Schwäche von uns. Diese Richtlinie sorgt dafür, dass {organisation} Lieferanten mit offenen Augen wählt, Sicherheit schriftlich vereinbart und weiter hinsieht.',
  scope: 'Lieferanten und Partner, die unsere Informationen verarbeiten, unsere Systeme oder Räume erreichen, Software, Geräte oder Leistungen liefern, von denen wir abhängen, oder für uns entwickeln. Cloud-Dienste behandelt ihre eigene Richtlinie genauer.',
  rules: [
    ['Vor dem Vertrag', [
      'Jeder dieser Lieferanten steht im Lieferantenregister mit Eigentümer, Leistung, betroffenen Informationen und einer Klasse: kritisch, wichtig oder gewöhnlich.',
      'Kritisch: Ohne ihn könnten wir Kunden länger als einen Tag nicht bedienen, oder er hält vertrauliche Informationen von Kunden. Wichtig: dasselbe für eine Woche, oder andere vertrauliche Informationen. Alle übrigen sind gewöhnlich.',
      'Vor der Unterschrift beurteilt der Eigentümer kritische und wichtige Lieferanten: Zertifikate oder Prüfberichte und was sie umfassen, Vorfälle, Ort der Daten, Unterlieferanten, finanzielle Stabilität, Ausstieg. Ergebnis und Risiken werden festgehalten.',
      'Informationen werden erst gegeben, wenn eine Vertraulichkeitsvereinbarung gilt; personenbezogene Daten erst, wenn ein Vertrag zur Auftragsverarbeitung gilt.',
    ]],
    ['Im Vertrag', [
      'Verträge mit kritischen und wichtigen Lieferanten enthalten: Sicherheitsanforderungen, Meldung von Vorfällen binnen höchstens 48 Stunden, Recht auf Audit oder Berichte, Regeln für Unterlieferanten, Rückgabe und Löschung von Daten und Hilfe beim Ausstieg.',
      'Softwarelieferanten nennen uns Schwachstellen und wie lange sie Aktualisierungen liefern, und können ihre Komponenten nennen.',
      'Ausgelagerte Entwicklung folgt unserer Richtlinie zur sicheren Entwicklung; der Code und die Rechte daran gehören uns.',
    ]],
    ['Während der Leistung', [
      'Zugang von Lieferanten ist persönlich, auf Aufgabe und Zeit begrenzt, durch einen zweiten Faktor geschützt und protokolliert.',
      'Kritische Lieferanten werden alle zwölf Monate geprüft, wichtige alle zwei Jahre: Berichte gelesen, Lücken als Risiken festgehalten, Vereinbartes mit Geliefertem verglichen.',
      'Änderungen an Leistung, Ort, Eigentümer oder Unterlieferanten werden beurteilt, bevor sie wirken, wo der Vertrag es erlaubt.',
      'Vorfälle bei einem Lieferanten werden nach unserem Ablauf behandelt, als wären es eigene.',
    ]],
    ['Am Ende', [
      'Der Zugang wird am letzten Tag entzogen, Dinge und Daten kommen zurück, die Löschung wird binnen 30 Tagen schriftlich bestätigt, und der Eintrag wird geschlossen.',
    ]],
  ],
  responsibilities: [
    ['Eigentümer von Lieferanten', 'beurteilen, prüfen und kennen den Stand ihrer Lieferanten.'],
    ['Der Einkauf', 'unterschreibt keinen solchen Vertrag ohne festgehaltene Beurteilung.'],
    ['Die ISMS-Leitung', 'stellt Fragen und Vertragsklauseln bereit und berät.'],
    ['Die oberste Leitung', 'akzeptiert das Restrisiko kritischer Lieferanten.'],
  ],
  exceptions: 'Ein Lieferant, der einer verlangten Klausel nicht zustimmt, wird nur genutzt, nachdem das Restrisiko von der befugten Person schriftlich akzeptiert ist, längstens bis zur nächsten Verlängerung.',
  review: 'Geprüft alle zwölf Monate zusammen mit der Liste kritischer Lieferanten und nach jedem erheblichen Vorfall bei einem Lieferanten.',
}, 'de')
