export const refusals = {
  title: {
    '400': 'Requête incorrecte',
    '401': 'Authentification requise',
    '403': 'Accès interdit',
    '404': 'Introuvable',
    '405': 'Méthode non autorisée',
    '412': 'Condition préalable non remplie',
    '413': 'Contenu trop volumineux',
    '414': 'Adresse trop longue',
    '416': 'Plage non disponible',
    '417': 'Attente non satisfaite',
    '421': 'Requête mal dirigée',
    '429': 'Trop de requêtes',
    '431': 'En-têtes trop longs',
    '500': 'Erreur interne du serveur',
    '501': 'Non pris en charge',
    '503': 'Service indisponible',
    '505': 'Version HTTP non prise en charge',
  },

  'not-found': 'Ce fichier n’existe pas dans le dossier partagé.',
  'not-shared': 'Ce fichier n’existe pas dans le dossier partagé.',
  'not-a-file': 'Ce n’est pas un fichier ordinaire ; seuls ceux-là sont partagés.',
  folder: 'C’est un dossier, pas un fichier.',
  outside: 'Ce nom sort du dossier partagé.',
  unreadable: 'Le serveur n’est pas autorisé à lire ce fichier.',
  unnameable: 'Ce lien mène à un fichier dont le nom n’est pas autorisé.',
  'untrue-size':
    'Le système n’indique pas la vraie taille de ce fichier, qui ne peut donc pas être récupéré.',
  replaced: 'Ce fichier est sans cesse remplacé. Réessayez plus tard.',
  exhausted: 'Trop de fichiers sont ouverts sur le serveur. Réessayez plus tard.',
  'failed-reading': 'Le serveur n’a pas pu lire ce fichier.',
  'root-gone': 'Le dossier partagé n’existe plus.',
  'changed-since': 'Le fichier a changé depuis ; récupérez-le depuis le début.',
  'another-version': 'La version du fichier n’est pas celle qui a été demandée.',
  'no-such-page': 'Cette page n’existe pas.',

  'login-needed': 'Ce serveur exige un code d’accès. Authentifiez-vous d’abord avec « auth ».',
  'no-login-needed': 'Ce serveur n’exige pas de code d’accès.',
  'malformed-login':
    'L’authentification ne suit pas SCRAM-SHA-256 sans liaison de canal (RFC 7677).',
  'wrong-code': 'Ce n’est pas le code d’accès.',
  'code-needed-as-password':
    'Ce serveur exige un code d’accès : envoyez-le comme mot de passe, avec n’importe quel nom d’utilisateur.',
  'code-not-in-plain':
    'Le dialecte simple ne peut pas demander le code d’accès ; --allow-plain l’admet.',
  'foreign-form': 'Ce formulaire ne vient pas d’une page de ce serveur. Ouvrez à nouveau la page.',
  'encryption-needed':
    'Ce serveur n’accepte que les connexions chiffrées. Connectez-vous avec TLS (--tls).',
  'https-needed':
    'Ce serveur n’accepte que les connexions chiffrées. Utilisez une adresse https://.',
  'unknown-host-name':
    'Ce serveur ne connaît pas le nom d’hôte demandé. Utilisez son adresse, ou autorisez le nom avec --allow-host.',
  'metrics-not-shared':
    'Les métriques sont réservées à cet ordinateur ; pour les partager, démarrez le serveur avec --metrics.',
  'method-not-allowed': 'Ce serveur répond à GET, HEAD et OPTIONS.',
  'malformed-path': 'Le chemin n’est pas un nom en UTF-8, encodé une seule fois avec des %.',

  stopping: 'Le serveur s’arrête. Réessayez quand il aura redémarré.',
  'connection-limit': 'Nombre maximal de connexions atteint. Réessayez plus tard.',

  'changed-while-sent': 'Le fichier a changé pendant son envoi.',
  'changed-in-archive': 'Un fichier a changé pendant l’envoi de l’archive.',
  'client-gone': 'Le client s’est déconnecté.',
  'connection-lost': 'La connexion est perdue.',
  'server-stopped': 'Le serveur a été arrêté.',

  name: 'Ce nom n’est pas autorisé : {{rule}}.',
  system: 'Le serveur n’a pas pu lire ce fichier ({{code}}).',
  malformed: 'La requête est incompréhensible. {{sentence}}',
  'beyond-end': 'Le fichier fait {{size}} octets.',
  'long-line': 'Une ligne de requête compte au plus {{limit}} octets.',
  guesses:
    'Trop de codes d’accès erronés sont venus de cette adresse. Réessayez dans {{seconds}} s.',
};
