import { feature } from 'topojson-client';
import file from 'world-atlas/countries-50m.json?url';

/** The outlines of all countries (Natural Earth, in the public domain), loaded from a file of the hub. */
export async function outlines(): Promise<GeoJSON.FeatureCollection> {
  const answer = await fetch(file);
  const world = (await answer.json()) as Parameters<typeof feature>[0];
  const { countries } = world.objects;
  if (!countries) throw new Error('the file of outlines has no countries');
  return feature(world, countries) as GeoJSON.FeatureCollection;
}
