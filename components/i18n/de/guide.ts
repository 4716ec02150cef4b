/** Der geführte Start, sein Plan, häufige Risiken, und was Auditoren fragen. */
export const guide = {
  title: 'Ein ISMS, das läuft, vom ersten Tag an', lead: 'Acht Schritte, etwa anderthalb Stunden. Hören Sie auf, wo Sie wollen: Jeder hinterlässt etwas, das ein Auditor gelten lässt, und Aufgaben mit Daten statt leerer Tabellen.',
  minutes: '{n} Min.', later: 'Später', save: 'Sichern und weiter', done: 'erledigt', answered: 'beantwortet', asked: 'Für die Auditreife fehlt noch:', skip: 'Geführten Start überspringen', readOnly: 'Das beantwortet ein Inhaber oder eine Leitung. Ansehen können Sie es.',
  banner: 'Geführter Start: {n} von {total} erledigt.', goOn: 'Weiter', hide: 'Ausblenden', found: 'Der geführte Start bleibt in der Befehlspalette.',
  step: {
    scope: { title: 'Sagen Sie, was Sie schützen', text: 'Anwendungsbereich, in zwei Sätzen. Schärfen können Sie ihn später.', hint: 'Auditoren fragen: Was ist draußen, und wo sind die Grenzen?' },
    goal: { title: 'Wählen Sie, was Sie zeigen wollen', text: 'Rahmenwerke, und der Tag, falls es einen gibt.', hint: 'Auditoren fragen: Wer will es sehen, und bis wann?' },
    roles: { title: 'Benennen Sie, wer entscheidet', text: 'Die oberste Leitung und die Person, die das ISMS führt.', hint: 'Auditoren fragen: Was darf diese Person allein entscheiden?' },
    have: { title: 'Sagen Sie, was es schon gibt', text: 'Dokumente und Listen, die niemand neu schreiben muss.', hint: 'Auditoren fragen: Welche Version gilt, und wer hat sie freigegeben?' },
    plan: { title: 'Tragen Sie das Jahr in den Kalender ein', text: 'Aufgaben mit Daten bis zum Audit, und was wiederkehrt.', hint: 'Auditoren fragen: Wann ist das interne Audit, und wann bewertet die Leitung?' },
    risks: { title: 'Schreiben Sie fünf Risiken auf', text: 'Aus 40 häufigen wählen, in eigene Worte bringen. {n} bisher.', hint: 'Auditoren fragen: Wem gehört das Risiko, und wie wurde es bewertet?', act: 'Risiken wählen', own: 'Eines schreiben' },
    annex: { title: 'Entscheiden Sie Anhang A', text: '93 Zeilen, daneben steht, was Ihre Risiken verlangen. {n} bisher entschieden.', hint: 'Auditoren fragen: Warum ist diese Zeile draußen?', act: 'Erklärung öffnen' },
    capture: { title: 'Erfassen Sie Ihren ersten Nachweis', text: 'Ein Bild, versiegelt, mit einer Maßnahme verknüpft.', hint: 'Auditoren fragen: Woher kommt dieses Bild?', act: 'Nachweise öffnen' },
  },
  scope: {
    template: 'Das ISMS umfasst Entwicklung und Betrieb von {product} durch {unit} in {places}, für {customers}.', product: 'unserem Produkt', unit: 'Team oder Einheit', places: 'Orten', customers: 'Kunden', short: 'Noch kurz: Sagen Sie in einer der vier Lücken etwas mehr. {n} von {least} Zeichen.',
    sector: 'Branche', chooseSector: 'Wählen', people: 'Menschen, die für Sie arbeiten', pii: 'Verarbeitet personenbezogene Daten', statement: 'Wortlaut des Anwendungsbereichs',
  },
  goal: {
    frameworks: 'Rahmenwerke', about: { 'iso27001-2022': 'Zertifikat Ihres ISMS', 'soc2-2017r2022': 'Bericht eines unabhängigen Prüfers', csf: 'Eigenes Profil, ohne Audit' }, own: 'Ihre eigenen Rahmenwerke bleiben, wie sie sind.',
    target: { stage2: 'Tag von Stufe 2', soc2Type1: 'Tag des Berichts', soc2Type2: 'Letzter Tag des Zeitraums' }, optional: 'Lassen Sie es leer, wenn niemand einen genannt hat. Der Plan braucht dann {n} Wochen.', tight: 'Das ist bald: {n} Tage. Auditoren wollen Aufzeichnungen einiger Monate sehen; rechnen Sie damit, weniger zu zeigen.', past: 'Wählen Sie einen Tag nach heute.', none: 'Wählen Sie mindestens ein Rahmenwerk.',
  },
  roles: { topManagement: 'Oberste Leitung', ismsLead: 'Führt das ISMS', chooseLabel: 'Wer ist es?', choose: 'Wählen', somebody: 'Jemand Neues', name: 'Name', personTitle: 'Funktion', both: 'Benennen Sie beide. Eine Person darf beide Rollen haben.', responsibilities: { topManagement: 'Gibt Richtung und Mittel vor, gibt Informationssicherheitspolitik und Risikokriterien frei, bewertet das ISMS.', ismsLead: 'Führt das ISMS, hält es an der Norm und berichtet der obersten Leitung darüber.' }, authorities: { topManagement: 'Entscheidet über Anwendungsbereich, Politik, Geld und Risiken über den Akzeptanzkriterien.', ismsLead: 'Vergibt Aufgaben und Termine, hält Arbeit an, die Informationen gefährdet, bis die Leitung entscheidet.' } },
  have: { policies: 'Richtlinien', risks: 'Risikoregister', assets: 'Liste der Werte', suppliers: 'Liste der Lieferanten', soa: 'Erklärung zur Anwendbarkeit', audits: 'Berichte früherer Audits', nothing: 'Nichts davon', note: 'Jedes wird eine Aufgabe, die den Import öffnet. Sie können auch jetzt importieren.', now: 'Jetzt importieren' },
  plan: {
    sum: '{n} Aufgabe, fertig bis {day}. | {n} Aufgaben, fertig bis {day}.', sumNote: '{again} kehren jeden Monat, jedes Quartal oder Jahr wieder. Etwa {days} Arbeitstage bei {people} Menschen.', look: 'Plan ansehen', again: 'Nach Fehlendem sehen', written: 'Der Plan steht: {n} Aufgabe. | Der Plan steht: {n} Aufgaben.', open: 'Aufgaben öffnen',
    title: 'Ihr Plan', text: 'Aus Ihren Antworten. Streichen Sie, was nicht passt, verschieben Sie Tage, dann schreiben Sie ihn in einem Schritt.', group: { plan: 'Planen', do: 'Umsetzen', check: 'Prüfen', act: 'Handeln', laws: 'Gesetze und Verträge zum Ansehen' },
    lawsNote: 'Vorschläge für Ihre Branche, keine Beratung. Jeder kommt unentschieden ins Register der Verpflichtungen.', all: 'Alle', of: '{n} von {total}', hours: '{n} Std.', every: { 1: 'jeden Monat', 3: 'jedes Quartal', 6: 'jedes Halbjahr', 12: 'jedes Jahr' }, until: 'bis {day}', day: 'Tag von {title}', take: '{title} nehmen', early: 'Vor „{title}“ am {day}, worauf es aufbaut.',
    chosen: '{n} gewählt', effort: 'etwa {n} Arbeitstage', write: '{n} Eintrag schreiben | {n} Einträge schreiben', writing: 'Wird geschrieben …', done: '{n} Eintrag geschrieben | {n} Einträge geschrieben', nothing: 'Es fehlt nichts', nothingText: 'Alles, was der Plan vorschlagen würde, ist schon da.', failed: 'Der Plan ließ sich nicht laden. Schließen Sie ihn und öffnen Sie ihn neu.', kind: { audit: 'Audit', managementReview: 'Bewertung', obligation: 'Verpflichtung', task: 'Aufgabe' },
    about: 'Etwa {n} Stunde. | Etwa {n} Stunden.', criteria: { soc2: 'Trust Services Criteria 2017 (überarbeitet 2022)', own: 'eigene Regeln' }, tight: 'Der Tag ist nah. Alles drängt sich in {n} Tagen.',
  },
  starter: {
    title: 'Vierzig häufige Risiken', text: 'Wählen Sie, was Ihnen geschehen könnte. Jedes bringt Bedrohung, Schwachstelle und vorgeschlagene Maßnahmen mit, ohne Bewertung: Wie wahrscheinlich und wie schlimm, sagen Sie.', search: 'Risiko finden', typical: 'Typisch für {sector}', others: 'Weitere', all: 'Alle Branchen', list: 'Häufige Risiken', here: 'ist da', cause: 'Ursache', event: 'Ereignis', consequence: 'Folge', weakness: 'Schwachstelle', threat: 'Bedrohung', controls: 'Vorgeschlagene Maßnahmen', take: '{title} nehmen',
    chosen: '{n} gewählt', add: '{n} Risiko aufnehmen | {n} Risiken aufnehmen', adding: 'Moment …', added: '{n} Risiko aufgenommen | {n} Risiken aufgenommen', none: 'Kein häufiges Risiko enthält diese Worte.', failed: 'Die Liste ließ sich nicht laden. Schließen Sie sie und öffnen Sie sie neu.', loading: 'Wird geladen …', pick: 'Aus 40 häufigen Risiken wählen', empty: 'Beginnen Sie mit häufigen und bringen Sie sie in Ihre Worte, oder schreiben Sie das erste selbst.', preview: 'Das Risiko im Ganzen',
  },
  task: { open: '{page} öffnen' },
  help: { title: 'Was Auditoren fragen', more: '{code} öffnen', failed: 'Das ließ sich nicht laden. Schließen Sie es und öffnen Sie es neu.' },
  aside: { lookAround: 'Oder sehen Sie sich erst um', demo: 'Quillmere Logistics Cloud ist eine erfundene Firma mit 42 Leuten, drei Wochen vor ihrem Audit, mit Lücken zum Finden.', openDemo: 'Demo-Arbeitsbereich öffnen', connect: 'Relay verbinden', bring: 'Mitbringen, was Sie haben', backup: 'Eine Plumbline-Sicherung', join: 'Eine Einladung in einen Arbeitsbereich' },
}
