import type { ConnectionUse } from '../load-generator/load.ts';
import type { AnswerFormat } from '../load-generator/probe.ts';

/** How a server is asked for a file, and how its answers end. */
export interface Way {
  readonly format: AnswerFormat;
  readonly keepsConnection: boolean;
  readonly use: ConnectionUse;
  requestFor(name: string): Buffer;
}

const nativeRequest = (name: string): Buffer => Buffer.from(`{"op":"get","name":"${name}"}\n`);

const httpRequest = (name: string, connection: 'keep-alive' | 'close'): Buffer =>
  Buffer.from(
    `GET /${name} HTTP/1.1\r\nHost: localhost\r\n${connection === 'close' ? 'Connection: close\r\n' : ''}\r\n`,
  );

function nativeKept(pipeline: number): Way {
  const use = { pipeline };
  return { format: 'native', keepsConnection: true, use, requestFor: nativeRequest };
}

const NATIVE_ONCE: Way = {
  format: 'native',
  keepsConnection: true,
  use: 'new, the client closes',
  requestFor: nativeRequest,
};

const PLAIN: Way = {
  format: 'body until close',
  keepsConnection: false,
  use: 'new, the server closes',
  requestFor: (name) => Buffer.from(name),
};

function httpKept(pipeline: number): Way {
  const requestFor = (name: string): Buffer => httpRequest(name, 'keep-alive');
  return { format: 'http', keepsConnection: true, use: { pipeline }, requestFor };
}

const HTTP_ONCE: Way = {
  format: 'http',
  keepsConnection: false,
  use: 'new, the server closes',
  requestFor: (name) => httpRequest(name, 'close'),
};

/** The ways of one row: of each dialect of ours (a label if there are several), of others, of the limit. */
export interface Ways {
  readonly ours: readonly { readonly label?: string; readonly way: Way }[];
  readonly http: Way;
  /** One of ours, whose answers the limit's are as long as. */
  readonly limit: Way;
}

/** Connections that are kept, with so many requests outstanding on each. */
export function keptWith(pipeline: number): Ways {
  const way = nativeKept(pipeline);
  return { ours: [{ way }], http: httpKept(pipeline), limit: way };
}

/** A new connection for each request. */
export const ONCE: Ways = {
  ours: [
    { label: 'native', way: NATIVE_ONCE },
    { label: 'plain', way: PLAIN },
  ],
  http: HTTP_ONCE,
  limit: PLAIN,
};

/**
 * A new connection for each request, without a header on our side: whether a file was cached is told
 * in it, so that its length would not be known.
 */
export const ONCE_WITHOUT_HEADER: Ways = { ours: [{ way: PLAIN }], http: HTTP_ONCE, limit: PLAIN };

/** The same with HTTP for all, ours and the limit too. */
export function overHttp({ http }: Ways): Ways {
  return { ours: [{ way: http }], http, limit: http };
}
