/** The slot, in open addressing, of what `isIt` holds of, or the empty one where it belongs. A slot holds a number and 1; 0 for none. */
export function slotOf(slots: Uint32Array, hash: number, isIt: (known: number) => boolean): number {
  const mask = slots.length - 1;
  let slot = hash & mask;
  while (slots[slot]! > 0 && !isIt(slots[slot]! - 1)) slot = (slot + 1) & mask;
  return slot;
}

/** The slots, or more of them where half are taken. */
export function withRoom(slots: Uint32Array, taken: number, hash: (known: number) => number): Uint32Array {
  if (taken * 2 <= slots.length) return slots;
  const larger = new Uint32Array(slots.length * 2);
  for (let known = 0; known < taken; known++) larger[slotOf(larger, hash(known), () => false)] = known + 1;
  return larger;
}
