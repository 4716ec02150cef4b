import { defineStarter } from '../starter'

export const incidentManagement = defineStarter({
  name: 'incidentManagement', title: 'Richtlinie zum Umgang mit Vorfällen', level: 'topic', reqs: ['A.5.5', 'A.5.24', 'A.5.25', 'A.5.26', 'A.5.27', 'A.5.28', 'A.6.8'],
  purpose: 'Vorfälle wird es geben. {organisation} will früh davon hören, den Schaden begrenzen, die rechtzeitig benachrichtigen, die es wissen müssen, und jedes Mal etwas lernen.',
  scope: 'Jedes Ereignis, das Vertraulichkeit, Integrität oder Verfügbarkeit von Informationen im Anwendungsbereich des ISMS verletzt hat oder verletzen könnte, gleich aus welcher Ursache, im eigenen Haus und bei Lieferanten.',
  rules: [
    ['Melden', [
      'Alle melden Ereignisse und Schwächen sofort, über die Meldeadresse, den Chatkanal oder das Bereitschaftstelefon. Gewissheit ist nicht nötig. Niemand untersucht oder behebt erst allein.',
      'Meldungen werden in der Arbeitszeit binnen einer Stunde bestätigt, außerhalb binnen vier Stunden. Wer in gutem Glauben meldet, hat keinen Nachteil.',
    ]],
    ['Beurteilen', [
      'Die Bereitschaft entscheidet binnen zwei Stunden, ob es ein Vorfall ist, und hält Zeit, Tatsachen und Schwere fest.',
      'Schwere 1: Kundendaten in falschen Händen, oder das Produkt steht für alle. Schwere 2: wird wahrscheinlich dazu, oder erheblicher Schaden für einen Teil. Schwere 3: begrenzter Schaden. Schwere 4: Ereignis ohne Schaden.',
      'Bei Schwere 1 und 2 wird sofort ein Vorfallmanager benannt, und die oberste Leitung erfährt es binnen zwei Stunden.',
    ]],
    ['Handeln', [
      'Die Reihenfolge ist: Menschen schützen, eindämmen, Spuren sichern, Ursache beseitigen, wiederherstellen, beobachten. Verdächtige Systeme werden vom Netz getrennt, nicht ausgeschaltet, außer der Schaden breitet sich aus.',
      'Entscheidungen und Handlungen werden währenddessen mit Zeit und Name in die Vorfallakte geschrieben.',
      'Spuren werden kopiert, bevor etwas geändert wird, mit Prüfsumme und einer Aufzeichnung, wer sie hatte. Bei Schwere 1 werden Fachleute von außen geholt, außer die Ursache ist klar.',
      'Mit Kunden, Behörden und Presse spricht nur der Vorfallmanager oder wen er benennt.',
      'Ob Behörden oder Betroffene zu benachrichtigen sind, ist binnen 24 Stunden entschieden. Eine Verletzung des Schutzes personenbezogener Daten wird binnen 72 Stunden nach Bekanntwerden der Aufsichtsbehörde gemeldet, außer sie ist wahrscheinlich kein Risiko für Menschen. Verträge mit kürzeren Fristen werden eingehalten.',
      'Kontakte zu Behörden, Versicherer, Fachleuten und kritischen Lieferanten stehen in der Notfallliste, auch auf Papier, und werden zweimal im Jahr geprüft.',
    ]],
    ['Lernen', [
      'Schwere 1 und 2 werden binnen zehn Arbeitstagen nach dem Ende besprochen: was geschah, warum, was gut lief, was sich ändert. Ursache und Korrekturmaßnahmen werden festgehalten und bis zur Wirkung verfolgt.',
      'Muster aller Vorfälle werden jedes Vierteljahr angesehen.',
      'Der Ablauf wird einmal im Jahr mit einem erfundenen Fall der Schwere 1 geübt.',
    ]],
  ],
  responsibilities: [
    ['Alle', 'melden und helfen.'],
    ['Die Bereitschaft', 'nimmt Meldungen an, beurteilt und beginnt die Reaktion.'],
    ['Der Vorfallmanager', 'leitet, entscheidet, informiert und führt die Akte.'],
    ['Die für Datenschutz zuständige Person', 'entscheidet über Pflichten gegenüber Betroffenen und Aufsichtsbehörde.'],
    ['Die oberste Leitung', 'stellt Mittel bereit und entscheidet, was der Vorfallmanager nicht darf.'],
  ],
  exceptions: 'Im Notfall darf der Vorfallmanager von jeder Regel abweichen, um größeren Schaden zu verhindern. Jede Abweichung wird mit ihrem Grund festgehalten und gehört in die Besprechung danach.',
  review: 'Geprüft alle zwölf Monate, nach jedem Vorfall der Schwere 1 und nach jeder Übung.',
}, 'de')
