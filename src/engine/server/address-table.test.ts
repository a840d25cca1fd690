import { describe, expect, it } from 'vitest';
import { AddressTable, createAddressTableMemory } from './address-table.ts';

describe('AddressTable', () => {
  it('lets an address in up to its limit, and again when one has left', () => {
    const table = new AddressTable(createAddressTableMemory(1), 0);
    expect([1, 2, 3].map(() => table.tryEnter('10.0.0.1', 2))).toEqual([true, true, false]);
    expect(table.tryEnter('10.0.0.2', 2)).toBe(true);
    table.leave('10.0.0.1');
    expect(table.tryEnter('10.0.0.1', 2)).toBe(true);
    expect(table.tryEnter('10.0.0.1', 2)).toBe(false);
  });

  it('counts over all threads', () => {
    const memory = createAddressTableMemory(3);
    const tables = [0, 1, 2].map((thread) => new AddressTable(memory, thread));
    expect(tables.map((table) => table.tryEnter('fe80::1', 2))).toEqual([true, true, false]);
    tables[0]!.leave('fe80::1');
    expect(tables[2]!.tryEnter('fe80::1', 2)).toBe(true);
  });

  it('forgets the connections of a thread that was replaced, and no others', () => {
    const memory = createAddressTableMemory(2);
    const [first, second] = [new AddressTable(memory, 0), new AddressTable(memory, 1)];
    first.tryEnter('10.0.0.1', 9);
    second.tryEnter('10.0.0.1', 9);
    new AddressTable(memory, 1).reset();
    expect(first.tryEnter('10.0.0.1', 2)).toBe(true);
    expect(first.tryEnter('10.0.0.1', 2)).toBe(false);
  });

  it('keeps more addresses apart than a server has connections', () => {
    const table = new AddressTable(createAddressTableMemory(1), 0);
    const addresses = Array.from({ length: 1000 }, (_, at) => `10.${at % 7}.${at % 11}.${at}`);
    const entered = addresses.filter((address) => table.tryEnter(address, 1)).length;
    // Of a thousand in 32,768 buckets, about fifteen meet in one.
    expect(entered).toBeGreaterThan(950);
  });
});
