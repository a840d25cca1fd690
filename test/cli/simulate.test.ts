import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startCli, temporaryFolder } from './run-cli.ts';
import { runInProcess } from './run-in-process.ts';

/** Three files of 100 bytes: with room for two of them, LRU hits the two later requests for a, FIFO one. */
const TRACE = [
  'time,name,size,version',
  ...['a', 'b', 'a', 'c', 'a'].map((name) => `0,${name},100,1`),
].join('\r\n');

async function traceFile(text = TRACE, name = 'requests.csv'): Promise<string> {
  const file = path.join(await temporaryFolder(), name);
  await writeFile(file, text);
  return file;
}

async function simulate(...words: readonly string[]): ReturnType<typeof runInProcess> {
  return runInProcess(['fifolio', 'simulate', ...words]);
}

describe('fifolio simulate', () => {
  it('prints JSON for a program', async () => {
    const file = await traceFile();
    const words = ['--policy', 'FIFO', 'LRU', '--capacity', '200', '--json'];
    const { code, stdout, stderr } = await simulate(file, ...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      results: [
        {
          policy: 'FIFO',
          capacity: 200,
          requests: 5,
          hitRatio: 0.2,
          byteHitRatio: 0.2,
          missRatio: 0.8,
          byteMissRatio: 0.8,
        },
        {
          policy: 'LRU',
          capacity: 200,
          requests: 5,
          hitRatio: 0.4,
          byteHitRatio: 0.4,
          missRatio: 0.6,
          byteMissRatio: 0.6,
        },
      ],
    });
  });

  it('prints a table for a person, and lines for a pipe', async () => {
    const file = await traceFile();
    const words = ['fifolio', 'simulate', file, '--policy', 'LRU', '--capacity', '200'];
    const plain = { columns: 100, environment: { NO_COLOR: '1' } };
    const table = await runInProcess(words, plain);
    expect(table.stdout).toMatch(/Policy +Size +Hits +Bytes hit +Misses +Bytes missed\n/);
    expect(table.stdout).toMatch(/LRU +200 B +40\.00 % +40\.00 % +60\.00 % +60\.00 %\n/);
    const piped = await runInProcess(words);
    expect(piped.stdout).toBe('LRU\t200\t5\t0.400000\t0.400000\t0.600000\t0.600000\n');
  });

  it('takes all policies and 64 MiB if it is told nothing', async () => {
    const { stdout } = await simulate(await traceFile());
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t').slice(0, 2)),
    ).toEqual(
      ['FIFO', 'LRU', 'CLOCK', 'LFU', 'SIEVE', 'S3-FIFO', 'ARC', 'W-TinyLFU', 'GDSF', 'MIN'].map(
        (policy) => [policy, '67108864'],
      ),
    );
  });

  it('takes names as people write them, parts of all that was asked for, and the trace in the end', async () => {
    const file = await traceFile();
    const words = ['--policy', 's3fifo,Belady', '--policy', 'wtinylfu', '--capacity', '50%', '1kB'];
    const { code, stdout } = await simulate(...words, file);
    expect(code).toBe(0);
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('\t').slice(0, 2)),
    ).toEqual([
      ['S3-FIFO', '150'],
      ['S3-FIFO', '1000'],
      ['MIN', '150'],
      ['MIN', '1000'],
      ['W-TinyLFU', '150'],
      ['W-TinyLFU', '1000'],
    ]);
  });

  it('reads standard input', async () => {
    const cli = startCli(['fifolio', 'simulate', '-', '--policy', 'MIN', '--capacity', '200']);
    cli.process.stdin.end(TRACE);
    const { code, stdout, stderr } = await cli.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe('MIN\t200\t5\t0.400000\t0.400000\t0.600000\t0.600000\n');
  });

  it('draws the curve through ten sizes and the one that was asked for', async () => {
    const file = await traceFile();
    const curve = path.join(await temporaryFolder(), 'curve.svg');
    const words = ['--policy', 'FIFO', 'MIN', '--capacity', '200', '--curve', curve];
    const { code, stdout } = await simulate(file, ...words);
    expect(code).toBe(0);
    expect(stdout.split('\n').filter(Boolean)).toHaveLength(2);
    const svg = await readFile(curve, 'utf8');
    expect(svg).toContain('Miss ratio');
    expect(svg).toContain('prefers-color-scheme:dark');
    expect(svg).not.toMatch(/href|src=|NaN|Infinity/);
    const points = [...svg.matchAll(/<title>(FIFO|MIN)<\/title><polyline points="([^"]*)"/g)];
    expect(points.map(([, policy]) => policy)).toEqual(['FIFO', 'MIN']);
    // A thousandth of 300 bytes is no size.
    for (const [, , places] of points) expect(places!.split(' ').length).toBe(9);
  });
});

describe('what is wrong is said', () => {
  it.each<[string, readonly string[], number, string]>([
    ['no trace', [], 2, 'Which trace?'],
    [
      'a policy that is none',
      ['TRACE', '--policy', 'FOO'],
      2,
      'There is no policy "FOO". There are: FIFO,',
    ],
    [
      'a size that is none',
      ['TRACE', '--capacity', '0.1'.concat('x')],
      2,
      '--capacity must be a size',
    ],
    ['more than all', ['TRACE', '--capacity', '101%'], 2, '--capacity must be a size'],
    ['a format that is none', ['TRACE', '--format', 'x'], 2, '--format'],
    [
      'columns that are none',
      ['TRACE', '--columns', '0,1'],
      2,
      '--columns must be two numbers from 1',
    ],
    [
      'no such file',
      ['nowhere.csv'],
      4,
      'The trace nowhere.csv cannot be read: there is no such file.',
    ],
    [
      'a curve that cannot be written',
      ['TRACE', '--curve', '/nowhere/c.svg'],
      4,
      'The curve /nowhere/c.svg cannot be written',
    ],
    ['another format', ['TRACE', '--format', 'oracleGeneral'], 1, 'Record '],
  ])('%s', async (_, words, expected, message) => {
    const file = await traceFile();
    const { code, stdout, stderr } = await simulate(
      ...words.map((word) => (word === 'TRACE' ? file : word)),
    );
    expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr.split('\n')).toHaveLength(2);
  });

  it('a damaged trace, by its line', async () => {
    const file = await traceFile(`${TRACE}\r\n0,d,many,1\r\n`);
    const { code, stdout, stderr } = await simulate(file);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toBe(
      `fifolio: error: ${file}: Line 7 has "many" where a size in bytes has to be.\n`,
    );
  });

  it('a part of what comes only once', async () => {
    const { code, stderr } = await simulate('-', '--capacity', '10%');
    expect(code).toBe(2);
    expect(stderr).toContain('Standard input can be read only once');
  });
});
