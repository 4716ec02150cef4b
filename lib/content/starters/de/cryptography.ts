import { defineStarter } from '../starter'

export const cryptography = defineStarter({
  name: 'cryptography', title: 'Richtlinie zu Kryptographie und Schlüsselverwaltung', level: 'topic', attest: false, reqs: ['A.8.24', 'A.5.31', 'A.5.14'],
  purpose: 'Verschlüsselung schützt Informationen, wo Wände und Rechte es nicht mehr tun. Sie ist so viel wert wie die Schlüssel dahinter. Diese Richtlinie sagt, wann und womit verschlüsselt wird und wie Schlüssel leben und enden.',
  scope: 'Alle Systeme, Dienste, Geräte und Verbindungen mit internen oder vertraulichen Informationen {organisation:dat} oder ihrer Kunden, von uns entwickelte Software und die darin genutzten Schlüssel und Zertifikate.',
  rules: [
    ['Wo Verschlüsselung Pflicht ist', [
      'Verbindungen über Netze, die wir nicht beherrschen, nutzen TLS 1.2 oder neuer; TLS 1.3 wird bevorzugt. Ältere Versionen sind abgeschaltet.',
      'Datenträger von Laptops, Telefonen und Servern, Datenbanken mit Kundendaten und alle Sicherungen sind im Ruhezustand verschlüsselt.',
      'Vertrauliche Dateien, die freigegebene Dienste verlassen, werden vorher verschlüsselt.',
      'Administration läuft nur über verschlüsselte Protokolle.',
    ]],
    ['Was genutzt werden darf', [
      'Nur bewährte, öffentliche Verfahren: AES mit mindestens 128 Bit oder ChaCha20-Poly1305 zum Verschlüsseln, SHA-256 oder stärker als Hash, elliptische Kurven ab 256 Bit oder RSA ab 3072 Bit für Signatur und Schlüsselaustausch, Argon2id, scrypt oder bcrypt für Passwörter.',
      'MD5, SHA-1 für Signaturen, DES, 3DES, RC4 und selbst erdachte Verfahren werden nicht genutzt.',
      'Software nutzt gut gepflegte Bibliotheken. Niemand schreibt ein kryptographisches Verfahren für die Produktion selbst.',
      'Die Liste der Verfahren wird jedes Jahr mit den Empfehlungen einer nationalen Sicherheitsbehörde verglichen, und für Daten, die länger als zehn Jahre geheim bleiben müssen, gibt es einen Plan.',
    ]],
    ['Schlüssel', [
      'Schlüssel und Geheimnisse entstehen aus einer ordentlichen Zufallsquelle und liegen im Geheimnisspeicher, im Schlüsseldienst des Cloud-Anbieters oder in einem Hardwaremodul; nie in Quellcode, Abbildern, Tickets oder Mail.',
      'Jeder Schlüssel hat im Schlüsselverzeichnis Eigentümer, Zweck und Ablauf. Ein Schlüssel dient einem Zweck; Test und Produktion teilen nie einen Schlüssel.',
      'Zugang zu einem Schlüssel haben nur die Systeme und höchstens drei Personen, die ihn brauchen, und er wird protokolliert.',
      'Schlüssel für Daten werden mindestens alle zwei Jahre gewechselt, Signaturschlüssel alle drei, Zertifikate vor dem Ablauf. Der Ablauf wird überwacht, mit Warnung 30 Tage vorher.',
      'Ein Schlüssel, der anderen bekannt sein kann, wird binnen vier Stunden gesperrt, ersetzt und als Vorfall behandelt.',
      'Schlüssel, deren Verlust Daten unlesbar machte, haben eine Wiederherstellungskopie, getrennt aufbewahrt unter der Kontrolle zweier Personen und einmal im Jahr getestet.',
      'Nicht mehr gebrauchte Schlüssel werden vernichtet, wenn nichts mehr bleibt, das sie öffnen müssen, und das wird festgehalten.',
    ]],
  ],
  responsibilities: [
    ['Systemeigentümer', 'sorgen dafür, dass ihre Systeme diese Regeln erfüllen und ihre Schlüssel verzeichnet sind.'],
    ['IT und Entwicklung', 'betreiben Schlüsselspeicher und Zertifikate und achten auf den Ablauf.'],
    ['Die ISMS-Leitung', 'führt die Liste erlaubter Verfahren und prüft rechtliche Regeln zu Nutzung und Ausfuhr von Verschlüsselung.'],
  ],
  exceptions: 'Systeme, die erlaubte Verfahren nicht nutzen können, stehen als Ausnahme mit den betroffenen Daten, anderem Schutz und einem Datum der Ablösung. Ausnahmen für vertrauliche Daten dauern höchstens sechs Monate.',
  review: 'Geprüft alle zwölf Monate und immer, wenn sich ein erlaubtes Verfahren oder eine Bibliothek als schwach erweist.',
}, 'de')
