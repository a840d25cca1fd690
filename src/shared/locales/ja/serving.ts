/** What keeps a server from starting, or from going on. */
export const serving = {
  port: {
    socketLost:
      'プログラムに渡されたソケットは、スレッドの終了とともに失われました。プログラムを起動し直してください。',
    inUse: 'ポート {{port}} は別のプログラムが使用しています。',
    notAllowed:
      'このアカウントではポート {{port}} を使用できません (1024 未満のポートには通常、管理者権限が必要です)。',
    noSuchAddress: 'このコンピューターにアドレス {{host}} はありません。',
    unknownHost: 'アドレス {{host}} が見つかりません。',
    other: 'ポート {{port}} で待ち受けできません: {{detail}}。',
  },

  'share-missing': {
    what: '「{{directory}}」を共有できません: フォルダーがありません。',
    advice: 'つづりを確認するか、フォルダーを作成してください。',
  },
  'share-not-a-folder': {
    what: '「{{directory}}」を共有できません: フォルダーではありません。',
    advice: 'ファイルが入っているフォルダーを指定してください。',
  },
  'share-unreadable': {
    what: '「{{directory}}」を共有できません: 読み取れません ({{code}})。',
    whatUnknown: '「{{directory}}」を共有できません: 読み取れません (不明なエラー)。',
    advice: 'アクセス許可を確認するか、別のフォルダーを選択してください。',
  },
  'share-name-taken': {
    what: '「{{first}}」と「{{second}}」を同時に共有できません: どちらも名前が「{{name}}」になります。',
    advice: 'NAME=DIRECTORY の形式で、どちらかに別の名前を付けてください。',
  },
  'share-bad-name': {
    whatWithoutName:
      '「{{directory}}」をほかのフォルダーと一緒に共有できません: 固有の名前がありません。',
    what: '「{{directory}}」を「{{name}}」という名前で共有できません: 一部のシステムのクライアントが要求できない名前です。',
    advice: 'NAME=DIRECTORY の形式で、/ と \\ を含まない別の名前を付けてください。',
  },
  'too-many-folders': {
    what_other: '1 つのサーバーで共有できるフォルダーは最大 {{count, number}} 個です。',
    advice: 'いくつかのフォルダーをまとめて含む上位のフォルダーを共有してください。',
  },
  'too-few-descriptors': {
    what_other:
      'このプログラムが同時に開けるファイルは {{limit}} 個で、{{count, number}} 個のスレッドを使うサーバーには足りません。',
    advice: '上限を上げるか (ulimit -n)、このプログラムで開いているほかのものを閉じてください。',
    adviceWithNumber:
      '上限を {{needed}} 以上に上げるか (ulimit -n)、スレッドの数を減らしてください。',
  },
  'unusable-descriptor': {
    what: '記述子 {{fd}} として渡されたソケットでは、サーバーは接続を受け付けられません: {{fault}}。',
    advice:
      '使えるのは、待ち受け状態の TCP ソケットです (systemd のソケットユニットでは、ListenStream にポートを指定し、Accept=no とします)。ポートごと、スレッドごとに最大 1 個です。',
    fault: {
      'not-tcp': 'TCP ソケットではありません',
      'too-many-sockets': 'このポートのソケットの数がスレッドの数を超えています',
    },
  },
  'thread-refused': {
    what: 'システムの制限により、サーバーのスレッドを開始できません ({{detail}})。メモリが足りないか、スレッドまたは開いているファイルが多すぎます。',
    advice: 'スレッドの数を減らすか、このアカウントの上限を上げてください (ulimit -a)。',
  },
  'unusable-access-code': {
    'too-short_other': 'アクセスコードは {{count, number}} 文字以上必要です。',
    'too-long_other': 'アクセスコードは {{count, number}} 文字以内です。',
    'control-character': 'アクセスコードは、制御文字を含まない 1 行の文字列にしてください。',
  },
  'panel-needs-token': {
    what: '{{host}} のパネルにはほかの人も接続でき、ファイルを読み取ったり共有したりできます。',
    advice:
      '許可する場合は、独自のトークンを設定してください。許可しない場合は、127.0.0.1 のままにしてください。',
  },
  'unusable-panel-token': {
    what_other:
      'トークンは {{count, number}} 文字以上必要で、使えるのは英字、数字、記号 . _ ~ - だけです。',
  },

  'unusable-identity': {
    what: '証明書と秘密鍵を TLS に使用できません: {{detail}}。',
    advice: 'どちらも PEM 形式で、互いに対応している必要があります。',
  },
  'identity-file-unreadable': {
    what: 'TLS に必要な {{path}} を読み取れません: {{why}}。',
    advice: 'このアカウントに読み取りを許可してください。',
  },
  'identity-file-unusable': {
    certificate: '{{path}} は TLS に使用できません: PEM 形式の証明書が含まれていません。',
    'private-key':
      '{{path}} は TLS に使用できません: PEM 形式の秘密鍵が含まれていないか、パスフレーズで保護されています。',
  },
  'identity-files-differ': {
    what: '{{certificateFile}} の証明書は、{{keyFile}} の秘密鍵に対応していません。',
    advice: '対応する証明書と秘密鍵を指定してください。',
  },
  'own-identity-damaged': {
    what: 'このサーバーの TLS の鍵を保存した {{path}} が破損しています。',
    advice:
      'ファイルを復元するか、削除してください。削除すると新しい鍵が作成され、クライアントに警告が表示されます。',
  },
  'own-identity-gone': {
    what: 'このサーバーの TLS の鍵を保存した {{path}} がなくなりました。',
    advice: '復元しない場合、次回の開始時に新しい鍵が作成され、クライアントに警告が表示されます。',
  },
  'own-identity-not-kept': {
    what: 'このサーバーの TLS の鍵を {{path}} に保存できません: {{why}}。',
    advice:
      '空きを増やすか、このアカウントに書き込みを許可してください。または、--tls-cert と --tls-key を使用してください。',
  },
};
