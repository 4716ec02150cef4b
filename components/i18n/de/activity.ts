/** Was im Arbeitsbereich geschah. */
export const activity = {
  today: 'Heute', yesterday: 'Gestern',
  did: {
    changed: 'änderte nichts an | änderte ein Feld von | änderte {n} Felder von', born: 'ergänzte', withdrawn: 'ergänzte und archivierte', bornMany: 'ergänzte {n} auf einmal: {kind}', archived: 'archivierte', restored: 'holte zurück:', merged: 'führte als Duplikat zusammen:', settled: 'klärte einen Konflikt in', commented: 'kommentierte', settings: 'änderte die Einstellungen',
  },
  changes: 'Nichts zeigen | Die Änderung zeigen | {n} Änderungen zeigen',
  facet: { who: 'Wer', kind: 'Art', phase: 'Phase', what: 'Was', since: 'Neu' }, sinceSeen: 'Seit ich zuletzt hier war', lookedAt: 'Alles angesehen',
  what: { changed: 'Geändert', born: 'Ergänzt', statement: 'Entschieden oder unterschrieben', comment: 'Kommentiert' },
  reading: 'Es wird weiter zurückgelesen', begin: 'Hier beginnt der Arbeitsbereich.', further: 'Weiter zurück', failed: 'Der Verlauf ließ sich nicht lesen.',
  none: 'Nichts passt zu diesen Filtern', noneText: 'Es geschah anderes: Nehmen Sie einen Filter weg, um es zu sehen.', noneYet: 'Bisher passt nichts zu diesen Filtern', noneYetText: 'Gelesen ist erst der neueste Teil des Verlaufs.',
  empty: 'Noch ist nichts geschehen', emptyText: 'Was jemand ergänzt, ändert oder unterschreibt, steht hier, mit Name und Zeit.',
}
