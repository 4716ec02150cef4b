import { defineStarter } from '../starter'

export const acceptableUse = defineStarter({
  name: 'acceptableUse', title: 'Richtlinie zum zulässigen Gebrauch', level: 'topic', reqs: ['7.3', 'A.5.10', 'A.5.11', 'A.6.2', 'A.8.1', 'A.8.7', 'A.8.23'],
  purpose: 'Klar sagen, was alle bei {organisation:dat} mit den Geräten, Konten und Informationen tun dürfen, die ihnen gegeben sind, damit niemand raten muss.',
  scope: 'Alle Beschäftigten, Aushilfen und Auftragnehmer; alle Geräte, Konten, Netze und Dienste, die {organisation} bereitstellt oder bezahlt; und private Geräte, soweit sie für die Arbeit genutzt werden.',
  rules: [
    ['Geräte und Konten', [
      'Gearbeitet wird auf Geräten, die {organisation} verwaltet, oder auf privaten, die dafür angemeldet sind. Geräte werden nie verliehen, auch nicht in der Familie.',
      'Der Bildschirm wird gesperrt, sobald man ihn verlässt. Geräte sperren sich spätestens nach fünf Minuten selbst.',
      'Software kommt aus der freigegebenen Liste oder dem verwalteten Katalog. Alles andere wird vorher erfragt, auch Browser-Erweiterungen und KI-Assistenten.',
      'Sicherheitssoftware, Festplattenverschlüsselung und Aktualisierungen werden nicht abgeschaltet und nicht länger verschoben, als das Gerät erlaubt.',
      'Konten sind persönlich. Passwörter, Codes und Sitzungen werden mit niemandem geteilt, auch nicht mit Support oder Vorgesetzten.',
    ]],
    ['Informationen', [
      'Informationen der Klassen intern oder vertraulich liegen nur in freigegebenen Diensten: nicht in privater Mail, privatem Cloud-Speicher oder privaten Chatgruppen.',
      'Vertrauliche Informationen werden in externe Dienste, Übersetzer und KI-Assistenten nur eingegeben, wenn der Dienst für diese Klasse freigegeben ist.',
      'Bevor Informationen {organisation} verlassen, prüft, wer sendet, Empfänger, Anhang und Klasse.',
      'Wechselmedien werden nur mit Freigabe und verschlüsselt genutzt. Gefundene Medien gehen an den Sicherheitskontakt und werden nicht angesteckt.',
    ]],
    ['Internet, Mail und private Nutzung', [
      'Kurze private Nutzung ist erlaubt, solange sie nichts kostet, kein Recht verletzt und nichts gefährdet.',
      'Anstößige, rechtswidrige oder raubkopierte Inhalte werden nicht angesehen, gespeichert oder gesendet.',
      'Links und Anhänge, die überraschen, werden nicht geöffnet. Sie werden mit der Meldetaste oder dem Sicherheitskontakt gemeldet.',
      'Netzverkehr, Mail und Ereignisse der Geräte werden zum Schutz {organisation:dat} protokolliert. Protokolle werden nur zu einem genannten Zweck gelesen, wie die Richtlinie zur Protokollierung es sagt.',
    ]],
    ['Ende der Tätigkeit', [
      'Geräte, Schlüssel, Karten und Unterlagen werden spätestens am letzten Tag zurückgegeben. Arbeitsergebnisse bleiben; nichts wird zum Mitnehmen kopiert.',
    ]],
  ],
  responsibilities: [
    ['Alle', 'befolgen diese Regeln und melden ein verlorenes Gerät, einen falschen Empfänger oder eine verdächtige Nachricht sofort.'],
    ['Führungskräfte', 'erklären die Regeln am ersten Tag und nehmen am letzten alles zurück.'],
    ['Die IT', 'stellt freigegebene Geräte und Dienste bereit und einen Ort, um nach mehr zu fragen, und antwortet binnen drei Arbeitstagen.'],
  ],
  exceptions: 'Eine andere Nutzung wird vorab mit dem Eigentümer dieser Richtlinie vereinbart, für eine benannte Person, mit Grund und einem Ende nach höchstens zwölf Monaten. Sie wird als Ausnahme festgehalten; wer darum bittet, gewährt sie nicht.',
  review: 'Geprüft alle zwölf Monate und wenn neue Arten von Geräten oder Diensten in Gebrauch kommen. Neue Versionen nehmen alle binnen 30 Tagen zur Kenntnis.',
}, 'de')
