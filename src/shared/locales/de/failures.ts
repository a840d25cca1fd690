export const failures = {
  twoSentences: '{{first}} {{second}}',

  'connect-timed-out': {
    what: '{{address}} ist nicht erreichbar: keine Antwort innerhalb von {{seconds, number}} s.',
    advice: 'Adresse und dazwischenliegende Firewalls prüfen.',
  },
  'no-such-interface': {
    what: '{{address}} ist nicht erreichbar: Dieser Computer hat keine Netzwerkschnittstelle {{zone}}.',
    advice: 'Vorhanden sind: {{interfaces}}.',
  },
  'interface-missing': {
    what: '{{address}} ist nicht erreichbar: Zu einer verbindungslokalen Adresse (fe80::) gehört eine Netzwerkschnittstelle, etwa fe80::1%eth0.',
  },

  'connection-lost': {
    what: {
      'before-answer': '{{address}} hat die Verbindung vor der Antwort beendet.',
      'in-answer': '{{address}} hat die Verbindung mitten in einer Antwort beendet.',
      'in-list': '{{address}} hat die Verbindung mitten in der Liste beendet.',
      'giving-up-another-file':
        '{{address}} hat die Verbindung beendet, als eine andere Datei aufgegeben wurde.',
    },
    advice: 'Bitte erneut versuchen.',
  },
  'no-sign-of-life': {
    what: '{{address}} antwortet seit {{seconds, number}} s nicht.',
    advice: 'Vielleicht ist der Computer aus oder das Netzwerk unterbrochen.',
  },
  silent: {
    what: '{{address}} hat {{seconds, number}} s lang nichts gesendet.',
    advice: 'Bitte später erneut versuchen.',
  },
  'closed-without-answer': {
    what: '{{address}} hat die Verbindung angenommen und ohne Antwort geschlossen.',
    advice:
      'Prüfen, ob dort ein Dateiserver läuft, auch hinter einem Tunnel oder einem weitergeleiteten Port, und erneut versuchen.',
  },
  unheard: {
    what: {
      files:
        '{{address}} hat die Verbindung angenommen, aber nicht geantwortet, und kann seinen Ordner daher nicht auflisten.',
      stats:
        '{{address}} hat die Verbindung angenommen, aber nicht geantwortet, und kann daher keine Statistik liefern.',
      ping: '{{address}} hat die Verbindung angenommen, aber nicht geantwortet, und kann daher keine Verbindung halten.',
    },
    advice: 'Prüfen, ob dort ein Dateiserver läuft, und erneut versuchen.',
  },

  'not-understood': {
    what: '{{address}} hat eine Antwort gesendet, die dieses Programm nicht versteht. {{detail}}',
    advice: 'Prüfen, ob dort ein Dateiserver läuft.',
  },
  'web-server': {
    what: '{{address}} ist ein Webserver, kein Fifolio-Server.',
    advice: 'Den Port prüfen oder die Adresse in einem Browser öffnen.',
  },
  'plain-server': {
    files: '{{address}} ist ein einfacher Server und kann seinen Ordner nicht auflisten.',
    stats: '{{address}} ist ein einfacher Server und kann keine Statistik liefern.',
    ping: '{{address}} ist ein einfacher Server und kann keine Verbindung halten.',
  },
  'name-not-plain': {
    'asks-for-list': {
      about:
        '{{name}}: Von einem einfachen Server lässt sich dieser Name nicht anfordern, da er dort für die Liste steht.',
      alone:
        'Von einem einfachen Server lässt sich dieser Name nicht anfordern, da er dort für die Liste steht.',
    },
    'too-long': {
      about:
        '{{name}}: Von einem einfachen Server lässt sich dieser Name nicht anfordern, da er länger als {{limit}} Bytes ist.',
      alone:
        'Von einem einfachen Server lässt sich dieser Name nicht anfordern, da er länger als {{limit}} Bytes ist.',
    },
    advice: 'Darum bitten, die Datei auf dem Server umzubenennen.',
  },

  refused: {
    server: 'Der Server hat abgelehnt: {{message}}',
    about: '{{name}}: {{message}}',
  },
  'keeps-changing': {
    about_one:
      '{{name}}: Die Datei wird gerade auf dem Server geändert; während des Abrufs hat sie sich {{count, number}} Mal geändert.',
    about_other:
      '{{name}}: Die Datei wird gerade auf dem Server geändert; während des Abrufs hat sie sich {{count, number}} Mal geändert.',
    alone_one:
      'Die Datei wird gerade auf dem Server geändert; während des Abrufs hat sie sich {{count, number}} Mal geändert.',
    alone_other:
      'Die Datei wird gerade auf dem Server geändert; während des Abrufs hat sie sich {{count, number}} Mal geändert.',
    advice: 'Erneut abrufen, sobald nichts mehr in sie geschrieben wird.',
  },
  'plain-not-found': {
    about: '{{name}}: Diese Datei gibt es auf dem Server nicht, oder sie ist nicht freigegeben.',
    alone: 'Diese Datei gibt es auf dem Server nicht, oder sie ist nicht freigegeben.',
    advice: 'Schreibweise prüfen, auch Groß- und Kleinbuchstaben.',
  },
  'wrong-checksum': {
    about:
      '{{name}}: Die empfangene Datei passt nicht zu ihrer Prüfsumme (CRC-32) und wurde verworfen.',
    alone: 'Die empfangene Datei passt nicht zu ihrer Prüfsumme (CRC-32) und wurde verworfen.',
    advice:
      'Erneut versuchen; wiederholt es sich, das Netzwerk und den Datenträger des Servers prüfen.',
  },

  'unsafe-name': {
    about: '{{name}}: nicht gespeichert, {{because}}.',
    alone: 'Nicht gespeichert, {{because}}.',
    advice: 'Darum bitten, die Datei auf dem Server umzubenennen.',
  },
  'target-not-a-folder': {
    what: '{{path}} ist eine Datei, kein Ordner.',
    advice: 'Einen Ordner zum Speichern angeben.',
  },
  'in-use': {
    what: '{{path}} zeigt an, dass ein anderer Download diese Datei schreibt.',
    advice: 'Warten, bis er beendet ist; gibt es keinen, die Sperrdatei löschen.',
  },
  'partial-names-taken': {
    what: '{{path}} und alle ähnlichen Namen sind von Dateien belegt, die keine angefangenen Downloads dieses Programms sind.',
    advice: 'Diese verschieben und erneut abrufen.',
  },
  'thread-died': {
    what: 'Der Thread für Downloads wurde unerwartet beendet: {{detail}}.',
    advice: 'Erneut abrufen; der empfangene Teil bleibt erhalten.',
  },
  exists: {
    what: '{{path}} ist schon vorhanden.',
    advice: 'Bitte auswählen: beide behalten, ersetzen oder überspringen.',
  },
  canceled: {
    partKept: 'Abgebrochen; der empfangene Teil bleibt für das nächste Mal erhalten.',
    nothingKept: 'Abgebrochen.',
  },
  'downloads-file-damaged': {
    what: 'Die Downloadliste ist beschädigt: {{detail}}.',
    advice: 'Sie wurde als {{path}} aufgehoben.',
  },
  'nothing-to-fetch': {
    what: 'Nichts hinzuzufügen: Die Dateien werden schon heruntergeladen, oder der Ordner enthält keine.',
  },

  'settings-refused': {
    unfit: 'Aus der Datei wurde nichts importiert: Ungültig sind die Werte für {{unfit}}.',
    unknown:
      'Aus der Datei wurde nichts importiert: {{unknown}} kann diese Version nicht importieren.',
    both: 'Aus der Datei wurde nichts importiert: Ungültig sind die Werte für {{unfit}}; außerdem kann diese Version {{unknown}} nicht importieren.',
    advice: 'Die Datei berichtigen oder diese Angaben daraus entfernen, dann erneut importieren.',
  },

  panel: {
    'not-a-settings-file': 'Diese Datei enthält keine Einstellungen von Fifolio.',
    'import-while-serving': 'Bei laufendem Server lassen sich keine Einstellungen importieren.',
    'bad-request': 'Die Oberfläche hat etwas angefragt, das diese Version nicht versteht.',
    'too-many-requests': 'Die Oberfläche fragt zu viel auf einmal an.',
    'answer-not-understood': 'Die Antwort war nicht zu verstehen.',
    'unknown-method': 'Die Oberfläche hat etwas angefragt, das diese Version nicht unterstützt.',
    unsupported: 'Das ist hier nicht möglich.',
    'host-timed-out': 'Fifolio hat nicht rechtzeitig geantwortet.',
    'host-disconnected': 'Die Verbindung zu Fifolio ist abgebrochen.',
    internal: 'In Fifolio ist ein unerwarteter Fehler aufgetreten.',
    'already-running': 'Der Server läuft bereits.',
    'not-running': 'Der Server läuft nicht.',
    'no-folder-chosen': 'Bitte zuerst einen Ordner zum Freigeben auswählen.',
    'port-listed-already': 'Dieser Port steht schon in der Liste.',
    'folder-not-found': 'Diesen Ordner gibt es nicht.',
    'folder-not-readable': 'Der Ordner kann nicht gelesen werden.',
    'folder-not-writable': 'In diesen Ordner darf nicht geschrieben werden.',
    'not-a-folder': 'Das ist eine Datei, kein Ordner.',
    'not-connected': 'Die Verbindung zu diesem Server besteht nicht mehr.',
    'too-many-tabs': 'Mehr Tabs lassen sich nicht öffnen.',
    'listing-gone': 'Die Liste der Dateien ist nicht mehr gültig.',
    'selection-gone': 'Die Auswahl ist nicht mehr gültig.',
    'no-such-download': 'Dieser Download steht nicht mehr in der Liste.',
    'link-key-unreadable': 'Der Schlüssel im Link ist unlesbar.',
    'windows-path': 'Das ist ein Windows-Pfad; auf diesem Computer läuft kein Windows.',
    'link-elsewhere': 'Dieser Link führt nicht zu einem Ordner auf diesem Computer.',
    'not-absolute': 'Das ist nicht der vollständige Pfad eines Ordners.',
    'no-such-file': 'Eine Datei mit diesem Namen gibt es auf dem Server nicht.',
  },
  panelAdvice: {
    'not-a-settings-file': 'Bitte eine aus Fifolio exportierte Datei auswählen.',
    'import-while-serving': 'Bitte zuerst den Server stoppen.',
    'host-timed-out': 'Bitte erneut versuchen.',
    internal: 'Bitte erneut versuchen; die Ursache steht vielleicht in der Diagnose.',
    'already-running': 'Bitte zuerst stoppen.',
    'not-running': 'Bitte zuerst starten.',
    'folder-not-found': 'Bitte einen anderen auswählen.',
    'folder-not-readable': 'Seine Zugriffsrechte prüfen oder einen anderen auswählen.',
    'folder-not-writable': 'Bitte einen anderen auswählen.',
    'not-a-folder': 'Bitte einen Ordner auswählen.',
    'not-connected': 'Bitte neu verbinden.',
    'too-many-tabs': 'Bitte zuerst einen schließen.',
    'listing-gone': 'Bitte aktualisieren.',
    'selection-gone': 'Bitte die Dateien neu auswählen.',
    'link-key-unreadable': 'Den Link noch einmal vollständig kopieren.',
    'windows-path':
      'Bitte angeben, wo der Ordner auf diesem Computer liegt, etwa /home/ich/dateien.',
    'link-elsewhere': 'Bitte den Pfad des Ordners eingeben.',
    'not-absolute':
      'Er beginnt mit ~ für den persönlichen Ordner, mit / oder unter Windows mit einem Laufwerk wie C:\\.',
  },
};
