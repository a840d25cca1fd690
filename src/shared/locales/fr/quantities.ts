export const quantities = {
  size: {
    B: '{{value}} o',
    KiB: '{{value}} Kio',
    MiB: '{{value}} Mio',
    GiB: '{{value}} Gio',
  },
  usage: '{{used}} sur {{capacity}}',
  rate: '{{size}}/s',
  share: '{{value}} %',
  duration: {
    none: 'moins de 1 ms',
    ms: '{{value}} ms',
    s: '{{value}} s',
    min: '{{value}} min',
    h: '{{value}} h',
    d: '{{value}} j',
    two: '{{large}} {{small}}',
  },
  now: 'à l’instant',
  ago: 'il y a {{duration}}',
};
