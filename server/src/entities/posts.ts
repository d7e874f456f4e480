/**
 * True where two sets of bodies, in which two persons of one name hold posts, speak against their being one person.
 * A body in common, or a body that the other's name starts with (青禾市 and 青禾市委), speaks for it; no body at all says nothing.
 */
export function postsConflict(bodies: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  if (bodies.size === 0 || others.size === 0) return false;
  for (const body of bodies) for (const other of others) if (body.startsWith(other) || other.startsWith(body)) return false;
  return true;
}
