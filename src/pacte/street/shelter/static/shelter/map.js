// Draws tonight's sites with their free places, and how many households wait in each arrondissement. The tables say the same.
const box = document.querySelector("[data-map]");
const canvas = box.querySelector("[data-canvas]");
const drawn = JSON.parse(document.getElementById("drawn").textContent);
async function outlines() {
  const answer = await fetch(box.dataset.outlines);
  return answer.ok ? answer.json() : { type: "FeatureCollection", features: [] };
}

function sayings(site) {
  const words = document.createElement("p");
  const name = document.createElement("strong");
  name.textContent = site.name;
  words.append(name, document.createElement("br"), site.words);
  return words;
}

function label(text, className) {
  const words = document.createElement("span");
  words.textContent = text;
  return window.L.divIcon({ html: words, className, iconSize: [28, 28] });
}

// Where an area's count stands: in its middle, or beside it when a site is there, on the spot farthest from any site.
function quiet(area) {
  const [lat, lon] = area.at;
  const spots = [0, -1, 1].flatMap((up) => [0, -1, 1].map((side) => [lat + up * area.span[0] * 0.15, lon + side * area.span[1] * 0.15]));
  const room = (spot) => Math.min(...drawn.sites.map((site) => Math.hypot((site.at[0] - spot[0]) * 1.5, site.at[1] - spot[1])), 1);
  return room(area.at) > 0.009 ? area.at : spots.reduce((best, spot) => (room(spot) > room(best) ? spot : best));
}

async function draw() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = box.dataset.style;
  document.head.append(style);
  await Promise.all([import(box.dataset.script), new Promise((done) => style.addEventListener("load", done))]);
  const map = window.L.map(canvas, { preferCanvas: true, attributionControl: false, zoomSnap: 0.25, scrollWheelZoom: false });
  const shape = { color: "#8b8778", weight: 1.5, fillColor: "#fff", fillOpacity: 1 };
  const city = window.L.geoJSON(await outlines(), { interactive: false, style: shape });
  const sites = window.L.featureGroup(drawn.sites.map((site) =>
    window.L.circleMarker(site.at, { radius: 14, opacity: 0, fillOpacity: 0 }).bindPopup(() => sayings(site))));
  const bounds = city.getLayers().length ? city.getBounds() : sites.getBounds();
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.02)); else map.setView([48.86, 2.35], 12);
  city.addTo(map);
  for (const area of drawn.areas) {
    window.L.marker(quiet(area), { icon: label(String(area.count), "map-area"), interactive: false, keyboard: false }).addTo(map);
  }
  for (const site of drawn.sites) {
    window.L.marker(site.at, { icon: label(site.label, `map-site is-${site.tone}`), interactive: false, keyboard: false }).addTo(map);
  }
  sites.addTo(map);
}

box.hidden = false;
draw();
