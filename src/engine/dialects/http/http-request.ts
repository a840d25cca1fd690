import type { Persistence } from './answer-head.ts';
import { type HttpRequestHead, wantsToKeep } from './request-head.ts';
import { type HttpTarget, parseTarget } from './request-target.ts';

/** A whole request. Does not change, so that all who send the same may share one. */
export class HttpRequest {
  readonly kind = 'request';
  readonly head: HttpRequestHead;
  /** What the client wants to become of the connection. */
  readonly persistence: Persistence;
  /** Of POST, where its length was said and is at most 32 KiB: a view, until the reader's next `push`. */
  readonly content: Buffer | undefined;
  /** `null`: not read yet. */
  #resource: HttpTarget | null | undefined = null;
  /** `null`: not looked for yet. */
  #usualName: string | null | undefined = null;

  constructor(head: HttpRequestHead, content?: Buffer) {
    this.head = head;
    this.content = content;
    this.persistence = !wantsToKeep(head) ? 'close' : head.minor === 1 ? 'keep' : 'keep-1.0';
  }

  /** What it asks for. `undefined`: nothing that {@link parseTarget} can read. */
  get resource(): HttpTarget | undefined {
    if (this.#resource === null) this.#resource = parseTarget(this.head.target);
    return this.#resource;
  }

  /**
   * What it names, if it is what nearly every request is: GET of that alone, whole and as it is. Nothing
   * else of the request then matters but who is asked, and what becomes of the connection.
   */
  get usualName(): string | undefined {
    if (this.#usualName === null) this.#usualName = usualNameOf(this.head, this.resource);
    return this.#usualName;
  }
}

function usualNameOf(head: HttpRequestHead, resource: HttpTarget | undefined): string | undefined {
  const isUsual = head.method === 'GET' && !head.fields.areSelective;
  return isUsual && resource?.authority === undefined && resource?.query.size === 0
    ? resource.path
    : undefined;
}
