export const managementReview = {
  one: 'Managementbewertung', many: 'Managementbewertungen', new: 'Neue Bewertung',
  empty: { title: 'Noch keine Managementbewertung', text: 'Die oberste Leitung betrachtet das ISMS als Ganzes und beschließt. Mindestens einmal im Jahr.' },
  fields: {
    title: 'Titel', heldOn: 'Gehalten am', chair: 'Vorsitz', attendees: 'Teilnehmende', apologies: 'Entschuldigt', packAsOf: 'Eingaben, Stand',
    pack: 'Eingefrorene Eingaben', packHash: 'Hash der Eingaben', inputA: 'Frühere Beschlüsse', inputB: 'Änderungen bei Themen', inputC: 'Änderungen bei Erfordernissen',
    inputD: 'Leistung und Trends', inputE: 'Rückmeldungen', inputF: 'Risiko und Behandlung', inputG: 'Verbesserung',
    nothingA: 'Nichts zu berichten (a)', nothingB: 'Nichts zu berichten (b)', nothingC: 'Nichts zu berichten (c)',
    nothingD: 'Nichts zu berichten (d)', nothingE: 'Nichts zu berichten (e)', nothingF: 'Nichts zu berichten (f)',
    nothingG: 'Nichts zu berichten (g)', suitable: 'Geeignet', adequate: 'Angemessen', effective: 'Wirksam', conclusion: 'Schlussfolgerung',
    noDecisions: 'Keine Beschlüsse nötig', nextOn: 'Nächste am', status: 'Status',
  },
  sections: { meeting: 'Sitzung', pack: 'Eingefrorene Eingaben', inputs: 'Eingaben', result: 'Ergebnis', more: 'Mehr' },
  values: {
    suitable: { yes: 'Ja', no: 'Nein' }, adequate: { yes: 'Ja', no: 'Nein' }, effective: { yes: 'Ja', no: 'Nein' },
    status: { planned: 'Geplant', held: 'Gehalten' },
  },
}
