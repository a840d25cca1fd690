export const entry = {
  'code-missing': {
    what: '{{address}} exige un code d’accès.',
    advice: 'Demandez le code à la personne qui gère le serveur.',
  },
  'code-wrong': { what: '{{address}} refuse l’accès : {{message}}.' },
  'code-not-asked': {
    what: '{{address}} n’exige pas le code d’accès : ce n’est peut-être pas le serveur auquel le code est destiné.',
    advice:
      'Vérifiez l’adresse. Si elle est juste et que le serveur n’a plus de code, connectez-vous sans code.',
  },
  'code-not-proven': {
    what: '{{address}} n’a pas pu prouver qu’il connaît le code d’accès : ce n’est pas le serveur auquel le code est destiné, et un autre ordinateur répond peut-être à sa place.',
    advice: 'Vérifiez l’adresse, et qui gère le réseau intermédiaire.',
  },
  'code-in-plain': {
    what: '{{address}} : le dialecte simple ne permet pas de prouver un code d’accès.',
    advice: 'Utilisez le dialecte natif, ou n’indiquez pas de code.',
  },
  'not-encrypting': {
    what: '{{address}} ne chiffre pas (TLS) : rien ne lui a été demandé.',
    advice:
      'Vérifiez le port, et que le serveur chiffre, ou connectez-vous sans chiffrement si les échanges ne sont pas confidentiels.',
  },
  'no-certificate': {
    what: '{{address}} chiffre sans présenter de clé : ce pourrait être n’importe qui. Rien ne lui a été demandé.',
  },
  'lost-in-handshake': {
    what: '{{address}} a fermé la connexion avant qu’elle soit chiffrée.',
    advice: 'Vérifiez que le serveur chiffre (TLS), puis réessayez.',
  },
  'handshake-timed-out': {
    what: '{{address}} a accepté la connexion, mais ne l’a pas chiffrée en {{seconds, number}} s.',
    advice: 'Vérifiez que le serveur chiffre (TLS).',
  },
  'unknown-key': {
    what: '{{address}} n’est pas encore connu, et aucune autorité ne garantit sa clé.',
    advice:
      'Avant de lui faire confiance, comparez l’empreinte de la clé à celle qu’affiche le serveur.',
  },
  'other-key-than-given': {
    what: '{{address}} n’a pas la clé indiquée.',
    advice:
      'Soit l’empreinte est celle d’un autre serveur ou d’une clé précédente, soit un autre ordinateur répond à sa place. Rien ne lui a été envoyé. Demandez l’empreinte à la personne qui gère le serveur.',
  },
  'other-key-than-known': {
    what: '{{address}} n’a plus la même clé qu’avant.',
    advice:
      'Soit sa clé a été renouvelée, soit c’est maintenant un autre serveur, soit un autre ordinateur répond à sa place pour intercepter les échanges. Rien ne lui a été envoyé. Avant de lui faire à nouveau confiance, demandez à la personne qui gère le serveur si la clé a changé, et comparez les empreintes.',
  },

  'trust-list-damaged': {
    what: 'La liste des serveurs de confiance, {{path}}, est incompréhensible : aucun serveur n’est donc connu. {{damage}}',
    advice: 'Réparez-la, ou déplacez-la pour refaire connaissance avec tous les serveurs.',
    file: {
      'not-json': 'Ce n’est pas du JSON valide.',
      'not-an-object': 'Ce n’est pas un objet JSON.',
      'later-format': 'Son « format » est différent ; une version ultérieure l’a peut-être écrite.',
      'no-list': 'Il y manque la liste « servers ».',
      incomplete: 'Il y manque l’adresse, l’empreinte ou la date.',
      'bad-fingerprint': 'L’empreinte qu’elle contient n’en est pas une.',
    },
    server: {
      'not-json': 'Le serveur {{server}} n’est pas du JSON valide.',
      'not-an-object': 'Le serveur {{server}} n’est pas un objet JSON.',
      'later-format':
        'Le serveur {{server}} a un « format » différent ; une version ultérieure l’a peut-être écrit.',
      'no-list': 'Le serveur {{server}} n’a pas de liste « servers ».',
      incomplete: 'Il manque au serveur {{server}} l’adresse, l’empreinte ou la date.',
      'bad-fingerprint': 'L’empreinte du serveur {{server}} n’en est pas une.',
    },
  },
  'trust-list-failed': {
    read: 'Impossible de lire la liste des serveurs de confiance, {{path}} : {{detail}}.',
    written: 'Impossible d’écrire la liste des serveurs de confiance, {{path}} : {{detail}}.',
  },
  'trust-list-in-use': {
    what: '{{path}} indique qu’un autre programme écrit la liste des serveurs de confiance.',
    advice: 'Attendez qu’il ait terminé ; s’il n’y en a pas, supprimez ce fichier.',
  },
};
