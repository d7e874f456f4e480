import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Sentences of a part of UNER_Chinese-GSDSIMP (Universal NER v1, CC BY-SA 4.0); empty where ../shared is absent. */
export function unerSentences(part: 'train' | 'dev'): readonly string[] {
  const path = `../shared/data/uner-gsdsimp/${part}.iob2`;
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('# text = ')).map((line) => line.slice('# text = '.length));
}

/** Items of a part of corpus/news, each as its lines without mark-up, in the order of the files. */
export function corpusItems(split: 'train' | 'dev' | 'test'): readonly (readonly string[])[] {
  const items: string[][] = [];
  for (const file of existsSync('corpus/news') ? readdirSync('corpus/news').filter((name) => name.endsWith('.txt')).sort() : []) {
    let current: string[] | undefined;
    for (const line of readFileSync(`corpus/news/${file}`, 'utf8').split('\n')) {
      if (line.startsWith('### ')) {
        current = line.includes(`split=${split}`) ? [] : undefined;
        if (current) items.push(current);
      } else if (line.trim() !== '') current?.push(withoutMarks(line));
    }
  }
  return items;
}

/** ⟦type text=canonical⟧ and ⟦person name|titles⟧ become their text, from the inside out. */
function withoutMarks(line: string): string {
  for (let before = ''; before !== line; ) {
    before = line;
    line = line.replace(/⟦~?[a-z]+ ([^⟦⟧|=]*)(?:[=|][^⟦⟧]*)?⟧/g, '$1');
  }
  return line;
}
