import { Decompress } from 'fzstd';

/** Bytes that are unpacked at once: all of what they unpack to is held. */
const STEP = 1 << 14;

/** Whether bytes begin as a frame of zstd does. */
export function isZstd(head: Uint8Array): boolean {
  return head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
}

/** Unpacks zstd, also of several frames, a part at a time. Throws where it is cut off, or is none. */
export function* unpackZstd(packed: Uint8Array): Generator<Uint8Array> {
  const unpacking = new Unpacking();
  yield* unpacking.push(packed);
  yield* unpacking.end();
}

/** The same for a stream. */
export async function* unpackedZstd(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacking = new Unpacking();
  for await (const chunk of packed) yield* unpacking.push(chunk);
  yield* unpacking.end();
}

class Unpacking {
  #ready: Uint8Array[] = [];
  readonly #unpacking = new Decompress((part) => this.#ready.push(part));

  *push(chunk: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < chunk.length; at += STEP) {
      this.#unpacking.push(chunk.subarray(at, at + STEP));
      yield* this.#taken();
    }
  }

  end(): Uint8Array[] {
    this.#unpacking.push(new Uint8Array(), true);
    return this.#taken();
  }

  #taken(): Uint8Array[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }
}
