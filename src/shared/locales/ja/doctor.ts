/** What a look at a server shows that others cannot reach, and what to do about it. */
export const doctor = {
  reached: {
    what: '{{address}} でファイルサーバーが応答しています。',
    whatEncrypted: '{{address}} でファイルサーバーが暗号化を使って応答しています。',
    adviceEncrypted: '暗号化 (--tls) を使って接続してください。',
  },
  lookupFailed: {
    what: '{{host}} の名前を解決できませんでした: DNS サーバーからの応答がありません。',
    advice: 'ネットワークを確認するか、IP アドレスを使用してください。',
  },
  nameNotFound: {
    what: '{{host}} というコンピューターはありません。',
    advice: 'つづりを確認するか、IP アドレスを使用してください。',
  },
  noRouteHere: {
    what: 'このコンピューターから {{address}} への経路がありません。',
    advice: 'そのアドレスに到達できるネットワークに接続していることを確認してください。',
  },
  noRouteThere: {
    what: '{{address}} のアドレスに応答するコンピューターがありません。',
    advice:
      'アドレスを確認し、相手のコンピューターの電源が入っていること、同じネットワークにあることを確認してください。ファイアウォールが原因の場合もあります。',
  },
  refused: {
    what: '{{address}} のコンピューターは存在しますが、接続を拒否しています。このポートで外部からの接続を待ち受けているものがありません。',
    advice:
      'ポートを確認してください。サーバーが動作している場合は、そのコンピューターだけに公開されている可能性があります。そのコンピューターで「ネットワーク」を選択するか、--host 0.0.0.0 を付けて開始してください。',
  },
  dropped: {
    what: '{{address}} から {{seconds, number}} 秒以内に何も返ってきませんでした。ファイアウォールが通信を破棄している可能性があります。',
    advice:
      '共有しているコンピューターで次のコマンドを実行すると、ファイアウォールの種類とポートの開き方が表示されます。問題がなければ、電源が入っていることと、途中のファイアウォールを確認してください。',
  },
  notAllowed: {
    what: 'このコンピューターのシステムが、{{address}} への接続を許可していません。',
    advice: 'ファイアウォールの送信規則を確認してください。',
  },
  failed: {
    what: '{{address}} への接続に失敗しました: {{detail}}。',
    advice: 'もう一度お試しください。',
  },
  notListening: {
    what: 'このコンピューターには、ポート {{port}} で待ち受けているものがありません。',
    advice: 'サーバーを開始するか、ポートを確認してください。',
  },
  loopbackOnly: {
    what: 'ポート {{port}} のサーバーは、このコンピューターだけに公開されています。',
    advice: '「ネットワーク」を選択するか、--host 0.0.0.0 を付けて開始してください。',
  },
  otherProgram: {
    what: 'このコンピューターのポート {{port}} は別のプログラムが使用しています: {{stranger}}。',
    whatWithOwner:
      'このコンピューターのポート {{port}} は別のプログラム ({{program}}、プロセス {{pid}}) が使用しています: {{stranger}}。',
    advice: 'そのプログラムを終了するか、別のポートで共有してください。',
  },
  otherServer: {
    what: '{{address}} で応答しているのは、この種類のファイルサーバーではありません: {{stranger}}。',
    advice: 'ポートを確認してください。',
  },
  strangers: {
    http: 'Web サーバーです',
    ssh: 'SSH サーバーです',
    ftp: 'FTP サーバーです',
    smtp: 'メールサーバーです',
    mail: 'メールサーバーです',
    vnc: 'VNC の画面共有です',
    tls: 'TLS で応答しますが、ファイルサーバーではありません',
    unknown: '別の応答を返しました',
    silent: '接続を受け入れましたが、何も返しませんでした',
    closed: '接続を受け入れましたが、何も返さずに閉じました',
  },
  strangerWithWords: '{{stranger}} (「{{words}}」)',
  noNetwork: {
    what: 'このコンピューターはネットワークに接続していません。',
    advice: 'ほかの人と同じネットワークに接続してください。',
  },
  noFirewall: {
    what: 'このコンピューターに、ポート {{port}} への接続を妨げるファイアウォールは見つかりませんでした。',
    advice: 'ほかの人が接続できない場合は、途中のルーターやファイアウォールを確認してください。',
  },

  firewalls: {
    ufw: 'ufw ファイアウォール',
    firewalld: 'firewalld ファイアウォール',
    nftables: 'nftables ファイアウォール',
    windows: 'Windows Defender ファイアウォール',
    macos: 'macOS のファイアウォール',
  },
  firewall: {
    open: '{{firewall}}は有効で、ポート {{port}} へのほかの人の接続を許可しています。',
    closed: '{{firewall}}は有効で、ポート {{port}} へのほかの人の接続を遮断しています。',
    rulesUnread: '{{firewall}}は有効ですが、規則を読み取れませんでした。',
    dependsOnMore: '{{firewall}}は有効で、接続を許可するかどうかはポートだけでは決まりません。',
  },
  firewallAdvice: {
    open: 'ほかの人が接続できない場合は、途中のルーターやファイアウォールを確認してください。',
    rulesUnread: '管理者として fifolio doctor を実行すると、詳しい結果が得られます。{{opening}}',
    dependsOnMore: 'ほかの人がポート {{port}} に接続できない場合は、{{opening}}',
  },
  openPort: {
    plain: '次のコマンドでポートを開いてください:',
    nftables:
      '次のコマンドでポートを開いてください。再起動後も有効にするには、規則を /etc/nftables.conf にも追加してください:',
    windows: '管理者として開いた PowerShell で、次のコマンドを実行してポートを開いてください:',
    macosBlocksAll:
      '「システム設定」>「ネットワーク」>「ファイアウォール」>「オプション」で「外部からの接続をすべてブロック」をオフにするか、次のコマンドを実行してください:',
    macos:
      '「システム設定」>「ネットワーク」>「ファイアウォール」>「オプション」で許可するか、次のコマンドを実行してください:',
  },
};
