import { HttpClient } from '../../../harness/http-client.ts';
import type { Activity } from '../load.ts';
import { oneOf, type Surroundings } from '../surroundings.ts';
import type { UnchangingFile } from '../unchanging-files.ts';
import { expectThat } from './receiving.ts';

const LOCAL_HEADER_BYTES = 30;
const DESCRIPTOR_BYTES = 16;

const targetOf = ({ name }: UnchangingFile): string =>
  `/${name.split('/').map(encodeURIComponent).join('/')}`;

/** Files, ranges, conditions, archives and listings over HTTP, each compared with what is on disk. */
export function httpActivities({
  unchanging,
  httpConnections,
  tally,
  random,
}: Surroundings): Activity[] {
  const { small, medium, large } = unchanging;
  const use = (work: (client: HttpClient) => Promise<void>): Promise<void> =>
    httpConnections.use((wire) => work(HttpClient.of(wire)));
  const activity = (
    kind: string,
    [perSecond, atMost]: readonly [number, number],
    work: (client: HttpClient) => Promise<void>,
  ): Activity => ({
    kind,
    perSecond,
    atMost,
    async run() {
      await use(work);
      tally.add(kind, 'answered');
    },
  });
  const fetching = (files: readonly UnchangingFile[]) => async (client: HttpClient) => {
    const file = oneOf(files, random);
    const { status, body } = await client.get(targetOf(file));
    expectThat(status === 200 && file.content.isWhole(body), `${file.name} over HTTP: ${status}`);
  };
  return [
    activity('http', [40, 8], fetching(small)),
    activity('http', [2, 2], fetching(medium)),
    activity('http', [0.2, 1], fetching(large)),
    activity('http, range', [10, 4], async (client) => {
      const file = oneOf([...medium, ...large], random);
      const from = Math.floor(random() * file.content.size);
      const end = from + 1 + Math.floor(random() * Math.min(500_000, file.content.size - from));
      const { status, body } = await client.get(targetOf(file), {
        fields: [`Range: bytes=${from}-${end - 1}`],
      });
      const isRight = body.length === end - from && file.content.matches(body, from);
      expectThat(status === 206 && isRight, `${file.name} from ${from} to ${end}: ${status}`);
    }),
    activity('http, conditional', [10, 4], async (client) => {
      const file = oneOf(small, random);
      const head = await client.get(targetOf(file), { method: 'HEAD' });
      expectThat(head.fields.get('content-length') === `${file.content.size}`, file.name);
      const { status } = await client.get(targetOf(file), {
        fields: [`If-None-Match: ${head.fields.get('etag')!}`],
      });
      expectThat(status === 304, `${file.name} unchanged: ${status}`);
    }),
    activity('http, archive', [0.1, 1], async (client) => {
      const { status, body } = await client.get('/small/?archive=zip');
      expectThat(status === 200, `the archive: ${status}`);
      expectArchive(body, small);
    }),
    activity('http, listing', [1, 1], async (client) => {
      const { body } = await client.get('/small/?format=json');
      const { count } = JSON.parse(body.toString()) as { readonly count: number };
      expectThat(count === small.length, `${count} files are listed over HTTP`);
    }),
  ];
}

/** Each file, whole and once, in an archive that is not compressed. */
function expectArchive(archive: Buffer, files: readonly UnchangingFile[]): void {
  const missing = new Map(files.map((file) => [file.name, file]));
  let at = 0;
  while (archive.readUInt32LE(at) === 0x04_03_4b_50) {
    const size = archive.readUInt32LE(at + 18);
    const nameEnd = at + LOCAL_HEADER_BYTES + archive.readUInt16LE(at + 26);
    const name = archive.toString('utf8', at + LOCAL_HEADER_BYTES, nameEnd);
    const begin = nameEnd + archive.readUInt16LE(at + 28);
    const file = missing.get(name);
    const isWhole = file?.content.isWhole(archive.subarray(begin, begin + size));
    expectThat(isWhole === true && missing.delete(name), `${name} in the archive`);
    at = begin + size + DESCRIPTOR_BYTES;
  }
  expectThat(missing.size === 0, `${missing.size} files are missing from the archive`);
}
