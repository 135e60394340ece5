import type { LayerGroup, Map as LeafletMap } from 'leaflet';
import 'leaflet/dist/leaflet.css';
import { useEffect, useRef } from 'preact/hooks';
import type { Spot } from './stored-object-types.ts';

/** A map of the world as it is drawn. */
interface Drawn {
  map: LeafletMap;
  group: LayerGroup;
  leaflet: typeof import('leaflet');
}

/** A map of country outlines from a file of the hub, with places on it; no map server is involved. */
export function WorldMap({ spots }: { spots: Spot[] }) {
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef<Drawn | undefined>(undefined);
  const key = spots.map(({ latitude, longitude, link }) => `${latitude} ${longitude} ${link}`).join();
  useEffect(() => {
    let gone = false;
    void draw(box.current).then((drawn) => {
      if (gone) return drawn?.map.remove();
      shown.current = drawn;
      place(shown.current, spots);
    });
    return () => {
      gone = true;
      shown.current?.map.remove();
      shown.current = undefined;
    };
  }, []);
  useEffect(() => place(shown.current, spots), [key]);
  return <div ref={box} class="map" role="region" aria-label={`Map with ${spots.length} locations`} />;
}

async function draw(element: HTMLElement | null): Promise<Drawn | undefined> {
  if (!element) return undefined;
  const [{ default: leaflet }, { outlines }] = await Promise.all([
    import('leaflet'),
    import('./country-outlines.ts'),
  ]);
  const countries = await outlines();
  const map = leaflet.map(element, {
    attributionControl: false,
    minZoom: 2,
    maxZoom: 10,
    zoomSnap: 0.5,
    worldCopyJump: true,
  });
  map.setView([48, 8], 4);
  leaflet.geoJSON(countries, { interactive: false, style: { className: 'country' } }).addTo(map);
  return { map, group: leaflet.layerGroup().addTo(map), leaflet };
}

function place(shown: Drawn | undefined, spots: Spot[]): void {
  if (!shown) return;
  const { map, group, leaflet } = shown;
  group.clearLayers();
  for (const { latitude, longitude, title, link } of spots)
    leaflet
      .circleMarker([latitude, longitude], { radius: 6, className: 'spot' })
      .bindTooltip(title)
      .on('click', () => {
        location.hash = link;
      })
      .addTo(group);
  const bounds = leaflet.latLngBounds(spots.map(({ latitude, longitude }) => [latitude, longitude]));
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.3), { maxZoom: 6, animate: false });
}
