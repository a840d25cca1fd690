export const failures = {
  twoSentences: '{{first}} {{second}}',

  'connect-timed-out': {
    what: 'Não foi possível se conectar a {{address}}: sem resposta em {{seconds, number}} s.',
    advice: 'Verifique o endereço e os firewalls no caminho.',
  },
  'no-such-interface': {
    what: 'Não foi possível se conectar a {{address}}: este computador não tem a interface de rede {{zone}}.',
    advice: 'Interfaces disponíveis: {{interfaces}}.',
  },
  'interface-missing': {
    what: 'Não foi possível se conectar a {{address}}: um endereço de link local (fe80::) precisa de uma interface de rede, como em fe80::1%eth0.',
  },

  'connection-lost': {
    what: {
      'before-answer': '{{address}} encerrou a conexão antes de responder.',
      'in-answer': '{{address}} encerrou a conexão no meio de uma resposta.',
      'in-list': '{{address}} encerrou a conexão no meio da lista.',
      'giving-up-another-file':
        '{{address}} encerrou a conexão quando o download de outro arquivo foi interrompido.',
    },
    advice: 'Tente de novo.',
  },
  'no-sign-of-life': {
    what: '{{address}} não responde há {{seconds, number}} s.',
    advice: 'Ele pode estar desligado, ou a rede pode ter caído.',
  },
  silent: {
    what: '{{address}} não enviou nada durante {{seconds, number}} s.',
    advice: 'Tente mais tarde.',
  },
  'closed-without-answer': {
    what: '{{address}} aceitou a conexão e a encerrou sem responder.',
    advice:
      'Verifique se há um servidor de arquivos ali, inclusive do outro lado de um túnel ou de uma porta redirecionada, e tente de novo.',
  },
  unheard: {
    what: {
      files:
        '{{address}} aceitou a conexão, mas não respondeu; por isso não consegue listar a pasta.',
      stats:
        '{{address}} aceitou a conexão, mas não respondeu; por isso não consegue informar as estatísticas.',
      ping: '{{address}} aceitou a conexão, mas não respondeu; por isso não consegue manter uma conexão.',
    },
    advice: 'Verifique se há um servidor de arquivos ali e tente de novo.',
  },

  'not-understood': {
    what: '{{address}} enviou uma resposta que este cliente não entende. {{detail}}',
    advice: 'Verifique se há um servidor de arquivos ali.',
  },
  'web-server': {
    what: '{{address}} é um servidor web, não um servidor do Fifolio.',
    advice: 'Verifique a porta ou abra o endereço em um navegador.',
  },
  'plain-server': {
    files: '{{address}} só fala o dialeto básico, que não permite listar a pasta.',
    stats: '{{address}} só fala o dialeto básico, que não permite informar as estatísticas.',
    ping: '{{address}} só fala o dialeto básico, que não permite manter uma conexão.',
  },
  'name-not-plain': {
    'asks-for-list': {
      about: '{{name}}: o dialeto básico não pode pedir este nome, porque pediria a lista.',
      alone: 'O dialeto básico não pode pedir este nome, porque pediria a lista.',
    },
    'too-long': {
      about:
        '{{name}}: o dialeto básico não pode pedir este nome, porque ele tem mais de {{limit}} bytes.',
      alone: 'O dialeto básico não pode pedir este nome, porque ele tem mais de {{limit}} bytes.',
    },
    advice: 'Peça para renomear o arquivo no servidor.',
  },

  refused: {
    server: 'O servidor recusou: {{message}}',
    about: '{{name}}: {{message}}',
  },
  'keeps-changing': {
    about_one:
      '{{name}}: o arquivo está sendo alterado no servidor; ele mudou {{count, number}} vez durante o download.',
    about_many:
      '{{name}}: o arquivo está sendo alterado no servidor; ele mudou {{count, number}} de vezes durante o download.',
    about_other:
      '{{name}}: o arquivo está sendo alterado no servidor; ele mudou {{count, number}} vezes durante o download.',
    alone_one:
      'O arquivo está sendo alterado no servidor; ele mudou {{count, number}} vez durante o download.',
    alone_many:
      'O arquivo está sendo alterado no servidor; ele mudou {{count, number}} de vezes durante o download.',
    alone_other:
      'O arquivo está sendo alterado no servidor; ele mudou {{count, number}} vezes durante o download.',
    advice: 'Baixe-o de novo quando mais nada estiver gravando nele.',
  },
  'plain-not-found': {
    about: '{{name}}: o servidor não tem este arquivo ou não o compartilha.',
    alone: 'O servidor não tem este arquivo ou não o compartilha.',
    advice: 'Verifique a grafia; maiúsculas e minúsculas são diferentes.',
  },
  'wrong-checksum': {
    about:
      '{{name}}: o arquivo recebido não corresponde à soma de verificação (CRC-32) e foi descartado.',
    alone: 'O arquivo recebido não corresponde à soma de verificação (CRC-32) e foi descartado.',
    advice: 'Tente de novo; se acontecer outra vez, verifique a rede e o disco do servidor.',
  },

  'unsafe-name': {
    about: '{{name}}: não foi salvo {{because}}.',
    alone: 'Não foi salvo {{because}}.',
    advice: 'Peça para renomear o arquivo no servidor.',
  },
  'target-not-a-folder': {
    what: '{{path}} é um arquivo, não uma pasta.',
    advice: 'Indique uma pasta onde salvar.',
  },
  'in-use': {
    what: '{{path}} indica que outro download está gravando este arquivo.',
    advice: 'Espere que ele termine; se não houver nenhum, exclua o arquivo de bloqueio.',
  },
  'partial-names-taken': {
    what: '{{path}} e todos os nomes semelhantes pertencem a arquivos que não são downloads incompletos deste programa.',
    advice: 'Mova-os para outro lugar e baixe de novo.',
  },
  'thread-died': {
    what: 'A thread do download terminou inesperadamente: {{detail}}.',
    advice: 'Baixe de novo; a parte recebida foi preservada.',
  },
  exists: {
    what: '{{path}} já existe.',
    advice: 'Escolha o que fazer: manter ambos, substituir ou ignorar.',
  },
  canceled: {
    partKept: 'Cancelado; a parte recebida foi preservada para a próxima vez.',
    nothingKept: 'Cancelado.',
  },
  'downloads-file-damaged': {
    what: 'A lista de downloads está danificada: {{detail}}.',
    advice: 'Ela foi guardada como {{path}}.',
  },
  'nothing-to-fetch': {
    what: 'Nada a adicionar: os arquivos já estão sendo baixados, ou a pasta não tem nenhum.',
  },

  'settings-refused': {
    unfit: 'Nada foi importado: o arquivo tem valor inválido em {{unfit}}.',
    unknown: 'Nada foi importado do arquivo: esta versão não importa {{unknown}}.',
    both: 'Nada foi importado: o arquivo tem valor inválido em {{unfit}}, e esta versão não importa {{unknown}}.',
    advice: 'Corrija o arquivo ou retire esses itens dele e importe-o de novo.',
  },

  panel: {
    'not-a-settings-file': 'Este arquivo não contém configurações do Fifolio.',
    'import-while-serving': 'Não é possível importar configurações com o servidor ativo.',
    'bad-request': 'O painel enviou uma requisição que esta versão não entende.',
    'too-many-requests': 'O painel está enviando requisições demais ao mesmo tempo.',
    'answer-not-understood': 'Não foi possível entender a resposta.',
    'unknown-method': 'O painel enviou uma requisição que esta versão não oferece.',
    unsupported: 'Isto não é possível aqui.',
    'host-timed-out': 'O Fifolio não respondeu a tempo.',
    'host-disconnected': 'A conexão com o Fifolio foi perdida.',
    internal: 'Ocorreu um erro inesperado no Fifolio.',
    'already-running': 'O servidor já está ativo.',
    'not-running': 'O servidor não está ativo.',
    'no-folder-chosen': 'Escolha primeiro a pasta que você quer compartilhar.',
    'port-listed-already': 'Esta porta já está na lista.',
    'folder-not-found': 'A pasta não existe.',
    'folder-not-readable': 'Não é possível ler a pasta.',
    'folder-not-writable': 'Você não tem permissão para gravar na pasta.',
    'not-a-folder': 'Isto é um arquivo, não uma pasta.',
    'not-connected': 'Não há mais conexão com este servidor.',
    'too-many-tabs': 'Não é possível abrir mais abas.',
    'listing-gone': 'A lista de arquivos expirou.',
    'selection-gone': 'A seleção expirou.',
    'no-such-download': 'Este download não está mais na lista.',
    'link-key-unreadable': 'A chave do link não é válida.',
    'windows-path': 'Este é um caminho do Windows, e este computador não usa o Windows.',
    'link-elsewhere': 'Este link não leva a uma pasta deste computador.',
    'not-absolute': 'Este não é o caminho completo de uma pasta.',
    'no-such-file': 'O servidor não tem nenhum arquivo com este nome.',
  },
  panelAdvice: {
    'not-a-settings-file': 'Escolha um que tenha sido exportado aqui.',
    'import-while-serving': 'Pare-o primeiro.',
    'host-timed-out': 'Tente de novo.',
    internal: 'Tente de novo; o diagnóstico pode mostrar o motivo.',
    'already-running': 'Pare-o primeiro.',
    'not-running': 'Inicie-o primeiro.',
    'folder-not-found': 'Escolha outra.',
    'folder-not-readable': 'Verifique as permissões dela ou escolha outra.',
    'folder-not-writable': 'Escolha outra.',
    'not-a-folder': 'Escolha uma pasta.',
    'not-connected': 'Conecte-se de novo.',
    'too-many-tabs': 'Feche uma primeiro.',
    'listing-gone': 'Atualize-a.',
    'selection-gone': 'Escolha os arquivos de novo.',
    'link-key-unreadable': 'Copie o link de novo, por inteiro.',
    'windows-path': 'Digite onde a pasta fica neste computador, como /home/eu/arquivos.',
    'link-elsewhere': 'Digite o caminho da pasta.',
    'not-absolute':
      'Comece com ~ para a sua pasta pessoal, com / ou, no Windows, com uma unidade como C:\\.',
  },
};
