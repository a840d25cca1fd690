export const entry = {
  'code-missing': {
    what: '{{address}} pide un código de acceso.',
    advice: 'Pídelo a quien administra el servidor.',
  },
  'code-wrong': { what: '{{address}} no te deja entrar: {{message}}.' },
  'code-not-asked': {
    what: '{{address}} no pide el código de acceso, así que podría no ser el servidor al que corresponde.',
    advice:
      'Comprueba la dirección. Si es correcta y el servidor ya no usa código, conéctate sin él.',
  },
  'code-not-proven': {
    what: '{{address}} no pudo demostrar que conoce el código de acceso, así que no es el servidor al que corresponde: puede que responda otro equipo en su lugar.',
    advice: 'Comprueba la dirección y quién administra la red intermedia.',
  },
  'code-in-plain': {
    what: '{{address}}: el dialecto básico no permite demostrar un código de acceso.',
    advice: 'Usa el dialecto nativo u omite el código.',
  },
  'not-encrypting': {
    what: '{{address}} no cifra la conexión (TLS), así que no se le solicitó nada.',
    advice:
      'Comprueba el puerto y que el servidor cifre, o conéctate sin cifrar si no importa que alguien espíe.',
  },
  'no-certificate': {
    what: '{{address}} cifra sin mostrar ninguna clave, así que podría ser cualquiera. No se le solicitó nada.',
  },
  'lost-in-handshake': {
    what: '{{address}} cerró la conexión antes de cifrarla.',
    advice: 'Comprueba que el servidor cifre (TLS) e inténtalo de nuevo.',
  },
  'handshake-timed-out': {
    what: '{{address}} aceptó la conexión, pero no la cifró en {{seconds, number}} s.',
    advice: 'Comprueba que el servidor cifre (TLS).',
  },
  'unknown-key': {
    what: 'Todavía no se conoce {{address}} y ninguna autoridad de certificación avala su clave.',
    advice:
      'Antes de confiar en ella, compara la huella digital de la clave con la que muestra el servidor.',
  },
  'other-key-than-given': {
    what: 'La clave de {{address}} no es la que se indicó para ese servidor.',
    advice:
      'O la huella digital es de otro servidor o de una clave anterior, o responde otro equipo en su lugar. No se le envió nada. Pide la huella digital a quien administra el servidor.',
  },
  'other-key-than-known': {
    what: 'La clave de {{address}} no es la que se conocía.',
    advice:
      'O se renovó la clave, o ahora es otro servidor, o responde otro equipo en su lugar para espiar. No se le envió nada. Antes de volver a confiar en él, pregunta a quien administra el servidor si la clave cambió y compara las huellas digitales.',
  },

  'trust-list-damaged': {
    what: 'No se puede interpretar la lista de servidores de confianza, {{path}}, así que no se conoce ningún servidor. {{damage}}',
    advice: 'Repárala, o muévela a otro lugar para empezar de nuevo con todos los servidores.',
    file: {
      'not-json': 'No es JSON válido.',
      'not-an-object': 'No es un objeto JSON.',
      'later-format': 'Su «format» es otro; quizá la escribió una versión posterior.',
      'no-list': 'No contiene la lista «servers».',
      incomplete: 'Falta la dirección, la huella digital o la fecha.',
      'bad-fingerprint': 'Contiene una huella digital no válida.',
    },
    server: {
      'not-json': 'El servidor {{server}} no es JSON válido.',
      'not-an-object': 'El servidor {{server}} no es un objeto JSON.',
      'later-format':
        'El «format» del servidor {{server}} es otro; quizá lo escribió una versión posterior.',
      'no-list': 'El servidor {{server}} no contiene la lista «servers».',
      incomplete: 'Al servidor {{server}} le falta la dirección, la huella digital o la fecha.',
      'bad-fingerprint': 'La huella digital del servidor {{server}} no es válida.',
    },
  },
  'trust-list-failed': {
    read: 'No se puede leer la lista de servidores de confianza, {{path}}: {{detail}}.',
    written: 'No se puede guardar la lista de servidores de confianza, {{path}}: {{detail}}.',
  },
  'trust-list-in-use': {
    what: '{{path}} indica que otro programa está escribiendo la lista de servidores de confianza.',
    advice: 'Espera a que termine; si no hay ninguno, elimina este archivo.',
  },
};
