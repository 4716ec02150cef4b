import { defineStarter } from '../starter'

export const assetManagement = defineStarter({
  name: 'assetManagement', title: 'Richtlinie zur Verwaltung von Werten', level: 'topic', attest: false, reqs: ['A.5.9', 'A.5.10', 'A.5.11', 'A.7.10', 'A.7.14', 'A.8.10'],
  purpose: 'Schützen können wir nur, was wir kennen. Diese Richtlinie sorgt dafür, dass {organisation} Informationen, Systeme und Geräte kennt, dass für jedes jemand einsteht und dass am Ende seines Lebens nichts vergessen wird.',
  scope: 'Informationen und Datenbestände, Software und Dienste, Cloud-Konten, Domainnamen, Server, Netzwerkgeräte, Laptops, Telefone, Wechselmedien und Papierarchive, die {organisation} besitzt, mietet oder nutzt.',
  rules: [
    ['Inventar', [
      'Jeder Wert steht im Inventar mit Art, Eigentümer, Ort oder Anbieter, Klasse der Informationen darin und seiner Bedeutung.',
      'Geräte und Cloud-Ressourcen werden, wo möglich, automatisch gefunden und jeden Monat mit dem Inventar verglichen. Unterschiede sind binnen zehn Arbeitstagen geklärt.',
      'Nichts geht in den Betrieb, bevor es eingetragen ist.',
      'Eigentümer bestätigen die Einträge ihrer Werte einmal im Jahr.',
    ]],
    ['Eigentum', [
      'Jeder Wert hat einen Eigentümer, eine Person und kein Team. Scheidet die Person aus oder wechselt die Aufgabe, ist vor dem letzten Tag ein neuer benannt.',
      'Der Eigentümer entscheidet über Klasse, erlaubten Gebrauch, Zugang und Lebensende und kennt die Risiken des Werts.',
    ]],
    ['Gebrauch und Rückgabe', [
      'Geräte werden gegen unterschriebene oder elektronische Quittung ausgegeben und nach dem geltenden Standard eingerichtet.',
      'Verlust, Diebstahl oder Schaden wird am selben Tag gemeldet. Verlorene Geräte werden sofort aus der Ferne gesperrt und gelöscht.',
      'Am Ende der Tätigkeit ist bis zum letzten Tag alles zurückgegeben, mit den Quittungen verglichen und das Ergebnis festgehalten.',
    ]],
    ['Medien und Lebensende', [
      'Daten, die nicht mehr gebraucht werden oder nicht mehr aufbewahrt werden dürfen, werden gelöscht, wie der Aufbewahrungsplan es sagt.',
      'Bevor ein Gerät oder Medium weggegeben, verkauft, dem Vermieter zurückgegeben oder weggeworfen wird, werden seine Daten vernichtet: verschlüsselte Medien durch Löschen des Schlüssels und Zurücksetzen, andere durch Überschreiben oder Schreddern.',
      'Die Vernichtung wird mit Seriennummer, Verfahren, Datum und Person festgehalten. Entsorgungsfirmen geben eine Bescheinigung.',
      'Papier der Klasse vertraulich wird in Stücke von höchstens 4 mal 40 Millimetern geschreddert oder in verschlossene Behälter gegeben.',
      'Aufgegebene Cloud-Ressourcen werden mit ihren Kopien gelöscht, und die Bestätigung des Anbieters wird aufbewahrt.',
    ]],
  ],
  responsibilities: [
    ['Eigentümer von Werten', 'halten ihre Einträge wahr und entscheiden über ihre Werte.'],
    ['Die IT', 'führt das Inventar und die Suche nach Geräten, gibt aus, nimmt zurück und löscht.'],
    ['Der Einkauf', 'kauft nichts davon, ohne es der IT zu sagen.'],
    ['Alle', 'geben acht auf das, was ihnen anvertraut ist.'],
  ],
  exceptions: 'Werte, die sich nicht wie verlangt eintragen oder löschen lassen, etwa Maschinen mit eingebautem Speicher unter Wartungsvertrag, stehen als Ausnahme im Verzeichnis, mit dem vereinbarten Schutz und einem Ende.',
  review: 'Geprüft alle zwölf Monate. Der Eigentümer dieser Richtlinie berichtet der Managementbewertung den Anteil bestätigter Einträge und offener Unterschiede.',
}, 'de')
