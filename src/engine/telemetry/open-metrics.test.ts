import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { createCountersMemory, readCounters, readThreads, ThreadCounters } from './counters.ts';
import { encodeMetrics, type MetricsInput } from './open-metrics.ts';

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

function input(): MetricsInput {
  const memory = createCountersMemory(2);
  const row = new ThreadCounters(memory, 0);
  row.add('requestsHttp', 3);
  row.add('bytesSent', 2 ** 40);
  row.add('evictionsForRoom', 2);
  return {
    version: '1.2.3',
    uptimeMs: 1500,
    threads: readThreads(memory),
    counters: readCounters(memory),
    cache: { usedBytes: 10, heldBytes: 1, capacityBytes: 64, entries: 2 },
    transfers: 1,
  };
}

describe.each(['openmetrics', 'prometheus'] as const)('metrics as %s', (format) => {
  const lines = encodeMetrics(input(), format).trimEnd().split('\n');
  const samples = lines.filter((line) => !line.startsWith('#'));

  it('has the values of the server', () => {
    for (const sample of [
      'fifolio_build_info{version="1.2.3"} 1',
      'fifolio_uptime_seconds 1.5',
      'fifolio_threads 2',
      'fifolio_requests_total{dialect="http"} 3',
      'fifolio_requests_total{dialect="native"} 0',
      'fifolio_sent_bytes_total 1099511627776',
      'fifolio_cache_evictions_total{reason="room"} 2',
      'fifolio_cache_used_bytes 10',
    ]) {
      expect(samples).toContain(sample);
    }
  });

  it('has a help and a type before the samples of each family, once, and every sample once', () => {
    const described = lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? []);
    expect(new Set(described).size).toBe(described.length);
    expect(new Set(samples.map((line) => line.split(' ')[0])).size).toBe(samples.length);
    for (const sample of samples) {
      const [, name] = /^([a-z0-9_]+)(?:\{[a-z]+="[^"]*"\})? -?[0-9.e+]+$/.exec(sample)!;
      const family = format === 'openmetrics' ? name!.replace(/_total$/, '') : name!;
      expect(described).toContain(family);
      const at = lines.indexOf(sample);
      expect(lines.slice(0, at).some((line) => line.startsWith(`# TYPE ${family} `))).toBe(true);
      expect(lines.slice(0, at).some((line) => line.startsWith(`# HELP ${family} `))).toBe(true);
    }
  });

  it('names every counter, and nothing else, a total', () => {
    for (const line of lines) {
      const [, family, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
      if (family === undefined) continue;
      const isTotal = samples.some((sample) =>
        sample.startsWith(`${family.replace(/_total$/, '')}_total`),
      );
      expect(isTotal, family).toBe(type === 'counter');
    }
  });
});

describe('OpenMetrics', () => {
  it('has units that end the names of their families, and an end', () => {
    const text = encodeMetrics(input(), 'openmetrics');
    const units = [...text.matchAll(/^# UNIT (\S+) (\S+)$/gm)];
    expect(units.length).toBeGreaterThan(0);
    for (const [, family, unit] of units) expect(family).toMatch(new RegExp(`_${unit}$`));
    expect(text.endsWith('\n# EOF\n')).toBe(true);
  });
});

describe('the text format of Prometheus', () => {
  it.skipIf(!hasPromtool)('pleases promtool (needs promtool, Debian package prometheus)', () => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: encodeMetrics(input(), 'prometheus'),
      encoding: 'utf8',
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
