export const competence = {
  one: 'Kompetenz',
  many: 'Kompetenzen',
  new: 'Neue Kompetenz',
  empty: {
    title: 'Noch keine Kompetenz festgehalten',
    text: 'Was jede ISMS-Rolle wissen muss, wer es weiß und was das belegt.',
  },
  fields: {
    person: 'Person',
    role: 'Rolle',
    needed: 'Was nötig ist',
    neededLevel: 'Nötige Stufe',
    actualLevel: 'Stufe heute',
    basis: 'Beruht auf',
    evidence: 'Nachweise',
    gapTask: 'Aufgabe, die die Lücke schließt',
    assessedOn: 'Beurteilt',
  },
  sections: { main: 'Kompetenz', more: 'Mehr' },
  values: { basis: { education: 'Ausbildung', training: 'Schulung', experience: 'Erfahrung' } },
}
