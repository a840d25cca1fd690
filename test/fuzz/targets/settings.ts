import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '../../../src/cli/cli-error.ts';
import { parseHostAndPort, parseHostPort } from '../../../src/cli/settings/host-port.ts';
import { loadSettings } from '../../../src/cli/settings/load-settings.ts';
import { SETTINGS, type SettingKey } from '../../../src/cli/settings/settings.ts';
import { Resources } from '../../../harness/resources.ts';
import { anyConfiguration, anyEndpoint, anyEnvironment, anySettingValue } from '../make/words.ts';
import { target } from '../target.ts';

const KEYS = Object.keys(SETTINGS) as SettingKey[];
const USAGE = 2;
const MAX_CACHE_BYTES = 64 * 1024 * 1024;
const DAY_MS = 24 * 3_600_000;

interface Sources {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string>>;
  readonly configuration: string | undefined;
  readonly endpoint: string;
}

let file: string | undefined;

/** Settings out of flags, environment and a file: values within their bounds, or wrong usage. */
export const settingsTarget = target<Sources>('settings', {
  make: (random) => ({
    flags: Object.fromEntries(
      random.several(random.length(3), () => {
        const key = random.pick(KEYS);
        const value = random.once(10) ? random.once(2) : anySettingValue(random);
        return [key, key === 'port' ? [value] : value];
      }),
    ),
    environment: { ...anyEnvironment(random), FIFOLIO_CONFIG: '' },
    configuration: random.once(2) ? anyConfiguration(random) : undefined,
    endpoint: anyEndpoint(random),
  }),
  check: async ({ flags, environment, configuration, endpoint }) => {
    file ??= join(new Resources().folder(), 'settings.json');
    expectEndpoint(endpoint);
    // Others must not be able to read it, as it may hold a code.
    if (configuration !== undefined) writeFileSync(file, configuration, { mode: 0o600 });
    const given = configuration === undefined ? flags : { ...flags, config: file };
    try {
      expectBounds(await loadSettings(KEYS, given, environment));
      return 'accepted';
    } catch (error) {
      expectUsageError(error);
      return 'refused';
    }
  },
});

function expectUsageError(error: unknown): void {
  if (!(error instanceof CliError)) throw error;
  assert.equal(error.exitCode, USAGE, `exit code ${error.exitCode}: ${error.message}`);
  assert.ok(error.message.length > 0, 'the message is empty');
}

function expectEndpoint(text: string): void {
  for (const parse of [() => parseHostPort(text), () => parseHostAndPort(text, '80')]) {
    try {
      const { host, port } = parse();
      assert.ok(Number.isInteger(port) && port >= 1 && port <= 65_535, `port ${port}`);
      assert.match(host, /^[^\s/\\]{1,255}$/u);
    } catch (error) {
      expectUsageError(error);
    }
  }
}

function expectBounds(values: Readonly<Record<string, unknown>>): void {
  const within = (key: SettingKey, least: number, most: number): void => {
    const value = values[key];
    // A switch in place of a value is what commander gives for a bare flag, which no such flag has.
    if (value === undefined || typeof value === 'boolean') return;
    assert.ok(Number.isInteger(value), `${key} is no whole number`);
    assert.ok(Number(value) >= least && Number(value) <= most, `${key} is ${Number(value)}`);
  };
  within('threads', 1, 64);
  within('cacheSize', 0, MAX_CACHE_BYTES);
  within('drain', 0, DAY_MS);
  within('grace', 0, DAY_MS);
  within('requestTimeout', 1, DAY_MS);
  within('idleTimeout', 1, DAY_MS);
  within('maxConnections', 1, 1_000_000);
  within('maxConnectionsPerAddress', 1, 65_535);
  within('panel', 0, 65_535);
  within('retries', 0, 1000);
  const ports = values['port'];
  if (Array.isArray(ports)) {
    for (const port of ports) assert.ok(Number.isInteger(port) && port >= 0 && port <= 65_535);
  }
  for (const key of ['directory', 'to', 'host'])
    assert.notEqual(values[key], '', `${key} is empty`);
}
