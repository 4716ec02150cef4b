import { defineStarter } from '../starter'

export const remoteWork = defineStarter({
  name: 'remoteWork', title: 'Richtlinie zu Arbeit außer Haus und mobilen Geräten', level: 'topic', reqs: ['A.6.7', 'A.7.9', 'A.8.1', 'A.8.20'],
  purpose: 'Arbeit zu Hause, unterwegs und bei Kunden ist bei {organisation:dat} normal. Sie darf nicht unsicherer sein als Arbeit im Büro.',
  scope: 'Alle, die gelegentlich oder immer außerhalb der eigenen Räume arbeiten, und jeder Laptop, jedes Tablet und Telefon, das unsere Informationen erreicht, ob es uns oder der Person gehört.',
  rules: [
    ['Das Gerät', [
      'Interne und vertrauliche Informationen erreichen nur verwaltete Geräte oder private Telefone mit verwaltetem Arbeitsprofil.',
      'Verwaltete Geräte haben einen verschlüsselten Datenträger, automatische Aktualisierung, Schutz vor Schadsoftware, eine Firewall, Bildschirmsperre nach höchstens fünf Minuten und lassen sich aus der Ferne orten, sperren und löschen.',
      'Ein Gerät ohne Sicherheitsaktualisierungen seit 14 Tagen verliert den Zugang, bis es sie hat.',
      'Auf einem privaten Telefon wird nur das Arbeitsprofil verwaltet und am Ende gelöscht. {organisation} sieht nichts vom privaten Teil.',
    ]],
    ['Der Ort', [
      'Bildschirme und Gespräche bleiben vor fremden Augen und Ohren geschützt. In Zügen, Cafés und geteilten Räumen wird ein Blickschutz genutzt, und Vertrauliches wird nicht besprochen.',
      'Geräte bleiben in der Öffentlichkeit nicht unbeaufsichtigt und über Nacht nicht im Auto; auf Reisen sind sie im Handgepäck.',
      'Zu Hause wird so gearbeitet, dass Familie und Gäste nicht mitlesen, und vertrauliches Papier liegt verschlossen.',
      'Heimrouter haben ein eigenes Passwort, aktuelle Software und WPA2 oder WPA3. Öffentliche Funknetze werden nur über VPN oder den geschützten Zugangsdienst genutzt.',
    ]],
    ['Die Arbeit', [
      'Dateien liegen in freigegebenen Diensten und nicht allein auf dem Gerät.',
      'Zu Hause wird möglichst nicht gedruckt. Vertrauliches kommt zurück oder wird geschreddert, wie die Richtlinie zur Klassifizierung es sagt.',
      'Arbeit aus einem Land außerhalb des Europäischen Wirtschaftsraums wird mindestens zehn Arbeitstage vorher vereinbart, damit Recht, Steuer und Risiko des Landes geprüft werden können. Für Orte mit hohem Risiko gibt es ein Gerät ohne gespeicherte Daten.',
      'Verlust oder Diebstahl wird binnen einer Stunde nach dem Bemerken telefonisch gemeldet, zu jeder Tageszeit. Frühes Melden wird niemandem vorgeworfen.',
    ]],
  ],
  responsibilities: [
    ['Alle', 'wählen einen geeigneten Ort und geben auf das Gerät acht.'],
    ['Führungskräfte', 'vereinbaren mit ihren Leuten, wo gearbeitet werden darf.'],
    ['Die IT', 'verwaltet Geräte, prüft ihren Zustand automatisch und sperrt oder löscht binnen einer Stunde nach einer Meldung.'],
    ['Die ISMS-Leitung', 'berät zu Reisen und führt die Liste der Länder mit hohem Risiko.'],
  ],
  exceptions: 'Andere Geräte oder Zugangswege sind nur als festgehaltene Ausnahme erlaubt, für eine benannte Person, mit Grund, ausgleichenden Maßnahmen und einem Ende nach höchstens sechs Monaten.',
  review: 'Geprüft alle zwölf Monate und wenn neue Arten von Geräten oder Arbeitsweisen eingeführt werden. Neue Versionen nehmen alle zur Kenntnis.',
}, 'de')
