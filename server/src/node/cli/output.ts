import { writeSync } from 'node:fs';

/** Standard output in order, gathered into larger writes. The reader going away (`| head`) is no error. */
export class Output {
  static readonly #limit = 1 << 16;
  #pending: Uint8Array[] = [];
  #size = 0;
  /** True once the reader has gone: nothing more need be computed. */
  closed = false;

  /** Takes text as UTF-8, or bytes as they are. */
  write(content: string | Uint8Array): void {
    if (this.closed || content.length === 0) return;
    const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
    this.#pending.push(bytes);
    this.#size += bytes.length;
    if (this.#size >= Output.#limit) this.flush();
  }

  /** Writes out what is gathered. Throws where the disk is full or the descriptor is bad. */
  flush(): void {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#size = 0;
    for (let at = 0; at < bytes.length && !this.closed; ) {
      try {
        at += writeSync(1, bytes, at);
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code;
        if (code === 'EPIPE') this.closed = true;
        else if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
        else throw error;
      }
    }
  }
}
