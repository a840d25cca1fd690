import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, Server as TlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { serverTlsOptions } from '../../engine/index.ts';
import { CONTENT_SECURITY_POLICY } from '../../shared/content-security-policy.ts';
import type { PanelAccess } from '../../shared/contract-host.ts';
import { formatEndpoint, isLoopback, LOOPBACK_HOST, ownAddressOf } from '../../shared/endpoint.ts';
import { FailureError } from '../../shared/failure.ts';
import { PANEL_REFUSALS } from '../../shared/panel-sentences.ts';
import { PANEL_SOCKET_PATH } from '../../shared/panel-socket.ts';
import type { Transport } from '../../shared/transport.ts';
import { MIB } from '../../shared/units.ts';
import type { PanelAddressFile } from './panel-address.ts';
import {
  cookieFor,
  cookieName,
  createToken,
  isToken,
  MIN_TOKEN_LENGTH,
  readCookie,
  tokenMatches,
} from './panel-token.ts';
import { hostAllowed, originAllowed } from './request-guard.ts';
import type { PanelFiles } from './static-files.ts';
import { createWebSocketTransport } from './web-socket-transport.ts';

/** The largest message a panel may send; the largest it has reason to is a list of names to fetch. */
const MAX_MESSAGE_BYTES = 4 * MIB;
/** Open panels at once. */
const MAX_PANELS = 32;

export interface PanelServerOptions {
  /** The built panel. */
  readonly files: PanelFiles;
  /** Called with the connection of each panel that was let in. */
  readonly attach: (transport: Transport) => void;
  /** Default, and 0: the port of last time if it is remembered and free, else one the system chooses. */
  readonly port?: number;
  /** Default 127.0.0.1. Any other than loopback needs a `token`. */
  readonly host?: string;
  /** Default: that of last time if it is remembered, else a new random one. */
  readonly token?: string;
  /** With what the panel is encrypted. Needed for any host other than loopback. */
  readonly identity?: PanelIdentity;
  /** Where port and token are remembered. Default: nowhere. A token that was given is not written down. */
  readonly remembered?: PanelAddressFile;
}

/** Key and certificate, both as PEM. */
export interface PanelIdentity {
  readonly key: string;
  readonly certificate: string;
}

/** A running panel server. */
export interface PanelServer {
  /** The address to open, with the token in it: a secret. */
  readonly url: string;
  readonly port: number;
  /** The same without the secret, for the panel to show. */
  readonly access: PanelAccess;
  /** Uses another identity from now on; only for a panel that has one. */
  setIdentity(identity: PanelIdentity): void;
  /** Ends all connections; resolves when it does not listen any more. */
  close(): Promise<void>;
}

/**
 * Serves the built panel and the contract to browsers.
 *
 * Whoever opens `url` exchanges its token for a cookie and is sent on to an address without it, so
 * that it stays neither in the history nor in a referrer. Everything but that needs the cookie.
 *
 * @throws FailureError for a host other than loopback without a token, or a short token
 * @throws the system's error when the port cannot be had
 */
