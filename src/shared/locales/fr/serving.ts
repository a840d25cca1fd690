export const serving = {
  port: {
    socketLost: 'Le socket confié au programme a disparu avec un thread ; redémarrez le programme.',
    inUse: 'Le port {{port}} est utilisé par un autre programme.',
    notAllowed:
      'Ce compte ne peut pas utiliser le port {{port}} (sous 1024, il faut en général être administrateur).',
    noSuchAddress: 'Cet ordinateur n’a pas l’adresse {{host}}.',
    unknownHost: 'L’adresse {{host}} est inconnue.',
    other: 'Impossible d’ouvrir le port {{port}} : {{detail}}.',
  },

  'share-missing': {
    what: 'Impossible de partager « {{directory}} » : ce dossier n’existe pas.',
    advice: 'Vérifiez l’orthographe, ou créez-le.',
  },
  'share-not-a-folder': {
    what: 'Impossible de partager « {{directory}} » : ce n’est pas un dossier.',
    advice: 'Indiquez le dossier qui contient les fichiers.',
  },
  'share-unreadable': {
    what: 'Impossible de partager « {{directory}} » : lecture impossible ({{code}}).',
    whatUnknown: 'Impossible de partager « {{directory}} » : lecture impossible (erreur inconnue).',
    advice: 'Vérifiez ses autorisations, ou choisissez un autre dossier.',
  },
  'share-name-taken': {
    what: 'Impossible de partager « {{first}} » et « {{second}} » ensemble : les deux s’appelleraient « {{name}} ».',
    advice: 'Donnez un autre nom à l’un d’eux, sous la forme NAME=DIRECTORY.',
  },
  'share-bad-name': {
    whatWithoutName:
      'Impossible de partager « {{directory}} » à côté d’autres dossiers : il n’a pas de nom à lui.',
    what: 'Impossible de partager « {{directory}} » sous le nom « {{name}} » : sur certains systèmes, les clients ne pourraient pas le demander.',
    advice: 'Donnez-lui un autre nom, sans / ni \\, sous la forme NAME=DIRECTORY.',
  },
  'too-many-folders': {
    what_one: 'Un serveur partage au plus {{count, number}} dossier.',
    what_many: 'Un serveur partage au plus {{count, number}} de dossiers.',
    what_other: 'Un serveur partage au plus {{count, number}} dossiers.',
    advice: 'Partagez un dossier qui en contient plusieurs.',
  },
  'too-few-descriptors': {
    what_one:
      'Ce programme peut ouvrir {{limit}} fichiers à la fois : c’est trop peu pour un serveur à {{count, number}} thread.',
    what_many:
      'Ce programme peut ouvrir {{limit}} fichiers à la fois : c’est trop peu pour un serveur à {{count, number}} de threads.',
    what_other:
      'Ce programme peut ouvrir {{limit}} fichiers à la fois : c’est trop peu pour un serveur à {{count, number}} threads.',
    advice: 'Augmentez cette limite (ulimit -n), ou fermez autre chose dans ce programme.',
    adviceWithNumber:
      'Portez cette limite à {{needed}} au moins (ulimit -n), ou utilisez moins de threads.',
  },
  'unusable-descriptor': {
    what: 'Le serveur ne peut pas accepter de connexions sur le socket reçu comme descripteur {{fd}} : {{fault}}.',
    advice:
      'Il lui faut des sockets TCP en écoute (dans une unité socket de systemd : ListenStream avec un port, et Accept=no), au plus un par port et par thread.',
    fault: {
      'not-tcp': 'ce n’est pas un socket TCP',
      'too-many-sockets': 'il y a plus de sockets que de threads pour son port',
    },
  },
  'thread-refused': {
    what: 'Le système ne laisse le serveur démarrer aucun thread ({{detail}}) : trop peu de mémoire, ou trop de threads ou de fichiers ouverts.',
    advice: 'Utilisez moins de threads, ou augmentez les limites de ce compte (ulimit -a).',
  },
  'unusable-access-code': {
    'too-short_one': 'Un code d’accès compte au moins {{count, number}} caractère.',
    'too-short_many': 'Un code d’accès compte au moins {{count, number}} de caractères.',
    'too-short_other': 'Un code d’accès compte au moins {{count, number}} caractères.',
    'too-long_one': 'Un code d’accès compte au plus {{count, number}} caractère.',
    'too-long_many': 'Un code d’accès compte au plus {{count, number}} de caractères.',
    'too-long_other': 'Un code d’accès compte au plus {{count, number}} caractères.',
    'control-character': 'Un code d’accès est une ligne de texte, sans caractères de contrôle.',
  },
  'panel-needs-token': {
    what: 'Un panneau sur {{host}} est accessible à d’autres, qui pourraient y lire et partager des fichiers.',
    advice: 'Pour l’autoriser, donnez-lui un jeton de votre choix ; sinon, restez sur 127.0.0.1.',
  },
  'unusable-panel-token': {
    what_one:
      'Un jeton compte au moins {{count, number}} caractère parmi les lettres, les chiffres et . _ ~ et -.',
    what_many:
      'Un jeton compte au moins {{count, number}} de caractères parmi les lettres, les chiffres et . _ ~ et -.',
    what_other:
      'Un jeton compte au moins {{count, number}} caractères parmi les lettres, les chiffres et . _ ~ et -.',
  },

  'unusable-identity': {
    what: 'Le certificat et la clé privée ne peuvent pas servir pour TLS : {{detail}}.',
    advice: 'Les deux doivent être au format PEM et aller ensemble.',
  },
  'identity-file-unreadable': {
    what: '{{path}} est nécessaire pour TLS, mais ne peut pas être lu : {{why}}.',
    advice: 'Autorisez ce compte à le lire.',
  },
  'identity-file-unusable': {
    certificate: '{{path}} ne peut pas servir pour TLS : il ne contient aucun certificat PEM.',
    'private-key':
      '{{path}} ne peut pas servir pour TLS : il ne contient aucune clé privée PEM, ou une clé protégée par une phrase secrète.',
  },
  'identity-files-differ': {
    what: 'Le certificat de {{certificateFile}} ne va pas avec la clé privée de {{keyFile}}.',
    advice: 'Donnez-en deux qui vont ensemble.',
  },
  'own-identity-damaged': {
    what: '{{path}}, qui contient la clé TLS de ce serveur, est endommagé.',
    advice:
      'Restaurez-le, ou supprimez-le pour obtenir une nouvelle clé ; les clients en seront avertis.',
  },
  'own-identity-gone': {
    what: '{{path}}, qui contient la clé TLS de ce serveur, a disparu.',
    advice:
      'S’il n’est pas restauré, une nouvelle clé sera créée au prochain démarrage, et les clients en seront avertis.',
  },
  'own-identity-not-kept': {
    what: 'Impossible de conserver la clé TLS de ce serveur dans {{path}} : {{why}}.',
    advice:
      'Libérez de l’espace ou autorisez ce compte à y écrire, ou bien utilisez --tls-cert et --tls-key.',
  },
};
