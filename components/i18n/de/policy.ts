/** Richtlinien: Stand, Versionen, Prüfung, Kenntnisnahme, Ausnahmen, Ausgangstexte. */
export const policy = {
  state: { draft: 'Entwurf', inForce: 'In Kraft', inForceWithChanges: 'In Kraft, mit Änderungen', retired: 'Außer Kraft' },
  column: { state: 'Stand', version: 'Version', reviewDue: 'Prüfen bis', acknowledged: 'Kenntnis genommen', ends: 'Endet', needs: 'Braucht' },
  needs: { review: 'Prüfung', changes: 'Freigabe von Änderungen', acknowledge: 'Kenntnisnahmen', none: 'Nichts' },
  version: 'v{v}', startsOn: 'Ab {date}', lonely: 'Kein zweites Augenpaar.', lonelyText: 'Wer die letzte Änderung schrieb, gab sie allein frei.', late: '{n} T zu spät', changedTip: 'Die Arbeitsfassung weicht von v{v} ab',
  inForce: 'v{v}, freigegeben von {name}', inForceSince: 'in Kraft seit {date}', parallel: 'gleichzeitig mit v{v} freigegeben', noneInForce: 'Keine Version in Kraft. Die Freigabe macht Version 1.', noneRetired: 'Außer Kraft. Nichts gilt.',
  upcoming: 'v{v} ist freigegeben und gilt ab {date}.', read: 'v{v} lesen', openText: 'Text', openPolicy: 'Richtlinie öffnen',
  review: { due: 'Prüfung fällig {date}', was: 'Prüfung war fällig {date}', confirm: 'Stimmt noch, bestätigen', tip: 'Unterschreibt, dass Sie es noch einmal gelesen haben und es noch stimmt. Verschiebt den Prüftag, macht keine neue Version.' },
  problem: {
    review: 'Prüfung {n} T überfällig', reviewText: 'Sie war fällig {date}. Lesen Sie sie noch einmal: Geben Sie eine neue Version frei, oder bestätigen Sie, dass sie noch stimmt.', documentText: 'Lesen Sie es noch einmal und bestätigen Sie, dass es noch stimmt, oder ersetzen Sie es.',
    changes: 'Änderungen im Entwurf warten seit {n} T', changesText: 'Gelesen wird noch v{v}. Geben Sie die Änderungen frei, oder nehmen Sie sie zurück.', overdue: '{n} Person hat nicht rechtzeitig Kenntnis genommen | {n} Personen haben nicht rechtzeitig Kenntnis genommen', overdueText: 'v{v} ist zu lesen und zur Kenntnis zu nehmen.',
    void: 'Freigabe ohne Befugnis', voidText: 'Sie bleibt sichtbar und zählt nichts. Die Leiste der Unterschriften nennt, wer freigeben darf.', revoked: 'Freigabe widerrufen', revokedText: 'Keine Version ist in Kraft, bis wieder eine freigegeben ist.',
    commitments: 'Geforderte Verpflichtungen fehlen', commitmentsText: 'Eine Informationssicherheitspolitik gibt Zielen einen Rahmen und verpflichtet auf Anforderungen und Verbesserung (5.2). Haken Sie an, was der Text sagt.',
    retired: 'Außer Kraft ohne Grund', retiredText: 'Nennen Sie die Richtlinie, die sie ersetzt, oder sagen Sie in der Zusammenfassung, warum sie außer Kraft ist.',
  },
  ack: {
    ofN: '{n} von {m}', overdue: '{n} überfällig', notAsked: 'nicht verlangt', notYet: 'nicht in Kraft', readAnd: 'Gelesen und zur Kenntnis genommen, v{v}', show: 'Personen zeigen', total: '{n} von {m} zur Kenntnis genommen',
    mode: { people: 'Nach Richtlinie', matrix: 'Matrix' }, modes: 'Darstellung', byPolicy: 'Zur Kenntnis zu nehmen', own: 'Wartet auf Sie', ownTitle: '1 Richtlinie wartet auf Sie | {n} Richtlinien warten auf Sie',
    readIt: 'Lesen', readRef: '{ref} lesen', due: 'fällig {date}', wasDue: 'war fällig {date}', asked: 'v{v} ist in Kraft. 1 Person ist um Kenntnisnahme gebeten. | v{v} ist in Kraft. {n} Personen sind um Kenntnisnahme gebeten.',
    state: { signed: 'Unterschrieben', recorded: 'Festgehalten', waiting: 'Wartet auf Abgleich', overdue: 'Überfällig', open: 'Offen' }, column: { person: 'Person', state: 'Stand', due: 'Fällig', how: 'Wie', done: 'Erledigt' },
    signedOn: 'v{v}, {date}', recordedOn: 'teilgenommen {date}', waitsForSync: 'Zählt, sobald es im gemeinsamen Protokoll steht', notYetRead: 'Noch nicht', noKeys: 'kein Konto', noKeysTip: 'Hat hier kein Konto. Halten Sie die Person in einer Schulung zu dieser Richtlinie fest, mit Nachweis.', noneState: 'Niemand ist hier im Stand „{state}“',
    empty: 'Noch nichts zur Kenntnis zu nehmen', emptyText: 'Eine Richtlinie wird zur Kenntnis genommen, wenn sie in Kraft und „Zur Kenntnis zu nehmen“ gesetzt ist. Dann stehen hier alle ihre Adressaten.', toPolicies: 'Richtlinien öffnen',
  },
  reading: {
    back: 'Kenntnisnahmen', none: '{ref} ist nicht in Kraft', noneText: 'Nur eine freigegebene Version lässt sich hier lesen und zur Kenntnis nehmen.', gone: 'Der freigegebene Text ist noch nicht auf diesem Gerät.', changes: 'Was sich in v{v} änderte', copyDiffers: 'Das ist v{v}, der geltende Text. Änderungen daran werden geschrieben und gelten noch nicht.',
    acknowledge: 'v{v} zur Kenntnis nehmen', done: '{ref} v{v} zur Kenntnis genommen', declares: 'Sie unterschreiben, dass Sie diesen Text gelesen haben und befolgen.', open: 'Zur Kenntnis nehmen bis {date}', overdue: 'War zur Kenntnis zu nehmen bis {date}', signed: 'Sie haben das am {date} zur Kenntnis genommen', signedText: 'Ihre Unterschrift gilt der Version, die da in Kraft war.',
    recorded: 'Festgehalten in einer Schulung am {date}', recordedText: 'Festgehalten, nicht unterschrieben.', waiting: 'Ihre Kenntnisnahme wartet auf den Abgleich', waitingText: 'Für andere zählt sie, sobald sie im gemeinsamen Protokoll steht.', notAsked: 'Sie sind nicht um Kenntnisnahme gebeten', notAskedText: 'Sie gehören nicht zu den Adressaten, oder sie ist nicht zur Kenntnis zu nehmen.',
    noPerson: 'Ihr Konto ist mit keiner Person verknüpft', noPersonText: 'Niemand könnte sagen, wer das gelesen hat. Bitten Sie einen Inhaber, es unter Mitglieder zu verknüpfen.',
  },
  exception: {
    state: { requested: 'Erbeten', approved: 'Freigegeben', stale: 'Seither geändert', rejected: 'Abgelehnt', revoked: 'Widerrufen', void: 'Ungültig', expired: 'Abgelaufen', closed: 'Beendet' }, endedAgo: 'vor {n} T abgelaufen',
    ended: 'Erlaubt bis {date}. Das ist vorbei.', endedText: 'Beenden Sie die Abweichung und setzen Sie den Schlusstag, oder bitten Sie um eine neue Ausnahme.', void: 'Freigabe ohne Befugnis', voidText: 'Wer um eine Ausnahme bat, kann sie nicht gewähren. Das kann eine Leitung oder der Eigentümer der Richtlinie oder Maßnahme.', pastRequest: 'Erbeten bis {date}, nie freigegeben', pastRequestText: 'Geben Sie ihr ein Ende, das noch kommt, oder archivieren Sie sie.',
  },
  starter: {
    title: 'Neue Richtlinie', text: 'Beginnen Sie mit einem Text, den eine kleine Organisation übernehmen kann, oder mit einer leeren Seite. Nichts gilt, bevor es freigegeben ist.', blank: 'Leere Seite', blankText: 'Ein Titel, den Rest schreiben Sie.', search: 'Ausgangstext suchen', list: 'Ausgangstexte', loading: 'Liest die Ausgangstexte', words: '{n} Wörter', taken: 'Sie haben {ref}',
    name: 'Titel', create: 'Entwurf anlegen', none: 'Kein Ausgangstext passt.', review: 'Prüfung alle {period}', covers: 'Deckt ab', preview: 'Text', failed: 'Die Ausgangstexte ließen sich nicht lesen. Versuchen Sie es erneut, oder beginnen Sie mit einer leeren Seite.', noName: 'Der Text spricht von „der Organisation“. Nennen Sie Ihre unter Kontext, Anwendungsbereich; dann wird der Name eingesetzt.',
    group: { top: 'Informationssicherheitspolitik', topic: 'Themenspezifische Richtlinien', procedure: 'Verfahren des Managementsystems', standard: 'Standards' },
  },
}
