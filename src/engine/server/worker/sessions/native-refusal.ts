import type { RefusalReason } from '../../../../shared/refusal-reason.ts';
import { refusalSentence } from '../../../../shared/refusal-sentences.ts';
import { encodeRefusal } from '../../../dialects/native-answer-encoder.ts';
import type { RefusalAnswer } from '../../../dialects/native-answer.ts';

/** A refusal in the native dialect, before it is put into words. */
export interface NativeRefusal extends Omit<RefusalAnswer, 'message'> {
  readonly why: RefusalReason;
}

export function encodeRefused({ why, ...refusal }: NativeRefusal): string {
  return encodeRefusal({ ...refusal, message: refusalSentence(why) });
}
