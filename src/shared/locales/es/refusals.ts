export const refusals = {
  title: {
    '400': 'Solicitud incorrecta',
    '401': 'No autorizado',
    '403': 'Prohibido',
    '404': 'No encontrado',
    '405': 'Método no permitido',
    '412': 'No se cumple la condición previa',
    '413': 'Contenido demasiado grande',
    '414': 'URI demasiado largo',
    '416': 'Intervalo no disponible',
    '417': 'No se cumple la expectativa',
    '421': 'Solicitud mal dirigida',
    '429': 'Demasiadas solicitudes',
    '431': 'Encabezados de la solicitud demasiado grandes',
    '500': 'Error interno del servidor',
    '501': 'No implementado',
    '503': 'Servicio no disponible',
    '505': 'Versión de HTTP no admitida',
  },

  'not-found': 'Este archivo no existe en la carpeta compartida.',
  'not-shared': 'Este archivo no existe en la carpeta compartida.',
  'not-a-file': 'No es un archivo normal; solo se comparten archivos normales.',
  folder: 'Esto es una carpeta, no un archivo.',
  outside: 'Este nombre lleva fuera de la carpeta compartida.',
  unreadable: 'El servidor no tiene permiso para leer este archivo.',
  unnameable: 'Este enlace lleva a un archivo cuyo propio nombre no está permitido.',
  'untrue-size':
    'El sistema no indica el tamaño real de este archivo, así que no se puede compartir.',
  replaced: 'Este archivo se está reemplazando una y otra vez. Inténtalo más tarde.',
  exhausted: 'El servidor tiene demasiados archivos abiertos. Inténtalo más tarde.',
  'failed-reading': 'El servidor no pudo leer este archivo.',
  'root-gone': 'La carpeta compartida ya no existe.',
  'changed-since': 'El archivo ha cambiado desde entonces; descárgalo desde el principio.',
  'another-version': 'La versión del archivo no es la que se solicitó.',
  'no-such-page': 'Esta página no existe.',

  'login-needed': 'Este servidor pide un código de acceso. Identifícate primero con «auth».',
  'no-login-needed': 'Este servidor no pide código de acceso.',
  'malformed-login': 'La autenticación no es SCRAM-SHA-256 sin vinculación de canal (RFC 7677).',
  'wrong-code': 'Ese no es el código de acceso.',
  'code-needed-as-password':
    'Este servidor pide un código de acceso: envíalo como contraseña, con cualquier nombre de usuario.',
  'code-not-in-plain':
    'El dialecto básico no puede pedir el código de acceso; con --allow-plain se admite sin él.',
  'foreign-form':
    'Este formulario no procede de una página de este servidor. Abre la página de nuevo.',
  'encryption-needed': 'Este servidor solo acepta conexiones cifradas. Conéctate con TLS (--tls).',
  'https-needed': 'Este servidor solo acepta conexiones cifradas. Usa una dirección https://.',
  'unknown-host-name':
    'Este servidor no conoce el nombre de equipo solicitado. Usa su dirección o permite el nombre con --allow-host.',
  'metrics-not-shared':
    'Las métricas son solo para este equipo; para compartirlas, inicia el servidor con --metrics.',
  'method-not-allowed': 'Este servidor responde a GET, HEAD y OPTIONS.',
  'malformed-path': 'La ruta no es un nombre en UTF-8 codificado una sola vez con «%».',

  stopping: 'El servidor se está deteniendo. Inténtalo cuando vuelva a estar activo.',
  'connection-limit': 'Se alcanzó el límite de conexiones. Inténtalo más tarde.',

  'changed-while-sent': 'El archivo cambió mientras se enviaba.',
  'changed-in-archive': 'Un archivo cambió mientras se enviaba el ZIP.',
  'client-gone': 'El cliente se desconectó.',
  'connection-lost': 'Se perdió la conexión.',
  'server-stopped': 'Se detuvo el servidor.',

  name: 'El nombre no está permitido: {{rule}}.',
  system: 'El servidor no pudo leer este archivo ({{code}}).',
  malformed: 'No se entiende la solicitud: {{sentence}}',
  'beyond-end': 'El archivo tiene {{size}} bytes.',
  'long-line': 'Una línea de solicitud puede tener como máximo {{limit}} bytes.',
  guesses:
    'Llegaron demasiados códigos de acceso incorrectos desde esta dirección. Inténtalo de nuevo en {{seconds}} s.',
};
