import { checksumOf, type WireClient } from '../../../harness/wire-client.ts';
import type { ChangingFile } from '../changing-files.ts';
import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import { connectTo } from './connections.ts';
import { expectThat, isCut } from './receiving.ts';

const NATIVE = 'changing, native';
const PLAIN = 'changing, plain';
const RESUMED = 'changing, resumed';
const WHILE_SENT = 'changed while being sent';
const PLAIN_NOT_FOUND = Buffer.from('File not found');

/** What a client made of an answer to `get`. */
type Received =
  | { readonly kind: 'whole'; readonly body: Buffer; readonly tag: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'cut' };

/** Fetches of files that are being changed: each answer is one version, whole, or none. */
export function changingActivities(surroundings: Surroundings): Activity[] {
  const { changing, ports, tally, random } = surroundings;
  const { files } = changing;
  const oneFile = (): ChangingFile => oneOf(files, random);
  return [
    {
      kind: 'changed on disk',
      perSecond: 3,
      atMost: 1,
      run() {
        changing.changeOne();
        return Promise.resolve();
      },
    },
    {
      kind: WHILE_SENT,
      perSecond: 0.5,
      atMost: 1,
      async run() {
        const { name, history } = changing.large;
        changing.restoreLarge();
        const port = oneOf(ports, random);
        await withConnection(port, async (client) => {
          const askedAtMs = performance.now();
          const received = await receive(client, { name, from: 0 }, async () => {
            changing.changeLarge();
            // Somebody asks for the file as it is now, which takes the old one out of the cache.
            await withConnection(port, async (other) => {
              await receive(other, { name, from: 0 });
            });
          });
          const asking = { askedAtMs, answeredAtMs: performance.now() };
          if (received.kind === 'whole') {
            expectThat(history.allowsBody(received.body, asking), wrongBody(name, received.body));
            tally.add(WHILE_SENT, 'answered');
          } else {
            const isAllowed = received.kind === 'cut' || history.allowsAbsence(asking);
            expectThat(isAllowed, `${name}: ${JSON.stringify(received)}`);
            tally.add(WHILE_SENT, received.kind);
          }
        });
      },
    },
    {
      kind: NATIVE,
      perSecond: 25,
      atMost: 12,
      async run() {
        const { name, history } = oneFile();
        const port = oneOf(ports, random);
        await withConnection(port, async (client) => {
          const askedAtMs = performance.now();
          const received = await receive(client, { name, from: 0 });
          const asking = { askedAtMs, answeredAtMs: performance.now() };
          if (received.kind === 'whole') {
            expectThat(history.allowsBody(received.body, asking), wrongBody(name, received.body));
            tally.add(NATIVE, 'answered');
          } else if (received.kind === 'cut') {
            expectThat(history.allowsCut(asking), `${name}: cut, but it did not change`);
            tally.add(NATIVE, 'cut');
          } else {
            const isAllowed =
              received.code === 'not-found'
                ? history.allowsAbsence(asking)
                : received.code === 'busy' && history.allowsCut(asking);
            expectThat(isAllowed, `${name}: refused as ${received.code}`);
            tally.add(NATIVE, 'refused');
          }
        });
      },
    },
    {
      kind: PLAIN,
      perSecond: 10,
      atMost: 8,
      async run() {
        const { name, history } = oneFile();
        await withConnection(oneOf(ports, random), async (client) => {
          const askedAtMs = performance.now();
          client.send(name);
          const body = await client.readToEnd().catch((error: unknown) => {
            if (isCut(error)) return undefined;
            throw error;
          });
          const asking = { askedAtMs, answeredAtMs: performance.now() };
          if (body === undefined) {
            expectThat(history.allowsCut(asking), `${name}: cut, but it did not change`);
            tally.add(PLAIN, 'cut');
          } else if (body.equals(PLAIN_NOT_FOUND)) {
            const isAllowed = history.allowsAbsence(asking) || history.allowsCut(asking);
            expectThat(isAllowed, `${name}: not found, but it is there`);
            tally.add(PLAIN, 'refused');
          } else {
            expectThat(history.allowsBody(body, asking), wrongBody(name, body));
            tally.add(PLAIN, 'answered');
          }
        });
      },
    },
    {
      kind: RESUMED,
      perSecond: 3,
      atMost: 4,
      async run() {
        const { name, history } = oneFile();
        await withConnection(oneOf(ports, random), async (client) => {
          const askedAtMs = performance.now();
          const first = await receive(client, { name, from: 0 });
          if (first.kind !== 'whole') return;
          const from = Math.floor(random() * (first.body.length + 1));
          const rest = await receive(client, { name, from, tag: first.tag });
          const asking = { askedAtMs, answeredAtMs: performance.now() };
          if (rest.kind === 'whole') {
            const isRest = rest.body.equals(first.body.subarray(from));
            expectThat(isRest, `${name}: resumed from ${from} with bytes of another version`);
            tally.add(RESUMED, 'answered');
          } else {
            const what = rest.kind === 'cut' ? 'cut' : rest.code;
            expectThat(history.allowsCut(asking), `${name}: ${what}, but it did not change`);
            tally.add(RESUMED, rest.kind);
          }
        });
      },
    },
  ];
}

async function withConnection(
  port: number,
  work: (client: WireClient) => Promise<void>,
): Promise<void> {
  const client = await connectTo(port);
  try {
    await work(client);
  } finally {
    client.close();
  }
}

/** @throws WrongAnswer if a whole answer contradicts itself */
async function receive(
  client: WireClient,
  request: { readonly name: string; readonly from: number; readonly tag?: string },
  onHeader?: () => Promise<void>,
): Promise<Received> {
  try {
    const header = await client.askFor({ op: 'get', ...request });
    if (header['ok'] !== true) return { kind: 'refused', code: String(header['error']) };
    const { length, size, tag } = header as { length: number; size: number; tag: string };
    expectThat(length === size - request.from, `${request.name}: ${JSON.stringify(header)}`);
    await onHeader?.();
    const body = await client.readBytes(length);
    const closing = await client.readLine();
    const expected = `{"end":true,"crc32":"${checksumOf(body)}"}`;
    expectThat(closing === expected, `${request.name}: ${closing} instead of ${expected}`);
    return { kind: 'whole', body, tag };
  } catch (error) {
    if (isCut(error)) return { kind: 'cut' };
    throw error;
  }
}

function wrongBody(name: string, body: Buffer): string {
  return `${name}: ${body.length} bytes (crc32 ${checksumOf(body)}) that were no version of it at the time`;
}
