import { visibleText } from '../../shared/visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for HTML, inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char]!);
}

/** A name from a file system, where there can be text alone: what would act instead of show is visible. */
export function nameText(name: string): string {
  return escapeHtml(visibleText(name));
}

/** As {@link nameText}, as an element: its direction stays its own. */
export function nameHtml(name: string): string {
  return `<bdi>${nameText(name)}</bdi>`;
}
