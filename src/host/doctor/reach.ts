import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Endpoint } from '../../shared/endpoint.ts';
import type { Milliseconds } from '../../shared/units.ts';
import { greetingOf, HELLO, type Heard } from './greeting.ts';
import type { Attempt, Greeting } from './observations.ts';

/** A network drops one packet in a while: this leaves time for two repetitions (RFC 6298). */
export const CONNECT_MS: Milliseconds = 4_000;
/** Servers that speak first do so at once. */
const BANNER_MS: Milliseconds = 400;
const ANSWER_MS: Milliseconds = 2_000;
/** Of an answer; what follows is not needed to know who speaks. */
const MOST_HEARD = 2048;

/** What came of trying to reach a server. */
export interface Reach {
  readonly lookupCode?: string;
  readonly attempts: readonly Attempt[];
  readonly greeting?: Greeting;
}

/** Tries all addresses of a server, and greets the first that takes the connection. Never rejects. */
export async function reach({ host, port }: Endpoint): Promise<Reach> {
  let hosts: readonly string[];
  try {
    hosts = (await lookup(host, { all: true })).map(({ address }) => address);
  } catch (error) {
    return { lookupCode: codeOf(error), attempts: [] };
  }
  const attempts = await Promise.all(hosts.map((address) => attempt({ host: address, port })));
  const reached = hosts.find((_, index) => attempts[index]?.outcome === 'connected');
  if (reached === undefined) return { attempts };
  return { attempts, greeting: await greet({ host: reached, port }) };
}

function attempt(endpoint: Endpoint): Promise<Attempt> {
  return new Promise((resolve) => {
    const socket = connect(endpoint);
    const finish = (outcome: Attempt): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    const timer = setTimeout(() => {
      finish({ outcome: 'timed-out', timeoutMs: CONNECT_MS });
    }, CONNECT_MS);
    socket.once('connect', () => {
      finish({ outcome: 'connected' });
    });
    socket.on('error', (error) => {
      const systemCode = codeOf(error);
      finish(
        systemCode === 'ETIMEDOUT'
          ? { outcome: 'timed-out', timeoutMs: CONNECT_MS }
          : { outcome: 'failed', systemCode },
      );
    });
  });
}

/**
 * Listens for who speaks first, then says hello; what has no answer to that is asked again inside of TLS,
 * or as a web server. The certificate is not looked at: nothing secret is said.
 */
async function greet(endpoint: Endpoint): Promise<Greeting> {
  const open = greetingOf(await converse(connect(endpoint), HELLO));
  if (open.is === 'file-server') return open;
  const { kind } = open.stranger;
  if (kind === 'tls' || kind === 'closed') {
    const socket = connectTls({ ...endpoint, rejectUnauthorized: false });
    const heard = await converse(socket, HELLO);
    if (heard.text === '') return open;
    const inside = greetingOf(heard, { encrypted: true });
    return inside.is === 'stranger' && inside.stranger.kind === 'unknown' ? open : inside;
  }
  if (kind !== 'unknown') return open;
  const asked = `GET / HTTP/1.0\r\nHost: ${endpoint.host}\r\n\r\n`;
  const web = greetingOf(await converse(connect(endpoint), asked));
  return web.is === 'stranger' && web.stranger.kind === 'http' ? web : open;
}

/** What is heard on a connection within a while, `question` being put if nothing is said by itself. */
function converse(socket: Socket, question: string): Promise<Heard> {
  return new Promise((resolve) => {
    let text = '';
    const finish = (hasEnded: boolean): void => {
      clearTimeout(asking);
      clearTimeout(giveUp);
      socket.destroy();
      resolve({ text, hasEnded });
    };
    const asking = setTimeout(() => {
      if (text === '') socket.write(question);
    }, BANNER_MS);
    const giveUp = setTimeout(() => {
      finish(false);
    }, BANNER_MS + ANSWER_MS);
    let isSettling = false;
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      if (text.length >= MOST_HEARD) finish(false);
      if (isSettling) return;
      isSettling = true;
      // A head may come in pieces.
      setTimeout(() => {
        finish(false);
      }, 100);
    });
    socket.on('error', () => {
      finish(true);
    });
    socket.on('end', () => {
      finish(true);
    });
  });
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
