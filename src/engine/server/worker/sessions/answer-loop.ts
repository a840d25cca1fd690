import type { OutputBatch } from '../sending/output-batch.ts';
import type { SessionConnection } from './session.ts';

/** What became of an attempt to answer the next request. */
export type Step =
  /** Its answer is in the output, or handed to the socket. */
  | 'answered'
  /** No whole request is there. */
  | 'incomplete'
  /** The connection ends once everything written has been sent. */
  | 'finished'
  /** Its answer is under way, and outlives this turn; fails when it had to be cut. */
  | Promise<'answered' | 'finished'>;

/** The requests of one connection, in a dialect that answers any number of them. */
export interface RequestSource {
  /** Answers the next request. `inputEnded`: nothing more will arrive. */
  answerNext(inputEnded: boolean): Step;
  /** Whether a request has begun to arrive and is not whole. */
  readonly hasBegun: boolean;
}

/**
 * Answers request after request, in their order, until one takes longer, the client lags behind, or none
 * is left. What a client sends ahead of its answers waits in the system's buffers, not in ours.
 */
export class AnswerLoop {
  readonly #connection: SessionConnection;
  readonly #output: OutputBatch;
  readonly #requests: RequestSource;
  #answering = false;
  #awaitingDrain = false;
  #inputEnded = false;
  #finished = false;

  constructor(connection: SessionConnection, output: OutputBatch, requests: RequestSource) {
    this.#connection = connection;
    this.#output = output;
    this.#requests = requests;
  }

  /** Whether an answer is owed or under way. */
  get isBusy(): boolean {
    return this.#answering || this.#awaitingDrain;
  }

  /** Whether no request is looked at any more. */
  get isFinished(): boolean {
    return this.#finished;
  }

  /** To be called when something has arrived. */
  receive(): void {
    if (this.isBusy) this.#connection.socket.pause();
    else this.#work();
  }

  endInput(): void {
    this.#inputEnded = true;
    if (!this.isBusy) this.#work();
  }

  #work(): void {
    const { socket } = this.#connection;
    while (!this.#answering) {
      if (this.#finished) return;
      if (socket.writableNeedDrain) {
        this.#awaitDrain();
        return;
      }
      const step = this.#requests.answerNext(this.#inputEnded);
      if (step === 'answered') continue;
      if (step === 'incomplete') {
        this.#output.flush();
        this.#rest();
        return;
      }
      if (step === 'finished') this.#finish();
      else this.#wait(step);
    }
    this.#output.flush();
  }

  #wait(answer: Promise<'answered' | 'finished'>): void {
    this.#answering = true;
    answer.then(
      (outcome) => {
        this.#answering = false;
        if (outcome === 'finished') this.#finish();
        else this.#work();
      },
      () => this.#connection.cut(),
    );
  }

  /** Nothing whole is left to answer. */
  #rest(): void {
    const { socket, isStopping } = this.#connection;
    this.#connection.expectRequest(this.#requests.hasBegun);
    if (this.#inputEnded || isStopping) this.#finish();
    else if (socket.isPaused()) socket.resume();
  }

  #finish(): void {
    this.#finished = true;
    this.#output.flush();
    this.#connection.finish();
    // What still arrives is thrown away, until the client hangs up.
    this.#connection.socket.resume();
  }

  #awaitDrain(): void {
    this.#awaitingDrain = true;
    this.#connection.socket.once('drain', () => {
      this.#awaitingDrain = false;
      this.#work();
    });
  }
}
