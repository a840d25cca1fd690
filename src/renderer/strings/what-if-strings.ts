/** What leaves first under each policy, for who has never heard of it. */
const POLICIES: Readonly<Record<string, string>> = {
  FIFO: 'the oldest',
  LRU: 'what nobody asked for the longest',
  CLOCK: 'the oldest not asked for since',
  LFU: 'what was asked for least often',
  SIEVE: 'newcomers not asked for again',
  'S3-FIFO': 'newcomers, from a trial queue',
  ARC: 'the old or the rare, as it learns',
  'W-TinyLFU': 'what is asked for less often',
  GDSF: 'large files asked for rarely',
};

export const whatIfStrings = {
  whatIf: {
    title: 'What if',
    explanation: [
      'Your requests, replayed against other caches: another rule for which file leaves, or another size.',
      'Hit ratio: share of requests answered from memory. Byte hit ratio: share of bytes.',
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
    rule: 'What leaves first',
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
