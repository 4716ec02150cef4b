import { defineStarter } from '../starter'

export const documentControl = defineStarter({
  name: 'documentControl', title: 'Verfahren zur Lenkung dokumentierter Information', level: 'procedure', attest: false, reqs: ['7.5.1', '7.5.2', '7.5.3', 'A.5.33', 'A.5.37'],
  purpose: 'Alle arbeiten nach der Version, die gilt, und {organisation} kann später zeigen, was wann galt, wer es freigab und was getan wurde.',
  scope: 'Richtlinien, Verfahren, Standards, Pläne, Formulare und Register des ISMS; Aufzeichnungen, die belegen, dass es läuft; und Dokumente von außen, die das ISMS braucht, etwa Verträge und Normen.',
  rules: [
    ['Erstellen und freigeben', [
      'Jedes Dokument hat Titel, Kennung, Eigentümer, Klasse und Prüfdatum. Die Version ergibt sich aus der Freigabe und wird nie von Hand getippt.',
      'Entwürfe darf schreiben, wen es betrifft. Die Freigabe erteilt eine befugte Person, die nicht allein geschrieben hat: die oberste Leitung für die Informationssicherheitspolitik, Eigentümer und ISMS-Leitung für die anderen.',
      'Die Freigabe gilt genau dem Text. Ändert sich danach ein Buchstabe, bleibt die freigegebene Version in Kraft, bis der neue Text freigegeben ist.',
      'Jede neue Version sagt in ein oder zwei Sätzen, was sich änderte.',
    ]],
    ['Veröffentlichen', [
      'Geltende Dokumente liegen an einem Ort, den alle Betroffenen lesen können. Gedruckte Kopien dienen nur der Information.',
      'Neue Versionen werden ihren Adressaten an dem Tag angekündigt, an dem sie in Kraft treten. Zur Kenntnis zu nehmende werden binnen 30 Tagen zur Kenntnis genommen.',
      'Abgelöste Versionen bleiben lesbar für die, die etwas belegen müssen, und sind so gekennzeichnet, dass niemand sie versehentlich nutzt.',
      'Anleitungen zum Betrieb wichtiger Systeme sind geschrieben, und eine Vertretung kann ihnen folgen.',
    ]],
    ['Prüfen', [
      'Eigentümer lesen ihre Dokumente mindestens alle zwölf Monate wieder. Stimmt alles noch, bestätigen sie es; wenn nicht, ändern sie es.',
      'Dokumente ohne Zweck werden außer Kraft gesetzt, mit dem Grund oder dem Dokument, das sie ersetzt.',
    ]],
    ['Aufzeichnungen', [
      'Aufzeichnungen entstehen, wenn die Arbeit getan wird, nicht vor einem Audit. Sie sagen, wer, was, wann und mit welchem Ergebnis.',
      'Sie sind vor Änderung und Verlust geschützt und werden aufbewahrt, wie der Aufbewahrungsplan es sagt: drei Jahre für Aufzeichnungen des ISMS, wenn Recht oder Vertrag nicht mehr verlangen, sechs Jahre für Audits und Managementbewertungen.',
      'Berichtigungen bleiben sichtbar, mit Verfasser und Datum.',
    ]],
    ['Dokumente von außen', [
      'Dokumente von außen, von denen das ISMS abhängt, sind verzeichnet mit Quelle, Ausgabe, Eigentümer und Tag der letzten Prüfung. Eigentümer suchen alle sechs Monate nach neuen Ausgaben.',
    ]],
  ],
  responsibilities: [
    ['Eigentümer von Dokumenten', 'halten den Inhalt wahr und prüfen rechtzeitig.'],
    ['Wer freigibt', 'liest vor der Unterschrift.'],
    ['Die ISMS-Leitung', 'hält das Verzeichnis vollständig, achtet auf Prüfdaten und pflegt den Aufbewahrungsplan.'],
    ['Alle', 'nutzen die geltende Version und melden, was darin falsch ist.'],
  ],
  exceptions: 'Im Notfall kann eine befugte Person eine Regel per Mail bekanntgeben. Sie endet nach 30 Tagen, wenn sie bis dahin kein Dokument geworden ist. Andere Abweichungen werden als Ausnahme festgehalten.',
  review: 'Geprüft alle zwölf Monate. Zweimal im Jahr werden zehn Dokumente als Stichprobe geprüft: Eigentümer, Freigabe, Prüfdatum, Ort.',
}, 'de')