export async function startPanelServer(options: PanelServerOptions): Promise<PanelServer> {
  const { files, attach, port = 0, host = LOOPBACK_HOST, identity, remembered } = options;
  const givenToken = checkPanelOptions(options);
  const before = remembered?.read();
  const token = givenToken ?? before?.token ?? createToken();
  const webSockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
  });
  const limits = { maxHeaderSize: 16 * 1024, requestTimeout: 10_000 };
  const server: Server | TlsServer =
    identity === undefined
      ? createServer(limits)
      : createTlsServer({ ...limits, ...serverTlsOptions(identity) });
  const scheme = identity === undefined ? ('http' as const) : ('https' as const);
  const guard = {
    scheme,
    host,
    port: await listenAgain(server, { port, host, before: before?.port }),
  };
  // While another program has the port of last time, that is its address to keep.
  if (givenToken === undefined && before === undefined) {
    remembered?.write({ port: guard.port, token });
  }

  const authorized = (request: IncomingMessage): boolean =>
    tokenMatches(token, readCookie(request.headers.cookie, cookieName(guard.port)));

  server.on('request', (request, response) => {
    answer(request, response).catch(() => {
      refuse(response, 500);
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!hostAllowed(request.headers.host, guard)) {
      refuse(response, 421);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, { Allow: 'GET, HEAD' });
      return;
    }
    const url = parseTarget(request.url);
    if (url === undefined) {
      refuse(response, 400);
      return;
    }
    const presented = url.searchParams.get('token');
    if (presented !== null && tokenMatches(token, presented)) {
      const headers = { Location: url.pathname, 'Set-Cookie': cookieFor(token, guard) };
      response.writeHead(303, { ...SECURITY_HEADERS, ...headers }).end();
      return;
    }
    if (!authorized(request)) {
      refuse(response, 403);
      return;
    }
    const file = await files(url.pathname);
    if (file === undefined) {
      refuse(response, 404);
      return;
    }
    response.writeHead(200, {
      ...SECURITY_HEADERS,
      'Content-Type': file.type,
      'Content-Length': file.content.byteLength,
      'Cache-Control': file.immutable ? 'private, max-age=31536000, immutable' : 'no-store',
    });
    response.end(request.method === 'HEAD' ? undefined : file.content);
  }

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { host: hostHeader, origin } = request.headers;
    const status = !hostAllowed(hostHeader, guard)
      ? '421 Misdirected Request'
      : !originAllowed(origin, hostHeader, scheme) || !authorized(request)
        ? '403 Forbidden'
        : parseTarget(request.url)?.pathname !== PANEL_SOCKET_PATH
          ? '404 Not Found'
          : webSockets.clients.size >= MAX_PANELS
            ? '503 Service Unavailable'
            : undefined;
    if (status !== undefined) {
      // The peer may be gone already.
      socket.on('error', () => undefined);
      socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      attach(createWebSocketTransport(webSocket));
    });
  });

  return {
    url: `${scheme}://${formatEndpoint({ host: ownAddressOf(host), port: guard.port })}/?token=${encodeURIComponent(token)}`,
    port: guard.port,
    access: { host, port: guard.port, isEncrypted: identity !== undefined },
    setIdentity: (next) => {
      if (server instanceof TlsServer) server.setSecureContext(serverTlsOptions(next));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const webSocket of webSockets.clients) webSocket.terminate();
        server.closeAllConnections();
      }),
  };
}

const SECURITY_HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

function refuse(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response
    .writeHead(status, {
      ...SECURITY_HEADERS,
      ...headers,
      'Content-Type': 'text/plain; charset=utf-8',
    })
    .end(`${PANEL_REFUSALS[status] ?? ''}\n`);
}

/**
 * Whether a panel may be served with these options, before anything is started for it. Returns the
 * token to use; `undefined` for a new one.
 *
 * @throws FailureError for a host other than loopback without a token, or a short token
 */
export function checkPanelOptions(
  options: Pick<PanelServerOptions, 'host' | 'token'>,
): string | undefined {
  const { token, host = LOOPBACK_HOST } = options;
  if (token === undefined) {
    if (isLoopback(host)) return undefined;
    throw new FailureError({ code: 'panel-needs-token', host });
  }
  if (!isToken(token)) {
    throw new FailureError({ code: 'unusable-panel-token', least: MIN_TOKEN_LENGTH });
  }
  return token;
}

function parseTarget(target: string | undefined): URL | undefined {
  // Only a path; an absolute or scheme-relative address is for proxies.
  if (target?.startsWith('/') !== true || target.startsWith('//')) return undefined;
  return URL.parse(target, 'http://panel.invalid') ?? undefined;
}

/** Where no port was asked for, that of last time if it can be had. */
async function listenAgain(
  server: Server | TlsServer,
  { port, host, before }: { port: number; host: string; before: number | undefined },
): Promise<number> {
  if (port !== 0 || before === undefined) return listen(server, port, host);
  try {
    return await listen(server, before, host);
  } catch {
    return listen(server, 0, host);
  }
}

function listen(server: Server | TlsServer, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
