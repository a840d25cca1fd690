import { arch, availableParallelism, platform, release } from 'node:os';
import type { Diagnostics } from '../shared/contract-host.ts';
import { FailureError } from '../shared/failure.ts';
import { FIFOLIO_VERSION } from '../shared/version.ts';

const MAX_PROBLEMS = 50;

/** Remembers failures that were not shown, and describes the program to whoever has to find them. */
export class DiagnosticsRecorder {
  readonly #problems: Diagnostics['problems'] = [];
  #cpuSince = { usage: process.cpuUsage(), atMs: performance.now() };

  /** Notes a failure. `where` is a part of the program, such as `downloads`. */
  readonly note = (where: string, error: unknown): void => {
    const what =
      error instanceof FailureError
        ? { failure: error.failure }
        : { message: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
    this.#problems.push({ atMs: Date.now(), where, ...what });
    if (this.#problems.length > MAX_PROBLEMS) this.#problems.shift();
  };

  describe(
    parts: Pick<
      Diagnostics,
      'panels' | 'settingsFile' | 'damagedSettingsFile' | 'downloadsFile' | 'addresses'
    >,
  ): Diagnostics {
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    const runtime: Record<string, string> = {};
    for (const name of ['node', 'v8', 'electron', 'chrome']) {
      const version = process.versions[name];
      if (version !== undefined) runtime[name] = version;
    }
    return {
      ...parts,
      version: FIFOLIO_VERSION,
      runtime,
      platform: platform(),
      osRelease: release(),
      architecture: arch(),
      processors: availableParallelism(),
      uptimeMs: process.uptime() * 1000,
      memory: { residentBytes: rss, heapUsedBytes: heapUsed, sharedBytes: arrayBuffers },
      cpuPercent: this.#cpuPercent(),
      problems: [...this.#problems],
    };
  }

  #cpuPercent(): number {
    const atMs = performance.now();
    const { user, system } = process.cpuUsage(this.#cpuSince.usage);
    const elapsedMs = atMs - this.#cpuSince.atMs;
    this.#cpuSince = { usage: process.cpuUsage(), atMs };
    return elapsedMs > 0 ? Math.round((user + system) / elapsedMs) / 10 : 0;
  }
}
