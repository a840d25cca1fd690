/** What stands between a client and a server before anything is asked: access codes, keys, encryption. */
export const entry = {
  'code-missing': {
    what: '{{address}} に接続するにはアクセスコードが必要です。',
    advice: 'サーバーを動かしている人にコードを確認してください。',
  },
  'code-wrong': { what: '{{address}} に接続を拒否されました: {{message}}。' },
  'code-not-asked': {
    what: '{{address}} はアクセスコードを要求しないため、このコードのサーバーではない可能性があります。',
    advice:
      'アドレスを確認してください。アドレスが正しく、サーバーがコードを使わなくなった場合は、コードなしで接続してください。',
  },
  'code-not-proven': {
    what: '{{address}} は、アクセスコードを知っていることを証明できませんでした。このコードのサーバーではなく、別のコンピューターがなりすましている可能性があります。',
    advice: 'アドレスと、途中のネットワークの管理者を確認してください。',
  },
  'code-in-plain': {
    what: '{{address}}: 簡易プロトコルではアクセスコードを検証できません。',
    advice: 'ネイティブプロトコルを使うか、コードを指定せずに接続してください。',
  },
  'not-encrypting': {
    what: '{{address}} は暗号化 (TLS) に対応していないため、何も要求しませんでした。',
    advice:
      'ポートと、サーバーで暗号化が有効であることを確認してください。盗聴されてもかまわない場合は、暗号化せずに接続することもできます。',
  },
  'no-certificate': {
    what: '{{address}} は鍵を示さずに暗号化するため、相手を確認できません。何も要求しませんでした。',
  },
  'lost-in-handshake': {
    what: '{{address}} は、暗号化を始める前に接続を切断しました。',
    advice: 'サーバーで暗号化 (TLS) が有効であることを確認して、もう一度お試しください。',
  },
  'handshake-timed-out': {
    what: '{{address}} は接続を受け入れましたが、{{seconds, number}} 秒以内に暗号化が始まりませんでした。',
    advice: 'サーバーで暗号化 (TLS) が有効であることを確認してください。',
  },
  'unknown-key': {
    what: '{{address}} への接続は初めてで、その鍵を保証する認証局もありません。',
    advice: '信頼する前に、鍵のフィンガープリントをサーバー側の表示と比べてください。',
  },
  'other-key-than-given': {
    what: '{{address}} の鍵が、指定された鍵と異なります。',
    advice:
      'フィンガープリントが別のサーバーまたは以前の鍵のものであるか、別のコンピューターがなりすましています。まだ何も送信していません。サーバーを動かしている人にフィンガープリントを確認してください。',
  },
  'other-key-than-known': {
    what: '{{address}} の鍵が以前と異なります。',
    advice:
      '鍵が更新されたか、別のサーバーに変わったか、盗み見のために別のコンピューターがなりすましています。まだ何も送信していません。もう一度信頼する前に、鍵を変更したかどうかをサーバーを動かしている人に確認し、フィンガープリントを比べてください。',
  },

  'trust-list-damaged': {
    what: '信頼済みサーバーの一覧 {{path}} を解釈できないため、どのサーバーも未知として扱われます。{{damage}}',
    advice:
      'ファイルを修復するか、移動してください。移動すると、すべてのサーバーが初めての接続として扱われます。',
    file: {
      'not-json': '正しい JSON ではありません。',
      'not-an-object': 'JSON のオブジェクトではありません。',
      'later-format': '「format」が異なります。新しいバージョンで書き込まれた可能性があります。',
      'no-list': '「servers」の一覧がありません。',
      incomplete: 'アドレス、フィンガープリント、日付のいずれかがありません。',
      'bad-fingerprint': 'フィンガープリントが正しくありません。',
    },
    server: {
      'not-json': '{{server}} 番目のサーバーは、正しい JSON ではありません。',
      'not-an-object': '{{server}} 番目のサーバーは、JSON のオブジェクトではありません。',
      'later-format':
        '{{server}} 番目のサーバーの「format」が異なります。新しいバージョンで書き込まれた可能性があります。',
      'no-list': '{{server}} 番目のサーバーに「servers」の一覧がありません。',
      incomplete:
        '{{server}} 番目のサーバーに、アドレス、フィンガープリント、日付のいずれかがありません。',
      'bad-fingerprint': '{{server}} 番目のサーバーのフィンガープリントが正しくありません。',
    },
  },
  'trust-list-failed': {
    read: '信頼済みサーバーの一覧 {{path}} を読み取れません: {{detail}}。',
    written: '信頼済みサーバーの一覧 {{path}} に書き込めません: {{detail}}。',
  },
  'trust-list-in-use': {
    what: '{{path}} があるため、別のプログラムが信頼済みサーバーの一覧に書き込んでいるようです。',
    advice:
      '書き込みが終わるまでお待ちください。該当するプログラムがなければ、このファイルを削除してください。',
  },
};
