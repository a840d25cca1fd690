import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import { connectTo } from './connections.ts';
import { expectThat } from './receiving.ts';

/** Request lines, and the code that each has to be refused with. */
const WRONG_LINES: readonly (readonly [line: string, code: string])[] = [
  ['{"op":"get","name":"missing.bin"}', 'not-found'],
  ['{"op":"get","name":"small"}', 'not-a-file'],
  ['{"op":"get","name":"../secret"}', 'forbidden'],
  ['{"op":"get","name":"/etc/hosts"}', 'forbidden'],
  ['{"op":"get","name":""}', 'forbidden'],
  ['{"op":"get","name":7}', 'bad-request'],
  ['{"op":"get"', 'bad-request'],
  ['{"op":"get"}', 'bad-request'],
  ['{"op":"put","name":"a"}', 'bad-request'],
  ['{"op":"list","id":[]}', 'bad-request'],
  ['{"op":"files","limit":0}', 'bad-request'],
  ['{}}', 'bad-request'],
  ['nonsense', 'bad-request'],
];
const LONGEST_LINE = 8192;
const PLAIN_NOT_FOUND = 'File not found';
/** Each is the last of its connection. */
const WRONG_HTTP: readonly (readonly [request: string, status: number])[] = [
  ['GET / HTTP/1.1\r\n\r\n', 400],
  ['GET / HTTP/1.1\nHost: localhost\n\n', 400],
  ['GET /../secret HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 403],
  ['GET /missing.bin HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 404],
  ['DELETE / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 405],
  ['PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 999999\r\n\r\n', 413],
  ['GET / HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n', 421],
];

/** Requests that must be refused, each in its own way. */
export function refusedActivities(surroundings: Surroundings): Activity[] {
  const { connections, unchanging, tally, random, ports } = surroundings;
  const refuse = (kind: string): void => tally.add(kind, 'refused');
  /** What the server says to something before it hangs up. */
  const lastWord = async (request: string): Promise<string> => {
    const client = await connectTo(oneOf(ports, random));
    try {
      client.send(request);
      return (await client.readToEnd()).toString();
    } finally {
      client.close();
    }
  };
  return [
    {
      kind: 'wrong requests',
      perSecond: 10,
      atMost: 4,
      async run() {
        const [line, code] = oneOf(WRONG_LINES, random);
        await connections.use(async (client) => {
          // The first of a connection decides its dialect; this one may be new.
          client.ask({ op: 'hello' });
          client.send(`${line}\n`);
          await client.readJson();
          const answer = await client.readJson();
          expectThat(answer['error'] === code, `${line}: ${JSON.stringify(answer)}`);
        });
        refuse('wrong requests');
      },
    },
    {
      kind: 'wrong ranges',
      perSecond: 2,
      atMost: 2,
      async run() {
        const { name, content } = oneOf(unchanging.small, random);
        await connections.use(async (client) => {
          client.ask({ op: 'get', name, from: content.size + 1 });
          const behind = await client.readJson();
          expectThat(behind['error'] === 'bad-request', JSON.stringify(behind));
          client.ask({ op: 'get', name, from: 0, tag: 'of another version' });
          const changed = await client.readJson();
          expectThat(changed['error'] === 'changed', JSON.stringify(changed));
        });
        tally.add('wrong ranges', 'refused', 2);
      },
    },
    {
      kind: 'lines too long',
      perSecond: 1,
      atMost: 2,
      async run() {
        const answer = await lastWord(`{"op":"${'x'.repeat(LONGEST_LINE)}`);
        expectThat(answer.includes('"error":"bad-request"'), `too long: ${answer}`);
        refuse('lines too long');
      },
    },
    {
      kind: 'http, wrong',
      perSecond: 2,
      atMost: 2,
      async run() {
        const [request, status] = oneOf(WRONG_HTTP, random);
        const answer = await lastWord(request);
        expectThat(answer.startsWith(`HTTP/1.1 ${status} `), `${request}: ${answer}`);
        refuse('http, wrong');
      },
    },
    {
      kind: 'missing, plain',
      perSecond: 3,
      atMost: 4,
      async run() {
        const name = oneOf(['missing.bin', 'small', '../secret', '\0', 'x'.repeat(1500)], random);
        const answer = await lastWord(name);
        expectThat(answer === PLAIN_NOT_FOUND, `${name}: ${answer}`);
        refuse('missing, plain');
      },
    },
  ];
}
