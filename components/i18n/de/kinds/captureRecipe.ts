export const captureRecipe = {
  one: 'Rezept',
  many: 'Rezepte',
  new: 'Neues Rezept',
  empty: {
    title: 'Noch keine Rezepte',
    text: 'Eine Erfassung, die immer wieder gemacht wird: Adresse, Art und was sie zeigt.',
  },
  fields: {
    title: 'Zeigt',
    url: 'Adresse',
    mode: 'Erfasst als',
    region: 'Ausschnitt',
    controls: 'Maßnahmen',
    reqs: 'Anforderungen',
    task: 'Aufgabe',
    owner: 'Eigentümer',
  },
  sections: { main: 'Rezept', more: 'Mehr' },
  values: {},
}
