export const failures = {
  twoSentences: '{{first}} {{second}}',

  'connect-timed-out': {
    what: 'No se puede conectar con {{address}}: no respondió en {{seconds, number}} s.',
    advice: 'Comprueba la dirección y los firewalls intermedios.',
  },
  'no-such-interface': {
    what: 'No se puede conectar con {{address}}: este equipo no tiene la interfaz de red {{zone}}.',
    advice: 'Interfaces disponibles: {{interfaces}}.',
  },
  'interface-missing': {
    what: 'No se puede conectar con {{address}}: una dirección de enlace local (fe80::) necesita una interfaz de red, como en fe80::1%eth0.',
  },

  'connection-lost': {
    what: {
      'before-answer': '{{address}} cerró la conexión antes de responder.',
      'in-answer': '{{address}} cerró la conexión en medio de una respuesta.',
      'in-list': '{{address}} cerró la conexión en medio de su lista.',
      'giving-up-another-file':
        '{{address}} cerró la conexión al interrumpirse la descarga de otro archivo.',
    },
    advice: 'Inténtalo de nuevo.',
  },
  'no-sign-of-life': {
    what: '{{address}} lleva {{seconds, number}} s sin responder.',
    advice: 'Puede que esté apagado o que la red no funcione.',
  },
  silent: {
    what: '{{address}} no envió nada durante {{seconds, number}} s.',
    advice: 'Inténtalo más tarde.',
  },
  'closed-without-answer': {
    what: '{{address}} aceptó la conexión y la cerró sin responder.',
    advice:
      'Comprueba que allí haya un servidor de archivos, también al otro lado de un túnel o de un puerto redirigido, e inténtalo de nuevo.',
  },
  unheard: {
    what: {
      files:
        '{{address}} aceptó la conexión pero no respondió, así que no puede mostrar el contenido de su carpeta.',
      stats:
        '{{address}} aceptó la conexión pero no respondió, así que no puede dar sus estadísticas.',
      ping: '{{address}} aceptó la conexión pero no respondió, así que no puede mantener una conexión.',
    },
    advice: 'Comprueba que allí haya un servidor de archivos e inténtalo de nuevo.',
  },

  'not-understood': {
    what: '{{address}} envió una respuesta que este cliente no entiende. {{detail}}',
    advice: 'Comprueba que allí haya un servidor de archivos.',
  },
  'web-server': {
    what: '{{address}} es un servidor web, no un servidor de Fifolio.',
    advice: 'Comprueba el puerto o abre la dirección en un navegador.',
  },
  'plain-server': {
    files:
      '{{address}} solo habla el dialecto básico, con el que no puede mostrar el contenido de su carpeta.',
    stats: '{{address}} solo habla el dialecto básico, con el que no puede dar sus estadísticas.',
    ping: '{{address}} solo habla el dialecto básico, con el que no puede mantener una conexión.',
  },
  'name-not-plain': {
    'asks-for-list': {
      about:
        '{{name}}: el dialecto básico no puede solicitar este nombre, porque solicitaría la lista.',
      alone: 'El dialecto básico no puede solicitar este nombre, porque solicitaría la lista.',
    },
    'too-long': {
      about:
        '{{name}}: el dialecto básico no puede solicitar este nombre, porque tiene más de {{limit}} bytes.',
      alone:
        'El dialecto básico no puede solicitar este nombre, porque tiene más de {{limit}} bytes.',
    },
    advice: 'Pide que cambien el nombre del archivo en el servidor.',
  },

  refused: {
    server: 'El servidor rechazó la solicitud: {{message}}',
    about: '{{name}}: {{message}}',
  },
  'keeps-changing': {
    about_one:
      '{{name}}: el archivo se está modificando en el servidor; cambió {{count, number}} vez durante la descarga.',
    about_many:
      '{{name}}: el archivo se está modificando en el servidor; cambió {{count, number}} de veces durante la descarga.',
    about_other:
      '{{name}}: el archivo se está modificando en el servidor; cambió {{count, number}} veces durante la descarga.',
    alone_one:
      'El archivo se está modificando en el servidor; cambió {{count, number}} vez durante la descarga.',
    alone_many:
      'El archivo se está modificando en el servidor; cambió {{count, number}} de veces durante la descarga.',
    alone_other:
      'El archivo se está modificando en el servidor; cambió {{count, number}} veces durante la descarga.',
    advice: 'Descárgalo de nuevo cuando ya nada escriba en él.',
  },
  'plain-not-found': {
    about: '{{name}}: el servidor no tiene este archivo o no lo comparte.',
    alone: 'El servidor no tiene este archivo o no lo comparte.',
    advice: 'Comprueba cómo está escrito; las mayúsculas cuentan.',
  },
  'wrong-checksum': {
    about:
      '{{name}}: el archivo recibido no coincide con su suma de comprobación (CRC-32) y se descartó.',
    alone: 'El archivo recibido no coincide con su suma de comprobación (CRC-32) y se descartó.',
    advice: 'Inténtalo de nuevo; si vuelve a ocurrir, revisa la red y el disco del servidor.',
  },

  'unsafe-name': {
    about: '{{name}}: no se guardó {{because}}.',
    alone: 'No se guardó {{because}}.',
    advice: 'Pide que cambien el nombre del archivo en el servidor.',
  },
  'target-not-a-folder': {
    what: '{{path}} es un archivo, no una carpeta.',
    advice: 'Indica una carpeta donde guardar.',
  },
  'in-use': {
    what: '{{path}} indica que otra descarga está escribiendo este archivo.',
    advice: 'Espera a que termine; si no hay ninguna, elimina el archivo de bloqueo.',
  },
  'partial-names-taken': {
    what: '{{path}} y todos los nombres parecidos pertenecen a archivos que no son descargas sin terminar de este programa.',
    advice: 'Muévelos a otro lugar y repite la descarga.',
  },
  'thread-died': {
    what: 'El hilo de descarga terminó de forma inesperada: {{detail}}.',
    advice: 'Repite la descarga; la parte recibida se conserva.',
  },
  exists: {
    what: '{{path}} ya existe.',
    advice: 'Elige qué hacer: conservar ambos, reemplazarlo u omitirlo.',
  },
  canceled: {
    partKept: 'Cancelada; la parte recibida se conserva para la próxima vez.',
    nothingKept: 'Cancelada.',
  },
  'downloads-file-damaged': {
    what: 'La lista de descargas está dañada: {{detail}}.',
    advice: 'Se conservó como {{path}}.',
  },
  'nothing-to-fetch': {
    what: 'No hay nada que añadir: los archivos ya se están descargando o la carpeta no tiene ninguno.',
  },

  'settings-refused': {
    unfit: 'No se importó nada del archivo: los valores de {{unfit}} no son válidos.',
    unknown: 'No se importó nada del archivo: esta versión no importa {{unknown}}.',
    both: 'No se importó nada del archivo: los valores de {{unfit}} no son válidos y esta versión no importa {{unknown}}.',
    advice: 'Corrige esos datos en el archivo, o quítalos, e impórtalo de nuevo.',
  },

  panel: {
    'not-a-settings-file': 'Este archivo no contiene ajustes de Fifolio.',
    'import-while-serving': 'No se pueden importar ajustes mientras el servidor está activo.',
    'bad-request': 'El panel envió una solicitud que esta versión no entiende.',
    'too-many-requests': 'El panel envía demasiadas solicitudes a la vez.',
    'answer-not-understood': 'No se pudo entender la respuesta.',
    'unknown-method': 'El panel envió una solicitud que esta versión no admite.',
    unsupported: 'Esto no es posible aquí.',
    'host-timed-out': 'Fifolio no respondió a tiempo.',
    'host-disconnected': 'Se perdió la conexión con Fifolio.',
    internal: 'Se produjo un error inesperado en Fifolio.',
    'already-running': 'El servidor ya está activo.',
    'not-running': 'El servidor no está activo.',
    'no-folder-chosen': 'Elige primero la carpeta que quieres compartir.',
    'port-listed-already': 'Este puerto ya está en la lista.',
    'folder-not-found': 'La carpeta no existe.',
    'folder-not-readable': 'No se puede leer la carpeta.',
    'folder-not-writable': 'No tienes permiso para escribir en la carpeta.',
    'not-a-folder': 'Esto es un archivo, no una carpeta.',
    'not-connected': 'Ya no hay conexión con este servidor.',
    'too-many-tabs': 'No se pueden abrir más pestañas.',
    'listing-gone': 'La lista de archivos ha caducado.',
    'selection-gone': 'La selección ha caducado.',
    'no-such-download': 'Esta descarga ya no está en la lista.',
    'link-key-unreadable': 'La clave del enlace no es válida.',
    'windows-path': 'Es una ruta de Windows, y este equipo no usa Windows.',
    'link-elsewhere': 'Este enlace no lleva a una carpeta de este equipo.',
    'not-absolute': 'Esta no es la ruta completa de una carpeta.',
    'no-such-file': 'El servidor no tiene ningún archivo con este nombre.',
  },
  panelAdvice: {
    'not-a-settings-file': 'Elige uno exportado desde Fifolio.',
    'import-while-serving': 'Detenlo primero.',
    'host-timed-out': 'Inténtalo de nuevo.',
    internal: 'Inténtalo de nuevo; el diagnóstico puede indicar la causa.',
    'already-running': 'Detenlo primero.',
    'not-running': 'Inícialo primero.',
    'folder-not-found': 'Elige otra.',
    'folder-not-readable': 'Comprueba sus permisos o elige otra.',
    'folder-not-writable': 'Elige otra.',
    'not-a-folder': 'Elige una carpeta.',
    'not-connected': 'Vuelve a conectarte.',
    'too-many-tabs': 'Cierra una primero.',
    'listing-gone': 'Actualízala.',
    'selection-gone': 'Vuelve a elegir los archivos.',
    'link-key-unreadable': 'Copia de nuevo el enlace completo.',
    'windows-path': 'Escribe dónde está la carpeta en este equipo, como /home/yo/archivos.',
    'link-elsewhere': 'Escribe la ruta de la carpeta.',
    'not-absolute':
      'Empieza con ~ para tu carpeta personal, con / o, en Windows, con una unidad como C:\\.',
  },
};
