/** With the item where it was missing, without it where it was there. */
export function toggled<Item>(items: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const after = new Set(items);
  if (!after.delete(item)) after.add(item);
  return after;
}
