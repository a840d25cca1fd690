/** What keeps a server from starting, or from going on. */
export const serving = {
  port: {
    socketLost: '传给本程序的套接字已随一个线程关闭；请重新启动程序。',
    inUse: '端口 {{port}} 正被另一个程序使用。',
    notAllowed: '此账户不能使用端口 {{port}}（1024 以下的端口通常需要管理员权限）。',
    noSuchAddress: '这台电脑没有地址 {{host}}。',
    unknownHost: '未知的地址 {{host}}。',
    other: '无法监听端口 {{port}}：{{detail}}。',
  },

  'share-missing': {
    what: '无法共享“{{directory}}”：没有此文件夹。',
    advice: '请检查拼写，或创建该文件夹。',
  },
  'share-not-a-folder': {
    what: '无法共享“{{directory}}”：它不是文件夹。',
    advice: '请指定文件所在的文件夹。',
  },
  'share-unreadable': {
    what: '无法共享“{{directory}}”：无法读取（{{code}}）。',
    whatUnknown: '无法共享“{{directory}}”：无法读取（未知错误）。',
    advice: '请检查其权限，或选择其他文件夹。',
  },
  'share-name-taken': {
    what: '无法同时共享“{{first}}”和“{{second}}”：两者的名称都是“{{name}}”。',
    advice: '请以 NAME=DIRECTORY 的形式为其中一个另取名称。',
  },
  'share-bad-name': {
    whatWithoutName: '无法将“{{directory}}”与其他文件夹一起共享：它本身没有名称。',
    what: '无法以名称“{{name}}”共享“{{directory}}”：某些系统上的客户端无法请求此名称。',
    advice: '请以 NAME=DIRECTORY 的形式为其另取不含 / 和 \\ 的名称。',
  },
  'too-many-folders': {
    what_other: '一个服务器最多共享 {{count, number}} 个文件夹。',
    advice: '请共享包含其中一些文件夹的上级文件夹。',
  },
  'too-few-descriptors': {
    what_other:
      '本程序最多可同时打开 {{limit}} 个文件，不足以运行使用 {{count, number}} 个线程的服务器。',
    advice: '请提高上限（ulimit -n），或在本程序中关闭其他内容。',
    adviceWithNumber: '请将上限提高到 {{needed}} 或更多（ulimit -n），或减少线程数。',
  },
  'unusable-descriptor': {
    what: '服务器无法在描述符 {{fd}} 传入的套接字上接受连接：{{fault}}。',
    advice:
      '服务器只接受正在监听的 TCP 套接字（在 systemd 的套接字单元中：ListenStream 设为端口，并设置 Accept=no），每个端口的每个线程最多一个。',
    fault: {
      'not-tcp': '它不是 TCP 套接字',
      'too-many-sockets': '其端口的套接字多于线程',
    },
  },
  'thread-refused': {
    what: '系统不允许服务器启动线程（{{detail}}）：可能是内存不足，或者线程或打开的文件过多。',
    advice: '请减少线程数，或提高此账户的限制（ulimit -a）。',
  },
  'unusable-access-code': {
    'too-short_other': '访问码至少需要 {{count, number}} 个字符。',
    'too-long_other': '访问码最多 {{count, number}} 个字符。',
    'control-character': '访问码应为一行文本，不能含有控制字符。',
  },
  'panel-needs-token': {
    what: '其他人可以访问 {{host}} 上的面板，并通过它读取和共享文件。',
    advice: '如果要允许，请自行设置令牌；否则请保留 127.0.0.1。',
  },
  'unusable-panel-token': {
    what_other: '令牌至少需要 {{count, number}} 个字符，只能使用字母、数字以及 . _ ~ 和 -。',
  },

  'unusable-identity': {
    what: '证书和私钥无法用于 TLS：{{detail}}。',
    advice: '两者都必须为 PEM 格式，并且相互匹配。',
  },
  'identity-file-unreadable': {
    what: '无法读取 TLS 所需的 {{path}}：{{why}}。',
    advice: '请允许此账户读取该文件。',
  },
  'identity-file-unusable': {
    certificate: '{{path}} 无法用于 TLS：其中没有 PEM 格式的证书。',
    'private-key': '{{path}} 无法用于 TLS：其中没有 PEM 格式的私钥，或私钥受密码保护。',
  },
  'identity-files-differ': {
    what: '{{certificateFile}} 中的证书与 {{keyFile}} 中的私钥不匹配。',
    advice: '请提供相互匹配的证书和私钥。',
  },
  'own-identity-damaged': {
    what: '保存此服务器 TLS 密钥的 {{path}} 已损坏。',
    advice: '请恢复该文件；也可以将其删除以生成新密钥，但客户端会因此收到警告。',
  },
  'own-identity-gone': {
    what: '保存此服务器 TLS 密钥的 {{path}} 已不存在。',
    advice: '如果不恢复该文件，下次启动时会生成新密钥，客户端会因此收到警告。',
  },
  'own-identity-not-kept': {
    what: '无法将此服务器的 TLS 密钥保存到 {{path}}：{{why}}。',
    advice: '请腾出空间或授予此账户在该处写入的权限，也可以使用 --tls-cert 和 --tls-key。',
  },
};
