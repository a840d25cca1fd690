import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import type { ConnectionUse, Load, LoadGenerator } from '../../bench/load-generator/load.ts';
import { nativeLoadGenerator } from '../../bench/load-generator/native-generator.ts';
import { runLoadInNode } from '../../bench/load-generator/node-generator.ts';
import { compileNativePrograms } from '../../bench/native/compile.ts';
import { serveAtTheLimit } from '../../bench/peers/limit.ts';
import { Resources } from '../../harness/resources.ts';

const resources = new Resources();
afterAll(() => resources.dispose());
const programs = await compileNativePrograms(resources);

const generators: [name: string, generator: LoadGenerator, missing: string | undefined][] = [
  ['in Node', runLoadInNode, undefined],
  programs.ok
    ? ['in C', nativeLoadGenerator(resources, programs.loadGenerator), undefined]
    : ['in C', runLoadInNode, programs.reason],
];

const LENGTHS = [1, 700, 100_000];
const questions = LENGTHS.map((answerBytes) => ({
  request: Buffer.from(`${answerBytes}\n`),
  answerBytes,
  firstByte: 0x7b,
}));

/** Answers each line with so many bytes as it says, and `more`; ends the connection then if told so. */
async function serve({ more = 0, closes = false } = {}): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    let line = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      const lines = (line + text).split('\n');
      line = lines.pop()!;
      for (const length of lines) {
        const answer = Buffer.alloc(Number(length) + more, 0x2e);
        answer[0] = 0x7b;
        socket.write(answer);
        if (closes) socket.end();
      }
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

function loadOf(port: number, use: ConnectionUse): Load {
  return { port, questions, first: 1, connections: 3, use, seconds: 30, maxAnswers: 100 };
}

/** Of 100 answers, from the second question on. */
const EXPECTED_BYTES = Array.from({ length: 100 }, (_, index) => LENGTHS[(index + 1) % 3]!).reduce(
  (sum, bytes) => sum + bytes,
);
const around = { before: () => undefined, after: () => undefined };

for (const [name, generator, missing] of generators) {
  const note = missing === undefined ? '' : `: ${missing}`;
  describe.skipIf(missing !== undefined)(`the load generator ${name}${note}`, () => {
    it.each<[string, ConnectionUse, closes: boolean]>([
      ['over kept connections', { pipeline: 1 }, false],
      ['over kept connections, pipelined', { pipeline: 16 }, false],
      ['over connections that it closes', 'new, the client closes', false],
      ['over connections that the server closes', 'new, the server closes', true],
    ])('counts every answer and every byte %s', async (_, use, closes) => {
      const load = loadOf(await serve({ closes }), use);
      const result = await generator(load, around);
      expect(result).toMatchObject({ answers: 100, bytes: EXPECTED_BYTES });
      expect(result.seconds).toBeGreaterThan(0);
      expect(result.generatorCpuSeconds).toBeGreaterThan(0);
    });

    it.each([
      ['longer', 1],
      ['shorter', -1],
    ])('fails when answers are %s than they were', async (_, more) => {
      const pipelined = loadOf(await serve({ more }), { pipeline: 16 });
      await expect(generator(pipelined, around)).rejects.toThrow(
        /not as long as it should be|more came/i,
      );
    });

    it('fails when the server closes the connection early', async () => {
      const closing = loadOf(await serve({ more: -1, closes: true }), 'new, the server closes');
      await expect(generator(closing, around)).rejects.toThrow(/closed|not as long/);
      const kept = loadOf(await serve({ closes: true }), { pipeline: 16 });
      await expect(generator(kept, around)).rejects.toThrow(/closed|reset|EPIPE|broken pipe/i);
    });

    it('asks once and no more when time is up before, and waits for the answer', async () => {
      const load = { ...loadOf(await serve(), { pipeline: 16 }), seconds: 0, maxAnswers: 1000 };
      const { answers } = await generator(load, around);
      expect(answers).toBe(1);
    });
  });
}

describe.skipIf(!programs.ok)(
  `the server that shows the limit${programs.ok ? '' : `: ${programs.reason}`}`,
  () => {
    it.each([
      ['keeps', false, 'any line\n', { pipeline: 16 }],
      ['keeps', false, 'a request\nof three\nlines\n', { pipeline: 16 }],
      ['closes', true, 'any line\n', 'new, the server closes'],
    ] as const)(
      'answers with so many bytes, and %s the connection',
      async (_, closes, text, use) => {
        if (!programs.ok) throw new Error('The test should have been skipped.');
        const answers = { bytes: 300_000, closes, requestLines: text.split('\n').length - 1 };
        const { bytes } = answers;
        const server = await serveAtTheLimit(resources, programs.limitServer, answers);
        const load = { ...loadOf(server.port, use), first: 0 };
        const question = { request: Buffer.from(text), answerBytes: bytes, firstByte: 0x7b };
        const result = await runLoadInNode({ ...load, questions: [question] }, around);
        expect(result).toMatchObject({ answers: 100, bytes: 100 * bytes });
        await server.stop();
      },
    );
  },
);
