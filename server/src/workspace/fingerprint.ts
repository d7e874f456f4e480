const known = new WeakMap<object, string>();

/** A short string that is the same for equal plain data, and almost certainly another for other data. Computed once for each object. */
export function fingerprint(data: object): string {
  let print = known.get(data);
  if (print === undefined) {
    let a = 0x811c9dc5;
    let b = 0x01000193;
    const text = JSON.stringify(data);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code ^ (a >>> 13), 0x85ebca6b);
    }
    known.set(data, (print = (a >>> 0).toString(36) + (b >>> 0).toString(36)));
  }
  return print;
}
