/** Was zu sehen ist, wenn Offline-Änderungen aufeinandertreffen. */
export const merging = {
  element: { in: 'Verknüpft', out: 'Nicht verknüpft', with: 'Gelistet', without: 'Nicht gelistet', gone: 'Kein Eintrag', keepIn: 'Verknüpfung behalten', keepOut: 'Weglassen', useIn: 'Verknüpfen', useOut: 'Lösen' },
  grid: { differs: '{n} Zelle weicht ab | {n} Zellen weichen ab', rows: '{n} Zeile weicht ab | {n} Zeilen weichen ab' },
  duplicate: {
    title: '{a} und {b} sehen gleich aus ({kind}).', text: 'Zusammenführen behält beide Verläufe. {kept} bleibt und übernimmt die Verknüpfungen; {other} wird archiviert.', merge: 'In {kept} zusammenführen', differ: 'Sie sind verschieden', open: '{ref} öffnen', done: '{other} in {kept} zusammengeführt',
    of: 'In {ref} zusammengeführt', ofText: 'Verknüpfungen zu diesem Eintrag führen dorthin. Sein eigener Verlauf bleibt hier.', notOf: 'Nicht dasselbe', notOfDone: '{ref} steht wieder für sich',
    into: '{refs} wurde hierin zusammengeführt. | {refs} wurden hierin zusammengeführt.', was: 'war {ref}', signal: 'Sieht aus wie {refs}',
  },
  archived: { title: 'Nach dem Archivieren bearbeitet', text: '{name} änderte {fields} am {date}, ohne gesehen zu haben, dass es archiviert war.' },
  read: { title: 'Vereint mit dem Text von {names}. Lesen Sie beides noch einmal.', done: 'Gelesen, es stimmt', toast: 'Noch einmal gelesen' },
  sameRef: { title: '{ref} tragen mehrere Einträge.', text: 'Dieser entstand auf {device}. Ein Gerät schrieb weiter, nachdem es seinen Speicher verloren hatte. Nennen Sie beide mit dem Gerät, bis einer zusammengeführt oder archiviert ist.', other: '{title}, {device}' },
  twice: { title: 'Ein Zeitraum wurde doppelt gemessen. | {n} Zeiträume wurden doppelt gemessen.', text: 'Zwei Personen gaben verschiedene Werte für {periods} ein. Bis einer geklärt ist, steht die Kennzahl nicht fest.' },
  clock: { ahead: 'Die Uhr dieses Geräts ging {span} vor gegenüber dem Relay.', late: 'Kam {span} später ins Protokoll: offline geschrieben, oder die Uhr geht nach.', aheadShort: 'Uhr {span} vor', lateShort: '{span} später im Protokoll', doubtful: 'Das Relay hat das später datiert, als die Uhr dieses Geräts zeigt: Eine der beiden Uhren geht falsch.', doubtfulShort: 'Relay-Zeit zweifelhaft' },
  settled: 'geklärt', other: 'nicht verwendet: {value}',
  span: { m: '{n} Min.', h: '{n} Std.', d: '{n} T' },
  missing: { text: 'noch nicht empfangen', title: 'Der Eintrag, auf den das verweist, ist noch nicht auf diesem Gerät. Er erscheint von selbst.' },
  unknown: { title: 'Von einer neueren Version geschrieben', text: 'Bleibt, wie es ist, nur zu lesen. Aktualisieren Sie Plumbline auf diesem Gerät, um es zu ändern.' },
}
