export const doctor = {
  reached: {
    what: 'Unter {{address}} antwortet ein Dateiserver.',
    whatEncrypted: 'Unter {{address}} antwortet ein Dateiserver, verschlüsselt.',
    adviceEncrypted: 'Mit Verschlüsselung verbinden (--tls).',
  },
  lookupFailed: {
    what: 'Der Name {{host}} ließ sich nicht auflösen: Kein Nameserver hat geantwortet.',
    advice: 'Das Netzwerk prüfen oder die IP-Adresse verwenden.',
  },
  nameNotFound: {
    what: 'Einen Computer namens {{host}} gibt es nicht.',
    advice: 'Die Schreibweise prüfen oder die IP-Adresse verwenden.',
  },
  noRouteHere: {
    what: 'Dieser Computer hat keine Route zu {{address}}.',
    advice: 'Prüfen, ob er mit einem Netzwerk verbunden ist, aus dem diese Adresse erreichbar ist.',
  },
  noRouteThere: {
    what: 'Unter der Adresse von {{address}} antwortet kein Computer.',
    advice:
      'Prüfen, ob die Adresse stimmt, der Computer an ist und beide im selben Netzwerk sind. Auch eine Firewall kann so antworten.',
  },
  refused: {
    what: 'Der Computer von {{address}} ist da, lehnt die Verbindung aber ab: Auf diesem Port lauscht kein Programm für andere.',
    advice:
      'Den Port prüfen. Läuft der Server, ist er vielleicht nur für den eigenen Computer offen: dort „Mein Netzwerk“ auswählen oder ihn mit --host 0.0.0.0 starten.',
  },
  dropped: {
    what: 'Von {{address}} kam innerhalb von {{seconds, number}} s nichts zurück, so als würde eine Firewall alles Ankommende verwerfen.',
    advice:
      'Auf dem Computer mit dem Server diesen Befehl ausführen: Er nennt dessen Firewall und wie sich der Port öffnen lässt. Ist dort alles in Ordnung, prüfen, ob der Computer an ist, und Firewalls dazwischen prüfen.',
  },
  notAllowed: {
    what: 'Das System dieses Computers lässt die Verbindung zu {{address}} nicht hinaus.',
    advice: 'Die Regeln seiner Firewall für ausgehende Verbindungen prüfen.',
  },
  failed: {
    what: 'Die Verbindung zu {{address}} ist fehlgeschlagen: {{detail}}.',
    advice: 'Bitte erneut versuchen.',
  },
  notListening: {
    what: 'Auf diesem Computer lauscht kein Programm auf Port {{port}}.',
    advice: 'Den Server starten oder den Port prüfen.',
  },
  loopbackOnly: {
    what: 'Der Server auf Port {{port}} ist nur für diesen Computer offen.',
    advice: '„Mein Netzwerk“ auswählen oder ihn mit --host 0.0.0.0 starten.',
  },
  otherProgram: {
    what: 'Port {{port}} dieses Computers gehört einem anderen Programm: {{stranger}}.',
    whatWithOwner:
      'Port {{port}} dieses Computers gehört einem anderen Programm ({{program}}, Prozess {{pid}}): {{stranger}}.',
    advice: 'Es beenden oder einen anderen Port verwenden.',
  },
  otherServer: {
    what: 'Was unter {{address}} antwortet, ist kein Dateiserver dieser Art: {{stranger}}.',
    advice: 'Den Port prüfen.',
  },
  // German begins a sentence after a colon with a capital letter.
  strangers: {
    http: 'Es ist ein Webserver',
    ssh: 'Es ist ein SSH-Server',
    ftp: 'Es ist ein FTP-Server',
    smtp: 'Es ist ein Mailserver',
    mail: 'Es ist ein Mailserver',
    vnc: 'Es gibt einen Bildschirm frei (VNC)',
    tls: 'Es spricht TLS, aber darin ist kein Dateiserver',
    unknown: 'Es hat etwas anderes geantwortet',
    silent: 'Es hat die Verbindung angenommen und nichts geantwortet',
    closed: 'Es hat die Verbindung angenommen und wortlos geschlossen',
  },
  strangerWithWords: '{{stranger}} („{{words}}“)',
  noNetwork: {
    what: 'Dieser Computer ist in keinem Netzwerk.',
    advice: 'Ihn mit dem Netzwerk verbinden, in dem die anderen sind.',
  },
  noFirewall: {
    what: 'Auf diesem Computer wurde keine Firewall gefunden, die Port {{port}} für andere blockiert.',
    advice:
      'Ist der Port für andere trotzdem nicht erreichbar, Router und Firewalls dazwischen prüfen.',
  },

  firewalls: {
    ufw: 'ufw',
    firewalld: 'firewalld',
    nftables: 'nftables',
    windows: 'Die Windows-Firewall',
    macos: 'Die Firewall von macOS',
  },
  firewall: {
    open: '{{firewall}} ist aktiv und lässt Zugriffe auf Port {{port}} zu.',
    closed: '{{firewall}} ist aktiv und blockiert Zugriffe auf Port {{port}}.',
    rulesUnread: '{{firewall}} ist aktiv; die Regeln ließen sich nicht lesen.',
    dependsOnMore: '{{firewall}} ist aktiv; wer hineindarf, hängt nicht nur vom Port ab.',
  },
  firewallAdvice: {
    open: 'Ist der Port für andere trotzdem nicht erreichbar, Router und Firewalls dazwischen prüfen.',
    rulesUnread: 'Als Administrator ausgeführt, zeigt fifolio doctor mehr. {{opening}}',
    dependsOnMore: 'Ist Port {{port}} für andere nicht erreichbar, hilft Folgendes. {{opening}}',
  },
  openPort: {
    plain: 'Den Port öffnen:',
    nftables:
      'Den Port öffnen und die Regel auch in /etc/nftables.conf eintragen, sonst ist sie nach einem Neustart weg:',
    windows: 'Den Port in einer PowerShell als Administrator öffnen:',
    macosBlocksAll:
      'Eingehende Verbindungen in den Systemeinstellungen unter „Netzwerk“, „Firewall“, „Optionen“ erlauben, oder mit:',
    macos:
      'Das Programm in den Systemeinstellungen unter „Netzwerk“, „Firewall“, „Optionen“ erlauben, oder mit:',
  },
};
