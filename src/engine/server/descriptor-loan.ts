import { closeSync } from 'node:fs';

/**
 * A descriptor on its way to another thread. Exactly one side closes it: the thread, once it has taken it;
 * until then whoever lent it, when the thread has ended.
 */
export interface DescriptorLoan {
  readonly fd: number;
  /** One number: 0 until one of the two sides has taken the descriptor. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

export function lendDescriptor(fd: number): DescriptorLoan {
  return { fd, taken: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

/** Makes the descriptor the caller's own. `false`: the other side was first. */
export function takeDescriptor({ taken }: DescriptorLoan): boolean {
  return Atomics.exchange(taken, 0, 1) === 0;
}

/** To be called by the lender when the thread has ended: closes the descriptor if it was never taken. */
export function endLoan(loan: DescriptorLoan): void {
  if (takeDescriptor(loan)) closeSync(loan.fd);
}
