export const serving = {
  port: {
    socketLost:
      'El socket que se pasó al programa se perdió al terminar un hilo; inicia el programa de nuevo.',
    inUse: 'Otro programa está usando el puerto {{port}}.',
    notAllowed:
      'Esta cuenta no puede usar el puerto {{port}} (los puertos inferiores al 1024 suelen requerir un administrador).',
    noSuchAddress: 'Este equipo no tiene la dirección {{host}}.',
    unknownHost: 'No se conoce la dirección {{host}}.',
    other: 'No se puede escuchar en el puerto {{port}}: {{detail}}.',
  },

  'share-missing': {
    what: 'No se puede compartir «{{directory}}»: la carpeta no existe.',
    advice: 'Comprueba cómo está escrita o créala.',
  },
  'share-not-a-folder': {
    what: 'No se puede compartir «{{directory}}»: no es una carpeta.',
    advice: 'Indica la carpeta que contiene los archivos.',
  },
  'share-unreadable': {
    what: 'No se puede compartir «{{directory}}»: no se puede leer ({{code}}).',
    whatUnknown: 'No se puede compartir «{{directory}}»: no se puede leer (error desconocido).',
    advice: 'Comprueba sus permisos o elige otra carpeta.',
  },
  'share-name-taken': {
    what: 'No se pueden compartir juntas «{{first}}» y «{{second}}»: ambas se llamarían «{{name}}».',
    advice: 'Ponle otro nombre a una de ellas, con la forma NAME=DIRECTORY.',
  },
  'share-bad-name': {
    whatWithoutName:
      'No se puede compartir «{{directory}}» junto con otras carpetas: no tiene nombre propio.',
    what: 'No se puede compartir «{{directory}}» con el nombre «{{name}}»: los clientes de algunos sistemas no podrían solicitarlo.',
    advice: 'Ponle otro nombre, sin / ni \\, con la forma NAME=DIRECTORY.',
  },
  'too-many-folders': {
    what_one: 'Un servidor comparte como máximo {{count, number}} carpeta.',
    what_many: 'Un servidor comparte como máximo {{count, number}} de carpetas.',
    what_other: 'Un servidor comparte como máximo {{count, number}} carpetas.',
    advice: 'Comparte una carpeta que contenga algunas de ellas.',
  },
  'too-few-descriptors': {
    what_one:
      'Este programa puede tener abiertos {{limit}} archivos a la vez, muy pocos para un servidor con {{count, number}} hilo.',
    what_many:
      'Este programa puede tener abiertos {{limit}} archivos a la vez, muy pocos para un servidor con {{count, number}} de hilos.',
    what_other:
      'Este programa puede tener abiertos {{limit}} archivos a la vez, muy pocos para un servidor con {{count, number}} hilos.',
    advice: 'Permite más (ulimit -n) o cierra otras cosas en este programa.',
    adviceWithNumber: 'Permite {{needed}} o más (ulimit -n), o usa menos hilos.',
  },
  'unusable-descriptor': {
    what: 'El servidor no puede aceptar conexiones en el socket que recibió como descriptor {{fd}}: {{fault}}.',
    advice:
      'Admite sockets TCP en escucha (en una unidad socket de systemd: ListenStream con un puerto, y Accept=no), como máximo uno por puerto e hilo.',
    fault: {
      'not-tcp': 'no es un socket TCP',
      'too-many-sockets': 'hay más sockets para su puerto que hilos',
    },
  },
  'thread-refused': {
    what: 'El sistema no deja que el servidor inicie ningún hilo ({{detail}}): falta memoria o hay demasiados hilos o archivos abiertos.',
    advice: 'Usa menos hilos o amplía los límites de esta cuenta (ulimit -a).',
  },
  'unusable-access-code': {
    'too-short_one': 'Un código de acceso necesita al menos {{count, number}} carácter.',
    'too-short_many': 'Un código de acceso necesita al menos {{count, number}} de caracteres.',
    'too-short_other': 'Un código de acceso necesita al menos {{count, number}} caracteres.',
    'too-long_one': 'Un código de acceso puede tener como máximo {{count, number}} carácter.',
    'too-long_many': 'Un código de acceso puede tener como máximo {{count, number}} de caracteres.',
    'too-long_other': 'Un código de acceso puede tener como máximo {{count, number}} caracteres.',
    'control-character':
      'Un código de acceso es una sola línea de texto, sin caracteres de control.',
  },
  'panel-needs-token': {
    what: 'Otras personas podrían acceder a un panel en {{host}}, y con él leer y compartir archivos.',
    advice: 'Para permitirlo, dale un token propio; si no, déjalo en 127.0.0.1.',
  },
  'unusable-panel-token': {
    what_one:
      'Un token necesita al menos {{count, number}} carácter: letras, cifras o los signos . _ ~ y -.',
    what_many:
      'Un token necesita al menos {{count, number}} de caracteres: letras, cifras o los signos . _ ~ y -.',
    what_other:
      'Un token necesita al menos {{count, number}} caracteres: letras, cifras o los signos . _ ~ y -.',
  },

  'unusable-identity': {
    what: 'El certificado y la clave privada no se pueden usar para TLS: {{detail}}.',
    advice: 'Ambos deben estar en formato PEM y corresponderse.',
  },
  'identity-file-unreadable': {
    what: '{{path}} es necesario para TLS: {{why}}.',
    advice: 'Permite que esta cuenta lo lea.',
  },
  'identity-file-unusable': {
    certificate: '{{path}} no se puede usar para TLS: no contiene un certificado en PEM.',
    'private-key':
      '{{path}} no se puede usar para TLS: no contiene una clave privada en PEM, o está protegida con una frase de contraseña.',
  },
  'identity-files-differ': {
    what: 'El certificado de {{certificateFile}} no corresponde a la clave privada de {{keyFile}}.',
    advice: 'Indica dos que se correspondan.',
  },
  'own-identity-damaged': {
    what: '{{path}}, que contiene la clave de este servidor para TLS, está dañado.',
    advice:
      'Restáuralo, o elimínalo para crear una clave nueva, de la que se avisará a los clientes.',
  },
  'own-identity-gone': {
    what: '{{path}}, que contiene la clave de este servidor para TLS, ya no existe.',
    advice:
      'Si no se restaura, en el próximo inicio se creará una clave nueva y se avisará de ello a los clientes.',
  },
  'own-identity-not-kept': {
    what: 'La clave de este servidor para TLS no se puede guardar en {{path}}: {{why}}.',
    advice: 'Libera espacio o permite que esta cuenta escriba allí, o usa --tls-cert y --tls-key.',
  },
};
