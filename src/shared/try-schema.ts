import './zod-settings.ts';
import type { z } from 'zod';

export type Tried<Value> =
  | { readonly success: true; readonly data: Value }
  /** `problem`: what does not fit, for a log. */
  | { readonly success: false; readonly problem: string };

/**
 * Whether a value from elsewhere fits a schema. Unlike `safeParse` it never throws: zod 4.6 compares
 * the `length` of whatever has one with its bounds, also where text or a list was expected and an
 * object came, and throws where that `length` is no number and cannot become one; and it overflows the
 * stack on values nested thousands deep.
 */
export function trySchema<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Tried<z.infer<Schema>> {
  try {
    const parsed = schema.safeParse(value);
    return parsed.success
      ? { success: true, data: parsed.data }
      : { success: false, problem: parsed.error.message };
  } catch (error) {
    return { success: false, problem: String(error) };
  }
}
