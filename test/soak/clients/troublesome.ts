import { setTimeout as pause } from 'node:timers/promises';
import type { WireClient } from '../../../harness/wire-client.ts';
import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import { connectTo } from './connections.ts';
import { expectHeader, expectThat, receiveWhole } from './receiving.ts';

const SLOW_PIECE_PAUSE_MS = 40;
const SLOW_PIECES = 150;

/** Clients that hang up, close one side, say nothing, or hardly read. */
export function troublesomeActivities(surroundings: Surroundings): Activity[] {
  const { unchanging, changing, tally, random, ports } = surroundings;
  const { small, medium, large, huge } = unchanging;
  const withConnection = async (work: (client: WireClient) => Promise<void>): Promise<void> => {
    const client = await connectTo(oneOf(ports, random));
    try {
      await work(client);
    } finally {
      client.close();
    }
  };
  return [
    {
      kind: 'hang up in an answer',
      perSecond: 5,
      atMost: 8,
      run: () =>
        withConnection(async (client) => {
          const file = oneOf(random() < 0.95 ? medium : [...large, ...huge], random);
          client.ask({ op: 'get', name: file.name });
          expectHeader(await client.readJson(), file, 0);
          await client.readBytes(Math.floor(random() * Math.min(file.content.size, 1e6)));
          if (random() < 0.5) client.socket.resetAndDestroy();
          tally.add('hang up in an answer', 'aborted');
        }),
    },
    {
      kind: 'hang up after asking',
      perSecond: 3,
      atMost: 8,
      run: () =>
        withConnection(async (client) => {
          const names = [...medium, ...changing.files].map(({ name }) => name);
          const count = 1 + Math.floor(random() * 20);
          const lines = Array.from({ length: count }, () => ({
            op: 'get',
            name: oneOf(names, random),
          }));
          const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
          // Also in the middle of a line.
          client.send(text.slice(0, 1 + Math.floor(random() * text.length)));
          await pause(random() * 20);
          tally.add('hang up after asking', 'aborted', count);
        }),
    },
    {
      kind: 'half-closed',
      perSecond: 3,
      atMost: 4,
      run: () =>
        withConnection(async (client) => {
          const files = Array.from({ length: 3 }, () =>
            oneOf(random() < 0.9 ? small : medium, random),
          );
          client.ask(...files.map(({ name }) => ({ op: 'get', name })));
          client.endInput();
          for (const file of files) await receiveWhole(client, file);
          const rest = await client.readToEnd();
          expectThat(rest.length === 0, `half-closed: ${rest.length} bytes too many`);
          tally.add('half-closed', 'answered', files.length);
        }),
    },
    {
      kind: 'silent',
      perSecond: 0.3,
      atMost: 4,
      run: () =>
        withConnection(async (client) => {
          client.send(oneOf(['', '{', '{"op":"get","na'], random));
          await pause(random() * 4000);
          tally.add('silent', 'aborted');
        }),
    },
    {
      kind: 'silent until cut',
      perSecond: 0.1,
      atMost: 2,
      run: () =>
        withConnection(async (client) => {
          client.send(oneOf(['', '{', '{"op":"hello"}\n{"op"'], random));
          const said = (await client.readUntilCut()).toString();
          const isCut =
            (client.failure as NodeJS.ErrnoException | undefined)?.code === 'ECONNRESET';
          expectThat(isCut, `silent: ${client.failure?.message ?? 'ended'}, after ${said}`);
          tally.add('silent until cut', 'cut');
        }),
    },
    {
      kind: 'asks and does not read',
      perSecond: 0.2,
      atMost: 3,
      run: () =>
        withConnection(async (client) => {
          client.ask({ op: 'get', name: oneOf([...large, ...huge], random).name });
          await pause(1000 + random() * 4000);
          tally.add('asks and does not read', 'aborted');
        }),
    },
    {
      kind: 'slow reader',
      perSecond: 0.3,
      atMost: 4,
      run: () =>
        withConnection(async (client) => {
          const file = oneOf([...large, ...huge], random);
          client.ask({ op: 'get', name: file.name });
          let pieces = 0;
          // Slow for some seconds, so that its file is evicted meanwhile; then at full speed to the end.
          await receiveWhole(client, file, {
            onPiece: () => (pieces++ < SLOW_PIECES ? pause(SLOW_PIECE_PAUSE_MS) : undefined),
          });
          tally.add('slow reader', 'answered');
        }),
    },
  ];
}
