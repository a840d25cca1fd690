import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';
import type { PanelledServer } from '../../harness/panel.ts';
import { createWebSocketTransport } from '../../src/host/panel/web-socket-transport.ts';
import { Sequenced } from '../../src/renderer/state/sequenced.ts';
import type { MethodName, MethodParams, MethodResult } from '../../src/shared/contract.ts';
import { MOST_NAMES } from '../../src/shared/contract-cache.ts';
import type { TransfersChange, TransfersSnapshot } from '../../src/shared/contract-server.ts';
import { applyTransfersChange } from '../../src/shared/deltas.ts';
import { PANEL_SOCKET_PATH } from '../../src/shared/panel-socket.ts';
import { createRpcClient, type RpcClient, type StartTimer } from '../../src/shared/rpc-client.ts';

/** A busy machine is no fault of the server. */
const PATIENCE = 4;

const startTimer: StartTimer = (run, delayMs) => {
  const timer = setTimeout(run, delayMs * PATIENCE);
  return () => clearTimeout(timer);
};

/** A panel without a picture: it asks as one does, and keeps up with cache and transfers as they change. */
export class PanelClient {
  readonly #rpc: RpcClient;
  #cachedNames: readonly string[] = [];
  #isAsking = false;
  #hasChanged = false;
  #isClosed = false;
  #transfers: TransfersSnapshot | undefined;

  private constructor(rpc: RpcClient) {
    this.#rpc = rpc;
  }

  /** Opens it as a browser would; resolves when it knows the state. `onFault` hears of broken contracts. */
  static async open(
    { panelUrl }: PanelledServer,
    onFault: (fault: unknown) => void,
  ): Promise<PanelClient> {
    const { origin } = new URL(panelUrl);
    const socket = new WebSocket(`${origin.replace('http', 'ws')}${PANEL_SOCKET_PATH}`, {
      headers: { Cookie: await cookieFor(panelUrl), Origin: origin },
    });
    await once(socket, 'open');
    const transport = createWebSocketTransport(socket);
    const rpc = createRpcClient({ transport, startTimer, onViolation: onFault });
    const panel = new PanelClient(rpc);
    await panel.#follow(onFault);
    return panel;
  }

  call<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>> {
    return this.#rpc.call(method, params);
  }

  /** Names of the cached files as it would show them, oldest first. */
  get cachedNames(): readonly string[] {
    return this.#cachedNames;
  }

  /** How many transfers it would show. */
  get transfers(): number {
    return this.#transfers?.transfers.length ?? 0;
  }

  /** Resolves when the connection has ended. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const closed = new Promise<void>((resolve) => this.#rpc.onClose(resolve));
    this.#rpc.close();
    await closed;
  }

  async #follow(onFailure: (fault: unknown) => void): Promise<void> {
    const transfers = new Sequenced<TransfersSnapshot, TransfersChange>({
      fetch: () => this.call('transfers.snapshot', {}),
      apply: applyTransfersChange,
      publish: (state) => {
        this.#transfers = state;
      },
      onFailure,
    });
    this.#rpc.on('cacheChanged', () => this.#askForNames(onFailure));
    this.#rpc.on('transfersChanged', (change) => transfers.receive(change));
    this.#askForNames(onFailure);
    await transfers.load();
  }

  /** One question at a time, and another if something changed meanwhile. */
  #askForNames(onFailure: (fault: unknown) => void): void {
    this.#hasChanged = true;
    if (this.#isAsking) return;
    this.#isAsking = true;
    const ask = async (): Promise<void> => {
      while (this.#hasChanged) {
        this.#hasChanged = false;
        const all = { column: 'place', direction: 'ascending', filter: '' } as const;
        const { names } = await this.call('cache.names', { ...all, from: 0, count: MOST_NAMES });
        this.#cachedNames = names;
      }
    };
    ask()
      .catch((fault: unknown) => {
        // A question that was under way when this panel was closed has no answer.
        if (!this.#isClosed) onFailure(fault);
      })
      .finally(() => (this.#isAsking = false));
  }
}

/** What a browser gets for the address with the token. */
async function cookieFor(address: string): Promise<string> {
  // Without an agent the connection ends with the answer, instead of being kept for another.
  const [answer] = (await once(get(address, { agent: false }), 'response')) as [IncomingMessage];
  answer.resume();
  const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0];
  if (cookie === undefined) {
    throw new Error(`the panel answered ${answer.statusCode ?? 'nothing'}, with no cookie`);
  }
  return cookie;
}
