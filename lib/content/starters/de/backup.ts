import { defineStarter } from '../starter'

export const backup = defineStarter({
  name: 'backup', title: 'Richtlinie zur Datensicherung', level: 'topic', attest: false, reqs: ['A.8.13', 'A.8.14', 'A.5.33'],
  purpose: 'Was gelöscht, beschädigt, von Angreifern verschlüsselt oder verbrannt ist, lässt sich in der Zeit und in dem Stand zurückholen, die das Geschäft braucht, und {organisation} hat es gezeigt.',
  scope: 'Alle Daten, Konfigurationen und Software, die {organisation} braucht, um Kunden zu bedienen, den Betrieb zu führen und gesetzliche Pflichten zu erfüllen, auf eigenen Systemen und in Cloud-Diensten.',
  rules: [
    ['Was und wie oft', [
      'Der Eigentümer jedes Systems sagt, wie viele Daten verloren gehen dürfen (Wiederherstellungspunkt) und wie lange es stehen darf (Wiederherstellungszeit). Ohne eine solche Angabe gelten für beides 24 Stunden.',
      'Der Sicherungsplan nennt für jedes System: was, wie oft, wohin, wie lange aufbewahrt, wer zuständig ist und wann eine Wiederherstellung zuletzt getestet wurde.',
      'Gesichert wird mindestens täglich; Datenbanken mit Kundendaten mindestens stündlich oder laufend.',
      'Daten in Cloud-Diensten werden außerhalb dieses Dienstes gesichert, wenn der Eigentümer das Risiko nicht schriftlich akzeptiert hat.',
      'Konfigurationen, Infrastrukturcode und Schlüssel, die eine Wiederherstellung braucht, werden ebenfalls gesichert, Schlüssel getrennt von den Daten.',
    ]],
    ['Drei Kopien', [
      'Es gibt mindestens drei Kopien auf zwei Arten von Speicher, eine davon an einem anderen Ort, mindestens 50 Kilometer entfernt oder in einer anderen Region.',
      'Eine Kopie lässt sich mindestens 30 Tage lang nicht ändern oder löschen, auch nicht von einem Administrator, dessen Konto gestohlen wurde.',
      'Konten des Sicherungssystems sind vom gewöhnlichen Verzeichnis getrennt und nutzen einen zweiten Faktor.',
      'Sicherungen werden verschlüsselt, bevor sie das System verlassen, und so geschützt wie ihr Inhalt.',
    ]],
    ['Aufbewahren', [
      'Tägliche Kopien bleiben 30 Tage, monatliche zwölf Monate. Länger nur, wie der Aufbewahrungsplan es sagt; was gelöscht werden muss, ist nach Ablauf auch aus den Sicherungen verschwunden.',
    ]],
    ['Prüfen und Wiederherstellen', [
      'Jede Sicherung meldet Gelingen oder Fehler. Fehler werden am selben Arbeitstag angesehen; zwei nacheinander sind ein Vorfall.',
      'Einzelne Dateien oder Datensätze werden jeden Monat zur Probe wiederhergestellt, jedes Mal in einem anderen System.',
      'Jedes kritische System wird mindestens einmal im Jahr vollständig auf leerem Grund wiederhergestellt. Erreichte Zeit und Stand werden an der Angabe des Eigentümers gemessen und als Nachweis festgehalten.',
      'Anleitungen zur Wiederherstellung sind so geschrieben, dass ihnen folgen kann, wer die Technik kennt, aber nicht das System. Eine Kopie liegt, wo sie lesbar ist, wenn alles steht.',
      'Wiederherstellungen in der Produktion gibt der Systemeigentümer frei, und sie werden festgehalten.',
    ]],
  ],
  responsibilities: [
    ['Systemeigentümer', 'nennen Wiederherstellungspunkt und -zeit und bestätigen sie einmal im Jahr.'],
    ['Die IT', 'führt, beobachtet und testet Sicherungen und hält den Plan aktuell.'],
    ['Die ISMS-Leitung', 'prüft, dass Tests stattfinden und ihre Feststellungen geklärt werden.'],
  ],
  exceptions: 'Systeme ohne Sicherung stehen als Ausnahme mit Grund im Verzeichnis, etwa weil sich die Daten neu erzeugen lassen, und ihr Eigentümer bestätigt das alle zwölf Monate.',
  review: 'Geprüft alle zwölf Monate, nach misslungenen Wiederherstellungen und wenn sich Systeme oder Wiederherstellungszeiten ändern.',
}, 'de')
