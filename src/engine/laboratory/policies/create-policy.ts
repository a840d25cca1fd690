import { Fifo } from './fifo.ts';
import { Lru } from './lru.ts';
import type { LivePolicy, LivePolicyName, PolicyBounds } from './policy.ts';

const LIVE: Readonly<Record<LivePolicyName, new (bounds: PolicyBounds) => LivePolicy>> = {
  FIFO: Fifo,
  LRU: Lru,
};

/** An empty policy that can run beside a server. */
export function createLivePolicy(name: LivePolicyName, bounds: PolicyBounds): LivePolicy {
  return new LIVE[name](bounds);
}
