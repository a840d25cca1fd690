import type { LivePolicyName, PolicyName } from '../../../shared/laboratory-names.ts';
import { Arc } from './arc.ts';
import { Clock } from './clock.ts';
import { Fifo } from './fifo.ts';
import { Gdsf } from './gdsf.ts';
import { Lfu } from './lfu.ts';
import { Lru } from './lru.ts';
import { Min } from './min.ts';
import type { LivePolicy, Policy, PolicyBounds } from './policy.ts';
import { S3Fifo } from './s3-fifo.ts';
import { Sieve } from './sieve.ts';
import { W_TINY_LFU_DEFAULTS, WTinyLfu } from './w-tiny-lfu.ts';

/** Beside a server the frequencies of W-TinyLFU begin with those of 8192 objects. */
const LIVE_SKETCH_BYTES = 2 ** 16;

type Create<Kind extends Policy> = (bounds: PolicyBounds) => Kind;

const LIVE: Readonly<Record<LivePolicyName, Create<LivePolicy>>> = {
  FIFO: (bounds) => new Fifo(bounds),
  LRU: (bounds) => new Lru(bounds),
  CLOCK: (bounds) => new Clock(bounds),
  LFU: (bounds) => new Lfu(bounds),
  SIEVE: (bounds) => new Sieve(bounds),
  'S3-FIFO': (bounds) => new S3Fifo(bounds),
  ARC: (bounds) => new Arc(bounds),
  'W-TinyLFU': (bounds) =>
    new WTinyLfu(bounds, { ...W_TINY_LFU_DEFAULTS, sketchBytes: LIVE_SKETCH_BYTES }),
  GDSF: (bounds) => new Gdsf(bounds),
};

const RECORDED: Readonly<Record<PolicyName, Create<Policy>>> = {
  ...LIVE,
  'W-TinyLFU': (bounds) => new WTinyLfu(bounds),
  MIN: (bounds) => new Min(bounds),
};

/** An empty cache under a policy that can run beside a server, with the parameters that its file names. */
export function createLivePolicy(name: LivePolicyName, bounds: PolicyBounds): LivePolicy {
  return LIVE[name](bounds);
}

/** An empty cache under any policy, to be fed from a recorded trace. */
export function createPolicy(name: PolicyName, bounds: PolicyBounds): Policy {
  return RECORDED[name](bounds);
}
