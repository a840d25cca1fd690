export const entry = {
  'code-missing': {
    what: '{{address}} pede um código de acesso.',
    advice: 'Peça o código a quem administra o servidor.',
  },
  'code-wrong': { what: '{{address}} não deixa você entrar: {{message}}.' },
  'code-not-asked': {
    what: '{{address}} não pede o código de acesso, então pode não ser o servidor a que o código se destina.',
    advice:
      'Verifique o endereço. Se ele estiver certo e o servidor não usar mais um código, conecte-se sem ele.',
  },
  'code-not-proven': {
    what: '{{address}} não conseguiu provar que conhece o código de acesso, então não é o servidor a que o código se destina: outro computador pode estar respondendo no lugar dele.',
    advice: 'Verifique o endereço e quem administra a rede no caminho.',
  },
  'code-in-plain': {
    what: '{{address}}: o dialeto básico não permite provar um código de acesso.',
    advice: 'Use o dialeto nativo ou deixe o código de fora.',
  },
  'not-encrypting': {
    what: '{{address}} não criptografa a conexão (TLS), então nada foi pedido a ele.',
    advice:
      'Verifique a porta e se o servidor usa criptografia, ou conecte-se sem criptografia se não importar que alguém espione.',
  },
  'no-certificate': {
    what: '{{address}} criptografa sem mostrar uma chave, então pode ser qualquer um. Nada foi pedido a ele.',
  },
  'lost-in-handshake': {
    what: '{{address}} encerrou a conexão antes de ela ser criptografada.',
    advice: 'Verifique se o servidor usa criptografia (TLS) e tente de novo.',
  },
  'handshake-timed-out': {
    what: '{{address}} aceitou a conexão, mas não a criptografou em {{seconds, number}} s.',
    advice: 'Verifique se o servidor usa criptografia (TLS).',
  },
  'unknown-key': {
    what: '{{address}} ainda não é conhecido, e nenhuma autoridade certificadora atesta a chave dele.',
    advice:
      'Antes de confiar na chave, compare a impressão digital dela com a que o servidor mostra.',
  },
  'other-key-than-given': {
    what: 'A chave de {{address}} não é a que foi indicada para este servidor.',
    advice:
      'Ou a impressão digital é de outro servidor ou de uma chave anterior, ou outro computador responde no lugar dele. Nada foi enviado a ele. Peça a impressão digital a quem administra o servidor.',
  },
  'other-key-than-known': {
    what: 'A chave de {{address}} não é a mesma de antes.',
    advice:
      'Ou a chave foi renovada, ou agora é outro servidor, ou outro computador responde no lugar dele para espionar. Nada foi enviado a ele. Antes de confiar nele de novo, pergunte a quem administra o servidor se a chave mudou e compare as impressões digitais.',
  },

  'trust-list-damaged': {
    what: 'Não foi possível entender a lista de servidores confiáveis, {{path}}, então nenhum servidor é conhecido. {{damage}}',
    advice: 'Conserte-a, ou mova-a para outro lugar para conhecer todos os servidores de novo.',
    file: {
      'not-json': 'Não é JSON válido.',
      'not-an-object': 'Não é um objeto JSON.',
      'later-format': 'O “format” é outro; talvez tenha sido gravado por uma versão posterior.',
      'no-list': 'Não contém a lista “servers”.',
      incomplete: 'Falta o endereço, a impressão digital ou a data.',
      'bad-fingerprint': 'Contém uma impressão digital que não é válida.',
    },
    server: {
      'not-json': 'O servidor {{server}} não é JSON válido.',
      'not-an-object': 'O servidor {{server}} não é um objeto JSON.',
      'later-format':
        'O “format” do servidor {{server}} é outro; talvez tenha sido gravado por uma versão posterior.',
      'no-list': 'O servidor {{server}} não contém a lista “servers”.',
      incomplete: 'Falta o endereço, a impressão digital ou a data do servidor {{server}}.',
      'bad-fingerprint': 'A impressão digital do servidor {{server}} não é válida.',
    },
  },
  'trust-list-failed': {
    read: 'Não foi possível ler a lista de servidores confiáveis, {{path}}: {{detail}}.',
    written: 'Não foi possível gravar a lista de servidores confiáveis, {{path}}: {{detail}}.',
  },
  'trust-list-in-use': {
    what: '{{path}} indica que outro programa está gravando a lista de servidores confiáveis.',
    advice: 'Espere que ele termine; se não houver nenhum, exclua este arquivo.',
  },
};
