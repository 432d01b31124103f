import { areaList } from '@vant/area-data';

const PEOPLES = '布依|土家|哈尼|景颇|傈僳|朝鲜|柯尔克孜|哈萨克|蒙古|苗|侗|藏|羌|彝|傣|白|壮|回|黎';
const KIND = new RegExp(
  `(?:(?:${PEOPLES})族?)+自治州$|(?:壮族|回族|维吾尔)?自治区$|(?:特别行政区|省|市|地区|盟)$`,
  'u',
);
/** Lines of the list that stand for no place of their own. */
const NO_NAME = /直辖县|^(?:市辖区|县)$/u;

/** The provinces and prefectures of China, in full and as people say them: 浙江省, 浙江; 温州市, 温州; 黔东南. */
const REGIONS: ReadonlySet<string> = new Set(
  [...Object.values(areaList.province_list), ...Object.values(areaList.city_list)]
    .filter((name) => !NO_NAME.test(name))
    .flatMap((name) => [name, name.replace(KIND, '')])
    .filter((name) => name.length > 1),
);
const LONGEST = Math.max(...[...REGIONS].map(({ length }) => length));

/** Whether the word is a province or a prefecture of China. */
export const isRegion = (word: string): boolean => REGIONS.has(word);

/** How long the region is that the text begins with at `from`; 0 for none. The longest one counts. */
export function regionAt(text: string, from: number): number {
  for (let length = Math.min(LONGEST, text.length - from); length > 1; length -= 1)
    if (REGIONS.has(text.slice(from, from + length))) return length;
  return 0;
}
