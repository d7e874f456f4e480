import * as zlib from 'node:zlib';

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum CRC-32 (as in gzip and PNG) of some bytes; with `before`, of what that is the checksum of and these bytes behind it. */
export function ownCrc32(bytes: Uint8Array, before = 0): number {
  let value = ~before;
  for (let i = 0; i < bytes.length; i++) value = (value >>> 8) ^ TABLE[(value ^ bytes[i]!) & 0xff]!;
  return ~value >>> 0;
}

/** That of Node, which is ten times as fast, where it has one: from 20.15 and 22.2 on. */
export const crc32: typeof ownCrc32 = (zlib as { readonly crc32?: typeof ownCrc32 }).crc32 ?? ownCrc32;
