import type { HttpRequest } from './http-request.ts';

/** Longer heads are not remembered. */
const LONGEST_HEAD_CHARACTERS = 1024;
/** How many are remembered. Together they have a megabyte of text at most. */
const REMEMBERED = 1024;

/** What was read from heads that came before, as clients send the same ones again and again. */
export class KnownRequests {
  readonly #byHead = new Map<string, HttpRequest>();

  /** `head`: in `latin1`, without the empty line behind it. */
  find(head: string): HttpRequest | undefined {
    return this.#byHead.get(head);
  }

  /** Remembers a request that has no content. */
  add(head: string, request: HttpRequest): void {
    if (head.length > LONGEST_HEAD_CHARACTERS) return;
    if (this.#byHead.size >= REMEMBERED) this.#byHead.clear();
    this.#byHead.set(head, request);
  }
}
