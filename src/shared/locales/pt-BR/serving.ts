export const serving = {
  port: {
    socketLost:
      'O socket que o programa recebeu se perdeu com o fim de uma thread; inicie o programa de novo.',
    inUse: 'A porta {{port}} está em uso por outro programa.',
    notAllowed:
      'Esta conta não pode usar a porta {{port}} (portas abaixo de 1024 costumam exigir um administrador).',
    noSuchAddress: 'Este computador não tem o endereço {{host}}.',
    unknownHost: 'O endereço {{host}} não é conhecido.',
    other: 'Não é possível escutar na porta {{port}}: {{detail}}.',
  },

  'share-missing': {
    what: 'Não é possível compartilhar “{{directory}}”: a pasta não existe.',
    advice: 'Verifique a grafia ou crie a pasta.',
  },
  'share-not-a-folder': {
    what: 'Não é possível compartilhar “{{directory}}”: não é uma pasta.',
    advice: 'Indique a pasta que contém os arquivos.',
  },
  'share-unreadable': {
    what: 'Não é possível compartilhar “{{directory}}”: não foi possível ler a pasta ({{code}}).',
    whatUnknown:
      'Não é possível compartilhar “{{directory}}”: não foi possível ler a pasta (erro desconhecido).',
    advice: 'Verifique as permissões dela ou escolha outra pasta.',
  },
  'share-name-taken': {
    what: 'Não é possível compartilhar “{{first}}” e “{{second}}” juntas: ambas se chamariam “{{name}}”.',
    advice: 'Dê outro nome a uma delas, na forma NAME=DIRECTORY.',
  },
  'share-bad-name': {
    whatWithoutName:
      'Não é possível compartilhar “{{directory}}” junto com outras pastas: ela não tem nome próprio.',
    what: 'Não é possível compartilhar “{{directory}}” com o nome “{{name}}”: os clientes de alguns sistemas não conseguiriam pedi-lo.',
    advice: 'Dê outro nome a ela, sem / nem \\, na forma NAME=DIRECTORY.',
  },
  'too-many-folders': {
    what_one: 'Um servidor compartilha no máximo {{count, number}} pasta.',
    what_many: 'Um servidor compartilha no máximo {{count, number}} de pastas.',
    what_other: 'Um servidor compartilha no máximo {{count, number}} pastas.',
    advice: 'Compartilhe uma pasta que contenha algumas delas.',
  },
  'too-few-descriptors': {
    what_one:
      'Este programa pode manter {{limit}} arquivos abertos ao mesmo tempo, o que é pouco para um servidor com {{count, number}} thread.',
    what_many:
      'Este programa pode manter {{limit}} arquivos abertos ao mesmo tempo, o que é pouco para um servidor com {{count, number}} de threads.',
    what_other:
      'Este programa pode manter {{limit}} arquivos abertos ao mesmo tempo, o que é pouco para um servidor com {{count, number}} threads.',
    advice: 'Permita mais (ulimit -n) ou feche outras coisas neste programa.',
    adviceWithNumber: 'Permita {{needed}} ou mais (ulimit -n), ou use menos threads.',
  },
  'unusable-descriptor': {
    what: 'O servidor não consegue aceitar conexões no socket que recebeu como descritor {{fd}}: {{fault}}.',
    advice:
      'Ele usa sockets TCP em escuta (em uma unidade socket do systemd: ListenStream com uma porta, e Accept=no), no máximo um por porta e thread.',
    fault: {
      'not-tcp': 'não é um socket TCP',
      'too-many-sockets': 'há mais sockets para a porta dele do que threads',
    },
  },
  'thread-refused': {
    what: 'O sistema não deixa o servidor iniciar nenhuma thread ({{detail}}): falta memória, ou há threads ou arquivos abertos demais.',
    advice: 'Use menos threads ou aumente os limites desta conta (ulimit -a).',
  },
  'unusable-access-code': {
    'too-short_one': 'Um código de acesso precisa de pelo menos {{count, number}} caractere.',
    'too-short_many': 'Um código de acesso precisa de pelo menos {{count, number}} de caracteres.',
    'too-short_other': 'Um código de acesso precisa de pelo menos {{count, number}} caracteres.',
    'too-long_one': 'Um código de acesso pode ter no máximo {{count, number}} caractere.',
    'too-long_many': 'Um código de acesso pode ter no máximo {{count, number}} de caracteres.',
    'too-long_other': 'Um código de acesso pode ter no máximo {{count, number}} caracteres.',
    'control-character':
      'Um código de acesso é uma única linha de texto, sem caracteres de controle.',
  },
  'panel-needs-token': {
    what: 'Outras pessoas poderiam acessar um painel em {{host}} e, com ele, ler e compartilhar arquivos.',
    advice: 'Para permitir isso, defina um token próprio; senão, deixe o painel em 127.0.0.1.',
  },
  'unusable-panel-token': {
    what_one:
      'Um token precisa de pelo menos {{count, number}} caractere: letras, dígitos ou os sinais . _ ~ e -.',
    what_many:
      'Um token precisa de pelo menos {{count, number}} de caracteres: letras, dígitos ou os sinais . _ ~ e -.',
    what_other:
      'Um token precisa de pelo menos {{count, number}} caracteres: letras, dígitos ou os sinais . _ ~ e -.',
  },

  'unusable-identity': {
    what: 'Não é possível usar o certificado e a chave privada para TLS: {{detail}}.',
    advice: 'Ambos devem estar no formato PEM e corresponder um ao outro.',
  },
  'identity-file-unreadable': {
    what: '{{path}} é necessário para TLS: {{why}}.',
    advice: 'Permita que esta conta o leia.',
  },
  'identity-file-unusable': {
    certificate: 'Não é possível usar {{path}} para TLS: não contém um certificado em PEM.',
    'private-key':
      'Não é possível usar {{path}} para TLS: não contém uma chave privada em PEM, ou ela está protegida por uma frase secreta.',
  },
  'identity-files-differ': {
    what: 'O certificado em {{certificateFile}} não corresponde à chave privada em {{keyFile}}.',
    advice: 'Indique dois que correspondam um ao outro.',
  },
  'own-identity-damaged': {
    what: '{{path}}, que contém a chave deste servidor para TLS, está danificado.',
    advice:
      'Restaure-o, ou exclua-o para criar uma nova chave, sobre a qual os clientes serão avisados.',
  },
  'own-identity-gone': {
    what: '{{path}}, que contém a chave deste servidor para TLS, não existe mais.',
    advice:
      'Se ele não for restaurado, uma nova chave será criada na próxima inicialização e os clientes serão avisados.',
  },
  'own-identity-not-kept': {
    what: 'Não é possível guardar a chave deste servidor para TLS em {{path}}: {{why}}.',
    advice: 'Libere espaço ou permita que esta conta grave ali, ou use --tls-cert e --tls-key.',
  },
};
