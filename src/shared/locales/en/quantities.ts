/** Sizes, durations and shares; `value` is a number as the language writes it. */
export const quantities = {
  size: {
    B: '{{value}} B',
    KiB: '{{value}} KiB',
    MiB: '{{value}} MiB',
    GiB: '{{value}} GiB',
  },
  /** Of two sizes in the same unit. */
  usage: '{{used}} of {{capacity}}',
  rate: '{{size}}/s',
  share: '{{value}} %',
  duration: {
    none: 'under 1 ms',
    ms: '{{value}} ms',
    s: '{{value}} s',
    min: '{{value}} min',
    h: '{{value}} h',
    d: '{{value}} d',
    /** Two units, the larger first. */
    two: '{{large}} {{small}}',
  },
  now: 'now',
  ago: '{{duration}} ago',
} as const;
