import { expect, it } from 'vitest';
import { listeningInodes, readLsof, readPowerShell } from './port-owner.ts';

it('reads the listening sockets of a port from /proc', () => {
  const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 51234 1 0
   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 51299 1 0
   2: 0100007F:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 40000 1 0
`;
  expect(listeningInodes(table, 8080)).toEqual(['51234']);
  expect(listeningInodes(table, 81)).toEqual([]);
});

it('reads what other systems say, as written down', () => {
  expect(readLsof('p501\ncControlCe\nf9\n')).toEqual({ program: 'ControlCe', pid: 501 });
  expect(readLsof('')).toBeUndefined();
  const answer = '{"Id":4321,"ProcessName":"nginx"}\r\n';
  expect(readPowerShell(answer)).toEqual({ program: 'nginx', pid: 4321 });
  expect(readPowerShell('')).toBeUndefined();
});
