import { defineStarter } from '../starter'

export const accessControl = defineStarter({
  name: 'accessControl', title: 'Richtlinie zur Zugangssteuerung', level: 'topic', attest: false, reqs: ['A.5.15', 'A.5.16', 'A.5.18', 'A.8.2', 'A.8.3', 'A.8.4', 'A.8.18'],
  purpose: 'Personen und Systeme erhalten den Zugang, den sie für ihre Aufgabe brauchen, nicht mehr und nicht länger, und es lässt sich jederzeit zeigen, wer was hat und warum.',
  scope: 'Alle Konten und Rechte, von Personen wie von Maschinen, auf Systemen mit Informationen {organisation:dat} oder ihrer Kunden, und der physische Zutritt, wo derselbe Ausweis oder dasselbe Verzeichnis ihn steuert.',
  rules: [
    ['Zugang geben', [
      'Jedes System hat einen benannten Eigentümer, der entscheidet, welche Rollen es darin gibt und wer sie haben darf.',
      'Zugang wird im Ticketsystem mit Person, Rolle und Grund beantragt und vom Systemeigentümer freigegeben. Niemand gibt Zugang für sich selbst frei.',
      'Rechte werden über Rollen gegeben. Ein Recht außerhalb der Rolle ist ein Einzelrecht mit einem Ende nach höchstens 90 Tagen.',
      'Ein Konto gehört genau einer Person. Geteilte Konten gibt es nur, wo ein System nichts anderes erlaubt; sie haben einen Eigentümer, und jede Nutzung lässt sich einer Person zuordnen.',
      'Aufgaben, die zusammen missbraucht werden könnten, etwa Code schreiben und freigeben oder bestellen und bezahlen, liegen bei verschiedenen Personen. Wo das nicht geht, werden die Handlungen protokolliert und monatlich geprüft.',
    ]],
    ['Privilegierter Zugang', [
      'Administratoren nutzen ein eigenes Konto für die Administration und ihr gewöhnliches für alles andere.',
      'Dauerhafte Administrationsrechte haben so wenige wie möglich, mindestens zwei und höchstens fünf je System.',
      'Notfallkonten sind versiegelt, werden zweimal im Jahr getestet, und jede Nutzung wird binnen zwei Arbeitstagen geprüft.',
      'Werkzeuge, die Maßnahmen umgehen können, stehen nur Administratoren zur Verfügung.',
      'Zugang zu Quellcode und zu Produktivdaten ist getrennt; Entwickelnde lesen Produktivdaten nur in einem Fall mit Ticket.',
    ]],
    ['Maschinenkonten', [
      'Dienstkonten und API-Schlüssel haben einen Eigentümer und einen genannten Zweck, sind darauf beschränkt und dienen Personen nicht zur Anmeldung.',
    ]],
    ['Zugang ändern und beenden', [
      'Ein Wechsel der Aufgabe führt binnen fünf Arbeitstagen zu einer neuen Entscheidung über alle Rechte. Alte Rechte wandern nicht mit.',
      'Am letzten Arbeitstag sind alle Konten bis zum Abend gesperrt; im Streit, bevor die Person es erfährt.',
      'Konten, die 60 Tage nicht genutzt wurden, werden gesperrt und nach 180 Tagen gelöscht.',
      'Systemeigentümer prüfen alle Rechte: privilegierte jedes Vierteljahr, andere zweimal im Jahr. Sie bestätigen oder entziehen jedes Recht; das Ergebnis wird als Nachweis aufbewahrt.',
    ]],
  ],
  responsibilities: [
    ['Systemeigentümer', 'legen Rollen fest, geben Anträge frei und prüfen rechtzeitig.'],
    ['Führungskräfte', 'beantragen Zugang für ihre Leute und melden Wechsel und Ausscheiden vorher.'],
    ['Die IT', 'richtet Zugang ein und entzieht ihn, wie freigegeben, und nichts sonst.'],
    ['Die Personalabteilung', 'meldet der IT Eintritte, Wechsel und Austritte mindestens fünf Arbeitstage vorher.'],
  ],
  exceptions: 'Abweichungen stehen im Verzeichnis der Ausnahmen, mit ausgleichenden Maßnahmen, etwa zusätzlicher Protokollierung, und einem Ende. Systemeigentümer und ISMS-Leitung gewähren sie gemeinsam.',
  review: 'Geprüft alle zwölf Monate und nach jedem Vorfall, bei dem Zugang missbraucht wurde oder blieb, nachdem er hätte enden müssen.',
}, 'de')
