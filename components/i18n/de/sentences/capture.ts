import type { SentenceRow } from '~/lib/shared/sentences'

/** Was beim Erfassen, Versiegeln und Einreichen schiefgehen kann. */
export const captureSentences: readonly SentenceRow[] = [
  [
    "The browser doesn't let extensions see this page. Upload a file or paste a picture instead.",
    'Der Browser lässt Erweiterungen diese Seite nicht sehen. Laden Sie stattdessen eine Datei hoch oder fügen Sie ein Bild ein.',
  ],
  [
    'Press Alt+Shift+E or click the Plumbline icon to allow this page. Your note and links are kept.',
    'Drücken Sie Alt+Shift+E oder klicken Sie auf das Plumbline-Symbol, um diese Seite zu erlauben. Notiz und Verknüpfungen bleiben.',
  ],
  [
    'The browser allows two pictures a second. Wait a moment and capture again.',
    'Der Browser erlaubt zwei Bilder je Sekunde. Warten Sie einen Moment und erfassen Sie noch einmal.',
  ],
  [
    'The page was closed, reloaded or left while it was captured.',
    'Die Seite wurde beim Erfassen geschlossen, neu geladen oder verlassen.',
  ],
  [
    'Firefox has no page archive. Capture the full page instead.',
    'Firefox kennt kein Seitenarchiv. Erfassen Sie stattdessen die ganze Seite.',
  ],
  [
    'The browser gave no picture. Capture again; if it fails again, upload a picture instead.',
    'Der Browser gab kein Bild. Erfassen Sie noch einmal; gelingt es wieder nicht, laden Sie ein Bild hoch.',
  ],
  ['The browser gave no picture. Capture again.', 'Der Browser gab kein Bild. Erfassen Sie noch einmal.'],
  [
    'A capture is under way. Let it finish or cancel it.',
    'Eine Erfassung läuft. Lassen Sie sie fertig werden, oder brechen Sie sie ab.',
  ],
  [
    'Only a full page capture can follow the list inside a page.',
    'Nur eine Erfassung der ganzen Seite kann der Liste in einer Seite folgen.',
  ],
  [
    'This workspace is not on this device. Open another one and capture again.',
    'Dieser Arbeitsbereich ist nicht auf diesem Gerät. Öffnen Sie einen anderen und erfassen Sie noch einmal.',
  ],
  [
    'Bring the tab to the front: the browser pictures what is shown.',
    'Holen Sie den Tab nach vorn: Der Browser bildet ab, was zu sehen ist.',
  ],
  ['This series is finished. Start a new one.', 'Diese Serie ist beendet. Beginnen Sie eine neue.'],
  ['The capture broke off: {0}. Capture again.', 'Die Erfassung brach ab: {0}. Erfassen Sie noch einmal.'],
  ['This capture is not on this device any more.', 'Diese Erfassung ist nicht mehr auf diesem Gerät.'],
  [
    'This capture is sealed. Change the evidence record instead; it will read "stated later".',
    'Diese Erfassung ist versiegelt. Ändern Sie stattdessen den Nachweis; dort steht dann „später angegeben“.',
  ],
  [
    'The capture was sealed before it could be cancelled. Reject it in the review, with a reason.',
    'Die Erfassung war versiegelt, bevor sie abgebrochen werden konnte. Lehnen Sie sie in der Prüfung ab, mit einem Grund.',
  ],
  [
    'This capture is sealed and can no longer be cancelled.',
    'Diese Erfassung ist versiegelt und lässt sich nicht mehr abbrechen.',
  ],
  ['Cancelled by the capturer.', 'Beim Erfassen abgebrochen.'],
  ['This series is not on this device any more.', 'Diese Serie ist nicht mehr auf diesem Gerät.'],
  ['Capture at least one page first.', 'Erfassen Sie zuerst mindestens eine Seite.'],
  ['Stopped: the browser ended the capture.', 'Angehalten: Der Browser hat die Erfassung beendet.'],
  [
    'The list inside this page is not there any more. Capture the full page.',
    'Die Liste in dieser Seite ist nicht mehr da. Erfassen Sie die ganze Seite.',
  ],
  ['Nothing was captured: {0}', 'Nichts wurde erfasst: {0:said}'],
  ['This capture is not finished.', 'Diese Erfassung ist nicht fertig.'],
  ['Not sealed: {0}. The picture is kept.', 'Nicht versiegelt: {0}. Das Bild bleibt.'],
  [
    'The page answered something unexpected. Reload it and capture again.',
    'Die Seite gab eine unerwartete Antwort. Laden Sie sie neu und erfassen Sie noch einmal.',
  ],
  [
    'The page did not answer. Reload it and capture again.',
    'Die Seite antwortet nicht. Laden Sie sie neu und erfassen Sie noch einmal.',
  ],
  [
    'The page could not be read: {0}. Reload it and capture again.',
    'Die Seite ließ sich nicht lesen: {0}. Laden Sie sie neu und erfassen Sie noch einmal.',
  ],
  [
    'This capture was made by another version of Plumbline. Its pictures are kept; export them and upload them as files.',
    'Diese Erfassung entstand mit einer anderen Version von Plumbline. Ihre Bilder bleiben; exportieren Sie sie und laden Sie sie als Dateien hoch.',
  ],
  [
    'This capture belongs to another workspace and is not sealed into this one.',
    'Diese Erfassung gehört zu einem anderen Arbeitsbereich und wird nicht in diesen versiegelt.',
  ],
  [
    'Nothing was captured, so there is nothing to seal. Capture the page again.',
    'Nichts wurde erfasst, deshalb gibt es nichts zu versiegeln. Erfassen Sie die Seite noch einmal.',
  ],
  [
    'Not sealed: a picture of this capture is gone from this device, or is not the one that was taken. What is left is kept; capture the page again.',
    'Nicht versiegelt: Ein Bild dieser Erfassung ist nicht mehr auf diesem Gerät oder ist nicht das aufgenommene. Was übrig ist, bleibt; erfassen Sie die Seite neu.',
  ],
  [
    'Not signed: the bytes of {0} on this device are not those of the file that the evidence names. It is being fetched again; review it then.',
    'Nicht unterschrieben: Die Bytes von {0} auf diesem Gerät gehören nicht zu der Datei, die der Nachweis nennt. Sie wird neu geladen; prüfen Sie sie dann.',
  ],
  [
    'This is a capture. Seal it instead of uploading it, so that its provenance is kept.',
    'Das ist eine Erfassung. Versiegeln Sie sie, statt sie hochzuladen, damit ihre Herkunft erhalten bleibt.',
  ],
  ['Choose a file first.', 'Wählen Sie zuerst eine Datei.'],
  [
    'Give the file a title, so that a reviewer knows what it shows.',
    'Geben Sie der Datei einen Titel, damit bei der Prüfung klar ist, was sie zeigt.',
  ],
  [
    'This capture is evidence already. Reject it in the review, with a reason.',
    'Diese Erfassung ist schon ein Nachweis. Lehnen Sie ihn in der Prüfung ab, mit einem Grund.',
  ],
  [
    'This request is not in the workspace. Open the list of requests and choose again.',
    'Diese Anfrage ist nicht im Arbeitsbereich. Öffnen Sie die Liste der Anfragen und wählen Sie neu.',
  ],
  [
    'This request was withdrawn. There is nothing to hand in.',
    'Diese Anfrage wurde zurückgezogen. Es gibt nichts einzureichen.',
  ],
  ['Add evidence or say why there is none.', 'Fügen Sie Nachweise hinzu, oder sagen Sie, warum es keine gibt.'],
  [
    'Some of the evidence is not in this workspace. Take it off the list and hand in again.',
    'Einige Nachweise sind nicht in diesem Arbeitsbereich. Nehmen Sie sie von der Liste und reichen Sie neu ein.',
  ],
  [
    'This device is not a member of the workspace now. The capture is kept here; ask an owner to let the device in.',
    'Dieses Gerät ist jetzt kein Mitglied des Arbeitsbereichs. Die Erfassung bleibt hier; bitten Sie einen Inhaber, das Gerät einzulassen.',
  ],
  [
    'Your role reads evidence and adds none. The capture is kept here; ask a lead for another role, or export it.',
    'Ihre Rolle liest Nachweise und fügt keine hinzu. Die Erfassung bleibt hier; bitten Sie eine Leitung um eine andere Rolle, oder exportieren Sie sie.',
  ],
  [
    'This capture is still running. Let it finish or cancel it.',
    'Diese Erfassung läuft noch. Lassen Sie sie fertig werden, oder brechen Sie sie ab.',
  ],
  [
    'This capture was cancelled or failed. Capture the page again.',
    'Diese Erfassung wurde abgebrochen oder misslang. Erfassen Sie die Seite noch einmal.',
  ],
  [
    "Not sealed: this device can't open the workspace key yet. The picture is kept; connect to the relay and try again.",
    'Nicht versiegelt: Dieses Gerät kann den Schlüssel des Arbeitsbereichs noch nicht öffnen. Das Bild bleibt; verbinden Sie sich mit dem Relay und versuchen Sie es erneut.',
  ],
  [
    "A web page can't picture other tabs. The Plumbline extension adds capture: the visible area, the full page or an archive of any site, sealed at once and linked to controls. Install it, or upload a file here.",
    'Eine Webseite kann andere Tabs nicht abbilden. Die Plumbline-Erweiterung erfasst: den sichtbaren Bereich, die ganze Seite oder ein Archiv jeder Website, sofort versiegelt und mit Maßnahmen verknüpft. Installieren Sie sie, oder laden Sie hier eine Datei hoch.',
  ],
  [
    'Not stored: {0}. Free space on this disk and capture the rest again.',
    'Nicht gespeichert: {0}. Schaffen Sie Platz auf diesem Datenträger und erfassen Sie den Rest noch einmal.',
  ],
  ['Cancelled by the capturer after tile {0} of {1}.', 'Beim Erfassen abgebrochen nach Kachel {0} von {1}.'],
  ['Cancelled by the capturer after part {0} of {1}.', 'Beim Erfassen abgebrochen nach Teil {0} von {1}.'],
  [
    'The page is longer than {0} tiles; the rest was not captured.',
    'Die Seite ist länger als {0} Kacheln; der Rest wurde nicht erfasst.',
  ],
  ['The page would not scroll further.', 'Die Seite ließ sich nicht weiter bewegen.'],
  [
    'This is a PDF, a file and not a page. Save it and add it under Evidence, Upload: it is kept byte for byte.',
    'Das ist ein PDF, eine Datei und keine Seite. Speichern Sie es und fügen Sie es unter Nachweise, Hochladen hinzu: Es bleibt Byte für Byte erhalten.',
  ],
  [
    'The browser shows this in a viewer of its own, as it does with PDFs, and lets nobody see into it. Save the file and add it under Evidence, Upload: it is kept byte for byte.',
    'Der Browser zeigt dies in einem eigenen Betrachter, wie er es mit PDFs tut, und lässt niemanden hineinsehen. Speichern Sie die Datei und fügen Sie sie unter Nachweise, Hochladen hinzu: Sie bleibt Byte für Byte erhalten.',
  ],
  [
    'The page adds more whenever its end is reached; the rest was not captured.',
    'Die Seite lädt nach, sobald ihr Ende erreicht ist; der Rest wurde nicht erfasst.',
  ],
  ['The tab was closed.', 'Der Tab wurde geschlossen.'],
  ['Another tab came to the front.', 'Ein anderer Tab kam nach vorn.'],
  ['The page went to another site.', 'Die Seite wechselte zu einer anderen Website.'],
  ['The page went to another address.', 'Die Seite wechselte zu einer anderen Adresse.'],
  ['The window changed its size.', 'Das Fenster änderte seine Größe.'],
  ['The page was scrolled while it was captured.', 'Die Seite wurde beim Erfassen bewegt.'],
  ['The page changed its height while a tile was taken.', 'Die Seite änderte ihre Höhe, während eine Kachel entstand.'],
  ['The page became shorter while it was captured.', 'Die Seite wurde beim Erfassen kürzer.'],
  ['The capture failed.', 'Die Erfassung misslang.'],
]
