export const quantities = {
  size: {
    B: '{{value}} بايت',
    KiB: '{{value}} ك.ب',
    MiB: '{{value}} م.ب',
    GiB: '{{value}} غ.ب',
  },
  usage: '{{used}} من {{capacity}}',
  rate: '{{size}}/ث',
  // The sign stays behind the number.
  share: '\u2068{{value}}%\u2069',
  duration: {
    none: 'أقل من 1 م.ث',
    ms: '{{value}} م.ث',
    s: '{{value}} ث',
    min: '{{value}} د',
    h: '{{value}} س',
    d: '{{value}} ي',
    two: '{{large}} {{small}}',
  },
  now: 'الآن',
  ago: 'قبل {{duration}}',
};
