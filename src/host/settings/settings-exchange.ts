import { z } from 'zod';
import {
  settingsSchema,
  type Settings,
  type SettingsPatch,
} from '../../shared/contract-settings.ts';
import { FailureError } from '../../shared/failure.ts';
import { trySchema } from '../../shared/try-schema.ts';

/**
 * Files of settings to take along: `{"fifolio": "settings", "version": "0.1.0", "settings": {…}}`, with the
 * names and values of the settings file. What somebody was busy with is not in them, and secrets never
 * were among the settings.
 */
const exchangedSchema = settingsSchema.omit({ recentFolders: true, recentServers: true });

const outlineSchema = z.object({
  fifolio: z.literal('settings'),
  settings: z.record(z.string(), z.unknown()),
});

/** The text of such a file. */
export function exportSettings(settings: Settings, version: string): string {
  const content = { fifolio: 'settings', version, settings: exchangedSchema.parse(settings) };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

/**
 * What such a file sets: all of what it holds, or nothing.
 *
 * @throws FailureError `not-a-settings-file`, or `settings-refused` with the names of those that do not fit
 */
export function importSettings(text: string): SettingsPatch {
  const outline = trySchema(outlineSchema, parsed(text));
  if (!outline.success) throw new FailureError({ code: 'not-a-settings-file' });
  const schemas: Readonly<Record<string, z.ZodType>> = exchangedSchema.shape;
  const patch: Record<string, unknown> = {};
  const [unfit, unknown]: [string[], string[]] = [[], []];
  for (const [name, value] of Object.entries(outline.data.settings)) {
    const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    const tried = schema && trySchema(schema, value);
    if (tried === undefined) unknown.push(name);
    else if (tried.success) patch[name] = tried.data;
    else unfit.push(name);
  }
  if (unfit.length + unknown.length > 0) {
    throw new FailureError({ code: 'settings-refused', unfit, unknown });
  }
  return patch;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
