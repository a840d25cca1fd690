import { isAccessCode } from '../../../../access/access-keys.ts';
import type { SessionCookie } from '../../../../access/session-cookie.ts';
import type { HttpStatus } from '../../../../dialects/http/answer-head.ts';
import { basicPassword } from '../../../../dialects/http/basic-password.ts';
import type { HttpTarget } from '../../../../dialects/http/request-target.ts';
import { isOwnForm } from '../../../../dialects/http/form-origin.ts';
import { refusalSentence } from '../../../../../shared/refusal-sentences.ts';
import { OPEN_PATHS } from '../../../../share-page/frame.ts';
import { SIGN_IN_PATH, SIGN_OUT_PATH, signInPage } from '../../../../share-page/sign-in-page.ts';
import type { AccessGate, RequiredAccess } from '../../access-gate.ts';
import type { Step } from '../answer-loop.ts';
import { type HttpExchange, NO_STORE } from './http-exchange.ts';

/** For programs (RFC 7617). */
const BASIC_CHALLENGE = 'WWW-Authenticate: Basic realm="Fifolio", charset="UTF-8"\r\n';
/** RFC 9110, section 15.5.2, wants one. Browsers know no such scheme, and show the page. */
const FORM_CHALLENGE = 'WWW-Authenticate: Fifolio-Form\r\n';
const WRONG = { reason: 'wrong-code' } as const;
const NEEDED = { reason: 'code-needed-as-password' } as const;
const FOREIGN_FORM = refusalSentence({ reason: 'foreign-form' });

/** A target that a browser may be sent to, and that leads nowhere but to this server. */
const LOCAL_TARGET = /^\/(?![/\\])[\x21-\x7e]{0,4096}$/;

/** What somebody gave as the code was worth: `in`, or seconds to wait before another is looked at. */
type Judgement = 'in' | 'wrong' | { readonly waitSeconds: number };

/** Whether a POST may be sent there, where a code is asked for. */
export function takesForm(target: HttpTarget | undefined): boolean {
  return target?.path === SIGN_IN_PATH || target?.path === SIGN_OUT_PATH;
}

/** Asks those who come without the access code for it, and takes it. */
export class HttpAccess {
  readonly #gate: AccessGate;

  constructor(gate: AccessGate) {
    this.#gate = gate;
  }

  /**
   * Answers a request that is not to be answered otherwise: without the code, or a form of ours.
   *
   * @param required of this thread's gate
   * @param form what a POST came with, if it can be a form
   * @returns `undefined`: it may be answered
   */
  answer(
    exchange: HttpExchange,
    required: RequiredAccess,
    form: Buffer | undefined,
  ): Step | undefined {
    const { path } = exchange.target;
    if (exchange.head.method === 'POST') {
      return path === SIGN_OUT_PATH
        ? this.#signOut(exchange, required)
        : this.#signIn(exchange, required, form);
    }
    if (OPEN_PATHS.has(path)) return undefined;
    const cookie = exchange.head.fields.get('cookie');
    if (cookie !== undefined && cookiesOf(exchange, required).isIn(cookie, Date.now())) {
      exchange.isSignedIn = true;
      return path === SIGN_IN_PATH ? goOn(exchange, '/') : undefined;
    }
    const password = basicPassword(exchange.head.fields.get('authorization'));
    if (password === undefined) return this.#ask(exchange);
    const judgement = this.#judge(exchange, required, password);
    return judgement === 'in' ? undefined : this.#ask(exchange, judgement);
  }

  #signIn(exchange: HttpExchange, required: RequiredAccess, form: Buffer | undefined): Step {
    if (form === undefined || !isUrlEncoded(exchange) || !isOwn(exchange)) {
      return refuseForm(exchange);
    }
    const fields = new URLSearchParams(form.toString('utf8'));
    const target = localTarget(fields.get('to') ?? '');
    const judgement = this.#judge(exchange, required, fields.get('code') ?? '');
    if (judgement !== 'in') return this.#ask(exchange, judgement, target);
    return goOn(exchange, target, cookiesOf(exchange, required).setField(Date.now()));
  }

  #signOut(exchange: HttpExchange, required: RequiredAccess): Step {
    if (!isOwn(exchange)) return refuseForm(exchange);
    return goOn(exchange, '/', cookiesOf(exchange, required).clearField);
  }

  #judge({ connection }: HttpExchange, { keys }: RequiredAccess, typed: string): Judgement {
    const waitSeconds = this.#gate.waitSeconds(connection.address);
    if (waitSeconds > 0) return { waitSeconds };
    if (!isAccessCode(typed, keys)) {
      this.#gate.countWrong(connection.address);
      return 'wrong';
    }
    this.#gate.prove(connection.address);
    return 'in';
  }

  /** The same for whatever was asked for: nobody learns here whether there is such a file. */
  #ask(
    exchange: HttpExchange,
    judgement?: Exclude<Judgement, 'in'>,
    target = localTarget(exchange.head.target),
  ): Step {
    exchange.begin('sign-in').denied();
    const waits = typeof judgement === 'object';
    const status: HttpStatus = waits ? 429 : 401;
    const retry = waits ? `Retry-After: ${judgement.waitSeconds}\r\n` : '';
    const problem = waits
      ? ({ reason: 'guesses', waitSeconds: judgement.waitSeconds } as const)
      : judgement && WRONG;
    if (exchange.accepts('text/html')) {
      const fields = NO_STORE + (waits ? retry : FORM_CHALLENGE);
      return exchange.page(status, fields, (texts) => signInPage(target, problem, texts));
    }
    return exchange.text(status, {
      type: 'text/plain',
      body: `${refusalSentence(problem ?? NEEDED)}\n`,
      fields: NO_STORE + (waits ? retry : BASIC_CHALLENGE),
    });
  }
}

function cookiesOf({ connection }: HttpExchange, required: RequiredAccess): SessionCookie {
  return connection.isEncrypted ? required.encryptedCookies : required.cookies;
}

function goOn(exchange: HttpExchange, target: string, fields = ''): Step {
  exchange.begin('sign-in').answered();
  return exchange.redirect(303, target, NO_STORE + fields);
}

function refuseForm(exchange: HttpExchange): Step {
  exchange.begin('sign-in').denied();
  return exchange.text(403, { type: 'text/plain', body: `${FOREIGN_FORM}\n`, fields: NO_STORE });
}

function isOwn({ head, target }: HttpExchange): boolean {
  return isOwnForm(head.fields, target.authority ?? head.fields.get('host'));
}

function isUrlEncoded({ head }: HttpExchange): boolean {
  const type = head.fields.get('content-type') ?? '';
  return /^application\/x-www-form-urlencoded(?:;|$)/i.test(type);
}

function localTarget(target: string): string {
  const isOk =
    LOCAL_TARGET.test(target) &&
    ![SIGN_IN_PATH, SIGN_OUT_PATH].some((path) => target.startsWith(`/${path}`));
  return isOk ? target : '/';
}
