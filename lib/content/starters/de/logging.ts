import { defineStarter } from '../starter'

export const logging = defineStarter({
  name: 'logging', title: 'Richtlinie zu Protokollierung und Überwachung', level: 'topic', attest: false, reqs: ['A.8.15', 'A.8.16', 'A.8.17', 'A.5.28', 'A.5.34'],
  purpose: 'Ohne Aufzeichnungen kann niemand sagen, was geschah, und ohne Hinsehen bemerkt es niemand. Diese Richtlinie sagt, was {organisation} protokolliert, wer hinsieht und wie die Privatsphäre gewahrt bleibt.',
  scope: 'Server, Netzwerkgeräte, Endgeräte, Cloud- und Anmeldedienste und die Anwendungen, die wir für Kunden betreiben, soweit sie interne und vertrauliche Informationen halten oder schützen.',
  rules: [
    ['Was protokolliert wird', [
      'Protokolliert werden mindestens: Anmeldungen und Fehlversuche, Änderungen an Konten und Rechten, Handlungen von Administratoren, Zugang zu vertraulichen Kundendaten, Änderungen an Konfiguration und Sicherheitseinstellungen, Beginn und Ende der Protokollierung, Alarme von Sicherheitswerkzeugen.',
      'Jeder Eintrag sagt, wann, wer, von wo, was, woran und mit welchem Ergebnis.',
      'Passwörter, Schlüssel, volle Kartennummern und Inhalte von Nachrichten werden nicht protokolliert.',
      'Alle Uhren folgen denselben zwei Zeitquellen und weichen weniger als eine Sekunde ab. Einträge tragen die Zeitzone oder stehen in UTC.',
    ]],
    ['Aufbewahren', [
      'Protokolle gehen binnen fünf Minuten ins zentrale Protokoll, das die Administratoren der Quellen nicht ändern oder löschen können.',
      'Sicherheitsprotokolle werden zwölf Monate aufbewahrt, drei davon sofort durchsuchbar; Anwendungsprotokolle 90 Tage. Länger nur, wo Recht oder ein offener Fall es verlangt. Dann werden sie automatisch gelöscht.',
      'Zugang zu Protokollen haben nur benannte Personen, und er wird selbst protokolliert.',
      'Fehlende Protokolle fallen auf: Eine Quelle, die 24 Stunden schweigt, löst einen Alarm aus.',
    ]],
    ['Hinsehen', [
      'Regeln lösen Alarm aus mindestens für: Anmeldungen von ungewöhnlichen Orten, viele Fehlversuche, neue Administratoren, abgeschaltete Sicherheitswerkzeuge, ungewöhnliche Mengen ausgehender Daten, Nutzung von Notfallkonten.',
      'Alarme hoher Schwere erreichen die Bereitschaft zu jeder Stunde und werden binnen einer Stunde angesehen; andere am selben Arbeitstag. Was gefunden wurde, wird festgehalten.',
      'Jeden Monat sieht eine Person die Handlungen der Administratoren durch und unterschreibt das.',
      'Kapazität und Verfügbarkeit der Leistungen für Kunden werden gemessen, mit Alarm, bevor sie erschöpft sind.',
      'Jede Regel wird mindestens einmal im Jahr mit einem erfundenen Ereignis getestet.',
    ]],
    ['Privatsphäre', [
      'Protokolle dienen Sicherheit, Betrieb und Beleg, nicht der Beurteilung von Leistung oder Verhalten Einzelner. Auswertungen zu einer benannten Person brauchen einen konkreten Verdacht und die Zustimmung zweier: der ISMS-Leitung und der für Datenschutz zuständigen Person.',
    ]],
  ],
  responsibilities: [
    ['Die IT', 'bindet Quellen an und betreibt das zentrale Protokoll und die Alarme.'],
    ['Systemeigentümer', 'sorgen dafür, dass ihre Systeme protokollieren, was verlangt ist.'],
    ['Die ISMS-Leitung', 'entscheidet über Regeln, prüft und berichtet, was zu sehen war.'],
  ],
  exceptions: 'Systeme, die nicht protokollieren oder senden können, stehen als Ausnahme mit dem, was stattdessen geschieht, etwa Protokollierung davor, und einem Ende.',
  review: 'Geprüft alle zwölf Monate und nach jedem Vorfall: Hätten wir es früher gesehen?',
}, 'de')
