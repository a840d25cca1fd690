import type { EventName, EventPayload, HostMethods } from '../../shared/contract.ts';
import { serveRpc, type RpcServer } from '../../shared/rpc-server.ts';
import type { Transport } from '../../shared/transport.ts';

export interface PanelHubOptions {
  readonly methods: HostMethods;
  /** Called with the number of panels whenever it changed. */
  readonly onCountChange: (count: number) => void;
  readonly onInternalError: (where: string, error: unknown) => void;
}

/** The panels that are attached to a host. */
export class PanelHub {
  readonly #options: PanelHubOptions;
  readonly #panels = new Map<Transport, RpcServer>();

  constructor(options: PanelHubOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#panels.size;
  }

  /** Answers a panel, and sends it events, until its transport closes. */
  attach(transport: Transport): void {
    const { methods, onCountChange, onInternalError } = this.#options;
    this.#panels.set(transport, serveRpc({ transport, methods, onInternalError }));
    onCountChange(this.count);
    transport.onClose(() => {
      if (this.#panels.delete(transport)) onCountChange(this.count);
    });
  }

  /** Sends an event to every panel. */
  emit<E extends EventName>(event: E, payload: EventPayload<E>): void {
    for (const panel of this.#panels.values()) panel.emit(event, payload);
  }

  closeAll(): void {
    for (const transport of [...this.#panels.keys()]) transport.close();
  }
}
