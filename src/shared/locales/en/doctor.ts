/**
 * What a look at a server shows that others cannot reach: what was found (`what`), and what to do about it
 * (`advice`), each whole sentences. Commands stand behind the advice and are not translated. `address` is a
 * host and port. Words with -- are options of the command line.
 */
export const doctor = {
  reached: {
    what: 'A file server answers at {{address}}.',
    whatEncrypted: 'A file server answers at {{address}}, encrypted.',
    adviceEncrypted: 'Connect with encryption (--tls).',
  },
  lookupFailed: {
    what: 'The name {{host}} could not be looked up: no name server answered.',
    advice: 'Check the network, or use the IP address.',
  },
  nameNotFound: {
    what: 'There is no computer called {{host}}.',
    advice: 'Check the spelling, or use the IP address.',
  },
  noRouteHere: {
    what: 'This computer has no route to {{address}}.',
    advice: 'Check that it is connected to a network from which that address is reached.',
  },
  noRouteThere: {
    what: 'No computer answers to the address of {{address}}.',
    advice:
      'Check the address, that the computer is on, and that both are in the same network. A firewall may answer so, too.',
  },
  refused: {
    what: 'The computer of {{address}} is there and refuses the connection: nothing listens on that port for others.',
    /** "My network" is a choice in the panel: say it as the namespace `panel` does. */
    advice:
      'Check the port. If the server is running, it may be open to its own computer only: there, choose "My network", or start it with --host 0.0.0.0.',
  },
  dropped: {
    /** `seconds` may have decimals. */
    what: 'Nothing came back from {{address}} within {{seconds, number}} s, as when a firewall drops what arrives.',
    /** "This" is the command `fifolio doctor`, which stands below. */
    advice:
      'On the computer that serves, run this, which names its firewall and how to open the port. If that is in order, check that it is on, and any firewall in between.',
  },
  notAllowed: {
    what: 'The system of this computer does not let the connection to {{address}} out.',
    advice: 'Check the outgoing rules of its firewall.',
  },
  failed: {
    /** `detail`: what the system says itself, in English. */
    what: 'The connection to {{address}} failed: {{detail}}.',
    advice: 'Try again.',
  },
  notListening: {
    what: 'Nothing on this computer listens on port {{port}}.',
    advice: 'Start the server, or check the port.',
  },
  loopbackOnly: {
    what: 'The server on port {{port}} is open to this computer only.',
    advice: 'Choose "My network", or start it with --host 0.0.0.0.',
  },
  /** `stranger`: one of `strangers`. */
  otherProgram: {
    what: 'Another program has port {{port}} of this computer: {{stranger}}.',
    /** `program`: its name; `pid`: the number of its process. */
    whatWithOwner:
      'Another program has port {{port}} of this computer ({{program}}, process {{pid}}): {{stranger}}.',
    advice: 'End it, or serve on another port.',
  },
  otherServer: {
    what: 'What answers at {{address}} is no file server of this kind: {{stranger}}.',
    advice: 'Check the port.',
  },
  strangers: {
    http: 'it is a web server',
    ssh: 'it is an SSH server',
    ftp: 'it is an FTP server',
    smtp: 'it is a mail server',
    mail: 'it is a mail server',
    vnc: 'it shares a screen (VNC)',
    tls: 'it speaks TLS, and no file server is inside',
    unknown: 'it said something else',
    silent: 'it took the connection and said nothing',
    closed: 'it took the connection and closed it without a word',
  },
  /** One of `strangers`, and what that program says itself. */
  strangerWithWords: '{{stranger}}, "{{words}}"',
  noNetwork: {
    what: 'This computer is in no network.',
    advice: 'Connect it to the one that the others are in.',
  },
  noFirewall: {
    what: 'No firewall of this computer was found to keep others from port {{port}}.',
    advice: 'If they cannot reach it, check the router or firewall in between.',
  },

  /** Their names, at the beginning of a sentence. */
  firewalls: {
    ufw: 'ufw',
    firewalld: 'firewalld',
    nftables: 'nftables',
    windows: 'Windows Defender Firewall',
    macos: 'The firewall of macOS',
  },
  /** `firewall`: one of `firewalls`. */
  firewall: {
    open: '{{firewall}} is on and lets others in to port {{port}}.',
    closed: '{{firewall}} is on and keeps others from port {{port}}.',
    rulesUnread: '{{firewall}} is on, and its rules could not be read.',
    dependsOnMore: '{{firewall}} is on, and it depends on more than the port whom it lets in.',
  },
  /** `opening`: one of `openPort`, at the end. */
  firewallAdvice: {
    open: 'If they cannot reach it, check the router or firewall in between.',
    rulesUnread: 'As administrator, fifolio doctor says more. {{opening}}',
    dependsOnMore: 'If others cannot reach port {{port}}: {{opening}}',
  },
  /** How a port is opened; a command follows. */
  openPort: {
    plain: 'Open the port:',
    nftables:
      'Open the port: put the rule into /etc/nftables.conf as well, or it is gone after a restart.',
    windows: 'Open the port in a PowerShell of an administrator:',
    /** As the menus of macOS are called in this language. "Or so": with the command that follows. */
    macosBlocksAll:
      'Allow incoming connections in System Settings, Network, Firewall, Options, or so:',
    macos: 'Allow it in System Settings, Network, Firewall, Options, or so:',
  },
} as const;
