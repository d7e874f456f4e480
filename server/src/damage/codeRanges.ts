/** The Han code units (U+3400 to U+FAFF) for which `holds` is true, as the ranges of a rule's triggers; empty where it never is. */
export function codeRanges(holds: (code: number) => boolean): readonly (readonly [from: number, to: number])[] {
  const found: [number, number][] = [];
  for (let code = 0x3400; code <= 0xfaff; code++) {
    if (!holds(code)) continue;
    const last = found[found.length - 1];
    if (last && last[1] === code - 1) last[1] = code;
    else found.push([code, code]);
  }
  return found;
}
