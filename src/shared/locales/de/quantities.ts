export const quantities = {
  size: {
    B: '{{value}} B',
    KiB: '{{value}} KiB',
    MiB: '{{value}} MiB',
    GiB: '{{value}} GiB',
  },
  usage: '{{used}} von {{capacity}}',
  rate: '{{size}}/s',
  share: '{{value}} %',
  duration: {
    none: 'unter 1 ms',
    ms: '{{value}} ms',
    s: '{{value}} s',
    min: '{{value}} min',
    h: '{{value}} h',
    d: '{{value}} T',
    two: '{{large}} {{small}}',
  },
  now: 'jetzt',
  ago: 'vor {{duration}}',
};
