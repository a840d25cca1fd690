/** What went wrong, and what to do. */
export const failures = {
  twoSentences: '{{first}}{{second}}',

  'connect-timed-out': {
    what: '{{address}} に接続できません: {{seconds, number}} 秒以内に応答がありませんでした。',
    advice: 'アドレスと、途中のファイアウォールを確認してください。',
  },
  'no-such-interface': {
    what: '{{address}} に接続できません: このコンピューターにネットワークインターフェイス {{zone}} はありません。',
    advice: '使えるインターフェイス: {{interfaces}}。',
  },
  'interface-missing': {
    what: '{{address}} に接続できません: リンクローカルアドレス (fe80::) には、fe80::1%eth0 のようにネットワークインターフェイスの指定が必要です。',
  },

  'connection-lost': {
    what: {
      'before-answer': '{{address}} は応答する前に接続を切断しました。',
      'in-answer': '{{address}} は応答の途中で接続を切断しました。',
      'in-list': '{{address}} は一覧の送信中に接続を切断しました。',
      'giving-up-another-file':
        '別のファイルの取得を中止したときに、{{address}} が接続を切断しました。',
    },
    advice: 'もう一度お試しください。',
  },
  'no-sign-of-life': {
    what: '{{address}} から {{seconds, number}} 秒間応答がありません。',
    advice: '電源が切れているか、ネットワークが切断されている可能性があります。',
  },
  silent: {
    what: '{{address}} から {{seconds, number}} 秒間何も届きませんでした。',
    advice: 'しばらくしてからもう一度お試しください。',
  },
  'closed-without-answer': {
    what: '{{address}} は接続を受け入れましたが、応答せずに閉じました。',
    advice:
      'ファイルサーバーが待ち受けていることを確認して (トンネルやポート転送を使う場合は転送先も)、もう一度お試しください。',
  },
  unheard: {
    what: {
      files:
        '{{address}} は接続を受け入れましたが、応答しないため、フォルダーの一覧を取得できません。',
      stats: '{{address}} は接続を受け入れましたが、応答しないため、統計を取得できません。',
      ping: '{{address}} は接続を受け入れましたが、応答しないため、接続を維持できません。',
    },
    advice: 'ファイルサーバーが待ち受けていることを確認して、もう一度お試しください。',
  },

  'not-understood': {
    what: '{{address}} から、このクライアントでは解釈できない応答が届きました ({{detail}})。',
    advice: 'ファイルサーバーが待ち受けていることを確認してください。',
  },
  'web-server': {
    what: '{{address}} は Fifolio のサーバーではなく、Web サーバーです。',
    advice: 'ポートを確認するか、このアドレスをブラウザーで開いてください。',
  },
  'plain-server': {
    files:
      '{{address}} は簡易プロトコルにしか対応していないため、フォルダーの一覧を取得できません。',
    stats: '{{address}} は簡易プロトコルにしか対応していないため、統計を取得できません。',
    ping: '{{address}} は簡易プロトコルにしか対応していないため、接続を維持できません。',
  },
  'name-not-plain': {
    'asks-for-list': {
      about: '{{name}}: 一覧の要求とみなされるため、簡易プロトコルではこの名前を要求できません。',
      alone: '一覧の要求とみなされるため、簡易プロトコルではこの名前を要求できません。',
    },
    'too-long': {
      about: '{{name}}: {{limit}} バイトを超えるため、簡易プロトコルではこの名前を要求できません。',
      alone: '{{limit}} バイトを超えるため、簡易プロトコルではこの名前を要求できません。',
    },
    advice: 'サーバー側でファイルの名前を変更してもらってください。',
  },

  refused: {
    server: 'サーバーに拒否されました: {{message}}',
    about: '{{name}}: {{message}}',
  },
  'keeps-changing': {
    about_other:
      '{{name}}: サーバー上でファイルが変更され続けています。取得中に {{count, number}} 回変更されました。',
    alone_other:
      'サーバー上でファイルが変更され続けています。取得中に {{count, number}} 回変更されました。',
    advice: 'ファイルへの書き込みが終わってから、もう一度取得してください。',
  },
  'plain-not-found': {
    about: '{{name}}: サーバーにこのファイルがないか、共有されていません。',
    alone: 'サーバーにこのファイルがないか、共有されていません。',
    advice: 'つづりを確認してください。大文字と小文字は区別されます。',
  },
  'wrong-checksum': {
    about: '{{name}}: 受信したファイルがチェックサム (CRC-32) と一致しなかったため、破棄しました。',
    alone: '受信したファイルがチェックサム (CRC-32) と一致しなかったため、破棄しました。',
    advice:
      'もう一度お試しください。再び発生する場合は、ネットワークとサーバーのディスクを確認してください。',
  },

  'unsafe-name': {
    about: '{{name}}: {{because}}、書き込みませんでした。',
    alone: '{{because}}、書き込みませんでした。',
    advice: 'サーバー側でファイルの名前を変更してもらってください。',
  },
  'target-not-a-folder': {
    what: '{{path}} はフォルダーではなく、ファイルです。',
    advice: '書き込み先のフォルダーを指定してください。',
  },
  'in-use': {
    what: '{{path}} があるため、別のダウンロードがこのファイルに書き込んでいるようです。',
    advice:
      'そのダウンロードが終わるまでお待ちください。該当するものがなければ、このロックファイルを削除してください。',
  },
  'partial-names-taken': {
    what: '{{path}} も類似の名前もすべて、このプログラムの未完了ダウンロード以外のファイルに使われています。',
    advice: 'それらを移動してから、もう一度取得してください。',
  },
  'thread-died': {
    what: 'ダウンロードのスレッドが異常終了しました: {{detail}}。',
    advice: 'もう一度取得してください。受信済みの部分は残してあります。',
  },
  exists: {
    what: '{{path}} はすでに存在します。',
    advice: '両方とも残す、置き換える、スキップするのいずれかを選択してください。',
  },
  canceled: {
    partKept: 'キャンセルしました。受信済みの部分は次回のために残してあります。',
    nothingKept: 'キャンセルしました。',
  },
  'downloads-file-damaged': {
    what: 'ダウンロードの一覧が破損しています: {{detail}}。',
    advice: '破損した一覧は {{path}} として残してあります。',
  },
  'nothing-to-fetch': {
    what: '追加するものがありません。ファイルがすでにダウンロード中か、フォルダーにファイルがありません。',
  },

  'settings-refused': {
    unfit: 'ファイルから設定をインポートできませんでした: {{unfit}} の値が正しくありません。',
    unknown:
      'ファイルから設定をインポートできませんでした: このバージョンは {{unknown}} のインポートに対応していません。',
    both: 'ファイルから設定をインポートできませんでした: {{unfit}} の値が正しくなく、このバージョンは {{unknown}} のインポートに対応していません。',
    advice: 'ファイルを修正するか、該当する項目を取り除いて、もう一度インポートしてください。',
  },

  panel: {
    'not-a-settings-file': 'このファイルに Fifolio の設定は含まれていません。',
    'import-while-serving': 'サーバーの動作中は設定をインポートできません。',
    'bad-request': 'パネルの要求を、このバージョンでは解釈できません。',
    'too-many-requests': 'パネルからの要求が一度に多すぎます。',
    'answer-not-understood': '応答を解釈できませんでした。',
    'unknown-method': 'パネルの要求に、このバージョンは対応していません。',
    unsupported: 'ここでは実行できません。',
    'host-timed-out': '時間内に Fifolio が応答しませんでした。',
    'host-disconnected': 'Fifolio との接続が切れました。',
    internal: 'Fifolio で予期しない問題が発生しました。',
    'already-running': 'サーバーはすでに動作しています。',
    'not-running': 'サーバーは動作していません。',
    'no-folder-chosen': '先に、共有するフォルダーを選択してください。',
    'port-listed-already': 'このポートはすでに一覧にあります。',
    'folder-not-found': 'フォルダーが存在しません。',
    'folder-not-readable': 'フォルダーを読み取れません。',
    'folder-not-writable': 'フォルダーへの書き込みが許可されていません。',
    'not-a-folder': 'フォルダーではなく、ファイルです。',
    'not-connected': 'このサーバーにはもう接続していません。',
    'too-many-tabs': 'タブの数が上限に達しています。',
    'listing-gone': 'ファイルの一覧の有効期限が切れました。',
    'selection-gone': '選択の有効期限が切れました。',
    'no-such-download': 'このダウンロードはもう一覧にありません。',
    'link-key-unreadable': 'リンクに含まれる鍵が正しくありません。',
    'windows-path':
      'これは Windows のパスですが、このコンピューターで動作しているのは Windows ではありません。',
    'link-elsewhere': 'このリンクの先は、このコンピューターのフォルダーではありません。',
    'not-absolute': 'フォルダーの完全なパスではありません。',
    'no-such-file': 'この名前のファイルはサーバーにありません。',
  },
  panelAdvice: {
    'not-a-settings-file': 'ここからエクスポートしたファイルを選択してください。',
    'import-while-serving': '先に停止してください。',
    'host-timed-out': 'もう一度お試しください。',
    internal: 'もう一度お試しください。診断情報で原因がわかる場合があります。',
    'already-running': '先に停止してください。',
    'not-running': '先に開始してください。',
    'folder-not-found': '別のフォルダーを選択してください。',
    'folder-not-readable': 'アクセス許可を確認するか、別のフォルダーを選択してください。',
    'folder-not-writable': '別のフォルダーを選択してください。',
    'not-a-folder': 'フォルダーを選択してください。',
    'not-connected': 'もう一度接続してください。',
    'too-many-tabs': '先にタブを 1 つ閉じてください。',
    'listing-gone': '一覧を更新してください。',
    'selection-gone': 'ファイルを選択し直してください。',
    'link-key-unreadable': 'リンク全体をもう一度コピーしてください。',
    'windows-path':
      '/home/me/files のように、このコンピューターでのフォルダーの場所を入力してください。',
    'link-elsewhere': 'フォルダーのパスを入力してください。',
    'not-absolute':
      '~ (ホームフォルダー) または / で始めてください。Windows では C:\\ のようにドライブで始めてください。',
  },
};
