export const captureRecipe = {
  one: 'Recipe', many: 'Recipes', new: 'New recipe',
  empty: { title: 'No recipes yet', text: 'A capture that is taken again and again: address, mode and what it proves.' },
  fields: { title: 'Title', url: 'Url', mode: 'Mode', region: 'Region', controls: 'Controls', reqs: 'Reqs', task: 'Task', owner: 'Owner' },
  sections: { main: 'Recipe', more: 'More' },
  values: {},
}
