import type { Told } from '../told';

export const told: Told = {
  'problem.NO_IDENTIFIER':
    'Die Zeile hat weder Telefon noch E-Mail noch externe ID, also lässt sich niemand daran erkennen. Tragen Sie mindestens eines davon ein.',
  'problem.INVALID_PHONE':
    'Das ist keine mögliche Telefonnummer. Schreiben Sie sie international, wie +385 91 234 5678, oder wählen Sie das Land der nationalen Nummern.',
  'problem.INVALID_EMAIL': 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie name@example.com.',
  'problem.VALUE_TOO_LONG': 'Der Wert ist länger, als sein Feld erlaubt. Kürzen Sie ihn.',
  'problem.INVALID_DATE':
    'Das ist kein Datum im Format der Spalte, oder kein mögliches Geburtsdatum. Korrigieren Sie es, oder wählen Sie ein anderes Datumsformat.',
  'problem.INVALID_GENDER':
    'Das Geschlecht ist male, female, m oder f. Nehmen Sie eines davon, oder lassen Sie es leer.',
  'problem.INVALID_LANGUAGE':
    'Eine Sprache wird wie hr oder en-GB geschrieben. Schreiben Sie sie so, oder lassen Sie sie leer.',
  'problem.INVALID_URL': 'Hier gehört eine ganze Webadresse hin, wie https://example.com/ana.jpg.',
  'problem.FORBIDDEN_CHARACTER':
    'Der Wert darf keines der Zeichen & < > " / \\ : ( ) { } = ; #, keinen Zeilenumbruch und kein Nullzeichen enthalten. Entfernen Sie sie.',
  'problem.INVALID_NUMBER':
    'Hier gehört eine Zahl in einfachen Ziffern hin, Dezimalzahlen mit Punkt, wie -1234.5. Schreiben Sie sie so.',
  'problem.INVALID_BOOLEAN': 'Hier gehört true oder false, yes oder no, 1 oder 0 hin.',
  'problem.INVALID_TYPE': 'Der Typ ist lead oder customer. Nehmen Sie einen davon, oder lassen Sie ihn leer.',
  'problem.TOO_MANY_ADDITIONAL_CONTACTS':
    'Die Zeilen einer Person bringen mehr weitere Telefonnummern und E-Mails, als ein Import annimmt. Entfernen Sie einige.',
  'problem.TOO_MANY_CONTACTS':
    'Die Person hätte mehr Telefonnummern und E-Mails, als ein Profil aufnimmt. Entfernen Sie einige.',
  'problem.AMBIGUOUS_MATCH':
    'Die Kennungen dieser Person gehören zu mehreren gespeicherten Personen. Entfernen Sie, was zu jemand anderem gehört, oder lassen Sie solche Personen zusammenführen.',
  'problem.UNDECODABLE_TEXT':
    'Die Zelle hat Bytes, die der Zeichensatz der Datei nicht kennt. Wählen Sie den richtigen Zeichensatz, oder korrigieren Sie die Zelle.',
  'problem.MALFORMED_ROW':
    'Die Zeile hat mehr Zellen als die Tabelle Spalten, also ist unklar, welcher Wert wohin gehört. Setzen Sie Werte, die das Trennzeichen enthalten, in Anführungszeichen.',
  'problem.SPOILED_VALUE':
    'Eine Tabellenkalkulation hat diesen Wert verdorben (Exponentialschreibweise oder Fehlerwert), und was er war, lässt sich nicht mehr feststellen. Formatieren Sie die Spalte in der Quelle als Text und exportieren Sie sie noch einmal.',
  'problem.UNKNOWN_PHONE_RANGE':
    'Die Telefonnummer ist möglich, aber in keinem bekannten Bereich ihres Landes. Sie wird übernommen; vergleichen Sie sie mit der Quelle.',
  'problem.EXTERNAL_ID_REPLACED':
    'Die gespeicherte externe ID wird durch die der Datei ersetzt. Prüfen Sie, ob beides dieselbe Person ist.',
  'problem.TWO_EXTERNAL_IDS':
    'Die Zeilen einer Person nennen verschiedene externe IDs. Die letzte wird gespeichert; prüfen Sie, ob es eine Person ist.',
  'problem.DAMAGE_SCIENTIFIC_NOTATION':
    'Das sieht nach einer Zahl aus, die eine Tabellenkalkulation in Exponentialschreibweise gekürzt hat. Sie wird so übernommen; vergleichen Sie sie mit der Quelle.',
  'problem.DAMAGE_ROUNDED_DIGITS':
    'Zahlen mit mehr als 15 Ziffern, die auf Nullen enden: Tabellenkalkulationen behalten nur 15. Exportieren Sie die Spalte noch einmal als Text.',
  'problem.DAMAGE_LOST_LEADING_ZEROS':
    'Manche Zahlen sind kürzer, als in der Spalte üblich: ihre führenden Nullen können verloren sein. Exportieren Sie die Spalte noch einmal als Text.',
  'problem.DAMAGE_AUTO_DATE':
    'Eine Tabellenkalkulation kann aus diesem Text ein Datum gemacht haben. Er wird so übernommen; vergleichen Sie ihn mit der Quelle.',
  'problem.DAMAGE_ERROR_VALUE':
    'Ein Fehlerwert einer Tabellenkalkulation; die Zelle wird als leer gelesen. Reparieren Sie die Formel, wenn dort etwas stehen soll.',
  'problem.DAMAGE_MOJIBAKE':
    'Diese Buchstaben sehen nach Text aus, der mit falschem Zeichensatz gelesen wurde. Er wird so übernommen; wählen Sie einen anderen Zeichensatz, oder exportieren Sie die Quelle noch einmal.',
  'problem.DAMAGE_LEADING_APOSTROPHE':
    'Ein Apostroph am Anfang, mit dem Tabellenkalkulationen Text kennzeichnen. Kennungen, Zahlen und Daten werden ohne ihn gelesen; anderer Text behält ihn.',
  'problem.DAMAGE_INVISIBLE_SPACE':
    'Der Text enthält ein geschütztes Leerzeichen oder eines ohne Breite, das man nicht sieht. Er wird so übernommen.',
  'problem.DAMAGE_REPAIRED':
    'Leerzeichen im Innern, vollbreite Zeichen, unsichtbare Zeichen oder Nullen hinter dem Komma wurden aus dem Wert entfernt.',

  'refusal.FILE_EMPTY': 'Die Datei enthält keine Zeilen. Wählen Sie eine Datei mit einer Tabelle.',
  'refusal.FILE_DAMAGED':
    'Die Datei ist beschädigt oder abgeschnitten. Beschaffen Sie sie noch einmal, oder speichern Sie sie neu.',
  'refusal.FILE_ENCRYPTED':
    'Die Datei ist mit einem Passwort geschützt. Speichern Sie sie ohne Passwort und importieren Sie sie noch einmal.',
  'refusal.FILE_KIND': 'Die Datei ist keine Tabelle, die hier gelesen wird. Speichern Sie sie als .xlsx oder .csv.',
  'refusal.FILE_TOO_LARGE': 'Die Datei ist zu groß. Packen Sie sie in eine ZIP-Datei, oder teilen Sie sie.',
  'refusal.BODY_TOO_LARGE': 'Die Datei ist zu groß. Packen Sie sie in eine ZIP-Datei, oder teilen Sie sie.',
  'refusal.ROW_TOO_LONG':
    'Eine Zeile der Datei ist zu lang. Prüfen Sie, ob die Datei Zeilenenden hat und jedes Anführungszeichen geschlossen ist.',
  'refusal.TOO_MANY_COLUMNS':
    'Eine Zeile hat mehr Zellen, als eine Tabelle Spalten haben kann. Prüfen Sie das Trennzeichen.',
  'refusal.WORKBOOK_TOO_LARGE': 'Die Arbeitsmappe ist zu groß. Speichern Sie das Blatt als mehrere CSV-Dateien.',
  'refusal.ZIP_ENCRYPTED':
    'Die Datei im Archiv ist mit einem Passwort geschützt. Entpacken Sie sie, oder packen Sie sie ohne Passwort.',
  'refusal.ZIP_METHOD':
    'Die Datei ist auf eine Art gepackt, die hier nicht gelesen wird. Wählen Sie die entpackte Datei, oder packen Sie sie als gewöhnliches ZIP.',
  'refusal.ZIP_NESTED':
    'Im Archiv steckt ein weiteres Archiv. Entpacken Sie es und wählen Sie die Datei mit der Tabelle.',
  'refusal.ZIP_NO_TABLE':
    'Im Archiv ist keine Tabelle. Packen Sie eine .csv-, .txt-, .xls- oder .xlsx-Datei hinein, oder wählen Sie diese selbst.',
  'refusal.ZIP_SPLIT':
    'Das ist ein Teil eines Archivs aus mehreren Dateien. Entpacken Sie es und wählen Sie die Datei darin.',
  'refusal.ZIP_TOO_LARGE': 'Der Inhalt des Archivs ist zu groß. Teilen Sie ihn in mehrere Dateien.',
  'refusal.UPLOADS_TOO_MANY':
    'Zu viele Uploads sind noch nicht zu Ende. Schließen Sie einen ab, oder versuchen Sie es später.',
  'refusal.UPLOAD_NOT_FOUND': 'Diesen Upload gibt es nicht mehr. Beginnen Sie einen neuen.',
  'refusal.ENCODING_UNKNOWN': 'Diesen Zeichensatz gibt es nicht. Wählen Sie einen wie UTF-8 oder windows-1252.',
  'refusal.DELIMITER_UNKNOWN': 'Dieses Trennzeichen geht nicht. Wählen Sie ein anderes.',
  'refusal.QUOTE_UNKNOWN':
    'Dieses Anführungszeichen geht nicht. Wählen Sie eines, das nicht auch das Trennzeichen ist, oder keines.',
  'refusal.SHEET_UNKNOWN': 'Dieses Tabellenblatt gibt es nicht, oder es hat keine Zeilen. Wählen Sie ein anderes.',
  'refusal.ROW_UNKNOWN': 'Diese Zeile gibt es in der Datei nicht. Wählen Sie eine andere.',
  'refusal.CHOICE_UNKNOWN':
    'Eine Arbeitsmappe hat weder Zeichensatz noch Trennzeichen. Nehmen Sie diese Auswahl zurück.',
  'refusal.COLUMN_NOT_FOUND':
    'Eine zugeordnete Spalte fehlt in der Datei. Sehen Sie sich die Zuordnung noch einmal an.',
  'refusal.COLUMN_TWICE':
    'Eine Überschrift steht über mehreren Spalten, oder eine Spalte ist doppelt zugeordnet. Sehen Sie sich die Zuordnung noch einmal an.',
  'refusal.FIELD_TWICE': 'Zwei Spalten gehen in ein Feld, das nur eine aufnimmt. Ordnen Sie eine davon anders zu.',
  'refusal.FIELD_UNKNOWN': 'Ein zugeordnetes Feld gibt es nicht mehr. Wählen Sie ein anderes.',
  'refusal.NO_IDENTIFIER_MAPPED':
    'Keine Spalte ist E-Mail, Telefon oder externer ID zugeordnet. Ordnen Sie mindestens eine davon zu.',
  'refusal.ATTRIBUTE_TYPE':
    'Ein Zusatzfeld mit diesem Namen hat einen anderen Typ, der sich nie ändert. Nehmen Sie es, wie es ist, oder wählen Sie einen anderen Namen.',
  'refusal.TAGS_MISSING': 'Es ist kein Tag genannt. Nennen Sie einen, oder wählen Sie keinen.',
  'refusal.IMPORT_NOT_FOUND': 'Diesen Import gibt es nicht mehr.',
  'refusal.IMPORT_CHANGED':
    'Jemand hat den Import im selben Augenblick geändert. Sehen Sie ihn sich an und versuchen Sie es noch einmal.',
  'refusal.JOB_EXISTS':
    'An diesem Import wird gerade gearbeitet. Warten Sie, bis das zu Ende ist, oder brechen Sie es ab.',
  'refusal.JOB_SUPERSEDED': 'Inzwischen wurde etwas anderes verlangt.',
  'refusal.CANCELLED': 'Es wurde auf Wunsch abgebrochen.',
  'refusal.PLAN_OUTDATED':
    'Der Plan ist nicht mehr der, dem Sie zugestimmt haben. Sehen Sie ihn sich noch einmal an und stimmen Sie dann zu.',
  'refusal.PLAN_DRIFTED':
    'Die gespeicherten Personen haben sich seit dem Plan geändert. Nichts wurde geschrieben; es gibt einen neuen Plan.',
  'refusal.ROW_NOT_FOUND': 'Diese Zeile hat die Tabelle nicht.',
  'refusal.RECORD_NOT_FOUND': 'Diesen Datensatz hat der Import nicht.',
  'refusal.RECIPE_EXISTS': 'Eine Importvorlage mit diesem Namen gibt es schon. Wählen Sie einen anderen Namen.',
  'refusal.RECIPE_NOT_FOUND': 'Diese Importvorlage gibt es nicht mehr.',
  'refusal.RECIPE_NAME_MISSING': 'Die Importvorlage braucht einen Namen.',
  'refusal.IDENTIFIER_TAKEN': 'Diese E-Mail, Telefonnummer oder externe ID gehört schon zu einer anderen Person.',
  'refusal.STALE_PROFILE': 'Das Profil wurde inzwischen geändert. Laden Sie es neu und versuchen Sie es noch einmal.',
  'refusal.MERGE_NEEDS_TWO': 'Zum Zusammenführen braucht es mindestens zwei verschiedene Personen.',
  'refusal.TAG_EXISTS': 'Einen Tag mit diesem Namen gibt es schon.',
  'refusal.TAG_NOT_FOUND': 'Diesen Tag gibt es nicht mehr.',
  'refusal.TAG_NAME_INVALID': 'Der Name eines Tags hat 1 bis 256 Zeichen. Geben Sie ihm einen anderen.',
  'refusal.ATTRIBUTE_EXISTS': 'Ein Zusatzfeld mit diesem Namen gibt es schon.',
  'refusal.ATTRIBUTE_IN_USE': 'Das Zusatzfeld kann nicht gelöscht werden, solange ein Profil einen Wert darin hat.',
  'refusal.ATTRIBUTE_NAME_INVALID':
    'Der Name eines Zusatzfeldes hat 1 bis 256 Zeichen, keines von { } [ ], und ist nicht der eines festen Feldes. Wählen Sie einen anderen.',
  'refusal.ATTRIBUTE_NOT_FOUND': 'Dieses Zusatzfeld gibt es nicht mehr.',
  'refusal.UNAUTHORIZED': 'Sie sind nicht mehr angemeldet. Melden Sie sich an.',
  'refusal.FORBIDDEN': 'Dazu fehlt Ihnen das Recht.',
  'refusal.CSRF_TOKEN_INVALID': 'Die Seite ist zu alt für diese Sitzung. Laden Sie sie neu.',
  'refusal.TOO_MANY_ATTEMPTS': 'Zu viele falsche Passwörter. Warten Sie kurz und versuchen Sie es dann noch einmal.',
  'refusal.TOO_MANY_REQUESTS': 'Zu viele Anfragen auf einmal. Versuchen Sie es gleich noch einmal.',
  'refusal.SIGN_INS_BUSY':
    'In diesem Augenblick melden sich zu viele an. Versuchen Sie es in einigen Sekunden noch einmal.',
  'refusal.LINK_INVALID': 'Dieser Link wurde schon benutzt oder gilt nicht mehr. Bitten Sie um einen neuen.',
  'refusal.PASSWORD_WRONG': 'Das aktuelle Passwort stimmt nicht. Geben Sie es noch einmal ein.',
  'refusal.PASSWORD_TOO_SHORT': 'Das Passwort ist zu kurz. Nehmen Sie ein längeres.',
  'refusal.PASSWORD_TOO_LONG': 'Das Passwort ist zu lang. Nehmen Sie ein kürzeres.',
  'refusal.PASSWORD_TOO_COMMON':
    'Dieses Passwort gehört zu den ersten, die jemand versuchen würde. Nehmen Sie ein selteneres, etwa einige Wörter, die nichts miteinander zu tun haben.',
  'refusal.EMAIL_INVALID': 'Das ist keine E-Mail-Adresse. Schreiben Sie sie wie ana@mail.example.',
  'refusal.USER_EXISTS': 'Einen Benutzer mit dieser E-Mail gibt es schon.',
  'refusal.USER_UNKNOWN': 'Diesen Benutzer gibt es nicht mehr.',
  'refusal.USER_OF_SEVERAL_ACCOUNTS':
    'Dieser Benutzer gehört auch zu anderen Konten, deshalb darf keines allein ändern, wie er sich anmeldet. Fragen Sie, wer den Server betreibt.',
  'refusal.LAST_ADMINISTRATOR':
    'Das ist der letzte Administrator des Kontos. Machen Sie zuerst jemand anderen zum Administrator.',
  'refusal.API_KEY_UNKNOWN': 'Diesen Schlüssel gibt es nicht mehr.',
  'refusal.KEY_NAME_INVALID': 'Ein Schlüssel braucht einen Namen, der sagt, wofür er ist.',
  'refusal.KEY_EXPIRY_PAST': 'Der Schlüssel wäre schon abgelaufen. Wählen Sie einen Zeitpunkt in der Zukunft.',
  'refusal.KEY_REVOKED': 'Dieser Schlüssel ist für immer widerrufen. Legen Sie einen neuen an.',
  'refusal.KEY_WITHOUT_SCOPES': 'Ein Schlüssel ohne Rechte darf nichts. Geben Sie ihm mindestens eines.',
  'refusal.WEBHOOK_URL':
    'Das Ziel muss eine Webadresse mit Host sein, ohne Benutzername und Passwort. Öffentliche Ziele beginnen mit https.',
  'refusal.WEBHOOK_EVENTS': 'Wählen Sie mindestens ein Ereignis.',
  'refusal.WEBHOOK_SECRET': 'Das ist kein brauchbares Geheimnis. Lassen Sie es weg, dann wird eines gezogen.',
  'refusal.WEBHOOK_TESTS_UNDER_WAY': 'Andere Tests laufen gerade. Versuchen Sie es in einigen Sekunden noch einmal.',
  'refusal.TARGET_NOT_PUBLIC':
    'Das Ziel liegt nicht im öffentlichen Internet. Wer den Server betreibt, kann andere in dessen Einstellungen erlauben.',
  'refusal.TARGET_UNKNOWN': 'Der Name des Ziels wurde nicht gefunden.',
  'refusal.TARGET_TIMEOUT': 'Das Ziel hat nicht rechtzeitig geantwortet. Es soll erst antworten, dann arbeiten.',
  'refusal.TARGET_TLS': 'Zum Ziel kam keine vertrauenswürdige verschlüsselte Verbindung zustande.',
  'refusal.TARGET_NOT_HTTP': 'Das Ziel hat nicht wie ein Webserver geantwortet.',
  'refusal.TARGET_UNREACHABLE': 'Das Ziel war nicht erreichbar.',
  'refusal.SUBSCRIPTIONS_TOO_MANY': 'Dieses Konto hat so viele Webhooks, wie es haben kann. Löschen Sie zuerst einen.',
  'refusal.SUBSCRIPTION_NOT_FOUND': 'Diesen Webhook gibt es nicht mehr.',
  'refusal.DELIVERY_NOT_FOUND': 'Diese Zustellung gibt es nicht mehr.',
  'refusal.SERVER_STOPPING': 'Der Server wird angehalten. Nach seinem Start macht er damit weiter.',
  'refusal.STORE_BUSY': 'Die Daten werden gerade anderswo benutzt. Versuchen Sie es gleich noch einmal.',
  'refusal.DISK_FULL': 'Auf dem Server ist kein Platz mehr. Bitten Sie, wer ihn betreibt, um mehr.',
  'refusal.MEMORY_SHORT': 'Dafür reicht der Speicher des Servers gerade nicht. Versuchen Sie es später.',
  'refusal.INTERNAL': 'Auf dem Server ist etwas schiefgegangen. Sein Protokoll sagt mehr.',

  'evidence.format.text': 'der Inhalt ist Text',
  'evidence.format.workbook': 'so ist die Datei aufgebaut',
  'evidence.entry.only': 'die einzige Datei',
  'evidence.entry.first': 'die erste Datei mit einer Tabelle',
  'evidence.entries': 'wird nicht gelesen',
  'evidence.delimiter': 'teilt die Zeilen in {count} Spalte|teilt die Zeilen in {count} Spalten',
  'evidence.delimiter.none': 'kein Trennzeichen teilt die Zeilen; es gibt eine Spalte',
  'evidence.quote': 'Zellen sind darin eingeschlossen',
  'evidence.quote.none': 'Anführungszeichen stehen nur im Innern von Zellen',
  'evidence.quote.standard': 'keine der ersten Zellen steht in Anführungszeichen',
  'evidence.sheet.only': 'das einzige',
  'evidence.sheet.first': 'das erste mit Zeilen von {count} Blatt|das erste mit Zeilen von {count} Blättern',
  'evidence.header.none': 'keine Zeile über den Daten sieht nach Überschriften aus',
  'evidence.first.titles': 'folgt auf die Überschriften',
  'evidence.first.top': 'die erste Zeile der Tabelle',
  'evidence.first.moved': 'die gewählte Zeile enthält Überschriften; die Daten beginnen dahinter',
};
