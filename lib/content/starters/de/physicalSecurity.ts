import { defineStarter } from '../starter'

export const physicalSecurity = defineStarter({
  name: 'physicalSecurity', title: 'Richtlinie zu physischer Sicherheit und aufgeräumtem Arbeitsplatz', level: 'topic', reqs: ['A.7.1', 'A.7.2', 'A.7.3', 'A.7.4', 'A.7.5', 'A.7.6', 'A.7.7', 'A.7.8', 'A.7.11', 'A.7.12', 'A.7.13'],
  purpose: 'Informationen gehen auch durch Türen, Fenster und über Schreibtische verloren. Diese Richtlinie schützt die Räume {organisation:dat} und was darin liegt vor Menschen, die dort nichts zu suchen haben, und vor Feuer, Wasser und Stromausfall.',
  scope: 'Alle Büros, Server- und Netzwerkräume, Archive und Lager, alle, die sie betreten, und Schreibtische und Bildschirme an geteilten oder öffentlichen Orten, an denen unsere Leute arbeiten.',
  rules: [
    ['Zonen und Türen', [
      'Räume gehören zu einer von drei Zonen: öffentlich (Empfang), Büro (Beschäftigte) und gesichert (Serverräume, Archive, Räume mit Schlüsseln oder Bargeld).',
      'Büro und gesicherte Zonen sind jederzeit verschlossen. Türen werden nicht aufgehalten, und niemand lässt Unbekannte ein.',
      'Ausweise und Schlüssel sind persönlich, werden gegen Quittung ausgegeben und an dem Tag gesperrt, an dem sie verloren gehen oder die Person ausscheidet.',
      'Gesicherte Räume betritt nur, wer auf der Liste des Raumeigentümers steht. Die Liste wird jedes Vierteljahr geprüft, Zutritte werden protokolliert und 90 Tage aufbewahrt.',
      'Wer zuletzt geht, schließt Fenster, prüft gesicherte Türen und stellt den Alarm scharf.',
    ]],
    ['Besucher und Lieferungen', [
      'Besucher werden mit Name, Firma, Gastgeber und Zeit verzeichnet, tragen einen Ausweis und werden außerhalb der öffentlichen Zone begleitet.',
      'Lieferungen werden am Empfang angenommen. Reinigung und Wartung arbeiten unter einer Vertraulichkeitsvereinbarung; in gesicherten Räumen werden sie begleitet.',
      'In gesicherten Räumen macht niemand ohne Erlaubnis Bilder oder Aufnahmen.',
    ]],
    ['Aufgeräumter Tisch, leerer Bildschirm', [
      'Vertrauliches Papier und Medien werden weggeschlossen, wenn man den Raum verlässt, und der Tisch ist am Ende des Tages leer.',
      'Bildschirme werden beim Verlassen gesperrt und zeigen, wo der Raum es erlaubt, nicht zu Fenstern und Besuchern.',
      'Tafeln werden gewischt und Ausdrucke mitgenommen, bevor die Nächsten einen Besprechungsraum betreten.',
    ]],
    ['Umgebung und Geräte', [
      'Server- und Netzwerkräume haben Rauchmelder, geeignete Löscher, überwachte Temperatur und Strom, der die Geräte durch ein geordnetes Herunterfahren von mindestens 15 Minuten trägt.',
      'Geräte stehen, wo Wasser und Staub sie nicht erreichen. Strom- und Datenleitungen sind vor Schaden und Anzapfen geschützt.',
      'Melder, Alarm, Stromversorgung und Klimaanlage werden einmal im Jahr gewartet, mit Beleg.',
      'Geräte verlassen die Räume nur mit Wissen ihres Eigentümers.',
    ]],
  ],
  responsibilities: [
    ['Die Gebäudeverwaltung', 'führt Schlösser, Ausweise, Alarm und Wartungsverträge und prüft die Listen.'],
    ['Raumeigentümer', 'entscheiden, wer gesicherte Räume betreten darf.'],
    ['Gastgeber', 'stehen für ihre Besucher ein, von Tür zu Tür.'],
    ['Alle', 'fragen Unbekannte, wen sie besuchen, und melden, was nicht stimmt.'],
  ],
  exceptions: 'Wo ein Gebäude eine Regel nicht zulässt, etwa ein geteiltes Büro, wird der Mangel als Ausnahme mit anderen Maßnahmen wie verschlossenen Schränken festgehalten und mindestens alle zwölf Monate neu entschieden.',
  review: 'Geprüft alle zwölf Monate, nach Umzug oder Umbau und nach jedem Einbruch oder Schaden. Zweimal im Jahr gibt es einen Rundgang durch alle Räume mit dieser Liste, und er wird festgehalten.',
}, 'de')
