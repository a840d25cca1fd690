import type { ResponsePacket } from 'multicast-dns';
import { describe, expect, it } from 'vitest';
import { NearbyTable } from './nearby-table.ts';

type Answer = NonNullable<ResponsePacket['answers']>[number];

const TYPE = '_fifolio._tcp.local';
const NAME = `Study. 1.${TYPE}`;

const ptr = (name = NAME, ttl = 4500): Answer => ({ type: 'PTR', name: TYPE, ttl, data: name });
const srv = (name = NAME, ttl = 120): Answer => ({
  ...{ type: 'SRV', name, ttl },
  data: { target: 'Box.local', port: 8080 },
});
const txt = (...data: string[]): Answer => ({
  ...{ type: 'TXT', name: NAME, ttl: 4500 },
  data: data.map((text) => Buffer.from(text)),
});
const a = (data: string, ttl = 120): Answer => ({ type: 'A', name: 'box.local', ttl, data });
const aaaa = (data: string): Answer => ({ type: 'AAAA', name: 'BOX.local', ttl: 120, data });

describe('servers out of records', () => {
  it('are whole once name, place and address are known, in any order and case', () => {
    const table = new NearbyTable();
    table.take(
      [aaaa('fd00::5'), a('10.0.0.5'), txt('TLS=yes', 'code=no', 'tls=no'), srv(), ptr()],
      0,
    );
    expect(table.servers(1)).toEqual([
      {
        ...{ name: 'Study. 1', host: '10.0.0.5', port: 8080, addresses: ['10.0.0.5', 'fd00::5'] },
        ...{ protocol: 1, encrypted: true, code: false },
      },
    ]);
    expect(table.wanted(1)).toEqual([]);
  });

  it('are asked for piece by piece', () => {
    const table = new NearbyTable();
    table.take([ptr()], 0);
    expect(table.servers(0)).toEqual([]);
    expect(table.wanted(0).map(({ type }) => type)).toEqual(['SRV', 'TXT']);
    table.take([srv(), txt('code=yes')], 0);
    expect(table.wanted(0).map(({ name, type }) => [name, type])).toEqual([
      ['box.local', 'A'],
      ['box.local', 'AAAA'],
    ]);
    table.take([a('10.0.0.5')], 0);
    expect(table.servers(0)).toMatchObject([{ host: '10.0.0.5', code: true }]);
  });

  it('go with a goodbye, or when their time is over', () => {
    const table = new NearbyTable();
    const all = [ptr(), srv(), a('10.0.0.5')];
    table.take(all, 0);
    table.take([ptr(NAME, 0)], 10);
    expect(table.servers(10)).toEqual([]);
    table.take(all, 20);
    expect(table.servers(119_000)).toHaveLength(1);
    expect(table.servers(121_000)).toEqual([]);
  });

  it('have no addresses that lead elsewhere: loopback, or link-local without its interface', () => {
    const table = new NearbyTable();
    table.take([ptr(), srv(), a('127.0.0.1'), aaaa('fe80::5')], 0);
    expect(table.servers(0)).toEqual([]);
    table.take([aaaa('fe80::5')], 0, 'eth0');
    expect(table.servers(0)).toMatchObject([{ host: 'fe80::5%eth0' }]);
  });

  it('are of no other type, and not without number', () => {
    const table = new NearbyTable();
    table.take([ptr('Printer._ipp._tcp.local')], 0);
    expect(table.wanted(0)).toEqual([]);
    table.take(
      Array.from({ length: 1000 }, (_, index) => ptr(`${index}.${TYPE}`)),
      0,
    );
    expect(table.wanted(0)).toHaveLength(256 * 2);
  });
});
