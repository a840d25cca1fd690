/** A new TCP connection from another computer. */
export interface NftPacket {
  /** The port that it is for. */
  readonly port: number;
  readonly ipVersion: 4 | 6;
}

/** The elements of a named set. */
export type NftSets = (name: string) => readonly unknown[] | undefined;

type Json = Readonly<Record<string, unknown>>;

/** Parts of a rule that say what becomes of the packet. */
export const VERDICTS = new Set(['accept', 'drop', 'reject', 'return', 'queue', 'jump', 'goto']);
/** Parts of a rule that let every packet pass on to the next part. */
const PASSING = new Set(['counter', 'log', 'comment', ...VERDICTS]);

/**
 * Whether one part of a rule lets the packet pass on to the next; `undefined`: it depends on more than is
 * known of it (libnftables-json(5), "STATEMENTS" and "EXPRESSIONS").
 */
export function matchOf(part: Json, packet: NftPacket, sets: NftSets): boolean | undefined {
  const [name, value] = Object.entries(part)[0]!;
  if (PASSING.has(name)) return true;
  if (name !== 'match') return undefined;
  const { op, left, right } = value as { op: unknown; left: unknown; right: unknown };
  const has = compare(left, right, packet, sets);
  if (has === undefined || op === '==' || op === 'in') return has;
  return op === '!=' ? !has : undefined;
}

function compare(
  left: unknown,
  right: unknown,
  packet: NftPacket,
  sets: NftSets,
): boolean | undefined {
  if (!isObject(left)) return undefined;
  const { payload, meta, ct } = left as { payload?: Json; meta?: Json; ct?: Json };
  if (payload !== undefined) {
    const { protocol, field } = payload;
    if (['udp', 'icmp', 'icmpv6', 'sctp', 'dccp', 'igmp'].includes(String(protocol))) return false;
    if (protocol === (packet.ipVersion === 4 ? 'ip6' : 'ip')) return false;
    if ((protocol === 'tcp' || protocol === 'th') && field === 'dport') {
      return contains(right, packet.port, sets);
    }
    if (field === 'protocol' || field === 'nexthdr') return containsAny(right, ['tcp', 6], sets);
    return undefined;
  }
  if (meta !== undefined) {
    const { key } = meta;
    // Packets of others never come in by the loopback interface.
    if (key === 'iif' || key === 'iifname') return right === 'lo' ? false : undefined;
    if (key === 'l4proto') return containsAny(right, ['tcp', 6], sets);
    if (key === 'nfproto') return right === (packet.ipVersion === 4 ? 'ipv4' : 'ipv6');
    return undefined;
  }
  return ct?.['key'] === 'state' ? containsAny(right, ['new'], sets) : undefined;
}

function containsAny(
  right: unknown,
  values: readonly unknown[],
  sets: NftSets,
): boolean | undefined {
  return isAny(values.map((value) => contains(right, value, sets)));
}

/** Whether a value is the right side of a match, or in it. */
function contains(right: unknown, value: unknown, sets: NftSets): boolean | undefined {
  if (typeof right === 'string' && right.startsWith('@')) {
    const elements = sets(right.slice(1));
    return elements === undefined ? undefined : contains(elements, value, sets);
  }
  if (Array.isArray(right)) {
    return isAny(right.map((element) => contains(element, value, sets)));
  }
  if (!isObject(right)) return right === value;
  const { set, range, elem } = right as { set?: unknown; range?: unknown; elem?: Json };
  if (set !== undefined) return contains(set, value, sets);
  if (elem !== undefined) return contains(elem['val'], value, sets);
  if (!Array.isArray(range) || typeof value !== 'number') return undefined;
  const [lowest, highest] = range as unknown[];
  return Number(lowest) <= value && value <= Number(highest);
}

function isAny(each: readonly (boolean | undefined)[]): boolean | undefined {
  return each.includes(true) ? true : each.includes(undefined) ? undefined : false;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}
