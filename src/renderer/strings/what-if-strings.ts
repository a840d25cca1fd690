/** What each policy does, for who has never heard of it. */
const POLICIES: Readonly<Record<string, string>> = {
  FIFO: 'the oldest leaves',
  LRU: 'what nobody asked for the longest leaves',
  CLOCK: 'the oldest leaves, unless it was asked for again',
  LFU: 'what was asked for least often leaves',
  SIEVE: 'new files leave soon, unless they are asked for again',
  'S3-FIFO': 'new files are on trial in a tenth of the memory',
  ARC: 'balances what is recent and what is frequent',
  'W-TinyLFU': 'lets in only what is asked for more often than what must leave',
  GDSF: 'prefers small files that are asked for often',
};

export const whatIfStrings = {
  whatIf: {
    title: 'What if',
    explanation: [
      'Every request is replayed against caches that might have been: with another rule for which file leaves, or with another size.',
      'They hold names and sizes, never content. Hit ratio: the share of requests answered from memory; byte hit ratio: the share of bytes.',
    ],
    both: (policy: string, gain: string, size: string, sizeGain: string) =>
      `With ${policy}, ${gain} more of the bytes would have come from memory; with ${size}, ${sizeGain}.`,
    policyOnly: (policy: string, gain: string) =>
      `With ${policy}, ${gain} more of the bytes would have come from memory; a larger cache would have made no difference.`,
    sizeOnly: (size: string, gain: string) =>
      `With ${size}, ${gain} more of the bytes would have come from memory; another rule would have made no difference.`,
    neither: 'Neither another rule nor more memory would have made a difference.',
    /** While the window chosen has too few requests. */
    tooFew: 'Too few requests yet.',
    details: 'Compare',
    curve: 'Curve',
    curveTitle: 'Miss ratio of FIFO by size',
    curvePoint: (size: string, missed: string, bytes: string) =>
      `${size}: ${missed} of requests, ${bytes} of bytes missed`,
    requestsMissed: 'requests',
    bytesMissed: 'bytes',
    windowLabel: 'Requests compared',
    windows: { recent: 'Last 10,000', all: 'Since the start' },
    rule: 'Rule',
    hitRatio: 'Hit ratio',
    byteHitRatio: 'Byte hit ratio',
    otherRules: (size: string) => `Other rules, ${size}`,
    otherSizes: 'FIFO, other sizes',
    own: 'this cache',
    policy: (name: string) => (Object.hasOwn(POLICIES, name) ? POLICIES[name] : undefined),
    withError: (share: string, error: string) => `${share} ± ${error}`,
    exact: (requests: string) =>
      `${requests} requests replayed. The replayed FIFO equals this cache, request by request.`,
    differs: (requests: string, differing: string) =>
      `${requests} requests replayed. The replayed FIFO went otherwise than this cache for ${differing} of them.`,
    sample: (share: string, since: string) =>
      `A sample since ${since}: ${share} of the files, because so many requests come. It cannot be compared with this cache request by request.`,
    missing:
      'Some requests are missing, so the replayed FIFO cannot be compared with this cache. Clear the cache to begin anew.',
  },
} as const;
