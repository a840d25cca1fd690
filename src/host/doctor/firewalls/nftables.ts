import type { NftChain } from '../../../shared/contract-doctor.ts';
import type { FirewallState } from '../observations.ts';
import { matchOf, VERDICTS, type NftPacket, type NftSets } from './nft-match.ts';

type Json = Readonly<Record<string, unknown>>;
/** What becomes of a packet in a chain; `fall`: it leaves it at its end. */
type Outcome = 'accept' | 'drop' | 'fall';

interface Chain extends NftChain {
  readonly hook?: unknown;
  readonly policy?: unknown;
  readonly rules: (readonly Json[])[];
}

const MOST_JUMPS = 16;

/**
 * What the rules of nftables do with a new connection from another computer, seen through all chains that
 * incoming packets pass. `undefined` where nothing filters them. A rule that asks for more than the port,
 * such as the sender's address, makes it `unknown`, unless the outcome is the same either way.
 *
 * @param ruleset the output of `nft --json list ruleset` (libnftables-json(5))
 * @throws Error for what is no such output
 */
export function nftablesState(ruleset: string, packet: NftPacket): FirewallState | undefined {
  const { chains, sets } = read(ruleset, packet);
  const entered = [...chains.values()].filter(({ hook }) => hook === 'input');
  const judged = entered.map((chain) => ({
    chain,
    outcomes: outcomesOf(chain, { chains, sets, packet }, 0),
  }));
  // The rule is wanted where the packet is lost.
  const lost =
    judged.find(({ outcomes }) => !outcomes.has('accept')) ??
    judged.find(({ outcomes }) => outcomes.has('drop'));
  if (lost === undefined) return undefined;
  const { family, table, chain } = lost.chain;
  return {
    firewall: { firewall: 'nftables', chain: { family, table, chain } },
    verdict: lost.outcomes.has('accept') ? 'unknown' : 'closed',
  };
}

function read(ruleset: string, packet: NftPacket) {
  const { nftables } = JSON.parse(ruleset) as { readonly nftables: readonly Json[] };
  const chains = new Map<string, Chain>();
  const sets = new Map<string, readonly unknown[]>();
  const families = packet.ipVersion === 4 ? ['ip', 'inet'] : ['ip6', 'inet'];
  for (const item of nftables) {
    const [kind, value] = Object.entries(item)[0] as [string, Json];
    const { family, table, name, chain, expr, elem, type, hook, policy } = value;
    if (!families.includes(String(family))) continue;
    const key = `${String(family)} ${String(table)}`;
    if (kind === 'chain') {
      chains.set(`${key} ${String(name)}`, {
        ...{ family: String(family), table: String(table), chain: String(name) },
        ...{ hook: type === 'filter' ? hook : undefined, policy, rules: [] },
      });
    } else if (kind === 'set' && Array.isArray(elem)) {
      sets.set(`${key} ${String(name)}`, elem);
    } else if (kind === 'rule' && Array.isArray(expr)) {
      chains.get(`${key} ${String(chain)}`)?.rules.push(...withoutMaps(expr as Json[]));
    }
  }
  return { chains, sets };
}

/** A verdict map is a rule for each of its elements: `tcp dport vmap { 22 : accept }`. */
function withoutMaps(rule: readonly Json[]): readonly (readonly Json[])[] {
  const at = rule.findIndex((part) => 'vmap' in part);
  if (at < 0) return [rule];
  const { key, data } = rule[at]!['vmap'] as { readonly key: unknown; readonly data: unknown };
  const elements = (data as { readonly set?: unknown } | undefined)?.set;
  const before = rule.slice(0, at);
  // A named map, whose elements are not looked up, may decide either way.
  if (!Array.isArray(elements)) {
    return ['accept', 'drop'].map((verdict) => [...before, { unknown: key }, { [verdict]: null }]);
  }
  return (elements as [unknown, Json][]).map(([right, verdict]) => [
    ...before,
    { match: { op: '==', left: key, right } },
    verdict,
  ]);
}

interface Rules {
  readonly chains: ReadonlyMap<string, Chain>;
  readonly sets: ReadonlyMap<string, readonly unknown[]>;
  readonly packet: NftPacket;
}

/** All that can become of the packet in a chain; at the end of one that a packet enters stands its policy. */
function outcomesOf(chain: Chain, rules: Rules, depth: number): Set<Outcome> {
  const outcomes = new Set<Outcome>();
  const key = `${chain.family} ${chain.table}`;
  const setsHere: NftSets = (name) => rules.sets.get(`${key} ${name}`);
  for (const rule of chain.rules) {
    const match = matchAll(rule, rules.packet, setsHere);
    if (match === false) continue;
    const verdict = rule
      .map((part) => Object.entries(part)[0]!)
      .find(([name]) => VERDICTS.has(name));
    if (verdict === undefined) continue;
    const [name, detail] = verdict;
    if (name === 'accept' || name === 'queue') outcomes.add('accept');
    else if (name === 'drop' || name === 'reject') outcomes.add('drop');
    else if (name === 'return') outcomes.add('fall');
    else {
      const target = rules.chains.get(`${key} ${String((detail as Json)['target'])}`);
      const inner =
        target === undefined || depth >= MOST_JUMPS
          ? new Set<Outcome>(['accept', 'drop'])
          : outcomesOf(target, rules, depth + 1);
      for (const outcome of inner) if (outcome !== 'fall') outcomes.add(outcome);
      // What comes back from a jump goes on with the next rule.
      if (inner.has('fall') && name === 'jump') continue;
      if (inner.has('fall')) outcomes.add('fall');
    }
    if (match === true) return settled(outcomes, chain);
  }
  return settled(outcomes.add('fall'), chain);
}

function settled(outcomes: Set<Outcome>, { hook, policy }: Chain): Set<Outcome> {
  if (hook === undefined || !outcomes.delete('fall')) return outcomes;
  return outcomes.add(policy === 'drop' ? 'drop' : 'accept');
}

/** `undefined`: it depends. */
function matchAll(rule: readonly Json[], packet: NftPacket, sets: NftSets): boolean | undefined {
  let all: boolean | undefined = true;
  for (const part of rule) {
    const one = matchOf(part, packet, sets);
    if (one === false) return false;
    if (one === undefined) all = undefined;
  }
  return all;
}
