export const failures = {
  twoSentences: '{{first}} {{second}}',

  'connect-timed-out': {
    what: 'Impossible de joindre {{address}} : aucune réponse en {{seconds, number}} s.',
    advice: 'Vérifiez l’adresse, ainsi que tout pare-feu intermédiaire.',
  },
  'no-such-interface': {
    what: 'Impossible de joindre {{address}} : cet ordinateur n’a pas d’interface réseau {{zone}}.',
    advice: 'Interfaces disponibles : {{interfaces}}.',
  },
  'interface-missing': {
    what: 'Impossible de joindre {{address}} : une adresse de lien local (fe80::) doit préciser une interface réseau, comme fe80::1%eth0.',
  },

  'connection-lost': {
    what: {
      'before-answer': '{{address}} a fermé la connexion avant de répondre.',
      'in-answer': '{{address}} a fermé la connexion au milieu d’une réponse.',
      'in-list': '{{address}} a fermé la connexion au milieu de sa liste.',
      'giving-up-another-file':
        '{{address}} a fermé la connexion lors de l’abandon d’un autre fichier.',
    },
    advice: 'Réessayez.',
  },
  'no-sign-of-life': {
    what: '{{address}} ne répond plus depuis {{seconds, number}} s.',
    advice: 'L’ordinateur est peut-être éteint, ou le réseau coupé.',
  },
  silent: {
    what: '{{address}} n’a rien envoyé pendant {{seconds, number}} s.',
    advice: 'Réessayez plus tard.',
  },
  'closed-without-answer': {
    what: '{{address}} a accepté la connexion puis l’a fermée sans répondre.',
    advice:
      'Vérifiez qu’un serveur de fichiers y est à l’écoute, y compris derrière un tunnel ou un port redirigé, puis réessayez.',
  },
  unheard: {
    what: {
      files:
        '{{address}} a accepté la connexion mais n’a pas répondu : impossible de lister son dossier.',
      stats:
        '{{address}} a accepté la connexion mais n’a pas répondu : impossible d’obtenir ses statistiques.',
      ping: '{{address}} a accepté la connexion mais n’a pas répondu : impossible de maintenir une connexion.',
    },
    advice: 'Vérifiez qu’un serveur de fichiers y est à l’écoute, puis réessayez.',
  },

  'not-understood': {
    what: '{{address}} a envoyé une réponse que ce programme ne comprend pas. {{detail}}',
    advice: 'Vérifiez qu’un serveur de fichiers y est à l’écoute.',
  },
  'web-server': {
    what: '{{address}} est un serveur web, pas un serveur Fifolio.',
    advice: 'Vérifiez le port, ou ouvrez l’adresse dans un navigateur.',
  },
  'plain-server': {
    files: '{{address}} est un serveur simple : il ne peut pas lister son dossier.',
    stats: '{{address}} est un serveur simple : il ne peut pas fournir de statistiques.',
    ping: '{{address}} est un serveur simple : il ne peut pas maintenir une connexion.',
  },
  'name-not-plain': {
    'asks-for-list': {
      about:
        '{{name}} : ce nom ne peut pas être demandé à un serveur simple, car il y désigne la liste.',
      alone: 'Ce nom ne peut pas être demandé à un serveur simple, car il y désigne la liste.',
    },
    'too-long': {
      about:
        '{{name}} : ce nom ne peut pas être demandé à un serveur simple, car il dépasse {{limit}} octets.',
      alone:
        'Ce nom ne peut pas être demandé à un serveur simple, car il dépasse {{limit}} octets.',
    },
    advice: 'Demandez que le fichier soit renommé sur le serveur.',
  },

  refused: {
    server: 'Le serveur a refusé : {{message}}',
    about: '{{name}} : {{message}}',
  },
  'keeps-changing': {
    about_one:
      '{{name}} : ce fichier est en cours de modification sur le serveur ; il a changé {{count, number}} fois pendant sa récupération.',
    about_many:
      '{{name}} : ce fichier est en cours de modification sur le serveur ; il a changé {{count, number}} de fois pendant sa récupération.',
    about_other:
      '{{name}} : ce fichier est en cours de modification sur le serveur ; il a changé {{count, number}} fois pendant sa récupération.',
    alone_one:
      'Ce fichier est en cours de modification sur le serveur ; il a changé {{count, number}} fois pendant sa récupération.',
    alone_many:
      'Ce fichier est en cours de modification sur le serveur ; il a changé {{count, number}} de fois pendant sa récupération.',
    alone_other:
      'Ce fichier est en cours de modification sur le serveur ; il a changé {{count, number}} fois pendant sa récupération.',
    advice: 'Récupérez-le à nouveau quand plus rien n’y écrira.',
  },
  'plain-not-found': {
    about: '{{name}} : le serveur n’a pas ce fichier, ou ne le partage pas.',
    alone: 'Le serveur n’a pas ce fichier, ou ne le partage pas.',
    advice: 'Vérifiez l’orthographe ; les majuscules comptent.',
  },
  'wrong-checksum': {
    about:
      '{{name}} : le fichier reçu ne correspond pas à sa somme de contrôle (CRC-32) et a été supprimé.',
    alone: 'Le fichier reçu ne correspond pas à sa somme de contrôle (CRC-32) et a été supprimé.',
    advice: 'Réessayez ; si cela se reproduit, vérifiez le réseau et le disque du serveur.',
  },

  'unsafe-name': {
    about: '{{name}} : non enregistré, {{because}}.',
    alone: 'Non enregistré, {{because}}.',
    advice: 'Demandez que le fichier soit renommé sur le serveur.',
  },
  'target-not-a-folder': {
    what: '{{path}} est un fichier, pas un dossier.',
    advice: 'Indiquez un dossier où enregistrer.',
  },
  'in-use': {
    what: '{{path}} indique qu’un autre téléchargement écrit ce fichier.',
    advice:
      'Attendez qu’il soit terminé ; s’il n’y en a pas, supprimez ce fichier de verrouillage.',
  },
  'partial-names-taken': {
    what: '{{path}} et tous les noms semblables sont pris par des fichiers qui ne sont pas des téléchargements inachevés de ce programme.',
    advice: 'Déplacez-les, puis relancez le téléchargement.',
  },
  'thread-died': {
    what: 'Le thread de téléchargement s’est arrêté de façon inattendue : {{detail}}.',
    advice: 'Relancez le téléchargement ; la partie reçue est conservée.',
  },
  exists: {
    what: '{{path}} existe déjà.',
    advice: 'Choisissez : conserver les deux, remplacer ou ignorer.',
  },
  canceled: {
    partKept: 'Annulé ; la partie reçue est conservée pour la prochaine fois.',
    nothingKept: 'Annulé.',
  },
  'downloads-file-damaged': {
    what: 'La liste des téléchargements est endommagée : {{detail}}.',
    advice: 'Elle a été conservée sous {{path}}.',
  },
  'nothing-to-fetch': {
    what: 'Rien à ajouter : les fichiers sont déjà en cours de téléchargement, ou le dossier n’en contient pas.',
  },

  'settings-refused': {
    unfit: 'Rien n’a été importé du fichier : ses valeurs pour {{unfit}} ne conviennent pas.',
    unknown: 'Rien n’a été importé du fichier : cette version n’importe pas {{unknown}}.',
    both: 'Rien n’a été importé du fichier : ses valeurs pour {{unfit}} ne conviennent pas, et cette version n’importe pas {{unknown}}.',
    advice: 'Corrigez le fichier ou retirez-en ces éléments, puis importez-le à nouveau.',
  },

  panel: {
    'not-a-settings-file': 'Ce fichier ne contient pas de paramètres de Fifolio.',
    'import-while-serving': 'Impossible d’importer des paramètres tant que le serveur est démarré.',
    'bad-request': 'Le panneau a envoyé une requête que cette version ne comprend pas.',
    'too-many-requests': 'Le panneau envoie trop de requêtes à la fois.',
    'answer-not-understood': 'La réponse n’a pas été comprise.',
    'unknown-method': 'Le panneau a envoyé une requête que cette version ne prend pas en charge.',
    unsupported: 'Ce n’est pas possible ici.',
    'host-timed-out': 'Fifolio n’a pas répondu à temps.',
    'host-disconnected': 'La connexion à Fifolio est perdue.',
    internal: 'Une erreur inattendue s’est produite dans Fifolio.',
    'already-running': 'Le serveur est déjà démarré.',
    'not-running': 'Le serveur n’est pas démarré.',
    'no-folder-chosen': 'Choisissez d’abord un dossier à partager.',
    'port-listed-already': 'Ce port est déjà dans la liste.',
    'folder-not-found': 'Ce dossier n’existe pas.',
    'folder-not-readable': 'Ce dossier ne peut pas être lu.',
    'folder-not-writable': 'L’écriture dans ce dossier n’est pas autorisée.',
    'not-a-folder': 'C’est un fichier, pas un dossier.',
    'not-connected': 'La connexion à ce serveur a pris fin.',
    'too-many-tabs': 'Impossible d’ouvrir davantage d’onglets.',
    'listing-gone': 'La liste des fichiers a expiré.',
    'selection-gone': 'La sélection a expiré.',
    'no-such-download': 'Ce téléchargement n’est plus dans la liste.',
    'link-key-unreadable': 'La clé contenue dans le lien est illisible.',
    'windows-path': 'C’est un chemin Windows, et cet ordinateur n’utilise pas Windows.',
    'link-elsewhere': 'Ce lien ne mène pas à un dossier de cet ordinateur.',
    'not-absolute': 'Ce n’est pas le chemin complet d’un dossier.',
    'no-such-file': 'Le serveur n’a aucun fichier de ce nom.',
  },
  panelAdvice: {
    'not-a-settings-file': 'Choisissez un fichier exporté depuis Fifolio.',
    'import-while-serving': 'Arrêtez-le d’abord.',
    'host-timed-out': 'Réessayez.',
    internal: 'Réessayez ; le diagnostic indique peut-être la cause.',
    'already-running': 'Arrêtez-le d’abord.',
    'not-running': 'Démarrez-le d’abord.',
    'folder-not-found': 'Choisissez-en un autre.',
    'folder-not-readable': 'Vérifiez ses autorisations ou choisissez-en un autre.',
    'folder-not-writable': 'Choisissez-en un autre.',
    'not-a-folder': 'Choisissez un dossier.',
    'not-connected': 'Reconnectez-vous.',
    'too-many-tabs': 'Fermez-en un d’abord.',
    'listing-gone': 'Actualisez-la.',
    'selection-gone': 'Sélectionnez à nouveau les fichiers.',
    'link-key-unreadable': 'Copiez à nouveau le lien, en entier.',
    'windows-path':
      'Indiquez où se trouve le dossier sur cet ordinateur, par exemple /home/moi/fichiers.',
    'link-elsewhere': 'Saisissez le chemin du dossier.',
    'not-absolute':
      'Commencez par ~ pour votre dossier personnel, par / ou, sous Windows, par un lecteur comme C:\\.',
  },
};
