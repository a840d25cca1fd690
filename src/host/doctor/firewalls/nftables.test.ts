import { describe, expect, it } from 'vitest';
import { nftablesState } from './nftables.ts';

type Rule = readonly unknown[];

/** As `nft --json list ruleset` prints it; tried with nftables itself in `test/network`. */
function ruleset(
  rules: readonly Rule[],
  { policy = 'drop', others = [] }: { policy?: string; others?: readonly unknown[] } = {},
): string {
  const place = { family: 'inet', table: 'filter' };
  const base = { type: 'filter', hook: 'input', prio: 0, policy };
  return JSON.stringify({
    nftables: [
      { metainfo: { json_schema_version: 1 } },
      { table: { family: 'inet', name: 'filter' } },
      ...others,
      { chain: { ...place, name: 'input', ...base } },
      ...rules.map((expr) => ({ rule: { ...place, chain: 'input', expr } })),
    ],
  });
}

const meta = (key: string, right: unknown) => ({
  match: { op: '==', left: { meta: { key } }, right },
});
const dport = (right: unknown, op = '==') => ({
  match: { op, left: { payload: { protocol: 'tcp', field: 'dport' } }, right },
});
const from = (right: unknown) => ({
  match: { op: '==', left: { payload: { protocol: 'ip', field: 'saddr' } }, right },
});
const state = (right: unknown) => ({ match: { op: 'in', left: { ct: { key: 'state' } }, right } });
const ACCEPT = { accept: null };
const DROP = { drop: null };
const COUNTER = { counter: { packets: 3, bytes: 180 } };

const closed = { verdict: 'closed', firewall: { firewall: 'nftables', chain: { chain: 'input' } } };
const packet = { port: 8080, ipVersion: 4 } as const;

describe('what nftables does with a port', () => {
  it.each<[string, readonly Rule[], 'open' | 'closed' | 'unknown']>([
    ['its policy', [], 'closed'],
    [
      'loopback, and answers, are others',
      [
        [meta('iifname', 'lo'), ACCEPT],
        [state(['established', 'related']), ACCEPT],
      ],
      'closed',
    ],
    ['the port', [[dport(8080), COUNTER, ACCEPT]], 'open'],
    ['another port', [[dport(22), ACCEPT]], 'closed'],
    ['a set', [[dport({ set: [22, 8080] }), ACCEPT]], 'open'],
    ['a range', [[dport({ range: [8000, 8100] }), ACCEPT]], 'open'],
    ['a range in a set', [[dport({ set: [{ range: [9000, 9100] }, 22] }), ACCEPT]], 'closed'],
    ['all ports but this', [[dport(8080, '!='), ACCEPT]], 'closed'],
    ['new connections', [[state('new'), dport(8080), ACCEPT]], 'open'],
    [
      'a rule before',
      [
        [dport(8080), { reject: null }],
        [meta('l4proto', 'tcp'), ACCEPT],
      ],
      'closed',
    ],
    ['only from one network', [[from('10.0.0.0/8'), dport(8080), ACCEPT]], 'unknown'],
    [
      'not from one network',
      [
        [from('10.0.0.0/8'), DROP],
        [dport(8080), ACCEPT],
      ],
      'unknown',
    ],
    ['a match of iptables', [[{ xt: { type: 'match', name: 'addrtype' } }, ACCEPT]], 'unknown'],
    [
      'a map of states',
      [
        [
          {
            vmap: {
              key: { ct: { key: 'state' } },
              data: {
                set: [
                  ['established', ACCEPT],
                  ['invalid', DROP],
                ],
              },
            },
          },
        ],
      ],
      'closed',
    ],
    [
      'a map of ports',
      [
        [
          {
            vmap: {
              key: { payload: { protocol: 'tcp', field: 'dport' } },
              data: {
                set: [
                  [22, DROP],
                  [8080, ACCEPT],
                ],
              },
            },
          },
        ],
      ],
      'open',
    ],
    ['a map by name', [[{ vmap: { key: {}, data: '@ports' } }]], 'unknown'],
  ])('%s', (_, rules, verdict) => {
    const found = nftablesState(ruleset(rules), packet);
    expect(found?.verdict ?? 'open').toBe(verdict);
  });

  it('follows jumps, and comes back from them', () => {
    const place = { family: 'inet', table: 'filter' };
    const jump = [{ jump: { target: 'services' } }];
    const others = (...exprs: readonly Rule[]) => [
      { chain: { ...place, name: 'services' } },
      ...exprs.map((expr) => ({ rule: { ...place, chain: 'services', expr } })),
    ];
    const open = ruleset([jump], { others: others([dport(8080), ACCEPT]) });
    expect(nftablesState(open, packet)).toBeUndefined();
    const back = ruleset([jump, [dport(8080), ACCEPT]], { others: others([{ return: null }]) });
    expect(nftablesState(back, packet)).toBeUndefined();
    expect(nftablesState(ruleset([jump], { others: others() }), packet)).toMatchObject(closed);
  });

  it('looks up named sets', () => {
    const set = { set: { family: 'inet', table: 'filter', name: 'web', elem: [80, 8080] } };
    expect(
      nftablesState(ruleset([[dport('@web'), ACCEPT]], { others: [set] }), packet),
    ).toBeUndefined();
    expect(nftablesState(ruleset([[dport('@gone'), ACCEPT]]), packet)?.verdict).toBe('unknown');
  });

  it('is nothing where nothing filters what comes in', () => {
    expect(nftablesState(JSON.stringify({ nftables: [] }), packet)).toBeUndefined();
    expect(nftablesState(ruleset([], { policy: 'accept' }), packet)).toBeUndefined();
  });
});
