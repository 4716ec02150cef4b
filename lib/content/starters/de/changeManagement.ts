import { defineStarter } from '../starter'

export const changeManagement = defineStarter({
  name: 'changeManagement', title: 'Richtlinie zur Änderungssteuerung', level: 'topic', attest: false, reqs: ['6.3', '8.1', 'A.8.9', 'A.8.19', 'A.8.31', 'A.8.32'],
  purpose: 'Viele Ausfälle und Sicherheitslücken machen wir selbst, durch Änderungen. Diese Richtlinie lässt {organisation} schnell ändern und doch wissen, was geändert wurde, von wem, warum und wie es zurückgeht.',
  scope: 'Änderungen an Systemen, Netzen, Cloud-Konfigurationen, Software im Betrieb, Sicherheitsmaßnahmen sowie an Prozessen und Organisation im Anwendungsbereich des ISMS.',
  rules: [
    ['Arten von Änderungen', [
      'Standard: häufig, mit kleinem Risiko und getestetem Ablauf, auf der freigegebenen Liste. Ohne weitere Freigabe ausgeführt und festgehalten.',
      'Normal: alles andere. Beschrieben, beurteilt, getestet und freigegeben, bevor sie ausgeführt wird.',
      'Notfall: nötig, um einen Vorfall zu beenden oder zu verhindern. Von einer befugten Person mündlich freigegeben und binnen einem Arbeitstag aufgeschrieben.',
    ]],
    ['Vor der Änderung', [
      'Eine normale Änderung wird festgehalten mit Zweck, was sie berührt, Risiko, Wirkung auf Sicherheit und Kunden, Test, Zeit, Rückweg und ausführender Person.',
      'Freigegeben wird sie vom Eigentümer des Systems, der sie nicht selbst ausführt. Änderungen, die mehrere Systeme oder Kunden betreffen, gibt die IT-Leitung frei.',
      'Änderungen werden außerhalb der Produktion getestet. Wo das nicht geht, geschehen sie in Schritten und unter Beobachtung.',
      'Kunden und Kollegen, die es bemerken, erfahren es mindestens zwei Arbeitstage vorher.',
      'Software wird auf Produktivsystemen nur von Befugten installiert, aus geprüften Quellen.',
    ]],
    ['Ausführen und prüfen', [
      'Konfigurationen von Servern, Netzwerkgeräten und Cloud-Plattformen liegen als Code oder gespeicherte Versionen vor, so dass ein Unterschied auffällt.',
      'Nach der Änderung werden Funktion und Sicherheitseinstellungen geprüft und das Ergebnis festgehalten. Misslingt sie, wird der Rückweg genommen.',
      'Dokumentation, Inventar, Sicherung und Überwachung werden in derselben Änderung angepasst.',
      'Konfigurationen werden mindestens jeden Monat mit ihrem freigegebenen Stand verglichen. Was niemand erklären kann, gilt als Sicherheitsereignis.',
    ]],
    ['Änderungen am Managementsystem', [
      'Änderungen am ISMS selbst, etwa an Anwendungsbereich, Methode, Rollen oder Werkzeugen, sind geplant: Zweck, Folgen, Ressourcen, Verantwortlichkeiten und Datum sind festgehalten und von der ISMS-Leitung freigegeben.',
    ]],
  ],
  responsibilities: [
    ['Wer die Änderung wünscht', 'beschreibt Zweck und Wirkung.'],
    ['Wer sie ausführt', 'testet, führt aus, prüft und hält fest.'],
    ['Systemeigentümer', 'geben frei und stehen für den Stand ihrer Systeme ein.'],
    ['Die IT-Leitung', 'führt die Liste der Standardänderungen und prüft jeden Monat die Notfalländerungen.'],
  ],
  exceptions: 'Keine Änderung ohne Aufzeichnung. Für Systeme, die sich nicht testen oder zurücksetzen lassen, hält der Eigentümer eine Ausnahme mit ausgleichenden Maßnahmen und einem Ende fest.',
  review: 'Geprüft alle zwölf Monate mit Zahlen: Änderungen nach Art, misslungene Änderungen und Vorfälle durch Änderungen.',
}, 'de')
