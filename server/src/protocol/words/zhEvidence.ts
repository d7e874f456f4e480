/** What rules say of their evidence, and how that reads in Chinese; `$1` … are parts of the document. */
const LINES: readonly (readonly [RegExp, string])[] = [
  // pinyin-gloss
  [/^(.+) is the usual reading of (.+)$/u, '$1 是“$2”的常用读音'],
  [/^(.+) is a reading of (.+)$/u, '$1 是“$2”的读音之一'],
  [/^Characters with a reading behind them in this document: three or more$/, '文中带注音的字：三个以上'],
  [/^Characters with a reading behind them in this document: (.+)$/, '文中带注音的字：$1 个'],
  // doubled-punctuation
  [/^Marks doubled like this in the document: three or more$/, '文中这样重复的标点：三处以上'],
  [/^Marks doubled like this in the document: (.+)$/, '文中这样重复的标点：$1 处'],
  [/^Such a pass puts the comma first.*$/, '批量改动时逗号插在前面，后一个标点才是原文'],
  [/^No pass over a text doubles marks in this way.*$/, '批量改动不会造成这种重复，应是作者笔误'],
  // byte-slip
  [/^Bytes: (.+)$/u, '字节：$1'],
  [/^(.+) is (.) \((.+)\): its reading was inserted behind these two bytes, .*$/u, '$1 是“$2”（$3）：注音插在这两个字节之后，而它们是前一字的末字节和后一字的首字节'],
  [/^(.+) is (.): the end of one character and the beginning of the next were taken for this mark; the first byte of (.) was lost and is guessed$/u, '$1 是“$2”：前一字的末字节和后一字的首字节被当成了这个标点；“$3”的首字节已丢失，系推测'],
  [/^The reading \((.+)\) of (.) \((.+)\) puts the text in step again$/u, '“$2”（$3）的注音（$1）使后文恢复对齐'],
  [/^The byte (.+), read by itself, puts the text in step again$/, '字节 $1 被单独读取，后文恢复对齐'],
  [/^The second byte of (.) was lost together with “(.+)” and is guessed$/u, '“$1”的第二个字节连同“$2”一起丢失，系推测'],
  [/^The second byte of (.) was lost and is guessed$/u, '“$1”的第二个字节已丢失，系推测'],
  [/^Two bytes that begin with (.+) became a private-use character and were deleted; they are guessed$/, '以 $1 开头的两个字节变成专用区字符后被删去，系推测'],
  [/^Both bytes of (.) were lost to commas .*$/u, '“$1”的两个字节因字中和字后各插入逗号而丢失，系推测'],
  [/^(.) was lost whole; only its reading (.+) is left$/u, '“$1”整字丢失，只剩注音 $2'],
  [/^Damaging the repaired text again gives back exactly what stands here$/, '把修复后的文字按同样方式损坏一次，得到的正是此处的文字'],
  // mojibake
  [/^Read so, it is valid throughout and ordinary Chinese; as it stands it is not\.$/, '这样读，字节全部有效，是通顺的中文；照现在这样则不是'],
  [/^Read so, it makes sense; but it is short or unusual.*$/, '这样读讲得通，但文字较短或少见，请人工核对'],
  [/^The bytes AD and 80 to 9F are not seen and often dropped\. .*$/, '字节 AD 和 80 至 9F 看不见，常被丢掉；补回其中一些，此处可以是别的字'],
  // converted-script
  [/^Left as in simplified script: (.+)$/u, '仍是简体用法：$1'],
  [/^Nothing that people who write traditional script write otherwise$/, '没有惯用繁体者才有的写法'],
  [/^Written as in traditional script: (.+)$/u, '繁体用法：$1'],
  // decoding-residue, private-use
  [/^锟斤拷 is the replacement character.*$/, '“锟斤拷”是两个替换字符 U+FFFD（EF BF BD EF BF BD）按 GBK 读出的结果'],
  [/^Uninitialised memory is filled with one byte.*$/, '未初始化的内存填满同一字节（CC、CD 或 DD），按 GBK 读出就是这些字'],
  [/^Its bytes in GBK: (.+)$/, '在 GBK 中的字节：$1'],
];
const MISREAD = /^(.*): its bytes in (.+?), read as (.+?)((?:; then its bytes in .+?, read as .+?)*)$/su;

/** A line of evidence in Chinese; the line itself where no Chinese is known for it. */
export function evidenceInChinese(line: string): string {
  for (const [pattern, chinese] of LINES) if (pattern.test(line)) return line.replace(pattern, chinese);
  const misread = MISREAD.exec(line);
  if (!misread) return line;
  const steps = [...line.slice(misread[1]!.length).matchAll(/its bytes in (.+?), read as ([^;]+)/g)].map(([, read, wrote]) => `取其 ${read} 字节，按 ${wrote} 读`);
  return `${misread[1]}：${steps.join('，再')}`;
}
