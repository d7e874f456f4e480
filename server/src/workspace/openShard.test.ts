import { gunzipSync, gzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { expect, test } from 'vitest';
import { OpenShard, ShardConflict, type ShardFile } from './openShard.ts';
import { packZstd } from './packZstd.ts';

const LINES = ['{"id": 1,\t"text":"\\u5e02\\u59d4书(shū)记\\/甲\\r\\n乙,、丙", "b":[1e2]}', '{broken', '', '{"text":"二"}'];

const PACKINGS = {
  plain: { pack: (bytes: Uint8Array) => bytes, unpack: (bytes: Uint8Array) => bytes },
  gzip: { pack: (bytes: Uint8Array) => gzipSync(bytes), unpack: (bytes: Uint8Array) => gunzipSync(bytes) },
  zstd: { pack: packZstd, unpack: (bytes: Uint8Array) => decompress(bytes) },
};

/** A file in memory; `content` is its text, unpacked. */
async function memoryFile(content: string, packed: keyof typeof PACKINGS = 'plain') {
  const { pack, unpack } = PACKINGS[packed];
  let bytes = Uint8Array.from(await pack(Buffer.from(content)));
  let mtime = 1000;
  const file: ShardFile = {
    stat: async () => ({ mtime, size: bytes.length }),
    read: async () => bytes,
    replace: async (written) => {
      bytes = written;
      mtime++;
    },
  };
  return { file, text: () => Buffer.from(unpack(bytes)).toString('utf8'), change: async (text: string) => file.replace(Uint8Array.from(await pack(Buffer.from(text)))) };
}

for (const packed of ['plain', 'gzip', 'zstd'] as const) {
  test(`a record is saved in place, ${packed}, not a byte beside it: escapes, order and line ends stay`, async () => {
    const memory = await memoryFile(LINES.join('\r\n'), packed);
    const shard = new OpenShard(memory.file, 'text');
    expect(await shard.lines()).toBe(4);
    expect((await shard.record(0)).text).toBe('市委书(shū)记/甲\r\n乙,、丙');
    // As an editor has it: one kind of line end.
    await shard.save(0, '市委书记/甲\n乙、丙');
    expect(memory.text()).toBe(LINES.join('\r\n').replace('(shū)', '').replace(',、', '、'));
    expect((await shard.record(0)).text).toBe('市委书记/甲\r\n乙、丙');
  });
}

test('what has not been changed is not written', async () => {
  const memory = await memoryFile(LINES.join('\n'));
  const shard = new OpenShard(memory.file, 'text');
  const before = await memory.file.stat();
  await shard.record(0);
  await shard.save(0, '市委书(shū)记/甲\n乙,、丙');
  expect(await memory.file.stat()).toEqual(before);
});

test('lines that are no records say so and stay as they are', async () => {
  const shard = new OpenShard((await memoryFile(LINES.join('\n'))).file, 'text');
  await expect(shard.record(1)).rejects.toThrow('not JSON');
  await expect(shard.record(9)).rejects.toThrow('no such line');
  await expect(shard.save(1, 'x')).rejects.toThrow('not JSON');
  expect(await shard.beginnings(0, 99, 2)).toEqual(['市委', undefined, undefined, '二']);
});

test('two records saved at once are both kept', async () => {
  const memory = await memoryFile('{"text":"a"}\n{"text":"b"}\n');
  const shard = new OpenShard(memory.file, 'text');
  await Promise.all([shard.record(0), shard.record(1)]);
  await Promise.all([shard.save(0, 'aa'), shard.save(1, 'bb')]);
  expect(memory.text()).toBe('{"text":"aa"}\n{"text":"bb"}\n');
});

test('a record that has changed on disk is not written over; another one of the same shard is saved beside the change', async () => {
  const memory = await memoryFile('{"text":"a"}\n{"text":"b"}\n');
  const shard = new OpenShard(memory.file, 'text');
  await Promise.all([shard.record(0), shard.record(1)]);
  await memory.change('{"text":"x"}\n{"text":"b"}\n');
  expect(await shard.refresh()).toEqual([0]);
  // An editor looks at a file before it saves.
  expect((await shard.look(0)).mtime).toBeGreaterThan(1000);
  await expect(shard.save(0, 'aa')).rejects.toThrow(ShardConflict);
  await shard.save(1, 'bb');
  expect(memory.text()).toBe('{"text":"x"}\n{"text":"bb"}\n');
  // A line more above: the record on that line is another one.
  await memory.change('{"text":"new"}\n{"text":"x"}\n{"text":"bb"}\n');
  await expect(shard.save(1, 'cc')).rejects.toThrow(ShardConflict);
  expect((await shard.record(0)).text).toBe('new');
  await shard.save(0, 'newer');
  expect(memory.text()).toBe('{"text":"newer"}\n{"text":"x"}\n{"text":"bb"}\n');
});

test('a record is younger when it has changed, and not when another has', async () => {
  const memory = await memoryFile('{"text":"a"}\n{"text":"b"}\n');
  const shard = new OpenShard(memory.file, 'text');
  const [first, second] = await Promise.all([shard.record(0), shard.record(1)]);
  await shard.save(0, 'aa');
  expect((await shard.record(0)).mtime).toBeGreaterThan(first.mtime);
  expect((await shard.record(1)).mtime).toBe(second.mtime);
});

test.each(['gzip', 'zstd'] as const)('a shard packed with %s that is cut off is not read, and not written', async (packed) => {
  const memory = await memoryFile('{"text":"a"}\n', packed);
  const cut = (await memory.file.read()).slice(0, -9);
  await memory.file.replace(cut);
  const shard = new OpenShard(memory.file, 'text');
  await expect(shard.record(0)).rejects.toThrow();
  await expect(shard.save(0, 'aa')).rejects.toThrow();
  expect(await memory.file.read()).toBe(cut);
});
