import { defineStarter } from '../starter'

export const authentication = defineStarter({
  name: 'authentication', title: 'Richtlinie zu Authentisierung und Passwörtern', level: 'topic', reqs: ['A.5.17', 'A.8.5', 'A.5.16'],
  purpose: 'Die meisten Einbrüche beginnen mit einer gestohlenen oder geratenen Anmeldung. Diese Richtlinie macht das schwer, ohne von Menschen zu verlangen, sich zu merken, was eine Maschine besser kann.',
  scope: 'Alle mit einem Konto bei {organisation:dat} und alle Systeme und Dienste mit solchen Konten, einschließlich der Verwaltung von Website, sozialen Medien und Domainnamen.',
  rules: [
    ['Anmelden', [
      'Systeme nutzen die zentrale Anmeldung, wo immer sie es können. Ein System ohne sie braucht die Freigabe der ISMS-Leitung.',
      'Mehrfaktor-Authentisierung ist Pflicht für jedes aus dem Internet erreichbare Konto, für alle Administratoren und für den Zugang zu Kundendaten.',
      'Bevorzugt werden Passkeys und Hardwareschlüssel, dann Authentisierungs-Apps. Codes per SMS gibt es nur, wo nichts anderes angeboten wird.',
      'Administratoren nutzen Faktoren, die Phishing widerstehen: Passkeys oder Hardwareschlüssel.',
      'Eine Aufforderung, eine nicht selbst begonnene Anmeldung zu bestätigen, wird abgelehnt und gemeldet.',
    ]],
    ['Passwörter', [
      'Jedes Passwort wird nur an einer Stelle genutzt und liegt im Passwortmanager, den {organisation} bereitstellt.',
      'Von Menschen gewählte Passwörter haben mindestens 14 Zeichen; drei oder vier zufällige Wörter sind gut. Vom Passwortmanager erzeugte haben mindestens 20.',
      'Passwörter, die in bekannten Sammlungen stehen oder den Namen der Organisation oder Person enthalten, werden nicht angenommen.',
      'Passwörter werden gewechselt, wenn Grund zur Annahme besteht, dass jemand anderes sie kennt, und nicht nach Kalender.',
      'Anfangspasswörter sind zufällig, gehen einen anderen Weg als der Kontoname und werden bei der ersten Nutzung gewechselt.',
      'Passwörter stehen nie in Mail, Chat, Tickets, Dokumenten oder Quellcode.',
    ]],
    ['Systeme', [
      'Nach zehn Fehlversuchen wird ein Konto für mindestens 15 Minuten verlangsamt oder gesperrt, und das Ereignis wird protokolliert.',
      'Sitzungen enden nach zwölf Stunden; die von Administratoren nach einer Stunde ohne Tätigkeit.',
      'Systeme speichern Passwörter nur als dafür geeignete, gesalzene Hashwerte und zeigen oder mailen sie nie.',
      'Voreingestellte Passwörter von Geräten und Software werden vor dem Anschluss geändert.',
      'Geheimnisse von Maschinen liegen im Geheimnisspeicher, werden mindestens alle zwölf Monate gewechselt und sofort, wenn jemand ausscheidet, der sie kannte.',
    ]],
    ['Zurücksetzen', [
      'Bevor ein Faktor oder Passwort zurückgesetzt wird, prüft der Support die Identität durch Rückruf an eine bekannte Nummer, per Video oder über die Führungskraft.',
    ]],
  ],
  responsibilities: [
    ['Alle', 'schützen die eigenen Anmeldungen und melden sofort, wenn eine anderen bekannt sein kann.'],
    ['Die IT', 'betreibt zentrale Anmeldung, Passwortmanager und Geheimnisspeicher und setzt diese Regeln in den Einstellungen durch.'],
    ['Systemeigentümer', 'sorgen dafür, dass Systeme außerhalb der zentralen Anmeldung dieselben Regeln erfüllen.'],
  ],
  exceptions: 'Systeme, die eine Regel nicht erfüllen können, stehen als Ausnahme im Verzeichnis, mit dem, was sie stattdessen schützt, etwa Zugang nur aus dem internen Netz, und mit dem Tag der Ablösung oder nächsten Entscheidung.',
  review: 'Geprüft alle zwölf Monate und wenn Angriffe oder der Stand der Technik Anlass geben.',
}, 'de')
