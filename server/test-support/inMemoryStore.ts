import type { IndexStore } from '../src/workspace/indexStore.ts';

/** What outlives the sessions of a test. */
export interface Kept {
  snapshot: Uint8Array | undefined;
  records: Uint8Array[];
}

/** A store in memory. A snapshot is taken as soon as there are `most` records. */
export class InMemoryStore implements IndexStore {
  readonly kept: Kept;
  readonly snapshot: Uint8Array | undefined;
  readonly #most: number;

  constructor(kept: Kept = { snapshot: undefined, records: [] }, most = Infinity) {
    this.kept = kept;
    this.snapshot = kept.snapshot;
    this.#most = most;
  }

  get isGrown(): boolean {
    return this.kept.records.length >= this.#most;
  }

  async *records() {
    await Promise.resolve();
    // Buffers, as a file on disk gives them, that are used again.
    const buffer = Buffer.alloc(1 << 20);
    for (const record of [...this.kept.records]) {
      buffer.set(record);
      yield buffer.subarray(0, record.length);
      buffer.fill(0);
    }
  }

  append(record: Uint8Array): void {
    this.kept.records.push(new Uint8Array(record));
  }

  replace(snapshot: readonly Uint8Array[]): void {
    this.kept.snapshot = Buffer.concat(snapshot);
    this.kept.records = [];
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
