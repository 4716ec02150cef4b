/** Wer unterschreiben darf, wie es die Regel auf Englisch aufzählt: Stück für Stück, die längeren zuerst. */

const phrases: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [
    /the person named as (\w+), who must be top management/g,
    (_, field) => `wer als „${field}“ genannt ist, aus der obersten Leitung`,
  ],
  [/the person named as (\w+)/g, (_, field) => `wer als „${field}“ genannt ist`],
  [/a person listed in (\w+)/g, (_, field) => `wer unter „${field}“ steht`],
  [/\(where nobody is: /g, () => '(wenn dort niemand steht: '],
  [
    /the owner of the ([\w ]+?), unless he asked for it/g,
    (_, kinds) => `der Eigentümer dessen, wovon abgewichen wird (${kinds}), außer er bat selbst darum`,
  ],
  [/an owner or lead who did not ask for it/g, () => 'ein Inhaber oder eine Leitung, die nicht selbst darum bat'],
  [/a member other than the one who made it/g, () => 'ein anderes Mitglied als das, das es gemacht hat'],
  [/an owner or lead of the workspace/g, () => 'ein Inhaber oder eine Leitung des Arbeitsbereichs'],
  [/an owner or lead/g, () => 'ein Inhaber oder eine Leitung'],
  [/an auditor of the audit/g, () => 'ein Auditor des Audits'],
  [/the authority of the risk method/g, () => 'wen die Risikomethode befugt'],
  [/the risk owner/g, () => 'der Risikoeigentümer'],
  [/any member/g, () => 'jedes Mitglied'],
  [/an owner/g, () => 'ein Inhaber'],
  [/top management/g, () => 'die oberste Leitung'],
  [/ or /g, () => ' oder '],
]

/** `fieldWord` nennt ein Feld, `kindWord` eine Eintragsart. */
export function authorityWords(
  text: string,
  fieldWord: (name: string) => string,
  kindWord: (name: string) => string,
): string {
  return phrases.reduce(
    (said, [phrase, word]) =>
      said.replace(phrase, (whole: string, part: string | number) => {
        // Without a group in the phrase the second argument is where it was found.
        const names = typeof part === 'number' ? [] : part.split(' or ')
        return word(whole, names.map(phrase.source.startsWith('the owner of') ? kindWord : fieldWord).join(', '))
      }),
    text,
  )
}
