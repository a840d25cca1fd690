export const doctor = {
  reached: {
    what: 'Un serveur de fichiers répond à l’adresse {{address}}.',
    whatEncrypted: 'Un serveur de fichiers répond à l’adresse {{address}}, avec chiffrement.',
    adviceEncrypted: 'Connectez-vous avec chiffrement (--tls).',
  },
  lookupFailed: {
    what: 'Impossible de résoudre le nom {{host}} : aucun serveur de noms n’a répondu.',
    advice: 'Vérifiez le réseau, ou utilisez l’adresse IP.',
  },
  nameNotFound: {
    what: 'Aucun ordinateur ne s’appelle {{host}}.',
    advice: 'Vérifiez l’orthographe, ou utilisez l’adresse IP.',
  },
  noRouteHere: {
    what: 'Cet ordinateur n’a pas de route vers {{address}}.',
    advice: 'Vérifiez qu’il est connecté à un réseau d’où cette adresse est accessible.',
  },
  noRouteThere: {
    what: 'Aucun ordinateur ne répond à l’adresse de {{address}}.',
    advice:
      'Vérifiez l’adresse, que l’ordinateur est allumé et que les deux sont sur le même réseau. Un pare-feu peut aussi répondre ainsi.',
  },
  refused: {
    what: 'L’ordinateur de {{address}} est là, mais refuse la connexion : rien n’y écoute sur ce port pour les autres.',
    advice:
      'Vérifiez le port. Si le serveur est démarré, il n’est peut-être ouvert qu’à son propre ordinateur : choisissez-y « Mon réseau », ou démarrez-le avec --host 0.0.0.0.',
  },
  dropped: {
    what: 'Rien n’est revenu de {{address}} en {{seconds, number}} s, comme si un pare-feu rejetait tout sans répondre.',
    advice:
      'Sur l’ordinateur qui partage, exécutez cette commande : elle indique son pare-feu et comment ouvrir le port. Si tout y est en ordre, vérifiez que cet ordinateur est allumé, ainsi que tout pare-feu intermédiaire.',
  },
  notAllowed: {
    what: 'Le système de cet ordinateur ne laisse pas sortir la connexion vers {{address}}.',
    advice: 'Vérifiez les règles de sortie de son pare-feu.',
  },
  failed: {
    what: 'La connexion à {{address}} a échoué : {{detail}}.',
    advice: 'Réessayez.',
  },
  notListening: {
    what: 'Rien n’écoute sur le port {{port}} de cet ordinateur.',
    advice: 'Démarrez le serveur, ou vérifiez le port.',
  },
  loopbackOnly: {
    what: 'Le serveur sur le port {{port}} n’est ouvert qu’à cet ordinateur.',
    advice: 'Choisissez « Mon réseau », ou démarrez-le avec --host 0.0.0.0.',
  },
  otherProgram: {
    what: 'Un autre programme occupe le port {{port}} de cet ordinateur : {{stranger}}.',
    whatWithOwner:
      'Un autre programme occupe le port {{port}} de cet ordinateur ({{program}}, processus {{pid}}) : {{stranger}}.',
    advice: 'Fermez-le, ou utilisez un autre port.',
  },
  otherServer: {
    what: 'Ce qui répond à l’adresse {{address}} n’est pas un serveur de fichiers de ce type : {{stranger}}.',
    advice: 'Vérifiez le port.',
  },
  strangers: {
    http: 'c’est un serveur web',
    ssh: 'c’est un serveur SSH',
    ftp: 'c’est un serveur FTP',
    smtp: 'c’est un serveur de messagerie',
    mail: 'c’est un serveur de messagerie',
    vnc: 'il partage un écran (VNC)',
    tls: 'il parle TLS, et aucun serveur de fichiers n’est derrière',
    unknown: 'il a répondu autre chose',
    silent: 'il a accepté la connexion et n’a rien répondu',
    closed: 'il a accepté la connexion puis l’a fermée sans un mot',
  },
  strangerWithWords: '{{stranger}} (« {{words}} »)',
  noNetwork: {
    what: 'Cet ordinateur n’est sur aucun réseau.',
    advice: 'Connectez-le à celui où sont les autres.',
  },
  noFirewall: {
    what: 'Aucun pare-feu bloquant le port {{port}} aux autres n’a été trouvé sur cet ordinateur.',
    advice: 'Si les autres n’y accèdent pas, vérifiez le routeur ou le pare-feu intermédiaire.',
  },

  firewalls: {
    ufw: 'ufw',
    firewalld: 'firewalld',
    nftables: 'nftables',
    windows: 'Le pare-feu Windows Defender',
    macos: 'Le coupe-feu de macOS',
  },
  firewall: {
    open: '{{firewall}} est actif et autorise les accès au port {{port}}.',
    closed: '{{firewall}} est actif et bloque les accès au port {{port}}.',
    rulesUnread: '{{firewall}} est actif, et ses règles n’ont pas pu être lues.',
    dependsOnMore: '{{firewall}} est actif, et ce qu’il laisse entrer ne dépend pas que du port.',
  },
  firewallAdvice: {
    open: 'Si les autres n’y accèdent pas, vérifiez le routeur ou le pare-feu intermédiaire.',
    rulesUnread: 'Exécuté en administrateur, fifolio doctor en dit plus. {{opening}}',
    dependsOnMore: 'Si les autres n’accèdent pas au port {{port}}, voici que faire. {{opening}}',
  },
  openPort: {
    plain: 'Ouvrez le port :',
    nftables:
      'Ouvrez le port, et ajoutez la règle à /etc/nftables.conf, sans quoi elle disparaît au redémarrage :',
    windows: 'Ouvrez le port dans PowerShell en tant qu’administrateur :',
    macosBlocksAll:
      'Autorisez les connexions entrantes dans Réglages Système, Réseau, Coupe-feu, Options, ou ainsi :',
    macos: 'Autorisez le programme dans Réglages Système, Réseau, Coupe-feu, Options, ou ainsi :',
  },
};
