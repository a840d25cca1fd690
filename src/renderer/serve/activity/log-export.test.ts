import { expect, it } from 'vitest';
import type { LogEntry } from '../../../shared/contract-log.ts';
import { logAsCsv, logAsJson, logAsText } from './log-export.ts';

const evicted: LogEntry = {
  type: 'entryEvicted',
  ...{ id: 1, atMs: 0, name: 'a "b", c', size: 2048, reason: 'room' },
};
const request: LogEntry = {
  type: 'requestCompleted',
  ...{ id: 2, atMs: 1500, peer: '10.0.0.2:5000', port: 8080, thread: 0, dialect: 'native' },
  ...{ op: 'get', name: '=1+1', sentBytes: 1024, durationMs: 2, source: 'cache' },
};

it('becomes CSV, oldest first, without formulas', () => {
  expect(logAsCsv([request, evicted]).split('\r\n')).toEqual([
    'time,type,subject,detail,peer,bytes,durationMs',
    '1970-01-01T00:00:00.000Z,entryEvicted,"a ""b"", c",2 KiB · evicted to make room,,2048,',
    "1970-01-01T00:00:01.500Z,requestCompleted,'=1+1,1 KiB · cache · in 2 ms · to 10.0.0.2:5000,10.0.0.2:5000,1024,2",
    '',
  ]);
});

it('becomes JSON with everything that is known', () => {
  expect(JSON.parse(logAsJson([request, evicted]))).toEqual([
    { time: '1970-01-01T00:00:00.000Z', ...evicted },
    { time: '1970-01-01T00:00:01.500Z', ...request },
  ]);
});

it('becomes lines, as they are shown', () => {
  expect(logAsText([request, evicted])).toMatch(/^.*\t=1\+1\t1 KiB .*\n.*\ta "b", c\t2 KiB/);
});
