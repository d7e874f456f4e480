/** A list of numbers from 0 to 2³² − 1 that grows, in one piece of memory: as it is, it can be written and read back. */
export class Numbers {
  #array: Uint32Array;
  #length: number;

  /** Takes the array as its first numbers; it is not copied, and may be changed. */
  constructor(array: Uint32Array = new Uint32Array(0)) {
    this.#array = array;
    this.#length = array.length;
  }

  get length(): number {
    return this.#length;
  }

  /** The number at an index below the length. */
  at(index: number): number {
    return this.#array[index]!;
  }

  set(index: number, value: number): void {
    this.#array[index] = value;
  }

  /** Appends a number. Returns its index. */
  push(value: number): number {
    if (this.#length === this.#array.length) {
      const larger = new Uint32Array(Math.max(64, this.#length + (this.#length >> 1)));
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.#length] = value;
    return this.#length++;
  }

  /** The numbers as they are now. */
  copy(): Uint32Array {
    return this.#array.slice(0, this.#length);
  }
}
