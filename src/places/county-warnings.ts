import type { CountyFile } from './file-shape.ts';

/** What a file that may be loaded leaves out, and what does not work without it. Pure. */
export function sizeWarnings({ townships, schools, members }: CountyFile): readonly string[] {
  return [
    ...(townships.length === 0
      ? ['文件里一个乡镇也没有：什么地方都认不出，统计也没有乡镇。请在 townships 里写上。']
      : []),
    ...(schools.length === 0
      ? ['文件里一所学校也没有：报送时认不出学校，学校也收不到任务。请在 schools 里写上。']
      : []),
    ...(members.length === 0
      ? ['文件里一个人也没有：除管理员外没有人能用，也不会提醒任何人。请在 members 里写上。']
      : []),
  ];
}
