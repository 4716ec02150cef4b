import { defineStarter } from '../starter'

export const cloudServices = defineStarter({
  name: 'cloudServices', title: 'Richtlinie zu Cloud-Diensten', level: 'topic', attest: false, reqs: ['A.5.23', 'A.8.9', 'A.5.30', 'A.8.26'],
  purpose: 'Cloud-Dienste lassen eine kleine Organisation arbeiten wie eine große. Diese Richtlinie sagt, wie {organisation} sie wählt, einrichtet, die Pflichten mit dem Anbieter teilt und wieder herauskommt.',
  scope: 'Alle Dienste über das Internet, die Informationen {organisation:dat} oder ihrer Kunden speichern oder verarbeiten, von Plattformen, auf denen unser Produkt läuft, bis zu einzelnen Anwendungen eines Teams, kostenlose und KI-Dienste eingeschlossen.',
  rules: [
    ['Wählen', [
      'Ein Cloud-Dienst wird nur genutzt, wenn er im Verzeichnis freigegebener Dienste steht, mit Eigentümer, höchster erlaubter Klasse und Region seiner Daten. Kostenlose Proben mit echten Daten zählen als Nutzung.',
      'Anträge werden binnen zehn Arbeitstagen entschieden. Die Entscheidung wägt Zertifikate und Berichte, Verschlüsselung, Anmeldung und Protokollierung, Ort, Unterlieferanten und die Nutzung unserer Daten für eigene Zwecke des Anbieters, etwa das Training von Modellen.',
      'Vertrauliches geht nur an Dienste mit zentraler Anmeldung und zweitem Faktor und mit einer Vereinbarung, auf die wir uns berufen können.',
      'Für jeden Dienst ist aufgeschrieben, welche Pflichten der Anbieter hat und welche wir. Sicherung und Zugang sind unsere, wenn der Vertrag nichts anderes sagt.',
      'Vor der Nutzung ist aufgeschrieben, wie die Daten zurückkommen, in welchem Format und welcher Zeit, und was den Dienst ersetzen würde.',
    ]],
    ['Einrichten', [
      'Dienste werden nach einem geschriebenen Grundstand eingestellt: Anmeldung, zweiter Faktor, geringste Rechte, Verschlüsselung, Protokollierung, kein öffentlicher Zugang, außer er ist der Zweck.',
      'Ressourcen auf Plattformen entstehen aus geprüftem Code oder Vorlagen. Produktion, Test und private Versuche liegen in getrennten Konten.',
      'Das Haupt- oder erste Administrationskonto jedes Dienstes ist durch einen Hardwareschlüssel geschützt, für Notfälle aufbewahrt und nicht täglich genutzt.',
      'Die Konfiguration wird bei Plattformen mindestens täglich automatisch mit dem Grundstand verglichen, bei anderen Diensten alle sechs Monate von Hand.',
      'Budgets und Alarme sind gesetzt, so dass Missbrauch binnen eines Tages auffällt.',
    ]],
    ['Betreiben und verlassen', [
      'Administrations- und Zugangsprotokolle gehen ins zentrale Protokoll, wo der Dienst es erlaubt, und werden aufbewahrt, wie die Richtlinie zur Protokollierung es sagt.',
      'Daten, ohne die wir nicht auskommen, werden außerhalb des Dienstes gesichert.',
      'Hinweise des Anbieters zu Änderungen, Vorfällen und Unterlieferanten gehen an ein gemeinsames Postfach, das jemand an jedem Arbeitstag liest.',
      'Endet ein Dienst, werden die Daten exportiert, geprüft, dort gelöscht und die Konten binnen 30 Tagen geschlossen.',
      'Ohne Freigabe gefundene Dienste werden ohne Vorwurf gemeldet und binnen 30 Tagen freigegeben, ersetzt oder beendet.',
    ]],
  ],
  responsibilities: [
    ['Eigentümer von Diensten', 'halten den Eintrag wahr, die Konfiguration am Grundstand und den Weg hinaus bekannt.'],
    ['Die IT', 'führt das Verzeichnis, bindet Anmeldung und Protokolle an und sucht nach Diensten, die niemand freigegeben hat.'],
    ['Alle', 'fragen, bevor sie etwas Neues nutzen.'],
  ],
  exceptions: 'Ein Dienst, dem eine verlangte Eigenschaft fehlt, kann für öffentliche oder interne Informationen freigegeben werden oder als festgehaltene Ausnahme mit einem Ende; bei vertraulichen entscheidet die oberste Leitung.',
  review: 'Geprüft alle zwölf Monate. Die Liste der Dienste wird alle sechs Monate geprüft; nicht mehr genutzte werden beendet.',
}, 'de')
