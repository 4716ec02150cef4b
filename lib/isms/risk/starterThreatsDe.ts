import type { StarterThreat } from './starterThreats'

const of = (origin: StarterThreat['origin'], name: string, description: string): StarterThreat => ({
  origin,
  name,
  description,
})

/** Die leichte Liste auf Deutsch, in derselben Reihenfolge. */
export const starterThreatsDe: readonly StarterThreat[] = [
  of(
    'deliberate',
    'Phishing und falsche Identität',
    'Jemand wird durch eine echt wirkende Nachricht oder einen Anruf dazu gebracht, ein Passwort, eine Sitzung oder Geld herzugeben.',
  ),
  of(
    'deliberate',
    'Erpressungssoftware',
    'Fremder Code verschlüsselt oder zerstört Daten und Systeme, oft nachdem sie hinauskopiert wurden.',
  ),
  of(
    'deliberate',
    'Übernahme eines Kontos',
    'Mit bekannt gewordenen, geratenen oder wiederverwendeten Zugangsdaten arbeitet ein Fremder als einer von uns.',
  ),
  of(
    'deliberate',
    'Ausnutzen einer bekannten Schwachstelle',
    'Eine veröffentlichte Lücke wird benutzt, bevor die Korrektur eingespielt ist.',
  ),
  of(
    'deliberate',
    'Angriff über einen Lieferanten',
    'Ein Dienst, eine Bibliothek oder eine Aktualisierung, auf die wir bauen, wird in böser Absicht verändert.',
  ),
  of(
    'deliberate',
    'Missbrauch von innen',
    'Wer berechtigten Zugang hat, liest, ändert oder nimmt mehr, als die Arbeit verlangt.',
  ),
  of(
    'deliberate',
    'Zugang nach dem Ausscheiden',
    'Frühere Beschäftigte oder Auftragnehmer haben noch einen Schlüssel, ein Konto oder ein Gerät.',
  ),
  of('deliberate', 'Überlastung eines Dienstes', 'So viele Anfragen treffen ein, dass Kunden nicht mehr durchkommen.'),
  of(
    'deliberate',
    'Diebstahl von Geräten oder Medien',
    'Laptops, Telefone, Datenträger oder Papier werden aus Büro, Auto oder Zug gestohlen.',
  ),
  of(
    'deliberate',
    'Eindringen in die Räume',
    'Jemand, der dort nichts zu suchen hat, kommt herein und erreicht Räume, Schränke oder Bildschirme.',
  ),
  of(
    'deliberate',
    'Zahlungs- und Rechnungsbetrug',
    'Eine geänderte Kontonummer oder eine gefälschte Anweisung leitet Geld zu einem Fremden.',
  ),
  of(
    'deliberate',
    'Geheimnisse in Code oder Protokollen',
    'Token, Schlüssel oder personenbezogene Daten stehen, wo viele sie lesen können.',
  ),
  of(
    'accidental',
    'Fehler im Betrieb',
    'Ein falscher Befehl, Schalter oder eine falsche Einstellung hält einen Dienst an oder öffnet ihn für alle.',
  ),
  of(
    'accidental',
    'Information beim falschen Empfänger',
    'Eine Nachricht, ein Export oder eine Freigabe erreicht jemanden, für den sie nicht bestimmt war.',
  ),
  of(
    'accidental',
    'Fehler in eigener Software',
    'Eine Änderung verhält sich anders als getestet und verfälscht oder zeigt Daten.',
  ),
  of(
    'accidental',
    'Datenverlust ohne brauchbare Kopie',
    'Etwas wird gelöscht oder beschädigt, und die Sicherung fehlt, ist zu alt oder lässt sich nicht wiederherstellen.',
  ),
  of('accidental', 'Ausfall von Hardware oder Speicher', 'Ein Gerät endet früher als geplant.'),
  of(
    'accidental',
    'Ausfall eines Cloud- oder Netzdienstes',
    'Ein Anbieter ist nicht erreichbar, langsam oder schließt ein Konto.',
  ),
  of(
    'accidental',
    'Lieferant beendet oder ändert seinen Dienst',
    'Insolvenz, ein Verkauf oder neue Bedingungen lassen uns ohne etwas zurück, das wir brauchen.',
  ),
  of(
    'accidental',
    'Schlüsselperson nicht verfügbar',
    'Krankheit oder Weggang nimmt Wissen mit, das nur eine Person hatte.',
  ),
  of(
    'accidental',
    'Übersehene Verpflichtung',
    'Ein Gesetz, ein Vertrag oder eine Lizenz verlangt etwas, und niemand hat es bemerkt.',
  ),
  of('environmental', 'Feuer oder Rauch', 'Ein Gebäude oder Rechenzentrum lässt sich nicht mehr nutzen.'),
  of(
    'environmental',
    'Wasser, Sturm oder Hitze',
    'Wetter, Rohrbruch oder ausgefallene Kühlung beschädigt Geräte oder hält Leute fern; häufiger mit dem Klimawandel.',
  ),
  of(
    'environmental',
    'Ausfall von Strom oder Leitungen',
    'Strom oder Verbindung fehlt länger, als die Reserven reichen.',
  ),
  of('environmental', 'Epidemie oder gesperrte Region', 'Viele können zur selben Zeit nicht arbeiten oder reisen.'),
]
