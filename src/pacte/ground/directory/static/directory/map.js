// Draws the listed places on the outlines of the city, on one canvas, from this site alone. The list says the same.
const box = document.querySelector("[data-map]");
const canvas = box.querySelector("[data-canvas]");
const button = box.querySelector("[data-show-map]");
const points = JSON.parse(document.getElementById("points").textContent);
const ink = "#1d2433";
const FILL = { good: "#2c6a2a", plain: "#ffffff", fair: "#e4c46a", bad: "#a3152f", warn: "#9a4300" };

async function outlines() {
  const answer = await fetch(box.dataset.outlines);
  return answer.ok ? answer.json() : { type: "FeatureCollection", features: [] };
}

function sayings(point) {
  const words = document.createElement("p");
  const link = document.createElement("a");
  link.href = point.href;
  link.textContent = `${point.number}. ${point.name}`;
  words.append(link, document.createElement("br"), point.state);
  return words;
}

async function draw() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = box.dataset.style;
  document.head.append(style);
  await Promise.all([import(box.dataset.script), new Promise((done) => style.addEventListener("load", done))]);
  const map = window.L.map(canvas, { preferCanvas: true, attributionControl: false, zoomSnap: 0.5 });
  const places = points.map((point) =>
    window.L.circleMarker(point.at, { radius: 8, color: ink, weight: 2, fillColor: FILL[point.tone], fillOpacity: 1 })
      .bindPopup(() => sayings(point))
      .bindTooltip(String(point.number), { permanent: true, direction: "top", className: "map-number" }),
  );
  const group = window.L.featureGroup(places);
  map.fitBounds(group.getBounds().pad(0.15), { maxZoom: 15 });
  const drawing = await outlines();
  window.L.geoJSON(drawing, { interactive: false, style: { color: "#8b8778", weight: 1.5, fillColor: "#fff", fillOpacity: 1 } }).addTo(map);
  group.addTo(map);
}

function show() {
  button.hidden = true;
  canvas.hidden = false;
  box.querySelector("[data-words]").hidden = false;
  draw();
}

box.hidden = false;
button.addEventListener("click", show);
// On a large screen the map stands beside the list at once; on a telephone it is fetched when it is asked for.
if (window.matchMedia("(min-width: 64rem)").matches) show();
