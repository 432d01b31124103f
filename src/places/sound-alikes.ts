import type { PlaceMention } from './gazetteer.ts';
import type { Place, Township } from './place.ts';
import { soundOf } from './sound.ts';
import { townshipStem } from './township-forms.ts';

/**
 * Townships whose bare names sound the same (栗坳镇, 梨坳乡): whoever types by sound picks either. A mention by the
 * bare name alone is therefore a question between them; with 镇 or 乡 it is not.
 */
export function withSoundAlikes(
  townships: readonly Township[],
): (text: string, mentions: readonly PlaceMention[]) => readonly PlaceMention[] {
  const bySound = new Map<string, Township[]>();
  for (const township of townships) {
    const sounds = soundsOf(townshipStem(township.name));
    bySound.set(sounds, [...(bySound.get(sounds) ?? []), township]);
  }
  const alikes = (place: Place, typed: string): readonly Place[] => {
    if (place.kind !== 'township' || typed === place.name || typed !== townshipStem(place.name)) return [];
    return (bySound.get(soundsOf(typed)) ?? []).filter((other) => other.id !== place.id);
  };
  return (text, mentions) =>
    mentions.map((mention) => {
      const [only, ...more] = mention.candidates;
      if (only === undefined || more.length > 0) return mention;
      const others = alikes(only, text.slice(mention.start, mention.end).trim());
      return others.length === 0 ? mention : { ...mention, candidates: [only, ...others] };
    });
}

const soundsOf = (stem: string): string =>
  [...stem].map((character) => soundOf(character) || character).join(' ');
