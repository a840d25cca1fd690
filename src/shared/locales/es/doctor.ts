export const doctor = {
  reached: {
    what: 'En {{address}} responde un servidor de archivos.',
    whatEncrypted: 'En {{address}} responde un servidor de archivos, con cifrado.',
    adviceEncrypted: 'Conéctate con cifrado (--tls).',
  },
  lookupFailed: {
    what: 'No se pudo consultar el nombre {{host}}: no respondió ningún servidor de nombres.',
    advice: 'Comprueba la red o usa la dirección IP.',
  },
  nameNotFound: {
    what: 'No hay ningún equipo llamado {{host}}.',
    advice: 'Comprueba cómo está escrito o usa la dirección IP.',
  },
  noRouteHere: {
    what: 'Este equipo no tiene ruta hacia {{address}}.',
    advice: 'Comprueba que esté conectado a una red desde la que se llegue a esa dirección.',
  },
  noRouteThere: {
    what: 'Ningún equipo responde en la dirección de {{address}}.',
    advice:
      'Comprueba la dirección, que el equipo esté encendido y que ambos estén en la misma red. También un firewall puede responder así.',
  },
  refused: {
    what: 'El equipo de {{address}} está encendido, pero rechaza la conexión: ese puerto no está abierto para los demás.',
    advice:
      'Comprueba el puerto. Si el servidor está activo, puede que solo sea accesible desde su propio equipo: elige allí «Mi red» o inícialo con --host 0.0.0.0.',
  },
  dropped: {
    what: 'No llegó nada de {{address}} en {{seconds, number}} s, como cuando un firewall descarta lo que recibe.',
    advice:
      'En el equipo que comparte, ejecuta esto: indica qué firewall tiene y cómo abrir el puerto. Si allí todo está bien, comprueba que el equipo esté encendido y revisa los firewalls intermedios.',
  },
  notAllowed: {
    what: 'El sistema de este equipo no deja salir la conexión a {{address}}.',
    advice: 'Revisa las reglas de salida de su firewall.',
  },
  failed: {
    what: 'Falló la conexión con {{address}}: {{detail}}.',
    advice: 'Inténtalo de nuevo.',
  },
  notListening: {
    what: 'Nada escucha en el puerto {{port}} de este equipo.',
    advice: 'Inicia el servidor o comprueba el puerto.',
  },
  loopbackOnly: {
    what: 'El servidor del puerto {{port}} solo es accesible desde este equipo.',
    advice: 'Elige «Mi red» o inícialo con --host 0.0.0.0.',
  },
  otherProgram: {
    what: 'Otro programa usa el puerto {{port}} de este equipo: {{stranger}}.',
    whatWithOwner:
      'Otro programa usa el puerto {{port}} de este equipo ({{program}}, proceso {{pid}}): {{stranger}}.',
    advice: 'Ciérralo o comparte en otro puerto.',
  },
  otherServer: {
    what: 'Lo que responde en {{address}} no es un servidor de archivos de este tipo: {{stranger}}.',
    advice: 'Comprueba el puerto.',
  },
  strangers: {
    http: 'es un servidor web',
    ssh: 'es un servidor SSH',
    ftp: 'es un servidor FTP',
    smtp: 'es un servidor de correo',
    mail: 'es un servidor de correo',
    vnc: 'comparte una pantalla (VNC)',
    tls: 'habla TLS, y dentro no hay ningún servidor de archivos',
    unknown: 'respondió otra cosa',
    silent: 'aceptó la conexión y no respondió nada',
    closed: 'aceptó la conexión y la cerró sin responder nada',
  },
  strangerWithWords: '{{stranger}}, «{{words}}»',
  noNetwork: {
    what: 'Este equipo no está en ninguna red.',
    advice: 'Conéctalo a la misma red que los demás.',
  },
  noFirewall: {
    what: 'No se encontró en este equipo ningún firewall que impida a los demás acceder al puerto {{port}}.',
    advice: 'Si no pueden acceder, revisa el router o el firewall intermedio.',
  },

  firewalls: {
    ufw: 'ufw',
    firewalld: 'firewalld',
    nftables: 'nftables',
    windows: 'El Firewall de Windows Defender',
    macos: 'El firewall de macOS',
  },
  firewall: {
    open: '{{firewall}} está activo y permite a los demás acceder al puerto {{port}}.',
    closed: '{{firewall}} está activo e impide a los demás acceder al puerto {{port}}.',
    rulesUnread: '{{firewall}} está activo, y no se pudieron leer sus reglas.',
    dependsOnMore: '{{firewall}} está activo, y a quién deja entrar no depende solo del puerto.',
  },
  firewallAdvice: {
    open: 'Si no pueden acceder, revisa el router o el firewall intermedio.',
    rulesUnread: 'Ejecutado como administrador, fifolio doctor averigua más. {{opening}}',
    dependsOnMore: 'Si los demás no pueden acceder al puerto {{port}}, prueba esto. {{opening}}',
  },
  openPort: {
    plain: 'Abre el puerto:',
    nftables:
      'Abre el puerto: añade la regla también a /etc/nftables.conf, o se perderá al reiniciar.',
    windows: 'Abre el puerto en PowerShell, como administrador:',
    macosBlocksAll:
      'Permite las conexiones entrantes en Ajustes del Sistema > Red > Firewall > Opciones, o con este comando:',
    macos: 'Permítelo en Ajustes del Sistema > Red > Firewall > Opciones, o con este comando:',
  },
};
