import { parentPort, workerData } from 'node:worker_threads';
import { treatArchivesAsFiles } from '../../plain-files.ts';
import { BatchRun } from './download-batch.ts';
import { systemEnvironment } from '../download-environment.ts';
import type { CancelCommand, DownloadReport, DownloadThreadData } from '../download-messages.ts';
import { tlsSessions } from '../tls/tls-sessions.ts';
import { FailureError } from '../../../shared/failure.ts';

/** The download thread's entry: runs the one batch that it was started for. */
if (parentPort === null) throw new Error('this module is the entry of a worker thread');
treatArchivesAsFiles();
const port = parentPort;

function report(message: DownloadReport): void {
  port.postMessage(message);
}

const { options, session } = workerData as DownloadThreadData;
if (session !== undefined) tlsSessions.put(options, session);
const run = new BatchRun(options, systemEnvironment, (events) => {
  report({ type: 'events', events: JSON.stringify(events) });
});
port.on('message', ({ item }: CancelCommand) => {
  run.cancel(item);
});
run.run().then(
  () => {
    report({ type: 'finished' });
  },
  (error: unknown) => {
    // Anything else is a mistake in this program, and ends the thread.
    if (!(error instanceof FailureError)) throw error;
    report({ type: 'failed', error: error.failure });
  },
);
