import { parentPort } from 'node:worker_threads';
import { treatArchivesAsFiles } from '../../plain-files.ts';
import { ClientError } from '../client-error.ts';
import { BatchRun } from './download-batch.ts';
import { systemEnvironment } from '../download-environment.ts';
import type { DownloadCommand, DownloadReport } from '../download-messages.ts';
import type { DownloadOptions } from '../download-types.ts';

/** The download thread's entry: runs batches side by side, told what to do by its starter. */
if (parentPort === null) throw new Error('this module is the entry of a worker thread');
treatArchivesAsFiles();
const port = parentPort;
const runs = new Map<number, BatchRun>();

function report(message: DownloadReport): void {
  port.postMessage(message);
}

async function runBatch(batch: number, options: DownloadOptions): Promise<void> {
  const run = new BatchRun(options, systemEnvironment, (events) => {
    report({ type: 'events', batch, events: JSON.stringify(events) });
  });
  runs.set(batch, run);
  try {
    await run.run();
    report({ type: 'finished', batch });
  } catch (error) {
    // Anything else is a mistake in this program, and ends the thread.
    if (!(error instanceof ClientError)) throw error;
    report({ type: 'failed', batch, error: error.data });
  } finally {
    runs.delete(batch);
  }
}

port.on('message', (command: DownloadCommand) => {
  if (command.type === 'start') void runBatch(command.batch, command.options);
  else runs.get(command.batch)?.cancel(command.item);
});
