/** The id of a unit's return; also what its photos are kept under. */
export const returnId = (dutyId: string, unitId: string): string => `${dutyId}#${unitId}`;

/** The duty of a return's id; undefined for the number of a file (`Y26-0417-F`). */
export function dutyOfReturn(id: string): string | undefined {
  const at = id.lastIndexOf('#');
  return at < 0 ? undefined : id.slice(0, at);
}
