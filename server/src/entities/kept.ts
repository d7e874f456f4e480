/** A function of a string that keeps what it gave for up to `most` strings; when there are more, it begins anew. For what depends on the string alone. */
export function kept<T>(most: number, find: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    if (known.size >= most) known.clear();
    const fresh = find(key);
    known.set(key, fresh);
    return fresh;
  };
}
