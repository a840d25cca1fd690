import type { MethodName, MethodParams, MethodResult } from '../../shared/contract.ts';

/** What components may do with the host. */
export interface Host {
  /** Rejects with a `FailureError`. */
  call<M extends MethodName>(method: M, params: MethodParams<M>): Promise<MethodResult<M>>;
  /** Tries to connect at once instead of waiting for the next attempt. */
  reconnectNow(): void;
}
