import { hostname } from 'node:os';
import type { DialectName } from '../../../../shared/server-state.ts';
import { DateField } from '../../../dialects/http/answer-head.ts';
import { KnownRequests } from '../../../dialects/http/known-requests.ts';
import type { HttpOptions } from '../../server-handle.ts';
import { HostRules } from './http/host-rules.ts';
import { HttpAccess } from './http/http-access.ts';
import { HttpFiles } from './http/http-files.ts';
import { type HttpServices, HttpSession } from './http/http-session.ts';
import { OwnPages } from './http/own-pages.ts';
import { NativeGet } from './native-get.ts';
import { NativeSession } from './native-session.ts';
import { PlainSession } from './plain-session.ts';
import type { Session, SessionConnection, SessionServices } from './session.ts';
import { UnencryptedRefusal } from './unencrypted-refusal.ts';

/** Makes the session of a dialect for each connection of a thread, with what those of a dialect share. */
export class SessionFactory {
  readonly #services: SessionServices;
  readonly #nativeGet: NativeGet;
  readonly #http: HttpServices;
  readonly #tlsOnly: boolean;

  constructor(
    services: SessionServices,
    { allowHosts, metrics, tlsOnly }: HttpOptions & { readonly tlsOnly: boolean },
  ) {
    this.#services = services;
    this.#tlsOnly = tlsOnly;
    this.#nativeGet = new NativeGet(services);
    const date = new DateField();
    this.#http = {
      access: new HttpAccess(services.access),
      files: new HttpFiles(services, date),
      pages: new OwnPages(services, metrics),
      hosts: new HostRules(hostname(), allowHosts),
      date,
      known: new KnownRequests(),
      tlsOnly,
    };
  }

  create(dialect: DialectName, connection: SessionConnection): Session {
    if (this.#tlsOnly && !connection.isEncrypted && dialect !== 'http')
      return new UnencryptedRefusal(connection, this.#services.requests, dialect);
    switch (dialect) {
      case 'native':
        return new NativeSession(connection, this.#services, this.#nativeGet);
      case 'plain':
        return new PlainSession(connection, this.#services);
      case 'http':
        return new HttpSession(connection, this.#services, this.#http);
    }
  }
}
