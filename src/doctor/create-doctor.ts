import { freshFor } from '../kit/fresh-for.ts';
import { localTime } from '../kit/local-date.ts';
import { worstFirst } from './finding.ts';
import type { DoctorParts } from './parts.ts';
import { probesOf } from './probes-of.ts';
import { runDoctor } from './run-doctor.ts';
import type { Doctor } from './types.ts';

/** Several people who ask at the same time cost the vendors one question. */
const SHARED_MS = 8_000;

/** A doctor over these parts; looks at nothing until it is asked. */
export function createDoctor(parts: DoctorParts): Doctor {
  const { clock, timeZone } = parts;
  const probes = probesOf(parts);
  const checkup = freshFor(SHARED_MS, async () => {
    const findings = worstFirst(await runDoctor(probes));
    return { findings, time: localTime(clock.now(), timeZone) };
  });
  return { checkup: checkup.get };
}
