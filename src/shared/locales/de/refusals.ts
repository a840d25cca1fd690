export const refusals = {
  title: {
    '400': 'Ungültige Anfrage',
    '401': 'Anmeldung erforderlich',
    '403': 'Zugriff verweigert',
    '404': 'Nicht gefunden',
    '405': 'Methode nicht erlaubt',
    '412': 'Vorbedingung nicht erfüllt',
    '413': 'Inhalt zu groß',
    '414': 'Adresse zu lang',
    '416': 'Bereich nicht verfügbar',
    '417': 'Erwartung nicht erfüllbar',
    '421': 'Fehlgeleitete Anfrage',
    '429': 'Zu viele Anfragen',
    '431': 'Kopfzeilen zu lang',
    '500': 'Interner Serverfehler',
    '501': 'Nicht unterstützt',
    '503': 'Dienst nicht verfügbar',
    '505': 'HTTP-Version nicht unterstützt',
  },

  'not-found': 'Diese Datei gibt es im freigegebenen Ordner nicht.',
  'not-shared': 'Diese Datei gibt es im freigegebenen Ordner nicht.',
  'not-a-file': 'Das ist keine gewöhnliche Datei; nur solche werden freigegeben.',
  folder: 'Das ist ein Ordner, keine Datei.',
  outside: 'Dieser Name führt aus dem freigegebenen Ordner hinaus.',
  unreadable: 'Der Server darf diese Datei nicht lesen.',
  unnameable: 'Dieser Link führt zu einer Datei, deren eigener Name nicht zulässig ist.',
  'untrue-size':
    'Das System nennt nicht die wahre Größe dieser Datei, daher lässt sie sich nicht abrufen.',
  replaced: 'Diese Datei wird immer wieder ersetzt. Bitte später erneut versuchen.',
  exhausted: 'Auf dem Server sind zu viele Dateien offen. Bitte später erneut versuchen.',
  'failed-reading': 'Der Server konnte diese Datei nicht lesen.',
  'root-gone': 'Den freigegebenen Ordner gibt es nicht mehr.',
  'changed-since': 'Die Datei hat sich seither geändert; bitte von Anfang an abrufen.',
  'another-version': 'Die Datei liegt in einer anderen Version vor als der angefragten.',
  'no-such-page': 'Diese Seite gibt es nicht.',

  'login-needed': 'Dieser Server verlangt einen Zugangscode. Zuerst mit „auth“ anmelden.',
  'no-login-needed': 'Dieser Server verlangt keinen Zugangscode.',
  'malformed-login': 'Die Anmeldung folgt nicht SCRAM-SHA-256 ohne Kanalbindung (RFC 7677).',
  'wrong-code': 'Das ist nicht der Zugangscode.',
  'code-needed-as-password':
    'Dieser Server verlangt einen Zugangscode: als Passwort senden, mit beliebigem Benutzernamen.',
  'code-not-in-plain':
    'Der einfache Dialekt kann keinen Zugangscode verlangen; --allow-plain lässt ihn zu.',
  'foreign-form':
    'Dieses Formular stammt nicht von einer Seite dieses Servers. Bitte die Seite neu öffnen.',
  'encryption-needed':
    'Dieser Server nimmt nur verschlüsselte Verbindungen an. Bitte mit TLS verbinden (--tls).',
  'https-needed':
    'Dieser Server nimmt nur verschlüsselte Verbindungen an. Bitte eine Adresse mit https:// verwenden.',
  'unknown-host-name':
    'Dieser Server kennt den angefragten Hostnamen nicht. Bitte seine Adresse verwenden oder den Namen mit --allow-host zulassen.',
  'metrics-not-shared':
    'Metriken sind nur auf diesem Computer zugänglich; um sie freizugeben, den Server mit --metrics starten.',
  'method-not-allowed': 'Dieser Server beantwortet GET, HEAD und OPTIONS.',
  'malformed-path': 'Der Pfad ist kein Name in UTF-8, einmal prozentkodiert.',

  stopping: 'Der Server wird gestoppt. Bitte erneut versuchen, wenn er wieder läuft.',
  'connection-limit': 'Höchstzahl an Verbindungen erreicht. Bitte später erneut versuchen.',

  'changed-while-sent': 'Die Datei hat sich während der Übertragung geändert.',
  'changed-in-archive': 'Eine Datei hat sich während der Übertragung des Archivs geändert.',
  'client-gone': 'Der Client hat die Verbindung beendet.',
  'connection-lost': 'Die Verbindung ist abgebrochen.',
  'server-stopped': 'Der Server wurde gestoppt.',

  name: 'Der Name ist nicht zulässig: {{rule}}.',
  system: 'Der Server konnte diese Datei nicht lesen ({{code}}).',
  malformed: 'Die Anfrage ist unverständlich. {{sentence}}',
  'beyond-end': 'Die Datei hat {{size}} Bytes.',
  'long-line': 'Eine Anfragezeile darf höchstens {{limit}} Bytes haben.',
  guesses:
    'Von dieser Adresse kamen zu viele falsche Zugangscodes. Bitte in {{seconds}} s erneut versuchen.',
};
