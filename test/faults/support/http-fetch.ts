import { HttpClient } from '../../../harness/http-client.ts';
import { EndedError, WireClient } from '../../../harness/wire-client.ts';
import { promised } from './loss.ts';
import type { ServedFolder } from './served-folder.ts';

interface Source {
  readonly served: ServedFolder;
  readonly name: string;
  readonly port: number;
}

interface Received {
  readonly status: number;
  readonly etag: string | undefined;
  /** As far as it came. */
  readonly body: Buffer;
  readonly isWhole: boolean;
}

const MAX_ATTEMPTS = 50;

/**
 * Gets a file over HTTP once: what has the promised length is one whole version.
 *
 * @throws LossError
 */
export async function fetchOverHttp({ served, name, port }: Source): Promise<void> {
  const received = await receive(port, name, []);
  if (received?.status !== 200 || !received.isWhole) return;
  promised(served.isVersion(name, received.body), `${name} came over HTTP as no version of it`);
}

/**
 * Gets a file over HTTP to its end: whenever it is cut, it goes on from there, if it is still the same.
 *
 * @throws LossError
 */
export async function fetchWholeOverHttp({ served, name, port }: Source): Promise<void> {
  let body: Buffer = Buffer.alloc(0);
  let etag: string | undefined;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const fields = etag === undefined ? [] : [`Range: bytes=${body.length}-`, `If-Range: ${etag}`];
    const received = await receive(port, name, fields);
    if (received === undefined) continue;
    const { status } = received;
    promised(status === 200 || status === 206, `${name} was answered with ${status} over HTTP`);
    body = status === 206 ? Buffer.concat([body, received.body]) : received.body;
    etag = received.etag;
    if (!received.isWhole) continue;
    promised(
      served.isVersion(name, body),
      `${name} was put together over HTTP to no version of it`,
    );
    return;
  }
  promised(false, `${name} did not arrive over HTTP in ${MAX_ATTEMPTS} attempts`);
}

/** `undefined`: the connection ended before an answer began. */
async function receive(
  port: number,
  name: string,
  fields: readonly string[],
): Promise<Received | undefined> {
  const wire = await WireClient.connect(port);
  const client = HttpClient.of(wire);
  try {
    client.ask(`/${encodeURIComponent(name)}`, { fields: ['Connection: close', ...fields] });
    const head = await client.readHead();
    const body = await wire.readUntilCut();
    const length = Number(head.fields.get('content-length'));
    promised(body.length <= length, `${name} is longer over HTTP than it was said to be`);
    const etag = head.fields.get('etag');
    return { status: head.status, etag, body, isWhole: body.length === length };
  } catch (error) {
    const isCut =
      error instanceof EndedError || (error as NodeJS.ErrnoException).code === 'ECONNRESET';
    if (!isCut) throw error;
    return undefined;
  } finally {
    wire.close();
  }
}
