import { describe, expect, it } from 'vitest';
import { QUANTITIES } from './quantities.ts';

describe('what a person writes', () => {
  it.each([
    ['rate', '2 MiB', 2_097_152],
    ['rate', '2MiB/s', 2_097_152],
    ['rate', ' ', 0],
    ['rate', '0', 0],
    ['rate', '1 KiB', undefined],
    ['rate', 'fast', undefined],
    ['cacheSize', '64 MiB', 67_108_864],
    ['cacheSize', '0', 0],
    ['cacheSize', '65 MiB', undefined],
    ['cacheSize', '', undefined],
    ['connections', '', 0],
    ['connections', '12', 12],
    ['connections', '0', undefined],
    ['connections', '1e3', undefined],
    ['connections', '1000001', undefined],
    ['connectionsPerAddress', '65535', 65_535],
    ['connectionsPerAddress', '65536', undefined],
    ['connectionsPerAddress', '', undefined],
    ['timeout', '500 ms', 500],
    ['timeout', '1.5', 1500],
    ['timeout', '24 h', 86_400_000],
    ['timeout', '25 h', undefined],
    ['timeout', '0', undefined],
    ['timeout', '1 min 30 s', undefined],
    ['retryTime', '0', 0],
    ['retryTime', '10min', 600_000],
  ] as const)('as %s, "%s" is %s', (kind, typed, value) => {
    expect(QUANTITIES[kind].read(typed)).toBe(value);
  });

  it.each([
    ['rate', 0, ''],
    ['rate', 2_097_152, '2 MiB'],
    ['cacheSize', 0, '0'],
    ['cacheSize', 67_108_864, '64 MiB'],
    ['connections', 0, ''],
    ['connections', 1024, '1024'],
    ['connectionsPerAddress', 64, '64'],
    ['timeout', 10_000, '10 s'],
    ['timeout', 1500, '1.5 s'],
    ['timeout', 20, '20 ms'],
    ['timeout', 90_000, '90 s'],
    ['timeout', 7_200_000, '2 h'],
    ['retryTime', 0, '0'],
    ['retryTime', 600_000, '10 min'],
  ] as const)('%s %d is shown as "%s", and read again as it was', (kind, value, shown) => {
    expect(QUANTITIES[kind].write(value)).toBe(shown);
    expect(QUANTITIES[kind].read(shown)).toBe(value);
  });
});
