/** What a look at a server shows that others cannot reach, and what to do about it. */
export const doctor = {
  reached: {
    what: '{{address}} 上有文件服务器响应。',
    whatEncrypted: '{{address}} 上有文件服务器响应，使用加密。',
    adviceEncrypted: '请使用加密连接（--tls）。',
  },
  lookupFailed: {
    what: '无法解析名称 {{host}}：没有 DNS 服务器响应。',
    advice: '请检查网络，或使用 IP 地址。',
  },
  nameNotFound: {
    what: '没有名为 {{host}} 的电脑。',
    advice: '请检查拼写，或使用 IP 地址。',
  },
  noRouteHere: {
    what: '这台电脑没有到 {{address}} 的路由。',
    advice: '请检查它是否已连接到能够访问该地址的网络。',
  },
  noRouteThere: {
    what: '{{address}} 的地址上没有电脑响应。',
    advice: '请检查地址，确认那台电脑已开机，且两台电脑在同一网络中。防火墙也可能造成这种结果。',
  },
  refused: {
    what: '{{address}} 所在的电脑在线，但拒绝连接：该端口上没有对外开放的监听程序。',
    advice:
      '请检查端口。如果服务器正在运行，它可能仅对其本机开放：请在那台电脑上选择“我的网络”，或使用 --host 0.0.0.0 启动服务器。',
  },
  dropped: {
    what: '{{seconds, number}} 秒内没有收到 {{address}} 的任何回应，可能是防火墙丢弃了数据。',
    advice:
      '请在共享文件的电脑上运行下面的命令，它会指出所用的防火墙以及如何开放端口。如果那里没有问题，请检查电脑是否已开机，以及途中的防火墙。',
  },
  notAllowed: {
    what: '这台电脑的系统不允许向 {{address}} 发出连接。',
    advice: '请检查其防火墙的出站规则。',
  },
  failed: {
    what: '连接 {{address}} 失败：{{detail}}。',
    advice: '请重试。',
  },
  notListening: {
    what: '这台电脑上没有程序在监听端口 {{port}}。',
    advice: '请启动服务器，或检查端口。',
  },
  loopbackOnly: {
    what: '端口 {{port}} 上的服务器仅对本机开放。',
    advice: '请选择“我的网络”，或使用 --host 0.0.0.0 启动服务器。',
  },
  otherProgram: {
    what: '这台电脑的端口 {{port}} 被另一个程序占用：{{stranger}}。',
    whatWithOwner:
      '这台电脑的端口 {{port}} 被另一个程序（{{program}}，进程 {{pid}}）占用：{{stranger}}。',
    advice: '请结束该程序，或使用其他端口共享。',
  },
  otherServer: {
    what: '{{address}} 上有响应，但不是此类文件服务器：{{stranger}}。',
    advice: '请检查端口。',
  },
  strangers: {
    http: '它是 Web 服务器',
    ssh: '它是 SSH 服务器',
    ftp: '它是 FTP 服务器',
    smtp: '它是邮件服务器',
    mail: '它是邮件服务器',
    vnc: '它是 VNC 屏幕共享服务',
    tls: '它使用 TLS，但其中没有文件服务器',
    unknown: '它返回了其他内容',
    silent: '它接受了连接，但没有返回任何内容',
    closed: '它接受了连接，但没有返回任何内容就将其关闭',
  },
  strangerWithWords: '{{stranger}}（“{{words}}”）',
  noNetwork: {
    what: '这台电脑没有连接到任何网络。',
    advice: '请将其连接到其他人所在的网络。',
  },
  noFirewall: {
    what: '这台电脑上没有发现阻止其他人访问端口 {{port}} 的防火墙。',
    advice: '如果其他人无法访问，请检查途中的路由器或防火墙。',
  },

  firewalls: {
    ufw: 'ufw 防火墙',
    firewalld: 'firewalld 防火墙',
    nftables: 'nftables 防火墙',
    windows: 'Windows Defender 防火墙',
    macos: 'macOS 防火墙',
  },
  firewall: {
    open: '{{firewall}}已启用，允许其他人访问端口 {{port}}。',
    closed: '{{firewall}}已启用，阻止其他人访问端口 {{port}}。',
    rulesUnread: '{{firewall}}已启用，但无法读取其规则。',
    dependsOnMore: '{{firewall}}已启用，是否放行不只取决于端口。',
  },
  firewallAdvice: {
    open: '如果其他人无法访问，请检查途中的路由器或防火墙。',
    rulesUnread: '以管理员身份运行 fifolio doctor 可获得更多信息。{{opening}}',
    dependsOnMore: '如果其他人无法访问端口 {{port}}，{{opening}}',
  },
  openPort: {
    plain: '请用以下命令开放端口：',
    nftables: '请用以下命令开放端口，并将规则写入 /etc/nftables.conf，否则重启后会失效：',
    windows: '请在以管理员身份打开的 PowerShell 中运行以下命令以开放端口：',
    macosBlocksAll:
      '请在“系统设置”>“网络”>“防火墙”>“选项”中关闭“阻止所有传入连接”，或运行以下命令：',
    macos: '请在“系统设置”>“网络”>“防火墙”>“选项”中允许此程序，或运行以下命令：',
  },
};
