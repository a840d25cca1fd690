/** The policies that need to know only the past, so that they can run beside a server. */
export const LIVE_POLICY_NAMES = [
  'FIFO',
  'LRU',
  'CLOCK',
  'LFU',
  'SIEVE',
  'S3-FIFO',
  'ARC',
  'W-TinyLFU',
  'GDSF',
] as const;

export type LivePolicyName = (typeof LIVE_POLICY_NAMES)[number];

/** All policies; MIN needs to know the future, and so a recorded trace. */
export const POLICY_NAMES = [...LIVE_POLICY_NAMES, 'MIN'] as const;

export type PolicyName = (typeof POLICY_NAMES)[number];

/** How a trace is written: what the server records, or one of libCacheSim's two. */
export const TRACE_FORMATS = ['csv', 'oracleGeneral', 'libcachesim-csv'] as const;

export type TraceFormat = (typeof TRACE_FORMATS)[number];
