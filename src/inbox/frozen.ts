/** A frozen value's field: any name will do, dots and dollars included. */
export function fieldOf(name: string): string {
  return Buffer.from(name).toString('base64url');
}

/** The name of the value in this field. */
export function nameOf(field: string): string {
  return Buffer.from(field, 'base64url').toString();
}

/** What a frozen value is sealed to, within its entry. */
export function frozenPlace(name: string): string {
  return `frozen.${name}`;
}
