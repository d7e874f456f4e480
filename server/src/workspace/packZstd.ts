import { Zstd } from '@hpcc-js/wasm-zstd';
import { unpackZstd } from './unpackZstd.ts';

/** Packs bytes as one frame of zstd. Rejects where another program than packed them does not unpack them to what they were. */
export async function packZstd(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from((await Zstd.load()).compress(bytes));
  let at = 0;
  for (const part of unpackZstd(packed)) {
    for (let i = 0; i < part.length; i++) if (part[i] !== bytes[at + i]) at = NaN;
    at += part.length;
  }
  if (at !== bytes.length) throw new Error('packed with zstd it does not unpack to what it was; nothing changed');
  return packed;
}
