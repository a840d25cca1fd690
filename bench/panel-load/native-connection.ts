import { WireClient } from '../../harness/wire-client.ts';

/** Where the bytes of an answer came from. */
export interface Answer {
  readonly source: 'cache' | 'disk';
}

/** A native connection that is kept and pipelined. It throws the files' bytes away. */
export class NativeConnection {
  readonly #client: WireClient;
  #lastAnswer: Promise<unknown> = Promise.resolve();
  #outstanding = 0;

  private constructor(client: WireClient) {
    this.#client = client;
  }

  static async open(port: number): Promise<NativeConnection> {
    return new NativeConnection(await WireClient.connect(port));
  }

  /** Requests that have no answer yet; the server stops reading at 64. */
  get outstanding(): number {
    return this.#outstanding;
  }

  /** @throws Error if the server refuses the file or the connection is lost */
  get(name: string): Promise<Answer> {
    this.#client.ask({ op: 'get', name });
    this.#outstanding += 1;
    // Answers come in the order of the requests.
    const answer = this.#lastAnswer.then(() => this.#readAnswer());
    this.#lastAnswer = answer;
    return answer;
  }

  close(): void {
    this.#client.close();
  }

  async #readAnswer(): Promise<Answer> {
    const { header } = await this.#client.readFetched();
    this.#outstanding -= 1;
    return { source: header['source'] as Answer['source'] };
  }
}
