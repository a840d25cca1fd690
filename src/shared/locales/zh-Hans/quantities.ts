export const quantities = {
  size: {
    B: '{{value}} B',
    KiB: '{{value}} KiB',
    MiB: '{{value}} MiB',
    GiB: '{{value}} GiB',
  },
  usage: '{{used}} / {{capacity}}',
  rate: '{{size}}/s',
  share: '{{value}}%',
  duration: {
    none: '不到 1 毫秒',
    ms: '{{value}} 毫秒',
    s: '{{value}} 秒',
    min: '{{value}} 分钟',
    h: '{{value}} 小时',
    d: '{{value}} 天',
    two: '{{large}} {{small}}',
  },
  now: '刚刚',
  ago: '{{duration}}前',
};
