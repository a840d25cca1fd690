export const refusals = {
  title: {
    '400': 'Requisição inválida',
    '401': 'Não autorizado',
    '403': 'Proibido',
    '404': 'Não encontrado',
    '405': 'Método não permitido',
    '412': 'Pré-condição não atendida',
    '413': 'Conteúdo grande demais',
    '414': 'URI longo demais',
    '416': 'Intervalo não disponível',
    '417': 'Expectativa não atendida',
    '421': 'Requisição mal direcionada',
    '429': 'Excesso de requisições',
    '431': 'Cabeçalhos da requisição grandes demais',
    '500': 'Erro interno do servidor',
    '501': 'Não implementado',
    '503': 'Serviço indisponível',
    '505': 'Versão do HTTP não suportada',
  },

  'not-found': 'Este arquivo não existe na pasta compartilhada.',
  'not-shared': 'Este arquivo não existe na pasta compartilhada.',
  'not-a-file': 'Este não é um arquivo comum; só arquivos comuns são compartilhados.',
  folder: 'Isto é uma pasta, não um arquivo.',
  outside: 'Este nome leva para fora da pasta compartilhada.',
  unreadable: 'O servidor não tem permissão para ler este arquivo.',
  unnameable: 'Este link leva a um arquivo cujo próprio nome não é permitido.',
  'untrue-size':
    'O sistema não informa o tamanho real deste arquivo, então não é possível compartilhá-lo.',
  replaced: 'Este arquivo está sendo substituído repetidamente. Tente mais tarde.',
  exhausted: 'O servidor tem arquivos demais abertos. Tente mais tarde.',
  'failed-reading': 'O servidor não conseguiu ler este arquivo.',
  'root-gone': 'A pasta compartilhada não existe mais.',
  'changed-since': 'O arquivo mudou desde então; baixe-o desde o início.',
  'another-version': 'A versão do arquivo não é a que foi pedida.',
  'no-such-page': 'Esta página não existe.',

  'login-needed': 'Este servidor pede um código de acesso. Autentique-se primeiro com “auth”.',
  'no-login-needed': 'Este servidor não pede código de acesso.',
  'malformed-login': 'A autenticação não é SCRAM-SHA-256 sem vinculação de canal (RFC 7677).',
  'wrong-code': 'Este não é o código de acesso.',
  'code-needed-as-password':
    'Este servidor pede um código de acesso: envie-o como senha, com qualquer nome de usuário.',
  'code-not-in-plain':
    'O dialeto básico não pode pedir o código de acesso; com --allow-plain, ele é aceito sem código.',
  'foreign-form': 'Este formulário não vem de uma página deste servidor. Abra a página de novo.',
  'encryption-needed':
    'Este servidor só aceita conexões criptografadas. Conecte-se com TLS (--tls).',
  'https-needed': 'Este servidor só aceita conexões criptografadas. Use um endereço https://.',
  'unknown-host-name':
    'Este servidor não conhece o nome de host pedido. Use o endereço dele ou permita o nome com --allow-host.',
  'metrics-not-shared':
    'As métricas são só para este computador; para compartilhá-las, inicie o servidor com --metrics.',
  'method-not-allowed': 'Este servidor responde a GET, HEAD e OPTIONS.',
  'malformed-path': 'O caminho não é um nome em UTF-8 codificado uma única vez com “%”.',

  stopping: 'O servidor está parando. Tente quando ele estiver ativo de novo.',
  'connection-limit': 'Limite de conexões atingido. Tente mais tarde.',

  'changed-while-sent': 'O arquivo mudou durante o envio.',
  'changed-in-archive': 'Um arquivo mudou durante o envio do ZIP.',
  'client-gone': 'O cliente se desconectou.',
  'connection-lost': 'A conexão foi perdida.',
  'server-stopped': 'O servidor foi parado.',

  name: 'O nome não é permitido: {{rule}}.',
  system: 'O servidor não conseguiu ler este arquivo ({{code}}).',
  malformed: 'Não foi possível entender a requisição: {{sentence}}',
  'beyond-end': 'O arquivo tem {{size}} bytes.',
  'long-line': 'Uma linha de requisição pode ter no máximo {{limit}} bytes.',
  guesses:
    'Vieram códigos de acesso errados demais deste endereço. Tente de novo em {{seconds}} s.',
};
