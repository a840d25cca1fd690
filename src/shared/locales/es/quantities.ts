export const quantities = {
  size: {
    B: '{{value}} B',
    KiB: '{{value}} KiB',
    MiB: '{{value}} MiB',
    GiB: '{{value}} GiB',
  },
  usage: '{{used}} de {{capacity}}',
  rate: '{{size}}/s',
  share: '{{value}} %',
  duration: {
    none: 'menos de 1 ms',
    ms: '{{value}} ms',
    s: '{{value}} s',
    min: '{{value}} min',
    h: '{{value}} h',
    d: '{{value}} d',
    two: '{{large}} {{small}}',
  },
  now: 'ahora',
  ago: 'hace {{duration}}',
};
