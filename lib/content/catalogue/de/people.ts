import type { WordRow } from '../catalogueWords'

/** Anhang A.6: 8 personenbezogene Maßnahmen. */
export const people: readonly WordRow[] = [
  ['A.6', 'Personenbezogen'],
  ['A.6.1', 'Sicherheitsüberprüfung', 'Bewerber werden vor dem Beginn geprüft, soweit das Recht es erlaubt und im Verhältnis zu dem, was sie erreichen können. Bewahren Sie das Ergebnis der Prüfung auf, nicht die privaten Einzelheiten.', 'Für die Neuen der Stichprobe: War die Überprüfung vor dem Beginn fertig, im Verhältnis zu ihrer Rolle?'],
  ['A.6.2', 'Beschäftigungs- und Vertragsbedingungen', 'Verträge sagen, was jede Seite der Sicherheit schuldet, auch nach dem Ende. Auftragnehmer brauchen dieselben Worte wie Beschäftigte.', 'Nennen die Verträge der Stichprobe, auch die von Auftragnehmern, die Sicherheitspflichten beider Seiten?'],
  ['A.6.3', 'Bewusstsein, Ausbildung und Schulung', 'Die Leute lernen, was ihre Rolle braucht, am Anfang und immer wieder, und Sie können sagen, dass es gewirkt hat. Anwesenheitslisten allein zeigen Anwesenheit, nicht Lernen.', 'Wer wurde worin und wann geschult, und woran ist zu erkennen, dass es gewirkt hat?'],
  ['A.6.4', 'Maßregelungsprozess', 'Vorher ist bekannt, was auf einen Verstoß gegen die Regeln folgt, und es wird gleichmäßig angewandt. Nachweis kann ein anonymer Fall sein oder der geschriebene Prozess mit seiner Bekanntgabe.', 'Ist der Maßregelungsprozess bekannt, und wurde er gleichmäßig angewandt, wo er nötig war?'],
  ['A.6.5', 'Pflichten nach Beendigung oder Wechsel', 'Pflichten, die die Stelle überdauern, sind benannt und werden beim Ausscheiden oder Wechsel wiederholt. Prüfen Sie, ob Ausgeschiedene es schriftlich haben.', 'Für Ausgeschiedene und Gewechselte der Stichprobe: Wurden fortdauernde Pflichten benannt und wiederholt?'],
  ['A.6.6', 'Vertraulichkeitsvereinbarungen', 'Wer vertrauliche Informationen sieht, hat dafür unterschrieben, in einem Text, der geprüft wird. Nehmen Sie eine freie Mitarbeiterin und einen Besucher als Stichprobe.', 'Haben alle, die vertrauliche Informationen sehen, dafür unterschrieben, in einem aktuellen Text?'],
  ['A.6.7', 'Arbeit außer Haus', 'Regeln und technische Mittel für Arbeit außerhalb des Büros: Geräte, Netze, einsehbare Bildschirme und Papier. Zeigen Sie die Einstellungen der Geräte, die es durchsetzen.', 'Was schützt Informationen, die außerhalb des Büros bearbeitet werden, und zeigen es die Geräte der Stichprobe?'],
  ['A.6.8', 'Melden von Sicherheitsereignissen', 'Jeder kann etwas Merkwürdiges melden, schnell und ohne Angst, und weiß, wie. Zählen Sie die Meldungen: keine in einem Jahr heißt, dass niemand den Weg kennt.', 'Wissen die Leute, wie sie Auffälliges melden, wie viele taten es, und was wurde daraus?'],
]
