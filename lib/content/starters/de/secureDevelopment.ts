import { defineStarter } from '../starter'

export const secureDevelopment = defineStarter({
  name: 'secureDevelopment', title: 'Richtlinie zur sicheren Entwicklung', level: 'topic', attest: false, reqs: ['A.5.8', 'A.8.4', 'A.8.25', 'A.8.26', 'A.8.27', 'A.8.28', 'A.8.29', 'A.8.31', 'A.8.33'],
  purpose: 'Software {organisation:dat} wird so gebaut, dass Schwächen vermieden, früh gefunden und schnell behoben werden.',
  scope: 'Alle Software, Skripte, Infrastrukturcode und Konfigurationen, die wir schreiben oder für uns schreiben lassen und die in Produktion laufen oder Kunden erreichen, und alle, die daran arbeiten.',
  rules: [
    ['Planen', [
      'Jedes neue Produkt, jede Schnittstelle und jede erhebliche Änderung hat Sicherheitsanforderungen, geschrieben vor der Arbeit: Daten und ihre Klasse, wer was darf, was zu protokollieren ist, was das Recht verlangt.',
      'Entwürfe, die Authentisierung, Berechtigung, Zahlung, Kryptographie oder personenbezogene Daten berühren, erhalten ein Bedrohungsmodell: was schiefgehen kann und was wir dagegen tun. Es liegt beim Entwurf.',
      'Entwürfe folgen geschriebenen Grundsätzen: geringste Rechte, sichere Voreinstellung, verweigern, was nicht erlaubt ist, mehrere Verteidigungslinien, keine Geheimnisse im Client.',
    ]],
    ['Schreiben', [
      'Code liegt in der Versionsverwaltung {organisation:dat}. Der Hauptzweig ist geschützt: keine direkten Änderungen, nur angemeldete Personen.',
      'Jede Änderung prüft mindestens eine andere Person, die den Code kennt. Geprüft wird auch die Sicherheit, nach einer kurzen Liste.',
      'Eingaben von außen werden geprüft, Ausgaben kodiert, Abfragen gebunden. Fehler sagen Angreifern nichts, und Protokolle enthalten keine Geheimnisse.',
      'Geheimnisse stehen nicht im Code. Ein Scanner weist solche Commits ab; ein hineingeratenes Geheimnis wird sofort gewechselt.',
      'Fremde Komponenten kommen aus bekannten Quellen, in festen Versionen, mit passender Lizenz. Für jede Freigabe gibt es eine Liste der Komponenten.',
    ]],
    ['Testen', [
      'Jede Änderung durchläuft automatische Tests, statische Analyse und eine Prüfung der Komponenten auf bekannte Schwachstellen. Kritische Feststellungen halten die Freigabe an.',
      'Tests decken die Sicherheitsanforderungen ab, besonders, dass Verbotenes abgewiesen wird.',
      'Aus dem Internet erreichbare Produkte werden mindestens einmal im Jahr und vor erheblichen Änderungen von Unabhängigen getestet. Feststellungen werden in den Zeiten der Richtlinie zu Schwachstellen behoben.',
      'Testdaten sind erfunden oder maskiert.',
    ]],
    ['Trennen und freigeben', [
      'Entwicklung, Test und Produktion sind getrennt, mit eigenen Konten, Schlüsseln und Daten.',
      'Freigaben macht eine Pipeline aus geprüftem Code. Niemand ändert die Produktion von Hand, außer im Notfall, der danach geprüft wird.',
      'Jede Freigabe lässt sich auf ihre Änderungen und Prüfungen zurückführen und zurücknehmen.',
      'Entwickelnde haben in den ersten drei Monaten und danach jedes Jahr eine Schulung im sicheren Programmieren.',
    ]],
  ],
  responsibilities: [
    ['Die Entwicklungsleitung', 'ist Eigentümer dieser Richtlinie und stellt Werkzeuge, Zeit und Schulung bereit.'],
    ['Produktverantwortliche', 'nehmen Sicherheitsanforderungen auf und geben Behebungen ihren Vorrang.'],
    ['Entwickelnde', 'schreiben, prüfen und testen nach diesen Regeln und melden Schwächen, die sie sehen, auch in altem Code.'],
  ],
  exceptions: 'Notfalländerungen dürfen einen Schritt überspringen, wenn eine zweite Person im Ticket zustimmt; der fehlende Schritt folgt binnen zwei Arbeitstagen. Jede andere Abweichung ist eine festgehaltene Ausnahme mit einem Ende.',
  review: 'Geprüft alle zwölf Monate mit den Feststellungen aus Tests, Audits und Vorfällen des Jahres.',
}, 'de')
