/**
 * Keeps an index from one session to the next: a snapshot, and the records of what came after it. What cannot be kept is as if it had never been
 * put: nothing here throws.
 */
export interface IndexStore {
  /** The snapshot, as it was when the store was opened; undefined where there is none. Its bytes stay as they are. */
  readonly snapshot: Uint8Array | undefined;
  /** True when the records take so much room that a new snapshot is worth its writing. */
  readonly isGrown: boolean;
  /** Every record since the snapshot, in order. Its bytes are good until the next is asked for. Asked once, before anything is appended. */
  records(): AsyncIterable<Uint8Array>;
  append(record: Uint8Array): void;
  /** Puts a snapshot, in parts, in place of the one before and of all records up to now. The parts must not change. */
  replace(snapshot: readonly Uint8Array[]): void;
  /** Resolves when all that was put is written. */
  settle(): Promise<void>;
  /** Settles, and lets go. What is put later is not kept. */
  close(): Promise<void>;
}
