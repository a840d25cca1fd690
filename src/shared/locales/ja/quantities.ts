export const quantities = {
  size: {
    B: '{{value}} B',
    KiB: '{{value}} KiB',
    MiB: '{{value}} MiB',
    GiB: '{{value}} GiB',
  },
  usage: '{{capacity}} 中 {{used}}',
  rate: '{{size}}/秒',
  share: '{{value}}%',
  duration: {
    none: '1 ミリ秒未満',
    ms: '{{value}} ミリ秒',
    s: '{{value}} 秒',
    min: '{{value}} 分',
    h: '{{value}} 時間',
    d: '{{value}} 日',
    two: '{{large}} {{small}}',
  },
  now: 'たった今',
  ago: '{{duration}}前',
};
