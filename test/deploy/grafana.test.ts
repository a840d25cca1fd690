import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { encodeMetrics } from '../../src/engine/telemetry/open-metrics.ts';
import { NO_COUNTERS } from '../../src/shared/server-state.ts';
import { TestFolder } from '../server/test-server.ts';

const FILE = path.resolve(import.meta.dirname, '../../deploy/grafana/fifolio.json');

interface Dashboard {
  readonly templating: { readonly list: readonly { readonly query: string }[] };
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
  }[];
}

const dashboard = JSON.parse(readFileSync(FILE, 'utf8')) as Dashboard;
const targets = dashboard.panels.flatMap((panel) => panel.targets);
const expressions = targets.map(({ expr }) => expr);

/** Samples as Prometheus stores them, whichever format it asked for. */
const samples = encodeMetrics(
  {
    version: '1.2.3',
    uptimeMs: 1,
    threads: [],
    counters: NO_COUNTERS,
    cache: { capacityBytes: 1, usedBytes: 0, heldBytes: 0, entries: 0 },
    transfers: 0,
  },
  'openmetrics',
)
  .split('\n')
  .filter((line) => line.startsWith('fifolio_'));
const sampleNames = new Set(samples.map((line) => /^\w+/.exec(line)![0]));
const labels = new Set(
  samples.flatMap((line) => [...line.matchAll(/(\w+)="/g)].map((at) => at[1])),
);

function metricNames(text: string): string[] {
  return text.match(/\bfifolio_\w+/g) ?? [];
}

describe('the dashboard for Grafana', () => {
  it('shows every metric that a server has, and no others', () => {
    const shown = [...expressions, ...dashboard.templating.list.map(({ query }) => query)];
    expect(new Set(shown.flatMap(metricNames))).toEqual(sampleNames);
    for (const expression of expressions) expect(metricNames(expression)).not.toEqual([]);
  });

  it('uses labels that there are: those of the metrics, and instance, which Prometheus adds', () => {
    const used = targets.flatMap(({ expr, legendFormat }) => [
      ...[...expr.matchAll(/\bby \((\w+)\)/g)].map((at) => at[1]),
      ...[...legendFormat.matchAll(/{{(\w+)}}/g)].map((at) => at[1]),
    ]);
    expect([...new Set(used)].sort()).toEqual([...labels, 'instance'].sort());
  });

  const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

  it.skipIf(!hasPromtool)('asks in words that Prometheus understands (needs promtool)', () => {
    const rules = expressions.map((expression, index) => ({
      record: `shown:${index}`,
      expr: expression.replaceAll('$__rate_interval', '1m'),
    }));
    const groups = JSON.stringify({ groups: [{ name: 'dashboard', rules }] });
    const folder = new TestFolder();
    folder.write('rules.yml', groups);
    const words = ['check', 'rules', folder.pathOf('rules.yml')];
    const { stdout, stderr } = spawnSync('promtool', words, { encoding: 'utf8' });
    expect(stdout + stderr).toContain(`SUCCESS: ${rules.length} rules found`);
  });
});
