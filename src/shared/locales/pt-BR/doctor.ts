export const doctor = {
  reached: {
    what: 'Um servidor de arquivos responde em {{address}}.',
    whatEncrypted: 'Um servidor de arquivos responde em {{address}}, com criptografia.',
    adviceEncrypted: 'Conecte-se com criptografia (--tls).',
  },
  lookupFailed: {
    what: 'Não foi possível consultar o nome {{host}}: nenhum servidor de nomes respondeu.',
    advice: 'Verifique a rede ou use o endereço IP.',
  },
  nameNotFound: {
    what: 'Não há nenhum computador chamado {{host}}.',
    advice: 'Verifique a grafia ou use o endereço IP.',
  },
  noRouteHere: {
    what: 'Este computador não tem rota para {{address}}.',
    advice: 'Verifique se ele está conectado a uma rede que alcança esse endereço.',
  },
  noRouteThere: {
    what: 'Nenhum computador responde no endereço de {{address}}.',
    advice:
      'Verifique o endereço, se o computador está ligado e se ambos estão na mesma rede. Um firewall também pode responder assim.',
  },
  refused: {
    what: 'O computador de {{address}} está ligado, mas recusa a conexão: essa porta não está aberta para os outros.',
    advice:
      'Verifique a porta. Se o servidor estiver ativo, ele pode estar acessível só no próprio computador: lá, escolha “Minha rede” ou inicie-o com --host 0.0.0.0.',
  },
  dropped: {
    what: 'Nada veio de {{address}} em {{seconds, number}} s, como quando um firewall descarta o que chega.',
    advice:
      'No computador que compartilha, execute isto: mostra qual é o firewall dele e como abrir a porta. Se lá estiver tudo certo, verifique se o computador está ligado e examine os firewalls no caminho.',
  },
  notAllowed: {
    what: 'O sistema deste computador não deixa a conexão com {{address}} sair.',
    advice: 'Verifique as regras de saída do firewall dele.',
  },
  failed: {
    what: 'A conexão com {{address}} falhou: {{detail}}.',
    advice: 'Tente de novo.',
  },
  notListening: {
    what: 'Nada escuta na porta {{port}} deste computador.',
    advice: 'Inicie o servidor ou verifique a porta.',
  },
  loopbackOnly: {
    what: 'O servidor na porta {{port}} está acessível só neste computador.',
    advice: 'Escolha “Minha rede” ou inicie-o com --host 0.0.0.0.',
  },
  otherProgram: {
    what: 'Outro programa usa a porta {{port}} deste computador: {{stranger}}.',
    whatWithOwner:
      'Outro programa usa a porta {{port}} deste computador ({{program}}, processo {{pid}}): {{stranger}}.',
    advice: 'Encerre-o ou compartilhe em outra porta.',
  },
  otherServer: {
    what: 'O que responde em {{address}} não é um servidor de arquivos deste tipo: {{stranger}}.',
    advice: 'Verifique a porta.',
  },
  strangers: {
    http: 'é um servidor web',
    ssh: 'é um servidor SSH',
    ftp: 'é um servidor FTP',
    smtp: 'é um servidor de e-mail',
    mail: 'é um servidor de e-mail',
    vnc: 'compartilha uma tela (VNC)',
    tls: 'fala TLS, e não há um servidor de arquivos dentro',
    unknown: 'respondeu outra coisa',
    silent: 'aceitou a conexão e não respondeu nada',
    closed: 'aceitou a conexão e a encerrou sem responder nada',
  },
  strangerWithWords: '{{stranger}}, “{{words}}”',
  noNetwork: {
    what: 'Este computador não está em nenhuma rede.',
    advice: 'Conecte-o à mesma rede dos outros.',
  },
  noFirewall: {
    what: 'Não foi encontrado neste computador nenhum firewall que impeça os outros de acessar a porta {{port}}.',
    advice: 'Se eles não conseguirem acessar, verifique o roteador ou o firewall no caminho.',
  },

  firewalls: {
    ufw: 'ufw',
    firewalld: 'firewalld',
    nftables: 'nftables',
    windows: 'O Firewall do Windows Defender',
    macos: 'O firewall do macOS',
  },
  firewall: {
    open: '{{firewall}} está ativo e deixa os outros acessarem a porta {{port}}.',
    closed: '{{firewall}} está ativo e impede os outros de acessar a porta {{port}}.',
    rulesUnread: '{{firewall}} está ativo, e não foi possível ler as regras dele.',
    dependsOnMore: '{{firewall}} está ativo, e quem ele deixa entrar não depende só da porta.',
  },
  firewallAdvice: {
    open: 'Se eles não conseguirem acessar, verifique o roteador ou o firewall no caminho.',
    rulesUnread: 'Executado como administrador, fifolio doctor descobre mais. {{opening}}',
    dependsOnMore: 'Se os outros não conseguirem acessar a porta {{port}}, tente isto. {{opening}}',
  },
  openPort: {
    plain: 'Abra a porta:',
    nftables:
      'Abra a porta: inclua a regra também em /etc/nftables.conf, ou ela se perderá ao reiniciar.',
    windows: 'Abra a porta no PowerShell, como administrador:',
    macosBlocksAll:
      'Permita as conexões de entrada em Ajustes do Sistema > Rede > Firewall > Opções, ou com este comando:',
    macos: 'Permita em Ajustes do Sistema > Rede > Firewall > Opções, ou com este comando:',
  },
};
