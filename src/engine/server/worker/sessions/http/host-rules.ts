import { isIP } from 'node:net';

/**
 * Which names of this server a client may use. Any web page can have its own name lead to a loopback
 * address, and would then be allowed to read what is answered there (DNS rebinding). It cannot do so
 * with an address, nor with a name that only this network knows.
 */
export class HostRules {
  readonly #names: ReadonlySet<string>;
  readonly #allowsAny: boolean;

  /**
   * @param machineName of this computer, as `os.hostname()` says it
   * @param allowed further names; `*` allows any
   */
  constructor(machineName: string, allowed: readonly string[]) {
    const machine = machineName.toLowerCase();
    const first = machine.split('.')[0]!;
    this.#names = new Set(
      [
        'localhost',
        machine,
        first,
        `${first}.local`,
        ...allowed.map((name) => name.toLowerCase()),
      ].filter((name) => name !== ''),
    );
    this.#allowsAny = allowed.includes('*');
  }

  /** Whether the value of `Host`, or the authority of a target, names this server. */
  allows(authority: string): boolean {
    const found = /^(\[[^\]]*\]|[^:]*)(?::\d*)?$/.exec(authority);
    if (found === null) return false;
    if (this.#allowsAny) return true;
    const host = found[1]!.toLowerCase();
    if (host.startsWith('[')) return isIP(host.slice(1, -1)) === 6;
    return isIP(host) === 4 || this.#names.has(host.replace(/\.$/, ''));
  }
}
