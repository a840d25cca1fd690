import { decodePickledStrings } from '../../../src/engine/dialects/pickle-list.ts';
import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import type { UnchangingFile } from '../unchanging-files.ts';
import { connectTo } from './connections.ts';
import { expectThat } from './receiving.ts';

const CAPACITY_BYTES = 64 * 1024 ** 2;

/** `hello`, `list`, `files` and `stats`, and the plain dialect's list. */
export function questionActivities(surroundings: Surroundings): Activity[] {
  const { connections, changing, tally, random, ports } = surroundings;
  const known = new Map<string, UnchangingFile | undefined>([
    ...Object.values(surroundings.unchanging)
      .flat()
      .map((file) => [file.name, file] as const),
    ...[...changing.files, changing.large].map(({ name }) => [name, undefined] as const),
  ]);
  /** Of a line of a listing. */
  const expectKnown = (name: unknown, size: unknown): void => {
    expectThat(typeof name === 'string' && known.has(name), `listed: ${String(name)}`);
    const file = known.get(name);
    const isRight = typeof size === 'number' && (file === undefined || size === file.content.size);
    expectThat(isRight, `${name} is listed with ${String(size)} bytes`);
  };
  return [
    {
      kind: 'hello',
      perSecond: 1,
      atMost: 2,
      async run() {
        const answer = await connections.use((client) => client.askFor({ op: 'hello' }));
        expectThat(answer['server'] === 'fifolio', JSON.stringify(answer));
        tally.add('hello', 'answered');
      },
    },
    {
      kind: 'list',
      perSecond: 2,
      atMost: 2,
      async run() {
        const { header, lines } = await connections.use((client) => client.list());
        const { capacity, used } = header as { capacity: number; used: number };
        expectThat(capacity === CAPACITY_BYTES && used <= capacity, JSON.stringify(header));
        let bytes = 0;
        for (const { name, size } of lines) {
          expectKnown(name, size);
          bytes += size as number;
        }
        expectThat(bytes <= capacity, `the listed files have ${bytes} bytes`);
        const names = new Set(lines.map(({ name }) => name));
        expectThat(names.size === lines.length, 'a file is listed twice');
        tally.add('list', 'answered');
      },
    },
    {
      kind: 'list, plain',
      perSecond: 1,
      atMost: 2,
      async run() {
        const client = await connectTo(oneOf(ports, random));
        try {
          client.send('list');
          const names = decodePickledStrings(await client.readToEnd());
          expectThat(names !== undefined, 'no pickled list');
          for (const name of names) expectThat(known.has(name), `listed: ${name}`);
        } finally {
          client.close();
        }
        tally.add('list, plain', 'answered');
      },
    },
    {
      kind: 'files',
      perSecond: 0.5,
      atMost: 1,
      async run() {
        const { lines } = await connections.use((client) =>
          client.list({ op: 'files', recursive: true }),
        );
        const missing = new Set([...known].flatMap(([name, file]) => (file ? [name] : [])));
        for (const { name, size } of lines) {
          expectKnown(name, size);
          missing.delete(name as string);
        }
        expectThat(missing.size === 0, `${missing.size} files are not listed`);
        tally.add('files', 'answered');
      },
    },
    {
      kind: 'stats',
      perSecond: 3,
      atMost: 2,
      async run() {
        const answer = await connections.use((client) => client.askFor({ op: 'stats' }));
        const { usedBytes, heldBytes } = answer['cache'] as Record<string, number>;
        const isRight = heldBytes! <= usedBytes! && usedBytes! <= CAPACITY_BYTES;
        expectThat(answer['ok'] === true && isRight, JSON.stringify(answer));
        tally.add('stats', 'answered');
      },
    },
  ];
}
