export const captureRecipe = {
  one: 'Recipe',
  many: 'Recipes',
  new: 'New recipe',
  empty: {
    title: 'No recipes yet',
    text: 'A capture that is taken again and again: address, mode and what it proves.',
  },
  fields: {
    title: 'Shows',
    url: 'Address',
    mode: 'Captured as',
    region: 'Region',
    controls: 'Controls',
    reqs: 'Requirements',
    task: 'Task',
    owner: 'Owner',
  },
  sections: { main: 'Recipe', more: 'More' },
  values: {},
}
