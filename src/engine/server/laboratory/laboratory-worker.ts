import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Milliseconds } from '../../../shared/units.ts';
import { Header } from '../../cache/header.ts';
import { RequestReplay } from '../../laboratory/live/request-replay.ts';
import { ShadowCaches } from '../../laboratory/live/shadow-caches.ts';
import { TraceMerger } from '../../laboratory/live/trace-merger.ts';
import { RecordingFile } from '../../laboratory/recording/recording-file.ts';
import { RequestRecorder } from '../../laboratory/recording/request-recorder.ts';
import { treatArchivesAsFiles } from '../../plain-files.ts';
import { RequestTraceReader } from '../../telemetry/request-trace-reader.ts';
import type { FromLaboratory, LaboratorySetup, ToLaboratory } from '../laboratory-messages.ts';

/**
 * The thread that replays the server's requests: against caches that might have been, and into a recording. It looks
 * at what the worker threads write down, and nobody waits for it.
 */

/** The rings hold more than comes in this time. */
const ROUND_MS: Milliseconds = 50;
const TICK_MS: Milliseconds = 1000;
const KEY_BYTES = 32;

const port = parentPort;
if (port === null) throw new Error('laboratory-worker.ts runs as a worker thread only');
treatArchivesAsFiles();
const { cacheMemory, traceMemory, hasShadows, record } = workerData as LaboratorySetup;

const notify = (message: FromLaboratory): void => port.postMessage(message);
const readers = traceMemory.map((memory) => new RequestTraceReader(memory));
const header = new Header(cacheMemory.index.header);
const shadows = hasShadows ? new ShadowCaches(cacheMemory.capacityBytes, Date.now()) : undefined;

function openRecorder(): RequestRecorder | undefined {
  if (record === undefined) return undefined;
  return new RequestRecorder(new RecordingFile(record.path, record.maxBytes), {
    key: record.isAnonymous ? randomBytes(KEY_BYTES) : undefined,
    now: () => performance.now(),
    events: {
      failed: (code) =>
        notify({ type: 'event', event: { type: 'recordingFailed', atMs: Date.now(), code } }),
      missing: (count) =>
        notify({ type: 'event', event: { type: 'requestsNotRecorded', atMs: Date.now(), count } }),
    },
  });
}

function begin(recorder: RequestRecorder | undefined): void {
  const replay = new RequestReplay([shadows, recorder].filter((sink) => sink !== undefined));
  const merger = new TraceMerger(readers.length, (traced) => replay.take(traced));
  let lost = 0;
  let skipped = { hits: 0, bytes: 0 };
  let late = 0;

  const round = (): void => {
    // First of all: whatever is written later has seen at least as many.
    const { arrivals } = header;
    merger.round(arrivals, (thread, records) => readers[thread]!.drain(records));
    noteGaps();
    noteSkipped();
    recorder?.flush();
  };

  const noteGaps = (): void => {
    const lostNow = readers.reduce((sum, reader) => sum + reader.lost, 0);
    if (lostNow !== lost || merger.late !== late) replay.interrupt();
    recorder?.miss(lostNow - lost);
    lost = lostNow;
    late = merger.late;
  };

  const noteSkipped = (): void => {
    const sums = readers.map((reader) => reader.skipped);
    const now = {
      hits: sums.reduce((sum, { hits }) => sum + hits, 0),
      bytes: sums.reduce((sum, { bytes }) => sum + bytes, 0),
    };
    shadows?.skipped(now.hits - skipped.hits, now.bytes - skipped.bytes);
    skipped = now;
  };

  const tick = (): void => {
    if (shadows === undefined) return;
    shadows.tick(Date.now());
    // A recording needs every hit.
    if (recorder !== undefined) return;
    for (const reader of readers) reader.setSampledShare(shadows.sampledShare);
  };

  const rounds = setInterval(round, ROUND_MS);
  setInterval(tick, TICK_MS).unref();

  port!.on('message', (message: ToLaboratory) => {
    switch (message.type) {
      case 'report':
        notify({ type: 'report', id: message.id, report: shadows?.report() });
        break;
      case 'threadDied':
        replay.interrupt();
        break;
      case 'finish':
        clearInterval(rounds);
        round();
        merger.finish();
        recorder?.close();
        // Nothing is left to wait for then, and the thread ends.
        port!.close();
        break;
    }
  });
  notify({ type: 'ready' });
}

try {
  begin(openRecorder());
} catch (error) {
  notify({
    type: 'recordingRefused',
    code: (error as NodeJS.ErrnoException).code ?? String(error),
  });
}
