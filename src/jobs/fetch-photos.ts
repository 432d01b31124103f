import type { PhotoCounts } from '../media/fetch-photos.ts';
import type { Job } from './job.ts';

/** Fetches the photos that came with reports, every three seconds: WeCom's addresses live five minutes. */
export function fetchPhotos(fetcher: (signal?: AbortSignal) => Promise<PhotoCounts>): Job {
  return {
    name: 'fetch-photos',
    every: '*/3 * * * * *',
    run: async ({ signal }) => ({ ...(await fetcher(signal)) }),
  };
}
