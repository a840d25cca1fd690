import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import type { UnchangingFile } from '../unchanging-files.ts';
import { connectTo } from './connections.ts';
import { expectBytes, expectHeader, expectThat, receiveWhole } from './receiving.ts';

const MOST_PIPELINED = 32;

/** Fetches of files that do not change, in both dialects. */
export function unchangingActivities(surroundings: Surroundings): Activity[] {
  const { unchanging, connections, tally, random } = surroundings;
  const { small, medium, large, huge } = unchanging;
  const fetching = (kind: string, files: readonly UnchangingFile[]) => async (): Promise<void> => {
    const file = oneOf(files, random);
    await connections.use(async (client) => {
      client.ask({ op: 'get', name: file.name });
      await receiveWhole(client, file);
    });
    tally.add(kind, 'answered');
  };
  const plain = (kind: string, files: readonly UnchangingFile[]) => async (): Promise<void> => {
    await fetchInPlainDialect(oneOf(surroundings.ports, random), oneOf(files, random));
    tally.add(kind, 'answered');
  };
  const native = 'native, one at a time';
  const plainKind = 'plain, new connections';
  return [
    { kind: native, perSecond: 60, atMost: 16, run: fetching(native, small) },
    { kind: native, perSecond: 4, atMost: 4, run: fetching(native, medium) },
    { kind: native, perSecond: 0.5, atMost: 2, run: fetching(native, large) },
    { kind: native, perSecond: 0.08, atMost: 1, run: fetching(native, huge) },
    { kind: plainKind, perSecond: 50, atMost: 16, run: plain(plainKind, small) },
    { kind: plainKind, perSecond: 2, atMost: 4, run: plain(plainKind, medium) },
    { kind: plainKind, perSecond: 0.2, atMost: 2, run: plain(plainKind, large) },
    {
      kind: 'native, pipelined',
      perSecond: 9,
      atMost: 4,
      async run() {
        const count = 2 + Math.floor(random() * (MOST_PIPELINED - 2));
        const files = Array.from({ length: count }, () => oneOf(small, random));
        await connections.use(async (client) => {
          client.ask(...files.map(({ name }) => ({ op: 'get', name })));
          for (const file of files) {
            await receiveWhole(client, file);
            tally.add('native, pipelined', 'answered');
          }
        });
      },
    },
    {
      kind: 'resumed',
      perSecond: 4,
      atMost: 4,
      async run() {
        const file = oneOf(random() < 0.9 ? medium : large, random);
        const from = Math.floor(random() * (file.content.size + 1));
        const tag = await receiveBeginning(surroundings, file, from);
        await connections.use(async (client) => {
          client.ask({ op: 'get', name: file.name, from, tag });
          await receiveWhole(client, file, { from });
        });
        tally.add('resumed', 'answered');
      },
    },
  ];
}

/** Receives so many bytes of a file and hangs up; gives the file's tag. */
async function receiveBeginning(
  { ports, random }: Surroundings,
  file: UnchangingFile,
  bytes: number,
): Promise<string> {
  const client = await connectTo(oneOf(ports, random));
  try {
    client.ask({ op: 'get', name: file.name });
    const header = await client.readJson();
    expectHeader(header, file, 0);
    const { name, content } = file;
    expectBytes(content, await client.readBytes(bytes), { name, offset: 0 });
    return header['tag'] as string;
  } finally {
    client.close();
  }
}

/** @throws WrongAnswer */
async function fetchInPlainDialect(port: number, { name, content }: UnchangingFile): Promise<void> {
  const client = await connectTo(port);
  try {
    client.send(name);
    let offset = 0;
    for await (const piece of client.readPiecesToEnd()) {
      expectBytes(content, piece, { name, offset });
      offset += piece.length;
    }
    expectThat(offset === content.size, `${name}: ${offset} of ${content.size} bytes`);
  } finally {
    client.close();
  }
}
