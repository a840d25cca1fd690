/** What the native menu, the tray, dialogs and notifications of the desktop app say. */
export const desktop = {
  appName: 'Fifolio',
  chooseFolder: 'フォルダーを選択…',
  startServer: 'サーバーを開始',
  stopServer: 'サーバーを停止',
  startOrStopServer: 'サーバーを開始または停止',
  clearCache: 'キャッシュをクリア',
  showServe: '共有',
  showFetch: '取得',
  goToAddress: 'アドレス欄へ移動',
  settings: '設定…',
  diagnostics: '診断情報',
  openFifolio: 'Fifolio を開く',
  quit: 'Fifolio を終了',
  menuFile: 'ファイル',
  menuEdit: '編集',
  menuView: '表示',
  menuWindow: 'ウィンドウ',
  menuHelp: 'ヘルプ',

  // What every program's menu has.
  about: 'Fifolio について',
  services: 'サービス',
  hide: 'Fifolio を非表示',
  hideOthers: 'ほかを非表示',
  showAll: 'すべてを表示',
  closeWindow: 'ウィンドウを閉じる',
  undo: '元に戻す',
  redo: 'やり直し',
  cut: '切り取り',
  copy: 'コピー',
  paste: '貼り付け',
  selectAll: 'すべて選択',
  actualSize: '実際のサイズ',
  zoomIn: '拡大',
  zoomOut: '縮小',
  fullScreen: 'フルスクリーン',
  minimize: '最小化',
  zoomWindow: '拡大/縮小',

  chooseServeFolder: '共有するフォルダーの選択',
  chooseSaveFolder: '保存先フォルダーの選択',
  chooseButton: '選択',

  stopped: '停止中',
  starting: '開始しています…',
  stopping: '停止しています…',
  failed: '開始できません',
  /** `ports`: a list of `count`. */
  servingOn_other: 'ポート {{ports}} で共有中',

  closeWhileServing: 'Fifolio は共有を続けています。',
  closeWhileFetching: 'Fifolio はダウンロードを続けています。',
  closeDetail:
    'バックグラウンドで続けることができます。このウィンドウをもう一度表示するには、トレイのアイコンを使うか、Fifolio を開き直してください。',
  keepRunning: '実行を続ける',
  stopAndQuit: '停止して終了',
  cancel: 'キャンセル',
  rememberChoice: '選択を記憶する',

  downloadsFinished_other: '{{count, number}} 件のダウンロードが完了しました',
  downloadsFailed_other: '{{count, number}} 件のダウンロードに失敗しました',
  allVerified: 'すべて検証済みです。',
  notAllVerified: '簡易サーバーのため、ダウンロードを検証できませんでした。',
  someFailed_other: 'ほかに {{count, number}} 件が失敗しました。再試行してください。',
  someCanceled_other: 'ほかに {{count, number}} 件がキャンセルされました。',
  someSkipped_other: 'ファイルがすでに存在するため、{{count, number}} 件をスキップしました。',
  someLeftOut_other:
    'サーバーが {{count, number}} 件を除外しました。理由は Fifolio で確認できます。',
  retryThem: '原因の確認と再試行は、Fifolio を開いて行ってください。',

  cannotOpen:
    'Fifolio では開けません: {{word}}。開けるのは、フォルダーと fifolio://192.168.1.5:8080/report.pdf のようなリンクです。',
  notAFolder: 'Fifolio で共有できるのはフォルダーです。{{path}} はフォルダーではありません。',
  servingAnother:
    'Fifolio は別のフォルダーを共有しています。{{path}} を共有するには、サーバーを停止して、もう一度開始してください。',

  updateAvailable: 'Fifolio {{version}} が利用可能です。',
  updateDetail: '確認なしにインストールされることはありません。',
  updateDownload: 'ダウンロード',
  updateLater: '後で',
  updateSkip: 'このバージョンをスキップ',
  updateReady: 'Fifolio {{version}} をダウンロードし、検証しました。',
  updateReadyDetail:
    'インストールすると Fifolio は終了します。サーバーは停止し、ダウンロードは再起動後に続行されます。',
  updateInstall: 'インストールして再起動',
  updateFailed: 'Fifolio {{version}} をインストールできませんでした',
  updateFailedDetail:
    'ダウンロードまたは検証に失敗しました ({{reason}})。何も変更されていません。明日、または次に Fifolio を開いたときに、もう一度お知らせします。',

  cannotSetAutostart: 'Fifolio の自動起動の設定を変更できませんでした',
  cannotStart: 'Fifolio を起動できませんでした',
  notStarted:
    'ウィンドウを開く前にエラーが発生し、終了しました ({{reason}})。Fifolio をもう一度開いてください。解決しない場合は、再インストールしてください。設定とダウンロードの一覧は保持されます。',
  cannotShowPanel: 'コントロールパネルを表示できませんでした',
  panelGone:
    'パネルのプロセスが終了しました ({{reason}})。実行中のサーバーとダウンロードは続行されます。やり直すには、このウィンドウを閉じて、Fifolio を開き直してください。',
  panelNotLoaded:
    'パネルのページを読み込めませんでした ({{reason}})。実行中のサーバーとダウンロードは続行されます。やり直すには、このウィンドウを閉じて、Fifolio を開き直してください。',
};
