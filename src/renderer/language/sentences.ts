import type { Failure } from '../../shared/contract-failure.ts';
import type { Finding } from '../../shared/contract-doctor.ts';
import * as doctor from '../../shared/doctor-sentences.ts';
import * as failures from '../../shared/failure-sentences.ts';
import { ENGLISH_FAILURES } from '../../shared/locales/english-failures.ts';
import { ENGLISH_FINDINGS } from '../../shared/locales/english-findings.ts';
import { ENGLISH_REFUSALS } from '../../shared/locales/english-refusals.ts';
import type { Say } from '../../shared/locales/say.ts';
import * as ports from '../../shared/port-sentences.ts';
import type { PortProblem } from '../../shared/port-status.ts';
import type { RefusalReason } from '../../shared/refusal-reason.ts';
import * as refusals from '../../shared/refusal-sentences.ts';

/** The sentences of `src/shared`, in the language of the panel. */

const ENGLISH: Say = { ...ENGLISH_FAILURES, ...ENGLISH_REFUSALS, ...ENGLISH_FINDINGS };

const say = (): Say => ENGLISH;

export const failureSentence = (failure: Failure): string =>
  failures.failureSentence(failure, say());

export const failureReason = (failure: Failure): string => failures.failureReason(failure, say());

export const findingText = (finding: Finding): doctor.FindingText =>
  doctor.findingText(finding, say());

export const portProblemSentence = (problem: PortProblem): string =>
  ports.portProblemSentence(problem, say());

export const refusalSentence = (why: RefusalReason): string => refusals.refusalSentence(why, say());
