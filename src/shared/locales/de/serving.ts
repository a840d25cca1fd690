export const serving = {
  port: {
    socketLost:
      'Der dem Programm übergebene Socket ging mit einem Thread verloren; das Programm neu starten.',
    inUse: 'Port {{port}} wird von einem anderen Programm verwendet.',
    notAllowed:
      'Port {{port}} darf von diesem Konto nicht verwendet werden (Ports unter 1024 brauchen meist Administratorrechte).',
    noSuchAddress: 'Dieser Computer hat keine Adresse {{host}}.',
    unknownHost: 'Die Adresse {{host}} ist nicht bekannt.',
    other: 'Port {{port}} kann nicht geöffnet werden: {{detail}}.',
  },

  'share-missing': {
    what: '„{{directory}}“ kann nicht freigegeben werden: Diesen Ordner gibt es nicht.',
    advice: 'Die Schreibweise prüfen oder ihn erstellen.',
  },
  'share-not-a-folder': {
    what: '„{{directory}}“ kann nicht freigegeben werden: Das ist kein Ordner.',
    advice: 'Den Ordner angeben, in dem die Dateien liegen.',
  },
  'share-unreadable': {
    what: '„{{directory}}“ kann nicht freigegeben werden: nicht lesbar ({{code}}).',
    whatUnknown:
      '„{{directory}}“ kann nicht freigegeben werden: nicht lesbar (unbekannter Fehler).',
    advice: 'Die Zugriffsrechte prüfen oder einen anderen Ordner auswählen.',
  },
  'share-name-taken': {
    what: '„{{first}}“ und „{{second}}“ können nicht zusammen freigegeben werden: Beide würden „{{name}}“ heißen.',
    advice: 'Einem davon einen anderen Namen geben, als NAME=DIRECTORY.',
  },
  'share-bad-name': {
    whatWithoutName:
      '„{{directory}}“ kann nicht neben anderen Ordnern freigegeben werden: Ein eigener Name fehlt.',
    what: '„{{directory}}“ kann nicht unter dem Namen „{{name}}“ freigegeben werden: Clients auf manchen Systemen könnten ihn nicht anfordern.',
    advice: 'Einen anderen Namen ohne / und \\ geben, als NAME=DIRECTORY.',
  },
  'too-many-folders': {
    what_one: 'Ein Server gibt höchstens {{count, number}} Ordner frei.',
    what_other: 'Ein Server gibt höchstens {{count, number}} Ordner frei.',
    advice: 'Einen Ordner freigeben, der einige davon enthält.',
  },
  'too-few-descriptors': {
    what_one:
      'Dieses Programm darf {{limit}} Dateien zugleich öffnen. Das ist zu wenig für einen Server mit {{count, number}} Thread.',
    what_other:
      'Dieses Programm darf {{limit}} Dateien zugleich öffnen. Das ist zu wenig für einen Server mit {{count, number}} Threads.',
    advice: 'Mehr zulassen (ulimit -n) oder anderes in diesem Programm schließen.',
    adviceWithNumber: 'Mindestens {{needed}} zulassen (ulimit -n) oder weniger Threads verwenden.',
  },
  'unusable-descriptor': {
    what: 'Der Server kann auf dem Socket, der ihm als Deskriptor {{fd}} übergeben wurde, keine Verbindungen annehmen: {{fault}}.',
    advice:
      'Möglich sind lauschende TCP-Sockets (in einer Socket-Unit von systemd: ListenStream mit einem Port sowie Accept=no), höchstens einer je Port und Thread.',
    fault: {
      'not-tcp': 'kein TCP-Socket',
      'too-many-sockets': 'mehr Sockets für diesen Port als Threads',
    },
  },
  'thread-refused': {
    what: 'Das System lässt den Server keinen Thread starten ({{detail}}): zu wenig Arbeitsspeicher, zu viele Threads oder zu viele offene Dateien.',
    advice: 'Weniger Threads verwenden oder die Grenzen dieses Kontos erhöhen (ulimit -a).',
  },
  'unusable-access-code': {
    'too-short_one': 'Ein Zugangscode braucht mindestens {{count, number}} Zeichen.',
    'too-short_other': 'Ein Zugangscode braucht mindestens {{count, number}} Zeichen.',
    'too-long_one': 'Ein Zugangscode darf höchstens {{count, number}} Zeichen haben.',
    'too-long_other': 'Ein Zugangscode darf höchstens {{count, number}} Zeichen haben.',
    'control-character': 'Ein Zugangscode ist eine Zeile Text ohne Steuerzeichen.',
  },
  'panel-needs-token': {
    what: 'Eine Oberfläche auf {{host}} ist für andere erreichbar. Sie könnten damit Dateien lesen und freigeben.',
    advice: 'Soll das möglich sein, ein eigenes Token angeben, sonst bei 127.0.0.1 bleiben.',
  },
  'unusable-panel-token': {
    what_one:
      'Ein Token braucht mindestens {{count, number}} Zeichen aus Buchstaben, Ziffern sowie . _ ~ und -.',
    what_other:
      'Ein Token braucht mindestens {{count, number}} Zeichen aus Buchstaben, Ziffern sowie . _ ~ und -.',
  },

  'unusable-identity': {
    what: 'Das Zertifikat und der private Schlüssel sind für TLS nicht verwendbar: {{detail}}.',
    advice: 'Beide müssen PEM sein und zusammengehören.',
  },
  'identity-file-unreadable': {
    what: '{{path}} wird für TLS gebraucht, ist aber nicht lesbar: {{why}}.',
    advice: 'Diesem Konto das Lesen der Datei erlauben.',
  },
  'identity-file-unusable': {
    certificate: '{{path}} ist für TLS nicht verwendbar: Die Datei enthält kein Zertifikat in PEM.',
    'private-key':
      '{{path}} ist für TLS nicht verwendbar: Die Datei enthält keinen privaten Schlüssel in PEM oder einen mit Passphrase geschützten.',
  },
  'identity-files-differ': {
    what: 'Das Zertifikat in {{certificateFile}} gehört nicht zum privaten Schlüssel in {{keyFile}}.',
    advice: 'Zwei angeben, die zusammengehören.',
  },
  'own-identity-damaged': {
    what: '{{path}} mit dem TLS-Schlüssel dieses Servers ist beschädigt.',
    advice:
      'Die Datei wiederherstellen, oder sie für einen neuen Schlüssel löschen, vor dem Clients dann gewarnt werden.',
  },
  'own-identity-gone': {
    what: '{{path}} mit dem TLS-Schlüssel dieses Servers ist verschwunden.',
    advice:
      'Wird die Datei nicht wiederhergestellt, entsteht beim nächsten Start ein neuer Schlüssel, vor dem Clients gewarnt werden.',
  },
  'own-identity-not-kept': {
    what: 'Der TLS-Schlüssel dieses Servers kann nicht in {{path}} gespeichert werden: {{why}}.',
    advice:
      'Dort Platz schaffen, diesem Konto das Schreiben erlauben oder --tls-cert und --tls-key verwenden.',
  },
};
