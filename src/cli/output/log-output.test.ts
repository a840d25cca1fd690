import { expect, it } from 'vitest';
import { LogOutput } from './log-output.ts';
import type { TextSink, WriteFailure } from './text-sink.ts';

/** A log over a sink that a test makes fail, with a clock that a test moves. */
function logOverSink() {
  const written: string[] = [];
  const reports: string[] = [];
  const disk: { failure: WriteFailure | undefined; waitingBytes: number } = {
    failure: undefined,
    waitingBytes: 0,
  };
  const sink: TextSink = {
    write(text, done) {
      if (disk.failure === undefined) written.push(text);
      done(disk.failure);
    },
    waitingBytes: () => disk.waitingBytes,
  };
  const clock = { now: 0 };
  const log = new LogOutput({
    out: { sink, settled: () => Promise.resolve(), giveUp: () => undefined },
    now: () => clock.now,
    lostLine: (count) => `lost ${count}`,
    report: (message) => reports.push(message),
  });
  return { log, disk, clock, written, reports };
}

const DISK_FULL: WriteFailure = { code: 'ENOSPC', isLost: true };

it('reports once that lines are lost, counts them, and goes on', () => {
  const { log, disk, clock, written, reports } = logOverSink();
  log.line('1');
  disk.failure = DISK_FULL;
  log.line('2');
  log.line('3');
  clock.now = 1000;
  log.line('4');
  disk.failure = undefined;
  log.line('5');
  clock.now = 2000;
  log.line('6');
  log.line('7');
  expect(written).toEqual(['1\n', 'lost 4\n6\n', '7\n']);
  expect(reports).toEqual([
    'The log cannot be written: the disk is full. The server goes on; lines are dropped until it can be written again.',
    'The log can be written again; 4 lines of it were lost.',
  ]);
});

it('does not count a line that is completed later', () => {
  const { log, disk, clock, written } = logOverSink();
  disk.failure = { code: 'ENOSPC', isLost: false };
  log.line('half');
  log.line('2');
  disk.failure = undefined;
  clock.now = 1000;
  log.line('3');
  expect(written).toEqual(['lost 1\n3\n']);
});

it('drops lines while too much waits for a reader that has stalled', async () => {
  const { log, disk, clock, written, reports } = logOverSink();
  disk.waitingBytes = 2 ** 20 + 1;
  log.line('1');
  clock.now = 5000;
  log.line('2');
  disk.waitingBytes = 0;
  clock.now = 6000;
  log.line('3');
  expect(written).toEqual(['lost 2\n3\n']);
  expect(reports[0]).toContain('nobody reads it');
  disk.failure = DISK_FULL;
  log.line('4');
  await log.close(0);
  expect(reports.at(-1)).toBe('1 line of the log could not be written.');
});
