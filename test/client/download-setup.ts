import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { BatchRun } from '../../src/engine/client/batch/download-batch.ts';
import { systemEnvironment } from '../../src/engine/client/download-environment.ts';
import type { DownloadEnvironment } from '../../src/engine/client/download-environment.ts';
import type {
  DownloadCompleted,
  DownloadEvent,
  DownloadFailed,
  DownloadOptions,
  DownloadOutcome,
} from '../../src/engine/client/download-types.ts';
import { NativeDouble } from '../../doubles/servers/native-double.ts';
import type { NativeDoubleOptions } from '../../doubles/servers/native-double.ts';
import { FailureError } from '../../src/shared/failure.ts';
import { type FailureReport, reportOf } from '../../src/cli/failures.ts';

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'fifolio-client-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function startNativeDouble(options: NativeDoubleOptions = {}): Promise<NativeDouble> {
  const double = await new NativeDouble(options).listen();
  onTestFinished(() => double.close());
  return double;
}

/** The system's environment, save that waiting takes no time; `waits` tells how long it would have been. */
export function impatientEnvironment(
  changes: Partial<DownloadEnvironment> = {},
): DownloadEnvironment & { readonly waits: number[] } {
  const waits: number[] = [];
  return {
    ...systemEnvironment,
    sleep: (durationMs) => {
      waits.push(durationMs);
      return Promise.resolve();
    },
    random: () => 0.5,
    ...changes,
    waits,
  };
}

export interface FinishedBatch {
  readonly outcomes: readonly DownloadOutcome[];
  readonly events: readonly DownloadEvent[];
}

/** Runs a batch in this thread. */
export async function download(
  options: Omit<DownloadOptions, 'host'>,
  environment: DownloadEnvironment = impatientEnvironment(),
): Promise<FinishedBatch> {
  const events: DownloadEvent[] = [];
  const run = new BatchRun({ host: '127.0.0.1', ...options }, environment, (batch) => {
    events.push(...batch);
  });
  return { outcomes: await run.run(), events };
}

export function completed(outcome: DownloadOutcome | undefined): DownloadCompleted {
  if (outcome?.status !== 'completed') {
    throw new Error(`expected a completed download, not ${JSON.stringify(outcome)}`);
  }
  return outcome;
}

/** With its failure as programs get it. */
export function failed(
  outcome: DownloadOutcome | undefined,
): Omit<DownloadFailed, 'error'> & { readonly error: FailureReport } {
  if (outcome?.status !== 'failed' && outcome?.status !== 'canceled') {
    throw new Error(`expected a failed download, not ${JSON.stringify(outcome)}`);
  }
  return { ...outcome, error: reportOf(outcome.error) };
}

/** The failure that a promise rejects with, as programs get it. */
export function reportedBy(work: Promise<unknown>): Promise<FailureReport> {
  return work.then(
    (value) => {
      throw new Error(`expected a failure, not ${JSON.stringify(value)}`);
    },
    (error: unknown) => {
      if (error instanceof FailureError) return reportOf(error.failure);
      throw error;
    },
  );
}

/** Bytes that repeat nowhere near, the same for the same seed. */
export function sampleBytes(length: number, seed = 'sample'): Buffer {
  const bytes = Buffer.alloc(length);
  for (let offset = 0, block = 0; offset < length; offset += 32, block += 1) {
    createHash('sha256')
      .update(`${seed}:${String(block)}`)
      .digest()
      .copy(bytes, offset);
  }
  return bytes;
}

/** All paths below a folder, sorted, with `/`. */
export async function treeOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/** Leaves beside `target` what an interrupted download of `content` would: its first `bytes`. */
export function plantPartialFile(
  target: string,
  part: {
    readonly content: Uint8Array;
    readonly bytes: number;
    readonly tag?: string;
    readonly host?: string;
    readonly port?: number;
  },
): void {
  const { content, bytes, tag = 'v1', host = '127.0.0.1', port = 1 } = part;
  const arrived = content.subarray(0, bytes);
  const version = { host, port, name: basename(target), tag, size: content.length };
  const kept = { ...version, number: 1, bytes, crc32: crc32(arrived) };
  writeFileSync(`${target}.part`, arrived);
  writeFileSync(`${target}.part.json`, JSON.stringify({ format: 2, parts: [kept] }));
}
